"""The field ``note``: the text of a person, without what programs keep there for themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model import Markup, Text, plain_text
from sphinx_cv.model.addresses import clean_url, unescape
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.model import Inline, Rich

# Zotero writes what it has no field for as "Label: value", one to a line; publishers and PubMed
# write their numbers there. Line ends are gone by now, so a value ends where a label follows.
_LABELS = (
    r'Publisher|Pages|Section|Number|Issue|DOI|Call Number|Library Catalog|_eprint|Num Pages|'
    r'Number of pages|Place|Journal Abbreviation|Series Title|Type(?=: ?[A-Z]\w+ [A-Z])|'
    r'Citation Key|Container-title|Conference Name|Event-Place|Artwork Size|ADS Bibcode|MAG ID|'
    r'original-date|original-title|Publication Title|Times Cited|Cited Reference Count|'
    r'ISI Document Delivery No\.|(?:PubMed )?PMID|(?:PubMed Central )?PMCID|'
    r'tex\.\w+|Read\\?_Status|Read\\?_Status\\?_Date|QID|WOS|Web of Science ID|Scopus ID|'
    r'\\_eprint|ISBN|ISSN|arXiv|OCLC|ZSCC|Google-Books-ID|Accession Number|Bibcode|S2ID'
)
_LABELLED = regex(rf'(?:^|(?<=\s))(?:{_LABELS}):\s?\S.*?(?=\s+(?:{_LABELS}|Comment):|$)', re.DOTALL)
_SERIES = regex(rf'Series Title:\s?(\S.*?)(?=\s+(?:{_LABELS}):|$)')
_BRACKETED = regex(r'\[(?:PubMed|PubMed Central|DOI):[^\[\]]*\]')
_BRACED_LABEL = regex(r'(?<![\\\w}\]])\{([\w -]+:)\}')
_DOI_ALONE = regex(
    r'\[?(?:\\?doi:?\s*\{?\s*)?(?:https?://(?:dx\.|www\.)?doi\.org/)?(10\.\d{4,9}/[^\s,;{}]+?)[.}\]]*',
    re.IGNORECASE,
)
_CITED = regex(
    r'cited by ?:? ?\d+(?:;.*)?|export(?:ed)? date:.*|'
    r'\d+ citations? \([\w ./()-]+\)(?: \[[\d-]+\])?|0\d{4}|from duplicate \d.*|'
    r'(?:\\text\w+\{)?\[?citations? ?[=:] ?\d+\]?\}?',
    re.IGNORECASE,
)  # Scopus, on the day of the export, and Google Scholar's count in five figures
_EXPORTED_LINK = regex(
    r'(?<!\\)\{((?:[^{}]|\{[^{}]*\})+)\} \((https?://(?:[^\s(){}]|\{\}|\([^\s(){}]*\))+)\)'
)
_ADDRESS = regex(r'https?://[^\s<>"{}|\\^`“”’\]]+')
_EMPHASIS = regex(r'(?<![\\\w*])\*([^\s*](?:[^*]*[^\s*])?)\*(?![\w*])')
_STRONG = regex(r'\*\*([^*]+)\*\*')
_CODE = regex(r'(?<!`)`([^`\']+)`(?!`)')
_SPECIAL = regex(r'(?<!\\)[_#%&$~^]')
_UNDERSCORES = regex(r'(?<![\\\w$])_([^\s_](?:[^_$]*[^\s_])?)_(?![\w$])')
_LINK = regex(r'\[([^\[\]]+)\]\(((?:https?://|\.?/)[^\s()]+)\)')
# LaTeX closes a quote with another sign.
_WORD_OF_CODE = regex(r'(?<![`\w])`([\w.:@/+-]+)`(?![`\'\w])')
_LEAD = regex(r'\A[.,;]\s+')  # what stands before it there, which follows the venue
_NUMBERS = {
    'pmid': regex(r'PMID:\s*(\d{3,8})\b|\[PubMed:\s*(?:\\href\{[^{}]*/)?(\d{3,8})/?[\]}]'),
    'pmcid': regex(r'PMCID:\s*(PMC\d+)\b|\[PubMed Central:\\href\{[^{}]*/(PMC\d+)/?\}'),
    'doi': regex(r'\[DOI:\s*(?:\\href\{[^{}]*\}\{)?(10\.[^\s\]}]+)'),
}


# The heading of an abstract that stands in it; the words may be those of its first sentence.
_HEADING = regex(
    r'(?i:abstract|summary|zusammenfassung|r[ée]sum[ée]|resumen|riassunto|要旨|摘要)'
    r'(?:\s*[.:\u2014\u2013]\s*|\n\n|(?=[A-Z][a-z]))|ABSTRACT\s+'
)


def readable_note(note: str) -> str:
    """Return a note without the bookkeeping of programs."""
    if _CITED.fullmatch(note) or doi_alone(note):
        return ''
    if ':' not in note:
        return note
    rest = _BRACED_LABEL.sub(r'\1', _BRACKETED.sub('', note))
    if _LABELLED.match(rest):
        rest = _LABELLED.sub('', rest)
    return ' '.join(rest.split())


def series_in_note(note: str) -> str:
    """Return the series that publishers' exports have in the note, '' if there is none."""
    match = _SERIES.search(note)
    return match[1] if match else ''


def from_markdown(text: str) -> str:
    """Return a text in al-folio's Markdown as LaTeX, without the stop or comma before it."""
    parts = _CODE.split(_LEAD.sub('', text))  # every other one is code
    parts[1::2] = (f'\\texttt{{{_SPECIAL.sub(_escaped, code)}}}' for code in parts[1::2])
    parts[::2] = map(_marked, parts[::2])
    return ''.join(parts)


def _marked(text: str) -> str:
    text = _LINK.sub(r'\\href{\2}{\1}', text)
    for pattern, command in ((_STRONG, 'textbf'), (_EMPHASIS, 'emph'), (_UNDERSCORES, 'emph')):
        text = pattern.sub(rf'\\{command}{{\1}}', text)
    return text


def _escaped(sign: re.Match[str]) -> str:
    return f'\\{sign[0]}'


def annotation(text: str) -> str:
    """Return a note in al-folio's Markdown as LaTeX."""
    return from_markdown(readable_note(text))


def without_heading(abstract: Rich) -> Rich:
    """Return an abstract without the word "Abstract", as pages have it for a heading."""
    match abstract:
        case (Markup(_, (Text(value),)), Text(after), *rest) if _HEADING.match(f'{value}\n\n'):
            return (Text(after.lstrip(' .:\n')), *rest)
        case (Text(value), *rest) if heading := _HEADING.match(value):
            return (Text(value[heading.end() :]), *rest)
    return abstract


def relinked(text: str) -> str:
    """Return a text in which links as exports and Markdown write them are those of LaTeX.

    These are ``{words} (address)`` and ``[words](address)``.
    """
    return _LINK.sub(r'\\href{\2}{\1}', _EXPORTED_LINK.sub(r'\\href{\2}{\1}', text))


def with_code(text: str) -> str:
    """Return a text in which words between backticks, as in Markdown, are LaTeX's code."""
    return _WORD_OF_CODE.sub(lambda word: f'\\texttt{{{_SPECIAL.sub(_escaped, word[1])}}}', text)


def with_links(rich: Rich) -> Rich:
    """Return a text in which each address that stands there bare leads where it says."""
    return tuple(part for inline in settled(rich, is_linked=True) for part in _linked(inline))


def settled(rich: Rich, *, is_linked: bool) -> Rich:
    r"""Return a text whose links that show their address are the like, however they are written.

    Where nothing *is_linked*, ``\url{https://x.org}`` is the text that it shows.
    """
    found: list[Inline] = []
    is_behind = False  # an address, whose end the next word must not become
    for inline in rich:
        match inline:
            case Markup('link', children, target) if plain_text(children) == target:
                shown = Text(target)
                is_behind = True
                _append(Markup('link', (shown,), target) if is_linked else shown, found)
            case Text(value):
                _append(Text(f' {value}' if is_behind and value[:1].isalnum() else value), found)
                is_behind = False
            case _:
                found.append(inline)
                is_behind = False
    return tuple(found)


def _append(inline: Inline, found: list[Inline]) -> None:
    """Append to *found*, to a text as more of that text."""
    match found, inline:
        case [*_, Text(before)], Text(value):
            found[-1] = Text(before + value)
        case _:
            found.append(inline)


def _linked(inline: Inline) -> Iterator[Inline]:
    if not isinstance(inline, Text) or '://' not in inline.value:
        yield inline
        return
    at = 0
    for match in _ADDRESS.finditer(inline.value):
        address = match[0].rstrip(".,;:!?'")
        if address.count(')') > address.count('('):
            address = address.rstrip(').,')
        if url := clean_url(address).url:
            yield from [Text(inline.value[at : match.start()])] if match.start() > at else []
            yield Markup('link', (Text(address),), url)
            at = match.start() + len(address)
    if rest := inline.value[at:]:
        yield Text(rest)


def doi_alone(note: str) -> str:
    """Return the DOI that a note is, in any form, and nothing else."""
    match = (
        _DOI_ALONE.fullmatch(unescape(note) if '\\' in note else note) if '10.' in note else None
    )
    return match[1] if match else ''


def numbers_in_note(note: str) -> Iterator[tuple[str, str]]:
    """Yield the names of identifiers in a note, each with its text."""
    note = _BRACED_LABEL.sub(r'\1', note) if '{' in note else note
    if alone := doi_alone(note):
        yield 'doi', alone
    for name, pattern in _NUMBERS.items() if ':' in note else ():
        if match := pattern.search(note):
            yield name, match[1] or match[match.lastindex or 0]
