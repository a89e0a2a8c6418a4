"""Identifiers and addresses, cleaned: what of an entry may become a link, and which one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_cv.model import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Complain = Callable[[str, str], None]  # field, message

# LaTeX in addresses -> the characters meant.
_UNESCAPE = (
    (re.compile(r'\\(?:url|path|nolinkurl|href)\s*\{([^{}]*)\}(?:\s*\{[^{}]*\})?'), r'\1'),
    (re.compile(r'<a\s[^>]*?href\s*=\s*["\']?([^"\'>\s]+)[^>]*>.*?</a>', re.IGNORECASE), r'\1'),
    (
        re.compile(
            r'\$\s*\\sim\s*\$|\\textasciitilde(?:\{\}|\s)?|\\~\{\}|\\string~|\\~|\{\\textasciitilde\}'
        ),
        '~',
    ),
    (re.compile(r'\\textunderscore(?:\{\}|\s)?'), '_'),
    (re.compile(r'\$<\$|\\textless(?:\{\}|\s)?|&lt;'), '<'),
    (re.compile(r'\$>\$|\\textgreater(?:\{\}|\s)?|&gt;'), '>'),
    (re.compile(r'\\(?:slash|allowbreak|linebreak|-|/)(?:\{\})?\s*'), ''),
    (re.compile(r'&amp;|\\&'), '&'),
    (re.compile(r'\\([_%#$~{}^&])'), r'\1'),
    (re.compile(r'[{}]'), ''),
)

_DOI = re.compile(r'10\.\d+(?:\.\d+)*/[^\s"]+')
_ARXIV = re.compile(
    r'(?<![\w.])(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?![\d.]*\d)', re.IGNORECASE
)
_ARXIV_NEARBY = re.compile(r'arxiv|corr\b|abs/', re.IGNORECASE)
_SCHEME = re.compile(r'([A-Za-z][A-Za-z0-9+.-]*):')
_HTTP = re.compile(r'https?\s*:?\s*/{1,3}(?=[^/])', re.IGNORECASE)
_HOST = re.compile(r'(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?')
_ESCAPES = {ord(c): f'%{ord(c):02X}' for c in ' "<>\\^`{|}'}
# Roots of file systems: a path below one is of a private disk and not of the site.
_PRIVATE = re.compile(
    r'/(?:home|users|tmp|var|mnt|media|volumes|private|root|etc|usr|opt|srv)/|~|[A-Za-z]:|\\\\|:',
    re.IGNORECASE,
)

# Link fields that may name a file of the site.
FILE_FIELDS = frozenset({'pdf', 'slides', 'poster', 'supp'})
# The order of the links of a paper; the identifiers come between the last two groups.
_MATERIAL = (
    'pdf', 'code', 'slides', 'poster', 'video', 'website', 'blog', 'html', 'supp', 'data', 'dataset', 'demo',
)  # fmt: skip
_RESOLVERS = {
    'doi': 'https://doi.org/{}',
    'arxiv': 'https://arxiv.org/abs/{}',
    'openreview': 'https://openreview.net/forum?id={}',
    'hal': 'https://hal.science/{}',
    'pmid': 'https://pubmed.ncbi.nlm.nih.gov/{}/',
    'pmcid': 'https://pmc.ncbi.nlm.nih.gov/articles/{}/',
    'jstor': 'https://www.jstor.org/stable/{}',
    'hdl': 'https://hdl.handle.net/{}',
}
LINK_ORDER = {kind: rank for rank, kind in enumerate((*_MATERIAL, *_RESOLVERS, 'url'))}

# biblatex's eprinttype -> our name of the identifier.
_EPRINT_TYPES = {
    'arxiv': 'arxiv', 'pubmed': 'pmid', 'pmid': 'pmid', 'pmc': 'pmcid', 'pmcid': 'pmcid', 'hal': 'hal',
    'jstor': 'jstor', 'hdl': 'hdl', 'openreview': 'openreview',
}  # fmt: skip
_PATTERNS = {
    'pmid': re.compile(r'\d{4,9}'),
    'pmcid': re.compile(r'PMC\d+', re.IGNORECASE),
    'hal': re.compile(r'[a-z]+-\d{6,}', re.IGNORECASE),
    'openreview': re.compile(r'[\w-]{6,}'),
    'jstor': re.compile(r'[\w.-]+'),
    'hdl': re.compile(r'\d[\w./-]+'),
}
# An address that holds an identifier.
_ADDRESSES = {
    'arxiv': re.compile(r'arxiv\.org/(?:abs|pdf|html)/([^\s?#]+?)(?:\.pdf)?(?=$|[\s?#])'),
    'openreview': re.compile(r'openreview\.net/(?:forum|pdf)\?id=([\w-]+)'),
    'hal': re.compile(r'(?:hal\.science|hal\.archives-ouvertes\.fr)/((?:hal|tel|inria|cel)-\d+)'),
    'pmid': re.compile(r'(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d+)'),
    'pmcid': re.compile(r'/(PMC\d+)'),
    'doi': re.compile(r'(?:dx\.)?doi\.org/(10\.\S+)'),
}


def unescape(text: str) -> str:
    """Give an address without the LaTeX that protects its characters."""
    if '\\' in text or '{' in text or '&' in text or '<' in text or '$' in text:
        for pattern, replacement in _UNESCAPE:
            text = pattern.sub(replacement, text)
    return text.strip()


def clean_doi(text: str) -> str:
    """Find the DOI in *text*, an address or ``doi:`` or LaTeX around it or not; '' if there is none."""
    plain = unescape(text)
    if '%2' in plain.lower():
        plain = unquote(plain)
    match = _DOI.search(plain)
    if match is None:
        return ''
    doi = match[0].rstrip('.,;:')
    return doi.removesuffix(')') if doi.count(')') > doi.count('(') else doi


def clean_arxiv(text: str) -> str:
    """Find the number of an arXiv paper, old (``hep-th/9901001``) or new, without its version."""
    match = _ARXIV.search(unescape(text).replace('_', '/'))
    return match[1] if match else ''


def clean_url(text: str) -> str:
    """Give one web address that is safe to link to, repaired where that is clear; '' if it is none."""
    url = unescape(text).strip(' <>,;')
    if url.lower().startswith('doi:') or url.startswith('10.'):
        doi = clean_doi(url)
        return f'https://doi.org/{doi}' if doi else ''
    if url.startswith('//'):
        url = f'https:{url}'
    if match := _HTTP.match(url):
        scheme = 'https://' if match[0].lower().startswith('https') else 'http://'
        rest = url[match.end() :]
        return clean_url(rest) if _HTTP.match(rest) else scheme + rest.translate(_ESCAPES)
    if url.lower().startswith('mailto:') and '@' in url:
        return url.translate(_ESCAPES)
    if _HOST.fullmatch(url) and not _SCHEME.match(url):
        return f'https://{url}'
    return ''


def clean_path(text: str) -> str:
    """Give the path of a file of the site, relative to its root; '' for any other path."""
    path = unescape(text).strip()
    if _PRIVATE.match(path) or '..' in path.split('/') or '\\' in path or ':' in path:
        return ''
    return path.lstrip('/') if path.isprintable() else ''


def split_urls(text: str) -> list[str]:
    """Split a field that holds several addresses; a space within one address does not split it."""
    starts = [match.start() for match in re.finditer(r'(?:^|(?<=[\s,;]))(?=https?:)', text)]
    if len(starts) < 2:
        return [text]
    return [text[a:b].strip(' ,;') for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def read_identifiers(fields: Mapping[str, str], complain: Complain) -> dict[str, str]:
    """Find all identifiers in the *fields* of an entry."""
    found: dict[str, str] = {}
    if fields.get('doi'):
        if doi := clean_doi(fields['doi']):
            found['doi'] = doi
        elif not clean_url(fields['doi']):
            complain('doi', f'"{fields["doi"]}" is not a DOI; write doi = {{10.1234/abc}}')
    found.update(_eprint(fields))
    for name in ('openreview', 'pmid', 'pmcid', 'isbn', 'issn', 'hal'):
        if fields.get(name):
            found.setdefault(name, _identifier(name, fields[name]))
    if fields.get('hal_id'):
        found.setdefault('hal', fields['hal_id'].strip())
    for name in ('url', 'html', 'pdf', 'ee', 'website', 'howpublished', 'note', 'doi'):
        if '/' in fields.get(name, ''):
            _find_in_address(fields[name], found)
    if 'arxiv' not in found and (number := _arxiv_in_text(fields, found.get('doi', ''))):
        found['arxiv'] = number
    return {name: value for name, value in found.items() if value}


def _identifier(name: str, text: str) -> str:
    plain = unescape(text)
    if (address := _ADDRESSES.get(name)) and (match := address.search(plain)):
        return match[1]
    pattern = _PATTERNS.get(name)
    if pattern is None:
        return plain
    match = pattern.search(plain)
    return match[0] if match else ''


def _eprint(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    eprint = fields.get('eprint', '')
    if not eprint:
        return
    kind = _EPRINT_TYPES.get(fields.get('eprinttype', '').lower(), '')
    if kind == 'arxiv' or (not kind and not fields.get('eprinttype')):
        if number := clean_arxiv(eprint):
            yield 'arxiv', number
    elif kind:
        yield kind, _identifier(kind, eprint)


def _find_in_address(text: str, found: dict[str, str]) -> None:
    plain = unescape(text)
    for name, pattern in _ADDRESSES.items():
        if name not in found and (match := pattern.search(plain)):
            clean = {'doi': clean_doi, 'arxiv': clean_arxiv}.get(name, str)
            found[name] = clean(match[1])


def _arxiv_in_text(fields: Mapping[str, str], doi: str) -> str:
    """Find the number in "arXiv preprint arXiv:2201.00001", in DBLP's "abs/2201.00001" or in a DOI."""
    if doi.lower().startswith('10.48550/arxiv.'):
        return clean_arxiv(doi[15:])
    where = ' '.join(
        fields[n]
        for n in ('journaltitle', 'volume', 'howpublished', 'note', 'number')
        if n in fields
    )
    return clean_arxiv(where.replace(':', ' ')) if _ARXIV_NEARBY.search(where) else ''


def read_links(
    fields: Mapping[str, str], identifiers: Mapping[str, str], complain: Complain
) -> tuple[Link, ...]:
    """Make the links of a paper, each address once, in a fixed order."""
    material = [link for name in _MATERIAL for link in _links_of(name, fields, complain)]
    resolved = [
        Link(name, pattern.format(identifiers[name]))
        for name, pattern in _RESOLVERS.items()
        if name in identifiers
    ]
    others = [link for name in ('url', 'doi') for link in _links_of(name, fields, complain)]
    unique: dict[str, Link] = {}
    for link in (*material, *resolved, *others):
        unique.setdefault(_same(link.url), link)
    return tuple(unique.values())


def _links_of(name: str, fields: Mapping[str, str], complain: Complain) -> Iterator[Link]:
    value = fields.get(name, '')
    if not value or (name == 'doi' and clean_doi(value)):
        return
    for address in split_urls(value):
        if url := clean_url(address):
            yield Link('url' if name == 'doi' else name, url)
        elif name in FILE_FIELDS and (path := clean_path(address)):
            yield Link(name, path)
        elif name != 'doi':
            complain(name, f'"{address[:60]}" cannot be a link; write an address with https://')


def _same(url: str) -> str:
    return re.sub(r'^https?://(?:www\.|dx\.)?', '', url.lower()).rstrip('/')
