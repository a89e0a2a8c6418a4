"""Numbers and units of siunitx are read as it prints them."""

from __future__ import annotations

import pytest

from sphinx_cv.bib.latex.fields import parse_latex
from sphinx_cv.model import plain_text

SHOWN = [
    (r'\SI{5}{\metre\per\second}', '5 m s⁻¹'),
    (r'\qty{3.2e5}{\kilo\watt\hour}', '3.2 × 10⁵ kW h'),
    (r'\SI[mode=text]{3}{\mm}', '3 mm'),
    (r'\SI{5}{\micro\meter\squared}', '5 µm²'),
    (r'\SI{5}{\per\cubic\metre}', '5 m⁻³'),
    (r'\SI{5}{\kg\metre\per\second\squared}', '5 kg m s⁻²'),
    (r'\unit{kg.m^2.s^{-1}}', 'kg m² s⁻¹'),
    (r'\si{\um}', 'µm'),
    (r'\num{1e-5}', '1 × 10⁻⁵'),
    (r'\num{-1.5 +- 0.2}', '−1.5±0.2'),
    (r'\ang{45;30;}', '45° 30′'),
    (r'\SI{20}{\degreeCelsius}', '20 °C'),
    (r'\SI{90}{\degree}', '90°'),
    (r'\SIrange{1}{5}{\giga\hertz}', '1–5 GHz'),
    (r'\qtylist{1;2;3}{\percent}', '1, 2, 3 %'),
    (r'\numrange{1}{3}', '1–3'),
    (r'\SI{3(1)e-3}{\milli\bar}', '3(1) × 10⁻³ mbar'),
    (r'\qtyproduct{3 x 4}{\metre}', '3 × 4 m'),
]


@pytest.mark.parametrize(('latex', 'shown'), SHOWN)
def test_quantities_are_read(latex: str, shown: str) -> None:
    """No unit is lost, and none is reported."""
    reports: list[tuple[str, str]] = []
    rich = parse_latex(latex, lambda *report: reports.append(report))
    assert plain_text(rich).replace('\u00a0', ' ') == shown
    assert not reports
