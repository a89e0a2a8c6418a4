"""The identifiers of a paper (DOI, arXiv, PubMed, HAL, OpenReview …), found in any field."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_cv.bib.blanks import is_nothing
from sphinx_cv.bib.notes import numbers_in_note
from sphinx_cv.model.addresses import clean_url, unescape
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
_STYLE = regex(
    r'\\(?:text(?:tt|rm|sf|it|bf|sc|sl|up|md|normal)|nolinkurl|path|url|mbox|emph|allowbreak)\b'
)
_DASHES = str.maketrans(
    dict.fromkeys('\u2010\u2011\u2012\u2013\u2014\u2212', '-') | {'\u2215': '/'}
)
_REMARK = regex(r'\[[^\]]*$')
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
    'booktitle',
    'volume',
    'howpublished',
    'note',
    'number',
    'publisher',
    'institution',
    'pages',
)

# biblatex's eprinttype -> our name of the identifier.
_EPRINT_TYPES = {
    'arxiv': 'arxiv', 'pubmed': 'pmid', 'pmid': 'pmid', 'pmc': 'pmcid', 'pmcid': 'pmcid',
    'hal': 'hal', 'jstor': 'jstor', 'hdl': 'hdl', 'openreview': 'openreview', 'doi': 'doi',
    'urn': 'urn',
}  # fmt: skip
# Fields of their own -> name and form.
_FIELDS = {
    'pmid': 'pmid', 'pmcid': 'pmcid', 'pmc': 'pmcid', 'hal': 'hal', 'hal_id': 'hal',
    'openreview': 'openreview', 'arxiv': 'arxiv', 'isbn': 'isbn',
    'issn': 'issn', 'eissn': 'issn', 'jstor': 'jstor', 'jstor_id': 'jstor', 'halid': 'hal',
    'inspirehep_id': 'inspire', 'inspireid': 'inspire', 'pubmed': 'pmid', 'pubmedid': 'pmid',
    'pubmed_id': 'pmid', 'hdl': 'hdl', 'handle': 'hdl', 'urn': 'urn',
}  # fmt: skip
_FORMS = {
    'arxiv': _ARXIV,
    'pmid': regex(r'(?<!\d)(\d{3,8})(?!\d)'),  # Mendeley keeps longer ones of EBSCO here
    'pmcid': regex(r'((?:PMC)?\d+)', re.IGNORECASE),
    'hal': regex(r'([a-z]\w*[-_]\d{6,})', re.IGNORECASE),
    'urn': regex(r'(urn:nbn:(?:de|ch|at):\S+)', re.IGNORECASE),
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
    'doi': regex(
        r'(?:(?:dx\.|rg)?doi\.(?:org|net)/|^doi:\s*|^(?=10\.\d{4,9}/))(?:doi:)?(10[./]\S+)', re.I
    ),
    'arxiv': regex(
        r'(?:arxiv\.org/(?:abs|pdf|html)/|^arxiv:\s*|10\.48550/arxiv\.)([^\s?#]+?)(?:\.pdf)?(?=$|[\s?#])',
        re.IGNORECASE,
    ),
    'openreview': regex(r'openreview\.net/(?:forum|pdf)\?id=([\w-]+)'),
    'hal': regex(
        r'(?:(?:hal\.science|archives-ouvertes\.fr)/(?:[\w-]+/)?|^)((?:hal(?:shs)?|tel|inria|cel|inserm|'
        r'insu|in2p3|cea|ird|ensl|pasteur|dumas|lirmm|sic)[-_]\d{6,})(?=v\d|[/?#]|$)'
    ),
    'hdl': regex(r'(?:hdl\.handle\.net/|^hdl:\s*)(\d\S+)', re.IGNORECASE),
    'urn': regex(r'(?:^|nbn-resolving\.(?:de|org)/)(urn:nbn:(?:de|ch|at):\S+)', re.IGNORECASE),
    'pmid': regex(
        r'(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/|'
        r'eutils/elink\.fcgi\?dbfrom=pubmed&id=|europepmc\.org/\w+/med/|^pmid:?\s*)(\d+)',
        re.IGNORECASE,
    ),
    'pmcid': regex(r'(?:/|^)(PMC\d+)'),
}
_ADDRESS_FIELDS = ('url', 'html', 'pdf', 'ee', 'howpublished', 'doi', 'link', 'eprint', 'preprint')
_PROXIES = ('proxy', 'oclc', 'doi-org', 'login?')
# Hosts that have pages of a record under several addresses: with a version, or as a portal.
_RECORDS = {
    'ncbi.nlm': ('pmid', 'pmcid'), 'arxiv.org': ('arxiv',), 'hal.science': ('hal',),
    'archives-ouvertes': ('hal',),
}  # fmt: skip
_DOCUMENT = regex(r'arxiv\.org/(?:pdf|html)/|/(?:document|file/.*)$')
_OLD_NUMBER = regex(r'\d{7}(?:v\d+)?$')
# The DOI in an address at its publisher.
_DOI_IN_PATH = regex(
    r'(?:/(?:doi|abs|full|e?pdf|pdfdirect|fullhtml|content|articles?|chapter|abstract)/|[?&]id=)'
    r'(10\.\d{4,9}/[^\s?#&]+?)(?:/(?:full|abstract|pdf|meta|html|fulltext|summary)|\.full|\.pdf(?:\+html)?|'
    r'\.abstract|\.short|\.long)*/?(?:$|[?#\s])',
    re.IGNORECASE,
)
# Oxford's addresses have a number of their own behind the DOI.
_OXFORD = regex(r'(10\.1093/[\w-]+/[\w-]+)/\d{5,}$')
# Numbers that an old version of Mendeley took for those of whatever paper it had read.
_STRANGERS = ('eprint', 'arxiv', 'doi', 'isbn', 'pmid')
_STRANGE = ('1011.1669v3', '10.1017/CBO9781107415324.004', '9788578110796', '25246403')
_SIGNS_OF_ONE = (
    'doi', '10.', 'arxiv', 'arXiv', 'openreview', 'hal', 'ouvertes', 'ncbi', 'PMC', 'pmc', 'PMID',
    'pmid', 'hdl', 'urn:', 'tel-', 'inria',
)  # fmt: skip


def clean_doi(text: str) -> str:
    """Return the DOI in *text*, without address, prefix and LaTeX around it; '' if none."""
    if _PLAIN_DOI.fullmatch(text) and not text.startswith(_VERSIONED):
        return text
    if '\\' in text or '$' in text:
        text = _RELATION.sub(lambda match: match[1] or match[2], _STYLE.sub('', text))
    plain = unescape(text)
    plain = plain if plain.isascii() else _in_ascii(plain)
    if '#' in plain:
        plain = _FRAGMENT.sub(r'\1', plain)
    if '%' in plain:
        plain = unquote(unquote(plain))  # some programs escape twice
    if _NOISE.search(plain):
        plain = _NOISE.sub('', plain)
    return _first_doi(_apart(plain)[0])


def _in_ascii(text: str) -> str:
    """Return *text* with the dashes, slashes and wide signs that stand for those of ASCII."""
    return unicodedata.normalize('NFKC', text.translate(_DASHES))


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
    if '?' in doi or '[' in doi:
        doi = _REMARK.sub('', _QUERY.sub('', doi))
    doi = doi.rstrip('.,;:')
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


def own_doi_first(text: str, page: str) -> str:
    """Return several DOIs with that of the work in front, which ends as its first *page* does.

    INSPIRE puts those of errata there.
    """
    dois = _apart(text)
    own = regex(rf'(?<!\d){re.escape(page)}(?!\d)')
    return ' '.join(sorted(dois, key=lambda doi: own.search(doi) is None)) if page else text


def strange_fields(fields: Mapping[str, str]) -> list[str]:
    """Return the fields with numbers of other works, which Mendeley wrote into many entries."""
    found = [
        name
        for name in _STRANGERS
        if name in fields and any(map(fields[name].__contains__, _STRANGE))
    ]
    return found if len(found) > 1 or any('1011.1669v3' in fields[name] for name in found) else []


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
        if name not in fields or fields[name] == found.get('doi'):
            continue
        if any(map(fields[name].__contains__, _SIGNS_OF_ONE)):
            _add_from_address(fields[name], found)
    for kind, number in numbers_in_note(fields['note']) if 'note' in fields else ():
        found[kind] = found.get(kind) or clean_identifier(kind, number)
    found['doi'] = _in_full(found.get('doi', ''), fields) or _doi_elsewhere(fields)
    if not found.get('arxiv'):
        found['arxiv'] = _arxiv_in_text(fields, found.get('doi', ''))
    if 'doi' in fields:
        _check_doi(fields['doi'], found, complain)
    return {name: value for name, value in found.items() if value}


def _in_full(doi: str, fields: Mapping[str, str]) -> str:
    """Return a DOI, or the one for which a short form of it stands."""
    address = _ADDRESSES['doi'].search(fields.get('url', '')) if doi.startswith('10/') else None
    return clean_doi(address[1]) if address else doi


def _doi_elsewhere(fields: Mapping[str, str]) -> str:
    """Return the DOI in an address at its publisher, or in the place of a number."""
    for name in ('url', 'eprint'):
        text = fields.get(name, '')
        if '10.' in text and (match := _DOI_IN_PATH.search(unescape(text))):
            return _OXFORD.sub(r'\1', clean_doi(match[1]))
    for name in ('number', 'pages', 'eid'):
        if name in fields and _PLAIN_DOI.fullmatch(fields[name]):
            return fields[name]
    return ''


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
    plain = unescape(text if text.isascii() else _in_ascii(text))
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
    """Return name and number of the record at an address, which may have several."""
    for host, kinds in _RECORDS.items():
        for kind in kinds if host in address else ():
            match = _ADDRESSES[kind].search(address)
            if match and not _DOCUMENT.search(address):
                return kind, _FORMS[kind].sub(r'\1', match[1])
    return None


def _add_eprint(fields: Mapping[str, str], found: dict[str, str]) -> None:
    given = fields.get('eprinttype', '').strip().lower()
    kind = _EPRINT_TYPES.get(given, '' if given else 'arxiv')
    text = fields['eprint']
    if kind == 'arxiv' and '://' in text and 'arxiv' not in text:
        return  # an address elsewhere, mostly of the PDF
    if kind == 'arxiv' and _OLD_NUMBER.match(text) and (archive := fields.get('eprintclass')):
        text = f'{archive.partition(".")[0]}/{text}'
    if kind:
        found[kind] = found.get(kind) or clean_identifier(kind, text)


def _add_from_fields(fields: Mapping[str, str], found: dict[str, str]) -> None:
    for name, kind in _FIELDS.items():
        if name not in fields:
            continue
        number = clean_identifier(kind, fields[name])
        if kind in _SEVERAL and number and number not in found.get(kind, number):
            number = f'{found[kind]}, {number}'
            found[kind] = ''
        found[kind] = found.get(kind) or number
    if fields.get('isbn') and not found.get('isbn') and not found.get('issn'):
        found['issn'] = clean_identifier('issn', fields['isbn'])  # as Mendeley has it


def _add_from_address(text: str, found: dict[str, str]) -> None:
    plain = unescape(text)
    if any(map(plain.__contains__, _PROXIES)):
        plain = clean_url(plain).url or plain
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
