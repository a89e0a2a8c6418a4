"""What short fields say: numbers without the words that stand in them, biblatex's keys in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.bib.blanks import is_nothing
from sphinx_cv.bib.notes import doi_alone, relinked, series_in_note
from sphinx_cv.bib.pages import settle_pages
from sphinx_cv.bib.repeats import settle_repeats
from sphinx_cv.model.dates import english_ordinal
from sphinx_cv.model.states import parted, parted_publisher, state_alone
from sphinx_cv.model.types import SUBTYPES, WORKS, type_of

if TYPE_CHECKING:
    from collections.abc import Mapping

# biblatex's localisation keys, besides those of "type" -> their words.
_KEYS = {
    'countryde': 'Germany', 'countryeu': 'European Union', 'countryep': 'European Union',
    'countryfr': 'France', 'countryuk': 'United Kingdom',
    'countryus': 'United States of America', 'newseries': 'new series', 'oldseries': 'old series',
    'forthcoming': 'forthcoming', 'inpress': 'in press', 'submitted': 'submitted',
    'inpreparation': 'in preparation', 'prepublished': 'prepublished', 'andothers': 'et al.',
}  # fmt: skip
_LANGUAGE = re.compile(
    r'lang(american|brazilian|bulgarian|catalan|chinese|croatian|czech|danish|dutch|english|'
    r'estonian|finnish|french|galician|german|greek|hungarian|italian|japanese|korean|latin|'
    r'latvian|lithuanian|norwegian|persian|polish|portuguese|romanian|russian|serbian|slovak|'
    r'slovene|spanish|swedish|turkish|ukrainian)'
)
_WITH_KEYS = frozenset({'series', 'language', 'origlanguage', 'location', 'version', 'edition'})
_BIBSTRING = re.compile(r'\\(?:mk)?bibstring\s*\{\s*(\w+)\s*\}')
_AND = re.compile(r'\s+and\s+')
_COUNTRY = re.compile(r'country([a-z]{2})')

# Words, in the languages of the lists seen, that the line says itself.
_LABELS = {
    'volume': re.compile(
        r'(?:(?:volume|vol|band|bd|tome|tomo|том|jahrgang|jg|cilt|ročník|año|ano|anno|année)'
        r'(?![^\W\d_])[.:-]?\s*(?=\S)|[vtт][. ]\s*(?=\d)|v(?=\d))',
        re.IGNORECASE,
    ),
    'number': re.compile(
        r'(?:(?:number|no|nr|num|n[úu]m[ée]ro|issue|heft|iss|fasc|вып|№|#)(?![^\W\d_])[.:]?\s*'
        r'(?=\S)|n\.?(?:[°º]|\\textsuperscript\{o\}|\$?\^\{?(?:\\circ|o)\}?\$?)\s*(?=\S)'
        r'|[nh][. ]\s*(?=\d))',
        re.IGNORECASE,
    ),
    'pages': re.compile(
        r'(?:pages?|pp?|pgs?|p[áa]gs?|p[áa]ginas?|pagg?|pagine|seiten?|blz|стр|str|sid)\b[.:]?\s*'
        r'(?=\d)|(?:pp?|S|\u0441)\.\s*(?=\w)',
        re.IGNORECASE,
    ),
    'version': re.compile(r'(?:version|ver|release)\b[.:]?\s*(?=\S)|v\.?\s?(?=\d)', re.IGNORECASE),
}
# The same behind a number: 12. Jahrgang.
_LABEL_BEHIND = re.compile(
    r'(\d+)\. ?(?:jahrgang|jg|band|bd|heft|évf(?:olyam)?|szám|sz|årgang|årg|ročník)\b\.?',
    re.IGNORECASE,
)
_LABELS['issue'] = _LABELS['number']
_EAST_ASIAN = re.compile(r'第?\s*(\d[\d\s–—-]*)\s*[巻卷期号號권호頁页쪽]')
_PLAIN_NUMBERS = re.compile(r'0*[1-9]\d*(?:(?:--?|–)\d+)?')
_FULL_STOP_BEHIND = re.compile(r'(?<=\d)\.$')
_SUPPLEMENT = re.compile(r'\bsuppl(?:ement)?(?:\\?_|\s)(?=\d)', re.IGNORECASE)  # Oxford's "Suppl_2"
_STOPPED = re.compile(r'\d\.$')
_FIRST_PAGES = re.compile(r'1(?:\s*[-–]+\s*\d{1,2})?')
_TECHNICAL_REPORT = re.compile(
    r'tech(?:nical|n)?\.? ?rep(?:ort|t)?\.?(?: ?(?:no|nr|number)\b\.?)? ?#?(?=[\w-]*\d)',
    re.IGNORECASE,
)
_VOLUME_AND_SERIES = re.compile(r'(\d+)(?: of|,)? +([A-Z]{3,}[A-Za-z/ ]*)')
_SERIES_AND_VOLUME = re.compile(r'((?![IVXLC]+ )[A-Z]{3,}),?(?: vol\.?)? +(\d+)')
# Libraries have a semicolon there.
_VOLUME_OF_SERIES = re.compile(
    r'(.+?)(?:,? vol(?:ume)?\.? ?| ?; ?(?:(?:vol|v|no|nr|bd)\. ?)?)(\d+)', re.IGNORECASE
)
_COUNT_OF_VOLUMES = re.compile(r'(\d+) (?:vols?|volumes|bde|bände|tomes|tomos)\.?', re.IGNORECASE)
_VOLUME_AND_NUMBER = re.compile(
    r'(\d+)(?: ?\(|[,:;]? ?(?:no|nr|issue|number|heft|num|n)(?=[.: °º])[.:]? ?[°º]? ?)'
    r'(\d+(?:[-–/]\d+)?)\)?',
    re.IGNORECASE,
)
# The day on which PubMed had a paper, which EndNote exports as an edition.
_DAY_AS_EDITION = re.compile(r'\d{4}/\d\d/\d\d')
_NUMBER_AS_JOURNAL = re.compile(r'(?:isbn|issn|doi|pmid)[:\s]', re.IGNORECASE)
_UNPUBLISHED = re.compile(
    r'\W*unpubl(?:ished|\.)?(?: (?:manuscript|work|paper|ms))?\W*', re.IGNORECASE
)
_ARXIV = re.compile(r'arxiv(?:\.org)?', re.IGNORECASE)
# As ADS, Google Scholar, DBLP and Zotero have it.
_ARXIV_AS_JOURNAL = re.compile(
    r'\{?(?:arxiv|corr)\}?(?:[ -]?(?:e-?|pre)prints?)?'
    r'(?:[,:]? *(?:arxiv:?|abs/|:)? *\d{4}\.\d{4,5}(?:v\d+)?)?(?: *\[[\w., -]*\])?|'
    r'arxiv(?: \(cornell university\)|: [a-z-]+(?: [a-z]+){,3})',  # OpenAlex, Microsoft Academic
    re.IGNORECASE,
)
# Fields in the words of Zotero and libraries, which others have for tags: "place = {senior}".
_OTHER_NAMES = {'place': 'location', 'city': 'location', 'collection': 'series'}
# Fields that may hold a state of publication in place of their own.
_STATES = frozenset({'volume', 'number', 'issue'})
# Google Scholar's quotes, of which the first has its space on the wrong side.
_ODD_QUOTES = re.compile(r'([^\W\d])" (\w[^"]*)"(?=[\s:,.;?!]|$)')
_URL = re.compile(r'\\url\s*\{([^{}]*)\}')
_HREF = re.compile(r'\\href\s*\{[^{}]*\}\s*\{([^{}]*)\}')
_ARXIV_SENTENCE = re.compile(
    r'(?<=[^\s.,;])[.,;]\s+(?:(?:see )?also )?(?:available )?(?:on |at |as )?arxiv(?: preprint)?:?'
    r'\s*(?:arxiv:)?[\w./-]*\d(?:v\d+)?(?: \[[\w.-]+\])?(?=[.;] |\.?$)',
    re.IGNORECASE,
)
_ARXIV_ALONE = re.compile(
    r'(?:preprint[.,;]? ?)?(?:available )?(?:on |at )?(?:https?://)?'
    r'arxiv(?:\.org/(?:abs|pdf)/| preprint)?'
    r':?\s*(?:arxiv:)?'
    r'(?:[a-z.-]+/)?[\d./v]*(?:\.pdf)?(?: \[[\w., -]+\])?(?: \(\d{4}\))?\.?',
    re.IGNORECASE,
)
# The number of bioRxiv and medRxiv, which is within the DOI.
_OF_PREPRINT = re.compile(r'20\d\d\.\d\d\.\d\d\.\d{6,}(?:v\d+)?')
# A full stop that is no part of an abbreviation.
_FULL_STOP = re.compile(r'(?:\d{4}|[)\]}])\}?\.$')
_SENTENCE = re.compile(
    r'(?:\w+ )?(?:talk|presented|presentation|poster|lecture|paper|seminar)\b.*[a-z]{5}\.',
    re.IGNORECASE,
)
_CONTAINERS = frozenset({'journaltitle', 'booktitle', 'maintitle', 'howpublished'})


def readable_values(
    fields: Mapping[str, str], kind: str, identifiers: Mapping[str, str]
) -> dict[str, str]:
    """Return the *fields* of an entry of that type as a reader is to see them."""
    found = dict(fields)
    for name in found.keys() & _OTHER_NAMES.keys():
        if found[name][:1].isupper() and 'unknown' not in found[name]:
            found.setdefault(_OTHER_NAMES[name], found[name])
    _settle_identifiers(found, kind, identifiers)
    if 'title' in found and found['title'].count('"') == 2:
        found['title'] = _ODD_QUOTES.sub(r'\1 "\2"', found['title'])
    _settle_keys(found)
    _settle_labels(found)
    _settle_early(found)
    _settle_award(found)
    settle_repeats(found, kind)
    _settle_containers(found, kind)
    settle_pages(found, kind)
    if 'note' in found and 'Series Title:' in found['note']:
        found.setdefault('series', series_in_note(found['note']))
    _settle_volume(found)
    _settle_section(found, kind)
    if 'number' in found and type_of(kind).work == 'report':
        _settle_report(found, kind)
    if 'edition' in found and _DAY_AS_EDITION.fullmatch(found['edition']):
        del found['edition']
    if 'series' in found and type_of(kind).work == 'article' and found['series'].isdecimal():
        found['series'] = f'{english_ordinal(found["series"])} series'
    return found


def _settle_keys(found: dict[str, str]) -> None:
    if 'type' in found and '\\' in found['type']:
        found['type'] = _BIBSTRING.sub(r'\1', found['type'])  # whose keys exports have as well
    for name in found.keys() & _WITH_KEYS:
        found[name] = keys_in_words(found[name])


def _settle_labels(found: dict[str, str]) -> None:
    """Take the words away that the line says itself, and what stands for nothing."""
    for name in found.keys() & _LABELS:
        if _PLAIN_NUMBERS.fullmatch(found[name]):
            continue  # as most are
        text = found[name].strip(' ,;').lstrip('{')
        label = _LABELS[name].match(text)
        text = text[label.end() :] if label else found[name].strip(' ,;')
        text = _SUPPLEMENT.sub('Suppl. ', text)
        text = text[:-1] if _STOPPED.search(text) else text
        if label := _EAST_ASIAN.fullmatch(text) or _LABEL_BEHIND.fullmatch(text):
            text = label[1]
        text = _FULL_STOP_BEHIND.sub('', text)
        is_said = is_nothing(text) or (name in _STATES and state_alone(text))
        found[name] = '' if is_said else text


def _settle_volume(found: dict[str, str]) -> None:
    """Part the volume from the series and the number that stand beside it in one field."""
    volume, series = found.get('volume', ''), found.get('series', '')
    if not series and (volume.isdecimal() or not volume):
        return  # as in most entries
    if match := _VOLUME_AND_SERIES.fullmatch(volume):
        found |= {'volume': match[1], 'series': series or match[2]}
    elif match := _SERIES_AND_VOLUME.fullmatch(volume):
        found |= {'volume': match[2], 'series': series or match[1]}
    elif (match := _VOLUME_AND_NUMBER.fullmatch(volume)) and not found.get('number'):
        found |= {'volume': match[1], 'number': match[2]}
    elif match := _COUNT_OF_VOLUMES.fullmatch(volume):
        found |= {'volume': '', 'volumes': match[1]}
    if (match := _VOLUME_OF_SERIES.fullmatch(series)) and volume in {'', match[2]}:
        found |= {'series': match[1], 'volume': match[2]}


def _settle_report(found: dict[str, str], kind: str) -> None:
    """Take the words for a sort of report off its number, where the line says them."""
    said = found.get('type', '') or type_of(kind).words
    words = SUBTYPES.get(said, said)
    number = found['number'] = _TECHNICAL_REPORT.sub('', found['number'])
    house, behind, rest = number.partition(f' {words} ')
    if behind and house in found.get('institution', ''):
        found['number'] = _LABELS['number'].sub('', rest, count=1)  # NBER Working Paper No. 12345
    elif number.lower().startswith(f'{words.lower()} '):
        found['number'] = _LABELS['number'].sub('', number[len(words) :].strip(), count=1)


def _settle_section(found: dict[str, str], kind: str) -> None:
    """Put the section of a law behind its chapter; in other entries it is bookkeeping."""
    section = found['section'].lstrip('§\\S ') if 'section' in found else ''
    if not section or type_of(kind).heading != 'Legal works':
        return
    said = (found.get('chapter', ''), f'§ {section}')
    found['chapter'] = ', '.join(filter(None, said))


def _settle_early(found: dict[str, str]) -> None:
    """Take the volume, number and page away that stand for those a paper will have."""
    if found.get('number') == 'ja':  # "just accepted" at Taylor & Francis
        found['number'] = ''
    if found.get('volume') == 'PP':
        found['volume'] = ''
        if found.get('number') == '99':
            found['number'] = ''
        if _FIRST_PAGES.fullmatch(found.get('pages', '')):
            found['pages'] = ''


def _settle_award(found: dict[str, str]) -> None:
    """Put the name of an award before its description; al-folio has the name on a button."""
    if 'award_name' not in found:
        return
    name, award = found['award_name'], found.get('award', '')
    if name and award.lower() in {'', 'true', 'yes'}:
        found['award'] = name
    elif name and name.lower() not in award.lower():
        found['award'] = f'{name}: {award}'


def _settle_containers(found: dict[str, str], kind: str) -> None:
    for name in found.keys() & _CONTAINERS:
        text = found[name].rstrip(' ,;')
        is_stopped = text.endswith('.') and (_FULL_STOP.search(text) or _SENTENCE.fullmatch(text))
        found[name] = parted(text[:-1] if is_stopped else text)[1]
    if 'publisher' in found:
        house = parted_publisher(found['publisher'])[1]
        found['publisher'] = '' if house == 'Unpublished' else house  # as ResearchGate has it
    if 'journaltitle' in found and _NUMBER_AS_JOURNAL.match(found['journaltitle']):
        found['journaltitle'] = ''
    for name in ('note', 'howpublished', 'journaltitle') if kind == 'unpublished' else ():
        if _UNPUBLISHED.fullmatch(found.get(name, '')):
            found[name] = ''


def _settle_identifiers(found: dict[str, str], kind: str, identifiers: Mapping[str, str]) -> None:
    """Drop the numbers that are said as identifiers."""
    if 'arxiv' in identifiers:
        _settle_arxiv(found, kind, identifiers['arxiv'])
    if 'doi' in identifiers:
        _settle_doi(found, identifiers['doi'])


def _settle_doi(found: dict[str, str], doi: str) -> None:
    for name in ('number', 'pages', 'eid'):
        if name in found and (found[name] == doi or _OF_PREPRINT.fullmatch(found[name])):
            found[name] = ''
    if 'howpublished' in found and doi_alone(found['howpublished']).lower() == doi.lower():
        found['howpublished'] = ''


def _settle_arxiv(found: dict[str, str], kind: str, number: str) -> None:
    """Drop arXiv as a journal, and its number in other fields, for both are said by the number."""
    # For a paper of a conference this is all that makes it a preprint.
    for name in ('journaltitle', 'booktitle') if WORKS[type_of(kind).work].preprint else ():
        if _ARXIV_AS_JOURNAL.fullmatch(found.get(name, '')):
            found[name] = ''
    for name in ('eid', 'pages', 'volume', 'number', 'articleno'):
        if number in found.get(name, '') and len(found[name]) < len(number) + 12:
            found[name] = ''
    for name in ('howpublished', 'note'):
        text = _words(found.get(name, ''))
        is_own = name == 'howpublished' and ' ' in text and not any(map(str.isdigit, text))
        if _ARXIV_ALONE.fullmatch(text) and not is_own:  # Arxiv Preprint
            found[name] = ''
    note = _words(found.get('note', ''))
    if (said := _ARXIV_SENTENCE.search(note)) and number in said[0]:
        found['note'] = note[: said.start()] + note[said.end() :]
    has_container = any(found.get(name) for name in _CONTAINERS)
    for name in ('publisher', 'institution') if not has_container else ():
        if _ARXIV.fullmatch(found.get(name, '').strip('{} ')):
            found[name] = ''


def _words(text: str) -> str:
    """Return a text with the words of its links alone."""
    return _URL.sub(r'\1', _HREF.sub(r'\1', relinked(text)))


def spelled_out(text: str) -> str:
    r"""Return a text with the words in the place of ``\bibstring{inpress}``."""
    return _BIBSTRING.sub(lambda match: _word(match[1]), text)


def keys_in_words(text: str) -> str:
    """Return a list of biblatex's keys as the words that they stand for."""
    if '\\' in text:
        text = spelled_out(text)
    if not text.isascii() or ' ' in text.replace(' and ', ''):
        return text
    return ' and '.join(map(_word, _AND.split(text)))


def _word(key: str) -> str:
    if language := _LANGUAGE.fullmatch(key):
        return language[1].capitalize()
    if (country := _COUNTRY.fullmatch(key)) and key not in _KEYS:
        return _territory(country[1].upper())
    return _KEYS.get(key) or SUBTYPES.get(key, key)


def _territory(code: str) -> str:
    """Return the English name of a country of which biblatex has none."""
    from babel import Locale

    return str(Locale('en').territories.get(code, code))
