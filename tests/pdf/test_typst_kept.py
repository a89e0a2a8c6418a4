"""What a build of the PDFs does again: the rows of papers that changed, and what they are in."""

from __future__ import annotations

from collections import Counter
from functools import wraps
from typing import TYPE_CHECKING

import pytest

from sphinx_cv.pdf import editions, lists

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from sphinx.testing.util import SphinxTestApp


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a row was written, and Typst was called."""
    counted: Counter[str] = Counter()

    def count(module: ModuleType, name: str) -> None:
        function = getattr(module, name)

        @wraps(function)
        def counting(*args: object) -> object:
            counted[name] += 1
            return function(*args)

        monkeypatch.setattr(module, name, counting)

    count(lists, 'row_of')
    count(editions, 'compile_pdf')
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1700000000')  # a PDF says on which day files changed
    return counted


@pytest.mark.sphinx('cvpdf', testroot='typst-cv', srcdir='typst-kept')
def test_only_what_changed_is_made_again(
    app: SphinxTestApp, make_app: Callable[..., SphinxTestApp], calls: Counter[str]
) -> None:
    """A paper costs its row and the PDFs that have it; a page that no PDF has costs nothing."""

    def build(file: Path, old: str, new: str) -> dict[str, int]:
        file.write_text(file.read_text(encoding='utf-8').replace(old, new), encoding='utf-8')
        calls.clear()
        make_app('cvpdf', srcdir=app.srcdir).build()
        return dict(calls)

    papers, page = app.srcdir / 'refs.bib', app.srcdir / 'loose.md'
    page.write_text('---\norphan: true\n---\n# Loose\n', encoding='utf-8')
    app.build()
    assert calls == {'row_of': 3, 'compile_pdf': 3}
    assert build(page, 'Loose', 'Free') == {}
    assert build(papers, 'Second Results', 'Other Results') == {'row_of': 1, 'compile_pdf': 2}
    assert build(papers, '@', '\n@') == {}
