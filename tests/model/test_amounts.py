"""Numbers and amounts are written as each language writes them."""

from __future__ import annotations

import pytest

from sphinx_cv.model.kinds import KINDS
from sphinx_cv.model.numbers import amount_of, grouped
from sphinx_cv.model.words import speaking, words_of

WRITTEN = {
    '250000': ('250,000', '250.000'), '1,750,000': ('1,750,000', '1.750.000'),
    '98.000': ('98,000', '98.000'), '250000.50': ('250,000.50', '250.000,50'),
    '5000': ('5,000', '5.000'), 'c. 12000': ('c. 12,000', 'c. 12.000'),
    '20000–30000': ('20,000–30,000', '20.000–30.000'), '1.5 million': ('1.5 million',) * 2,
    '900': ('900', '900'), 'since 2019': ('since 2019',) * 2, '4711-12345': ('4711-12345',) * 2,
}  # fmt: skip


@pytest.mark.parametrize(('language', 'at'), [('en', 0), ('de', 1)])
def test_digits_are_grouped(language: str, at: int) -> None:
    """However they were grouped before; years and what is no number stay as they are."""
    with speaking(words_of(language)):
        assert {text: grouped(text) for text in WRITTEN} == {
            text: forms[at] for text, forms in WRITTEN.items()
        }


def test_amounts_are_numbers() -> None:
    """However they are grouped, and with their cents."""
    given = {'250000': 250000, '1.750.000': 1750000, '250000.50': 250000.5, '1.5 million': None}
    assert {text: amount_of(text) for text in given} == given


def test_money_stands_beside_its_currency() -> None:
    """Before or behind it, as the language has it, and close to a sign."""
    amount = next(option for option in KINDS['grant'].takes if option.name == 'amount')
    said = []
    for language in ('en', 'de'):
        with speaking(words_of(language)):
            said += [amount.said({'amount': '250000', 'currency': c}) for c in ('EUR', '€', '')]
    assert said == ['EUR 250,000', '€250,000', '250,000', '250.000 EUR', '250.000 €', '250.000']
