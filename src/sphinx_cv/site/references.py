"""How to cite each paper in the styles that the owner names, kept from build to build."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from sphinx_cv.export.citeproc import cite, read_style
from sphinx_cv.export.csl import item
from sphinx_cv.formatting.languages import foreign_words
from sphinx_cv.model.words import spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from sphinx_cv.export.citeproc import Style
    from sphinx_cv.model import Paper

Reference = tuple[str, str]  # the words of its button, and its HTML

CACHE = 'cv-references.json'  # in the folder of the doctrees


def references(
    names: Mapping[str, str],
    papers: Iterable[Paper],
    folder: Path,
    cache: Path,
    report: Callable[[str], None],
) -> dict[str, list[Reference]]:
    """Return the references of each paper, by key, in the styles of *names*: style -> words.

    What is missing goes to *report* as a sentence; a style that is not there is left out.
    """
    styles = list(_styles(names, folder, report))
    if not styles:
        return {}
    before, now = _read(cache), dict[str, str]()

    def text(paper: Paper, style: Style) -> str:
        language = (foreign_words(paper) or spoken()).language
        made_of = json.dumps([item(paper), language]).encode() + style.source
        digest = hashlib.sha256(made_of).hexdigest()
        now[digest] = before[digest] if digest in before else _cited(paper, style, report)
        return now[digest]

    found = {
        paper.key: [(style.label, html) for style in styles if (html := text(paper, style))]
        for paper in papers
    }
    if now.keys() != before.keys():
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_bytes(json.dumps(now).encode())
    return found


def _styles(
    names: Mapping[str, str], folder: Path, report: Callable[[str], None]
) -> Iterable[Style]:
    said: set[str] = set()
    for name, words in names.items():
        try:
            style = read_style(name, folder)
        except ValueError as error:
            said.add(f'cv_citation_styles: {error}')
            continue
        yield style._replace(label=words or style.label)
    for sentence in sorted(said):
        report(sentence)


def _cited(paper: Paper, style: Style, report: Callable[[str], None]) -> str:
    try:
        return cite(paper, style)
    except Exception as error:  # a style is somebody else's program, and may fail in any way
        report(f'cv_citation_styles: {paper.key} has no reference in {style.label}: {error!r}')
        return ''


def _read(cache: Path) -> dict[str, str]:
    try:
        return dict(json.loads(cache.read_text(encoding='utf-8')))
    except (OSError, ValueError):
        return {}
