"""The identifiers of a paper (DOI, arXiv, PubMed, HAL, OpenReview …), found in any field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_cv.bib.blanks import is_nothing
from sphinx_cv.bib.notes import numbers_in_note
from sphinx_cv.model.addresses import unescape
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Complain = Callable[[str, str], None]  # field, message

# Signs in old DOIs, as LaTeX has them in formulas.
_RELATION = regex(r'\\ensuremath\s*\{\s*([<>])\s*\}|\$\{?\s*([<>])\s*\}?\$')
# What follows a blank within a DOI: further pieces with digits, and no remark or further DOI.
_BROKEN_DOI = regex(r'(?:\s+(?!10\.)(?=[^\s]*\d)[\w./:;()<>-]+)+\s*', re.ASCII)
# A DOI, or a short one as shortdoi.org gives them; the resolver takes that without "10/" as well.
_DOI = regex(
    r'10\.\d{1,9}(?:\.\d{1,9}){0,4}/[^\s"]+(?:"(?=[^\s">])[^\s"]+)*|'
    r'(?:(?<![\w./])|^/|\bdoi\.[a-z.]+/|(?<=doi:))(?P<short>10/[a-z0-9]{3,})(?![\w./])|'
    r'\bdoi\.org/(?P<bare>[a-z0-9]{3,})(?![\w./:])',
    re.IGNORECASE,
)
# What stands between several DOIs in one field.
_NEXT_DOI = regex(r'[\s,;]+(?:and\s+|&\s*)?(?:https?://\S*?/|doi:\s*)?(?=10\.\d{4,9}/)', re.I)
_PLAIN_DOI = regex(r'10\.\d{4,9}/[\w/-]+(?:\.[\w/-]+)*+', re.ASCII)
# What no DOI has: it comes from forms, and from programs that escape.
_NOISE = regex(r'[\x00-\x1f\x7f-\x9f\u2400-\u2426\ufffd\\`^|~{}$]')
# How a DOI is set, what programs make of its hyphens, and what an address has behind it.
_STYLE = regex(r'\\(?:text[a-z]{2,4}|nolinkurl|path|url|mbox|emph|allowbreak)\b')
_DASHES = str.maketrans(dict.fromkeys('\u2010\u2011\u2012\u2013\u2014\u2212', '-'))
_QUERY = regex(r'\?[a-z_]+=[^\s]*$', re.IGNORECASE)
_FRAGMENT = regex(r'(?<=://)([^\s#]*)#\S*')  # before "%23" becomes its sign
# The code that shortdoi.org gives, as the field may have it alone.
_SHORT_CODE = regex(r'(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{5,7}')
_VERSION = regex(r'(?i)(?<=\d)v\d+(?:\.[\w.-]+)?$')
_VERSIONED = ('10.1101/', '10.64898/')  # bioRxiv and medRxiv
# A DOI by itself in which blanks stand anywhere.
_SPACED_DOI = regex(r'(?:[a-z]+:|[\w./]*doi[\w.]*/)*10[./]', re.IGNORECASE)
# https://info.arxiv.org/help/arxiv_identifier.html; the version is not part of the number.
_ARXIV = regex(
    r'(?<![\w.])(\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]{2,}(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?![\d.]*\d)',
    re.IGNORECASE,
)
_ARXIV_NEARBY = regex(r'arxiv|corr\b|abs/', re.IGNORECASE)
_SIGNS_OF_ARXIV = ('arxiv', 'corr', 'abs/')
_ARXIV_DOI = '10.48550/arxiv.'
_PLACES_OF_ARXIV = (
    'journaltitle',
    'volume',
    'howpublished',
    'note',
    'number',
    'publisher',
    'pages',
)

# biblatex's eprinttype -> our name of the identifier.
_EPRINT_TYPES = {
    'arxiv': 'arxiv', 'pubmed': 'pmid', 'pmid': 'pmid', 'pmc': 'pmcid', 'pmcid': 'pmcid',
    'hal': 'hal', 'jstor': 'jstor', 'hdl': 'hdl', 'openreview': 'openreview',
}  # fmt: skip
# Fields of their own -> name and form.
_FIELDS = {
    'pmid': 'pmid', 'pmcid': 'pmcid', 'pmc': 'pmcid', 'hal': 'hal', 'hal_id': 'hal',
    'openreview': 'openreview', 'arxiv': 'arxiv', 'isbn': 'isbn',
    'issn': 'issn', 'jstor': 'jstor', 'inspirehep_id': 'inspire',
}  # fmt: skip
_FORMS = {
    'arxiv': _ARXIV,
    'pmid': regex(r'(\d{3,9})'),
    'pmcid': regex(r'((?:PMC)?\d+)', re.IGNORECASE),
    'hal': regex(r'([a-z]+-\d{6,})', re.IGNORECASE),
    'openreview': regex(r'([\w-]{6,})$'),
    'jstor': regex(r'(?:^|/(?:stable|pss)/)([\w./-]+)$'),
    'inspire': regex(r'(\d+)/?$'),
    'hdl': regex(r'(\d[\w./-]+)'),
    'isbn': regex(r'(\d[\d -]{8,}[\dXx])'),
    'issn': regex(r'(?<![\d-])(\d{4}-?\d{3}[\dXx])(?![\dXx-])'),
}
# What a journal has on paper and as well on the web, and a book in each of its bindings.
_SEVERAL = {
    'isbn': regex(r'(?<![\d-])((?:97[89][ -]?)?(?:\d[ -]?){9}[\dXx])(?![\dXx-])'),
    'issn': _FORMS['issn'],
}
# Addresses that hold an identifier.
_ADDRESSES = {
    'doi': regex(r'(?:(?:dx\.|rg)?doi\.(?:org|net)/|^doi:\s*|^(?=10\.\d{4,9}/))(10[./]\S+)', re.I),
    'arxiv': regex(
        r'(?:arxiv\.org/(?:abs|pdf|html)/|10\.48550/arxiv\.)([^\s?#]+?)(?:\.pdf)?(?=$|[\s?#])', re.I
    ),
    'openreview': regex(r'openreview\.net/(?:forum|pdf)\?id=([\w-]+)'),
    'hal': regex(r'(?:hal\.science|hal\.archives-ouvertes\.fr)/((?:hal|tel|inria|cel)-\d+)'),
    'pmid': regex(
        r'(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/|'
        r'eutils/elink\.fcgi\?dbfrom=pubmed&id=)(\d+)'
    ),
    'pmcid': regex(r'/(PMC\d+)'),
}
_ADDRESS_FIELDS = ('url', 'html', 'pdf', 'ee', 'howpublished', 'doi')
# The DOI in an address at its publisher.
_DOI_IN_PATH = regex(
    r'(?:/(?:doi|abs|full|e?pdf|pdfdirect|fullhtml|content|articles?|chapter|abstract)/|[?&]id=)'
    r'(10\.\d{4,9}/[^\s?#&]+?)(?:/(?:full|abstract|pdf|meta|html|fulltext|summary)|\.full|\.pdf(?:\+html)?|'
    r'\.abstract|\.short|\.long)*/?(?:$|[?#\s])',
    re.IGNORECASE,
)
_ARXIV_PAGE = regex(r'//(?:www\.)?arxiv\.org/abs/(\S+?)(?:v\d+)?/?$', re.IGNORECASE)
_SIGNS_OF_ONE = ('doi', '10.', 'arxiv', 'openreview', 'hal.', 'ncbi', 'PMC')


def clean_doi(text: str) -> str:
    """Return the DOI in *text*, without address, prefix and LaTeX around it; '' if none."""
    if _PLAIN_DOI.fullmatch(text) and not text.startswith(_VERSIONED):
        return text
    if '\\' in text or '$' in text:
        text = _RELATION.sub(lambda match: match[1] or match[2], _STYLE.sub('', text))
    plain = unescape(text)
    plain = plain if plain.isascii() else plain.translate(_DASHES)
    if '#' in plain:
        plain = _FRAGMENT.sub(r'\1', plain)
    if '%' in plain:
        plain = unquote(plain)
    if _NOISE.search(plain):
        plain = _NOISE.sub('', plain)
    return _first_doi(_apart(plain)[0])


def _first_doi(plain: str) -> str:
    """Return the DOI in a text without markup, '' if there is none."""
    match = _DOI.search(plain)
    if match is None and _SPACED_DOI.match(together := ''.join(plain.split())):
        match = _DOI.search(together)
    if match is None:
        return ''
    if match['bare']:
        return f'10/{match["bare"]}'
    doi = match['short'] or match[0]
    if rest := _BROKEN_DOI.fullmatch(plain, match.end()):
        doi += ''.join(rest[0].split())
    doi = (_QUERY.sub('', doi) if '?' in doi else doi).rstrip('.,;:')
    if doi.startswith(_VERSIONED):
        doi = _VERSION.sub('', doi)
    return _closed(_closed(doi, '()'), '<>')


def _closed(text: str, signs: str) -> str:
    """Return *text* without a closing bracket at its end that was never opened."""
    is_closed = text.count(signs[1]) <= text.count(signs[0])
    return text if is_closed else text.removesuffix(signs[1])


def _apart(text: str) -> list[str]:
    """Return the pieces of a text of which each has a DOI; the whole text if there is one."""
    if text.count('10.') < 2:
        return [text]
    return [part for part in _NEXT_DOI.split(text) if '10.' in part]


def further_dois(text: str) -> list[str]:
    """Return the DOIs that stand in a field behind the one of the work."""
    if text.count('10.') < 2:
        return []
    first, *others = map(clean_doi, _apart(text))
    known = {first.lower(), ''}
    others = [doi for doi in dict.fromkeys(others) if doi.lower() not in known]
    return [doi for doi in others if not doi.lower().startswith(_ARXIV_DOI)]


def clean_arxiv(text: str) -> str:
    """Return the arXiv number in *text*, old (``hep-th/9901001``) or new, without its version."""
    match = _ARXIV.search(unescape(text))
    return match[1] if match else ''


def read_identifiers(fields: Mapping[str, str], complain: Complain) -> dict[str, str]:
    """Return the identifiers in the *fields* of an entry, by name."""
    found: dict[str, str] = {}
    if 'doi' in fields:
        is_code = _SHORT_CODE.fullmatch(fields['doi'])
        found['doi'] = f'10/{fields["doi"]}' if is_code else clean_doi(fields['doi'])
    if 'eprint' in fields:
        _add_eprint(fields, found)
    if not fields.keys().isdisjoint(_FIELDS):
        _add_from_fields(fields, found)
    for name in _ADDRESS_FIELDS:
        text = fields.get(name, '')
        if text and text != found.get('doi') and any(map(text.__contains__, _SIGNS_OF_ONE)):
            _add_from_address(text, found)
    for kind, number in numbers_in_note(fields['note']) if 'note' in fields else ():
        found[kind] = found.get(kind) or clean_identifier(kind, number)
    if not found.get('doi') and '10.' in (url := fields.get('url', '')):
        match = _DOI_IN_PATH.search(unescape(url))
        found['doi'] = clean_doi(match[1]) if match else ''
    if not found.get('arxiv'):
        found['arxiv'] = _arxiv_in_text(fields, found.get('doi', ''))
    if 'doi' in fields:
        _check_doi(fields['doi'], found, complain)
    return {name: value for name, value in found.items() if value}


def _check_doi(given: str, found: dict[str, str], complain: Complain) -> None:
    """Say what in the field for a DOI is none, or is one too many."""
    if found['doi']:
        if given != found['doi'] and (others := further_dois(given)):
            what = f'a work has one DOI, here are more; {found["doi"]} is taken for it'
            complain('doi', f'{what}, and {", ".join(others)} for links; give each its entry')
    elif _ARXIV_NEARBY.search(given):
        found['arxiv'] = found['arxiv'] or clean_arxiv(given)
    elif not given.lower().startswith('http') and not is_nothing(given):
        complain('doi', f'"{given}" is not a DOI; write doi = {{10.1234/abc}}')


def clean_identifier(kind: str, text: str) -> str:
    """Return the identifier of that kind in *text*, which may be an address; '' if none."""
    plain = unescape(text)
    if kind in _SEVERAL and (several := _SEVERAL[kind].findall(plain)):
        return ', '.join(dict.fromkeys(number.strip(' -') for number in several))
    if (address := _ADDRESSES.get(kind)) and (match := address.search(plain)):
        plain = match[1]
    form = _FORMS.get(kind)
    if form is None:
        return plain
    match = form.search(plain)
    if match is None:
        return ''
    return f'PMC{match[1]}' if kind == 'pmcid' and match[1].isdecimal() else match[1]


def same_record(address: str) -> tuple[str, str] | None:
    """Return name and number of the record at an address, where the record has several of them."""
    if version := _ARXIV_PAGE.search(address):
        return 'arxiv', version[1].lower()
    if 'ncbi.nlm' in address:
        for kind in ('pmid', 'pmcid'):
            if match := _ADDRESSES[kind].search(address):
                return kind, match[1]
    return None


def _add_eprint(fields: Mapping[str, str], found: dict[str, str]) -> None:
    given = fields.get('eprinttype', '').strip().lower()
    kind = _EPRINT_TYPES.get(given, '' if given else 'arxiv')
    if kind:
        found[kind] = clean_identifier(kind, fields['eprint'])


def _add_from_fields(fields: Mapping[str, str], found: dict[str, str]) -> None:
    for name, kind in _FIELDS.items():
        if name in fields:
            found[kind] = found.get(kind) or clean_identifier(kind, fields[name])
    if fields.get('isbn') and not found.get('isbn') and not found.get('issn'):
        found['issn'] = clean_identifier('issn', fields['isbn'])  # as Mendeley has it


def _add_from_address(text: str, found: dict[str, str]) -> None:
    plain = unescape(text)
    for kind, pattern in _ADDRESSES.items():
        if not found.get(kind) and (match := pattern.search(plain)):
            found[kind] = clean_doi(match[1]) if kind == 'doi' else clean_identifier(kind, match[1])


def _arxiv_in_text(fields: Mapping[str, str], doi: str) -> str:
    """Return the number in "arXiv preprint arXiv:2201.00001", "abs/2201.00001" or a DOI."""
    if doi.lower().startswith(_ARXIV_DOI):
        return clean_arxiv(doi[len(_ARXIV_DOI) :])
    if _ARXIV_DOI in (given := fields.get('doi', '').lower()):
        return clean_arxiv(given.partition(_ARXIV_DOI)[2])
    text = ' '.join([fields[name] for name in _PLACES_OF_ARXIV if name in fields])
    # Most texts hold none of the letters, which is found faster than where the words stand.
    if not any(map(text.lower().__contains__, _SIGNS_OF_ARXIV)) or not _ARXIV_NEARBY.search(text):
        return ''
    return clean_arxiv(re.sub(r'[:]|abs/', ' ', text))
