"""Names of types and fields that are one slip of a finger away from those meant."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from sphinx_cv.model.types import TYPES, old_types

# The fields that matter most; a name one slip away from one of them is taken for it.
CORE_FIELDS = (
    'author', 'title', 'journal', 'journaltitle', 'booktitle', 'year', 'date', 'editor',
    'publisher', 'volume', 'number', 'pages', 'abstract', 'keywords', 'institution',
    'howpublished', 'address', 'series', 'organization', 'school', 'edition', 'subtitle',
    'language',
)  # fmt: skip
# What people and programs call a field that has another name.
_FIELD_SYNONYMS = {
    'journalname': 'journal',
    'publicationtitle': 'journal',
    'articletitle': 'title',
    'papertitle': 'title',
    'bookname': 'booktitle',
    'pagerange': 'pages',
    'pgs': 'pages',
    'pp': 'pages',
    'pubyear': 'year',
    'publicationyear': 'year',
    'publicationdate': 'date',
    'university': 'school',
    'conferencename': 'eventtitle',
    'organisation': 'organization',
}
_CORE_TYPES = (
    'article', 'book', 'booklet', 'inbook', 'incollection', 'inproceedings', 'conference',
    'manual', 'mastersthesis', 'phdthesis', 'proceedings', 'techreport', 'unpublished', 'online',
    'thesis', 'report', 'patent', 'dataset', 'software', 'collection',
)  # fmt: skip
# What people call a type that has another name.
_SYNONYMS = {
    'journalarticle': 'article', 'journalpaper': 'article', 'conferencepaper': 'inproceedings',
    'conferencearticle': 'inproceedings', 'proceedingspaper': 'inproceedings',
    'msthesis': 'mastersthesis', 'bsthesis': 'bathesis', 'techrep': 'techreport',
    'miscellaneous': 'misc', 'arxiv': 'preprint', 'eprint': 'preprint', 'sourcecode': 'software',
    # EndNote's, Mendeley's, Zotero's and CSL's
    'booksection': 'incollection', 'magazinearticle': 'article', 'newspaperarticle': 'article',
    'articlejournal': 'article', 'articlemagazine': 'article', 'articlenewspaper': 'article',
    'paperconference': 'inproceedings', 'conferenceproceedings': 'proceedings',
    'editedbook': 'collection', 'encyclopediaarticle': 'inreference', 'blogpost': 'online',
    'computerprogram': 'software', 'workingpaper': 'report', 'generic': 'misc',
    # Crossref's, and further words for theses
    'proceedingsarticle': 'inproceedings', 'postedcontent': 'preprint', 'monograph': 'book',
    'referenceentry': 'inreference', 'doctoralthesis': 'phdthesis', 'doctoraldissertation':
    'phdthesis', 'diplomathesis': 'thesis', 'licentiatethesis': 'thesis', 'habilitation': 'thesis',
    'habilitationthesis': 'thesis', 'diplomarbeit': 'thesis', 'whitepaper': 'report',
    'data': 'dataset', 'conferenceabstract': 'inproceedings', 'micellaneous': 'misc',
}  # fmt: skip
# What some of them say that the type does not: keys of `model.types.SUBTYPES`.
_SUBTYPES = {
    'workingpaper': 'workingpaper', 'whitepaper': 'whitepaper', 'habilitation': 'habilitation',
    'habilitationthesis': 'habilitation', 'diplomathesis': 'dipthesis',
    'diplomarbeit': 'dipthesis', 'licentiatethesis': 'licthesis',
}  # fmt: skip
_NO_SLIPS = frozenset({'published'})  # of which nobody knows what it means as a field
_SHORT_TYPES = ('misc', 'book')
_ALIKE = 0.85  # of two in seven letters, one is wrong and one at another place


@lru_cache(maxsize=1024)
def meant_field(name: str) -> str:
    """Return the core field that a name is one slip away from, '' where it is none."""
    plain = _plain(name)
    if plain in _FIELD_SYNONYMS or (plain != name and plain in CORE_FIELDS):
        return _FIELD_SYNONYMS.get(plain, plain)
    if len(name) < 4 or not name.isalpha() or name in _NO_SLIPS:
        return ''
    slips = [meant for meant in CORE_FIELDS if _is_slip(name, meant)]
    return max(slips, key=lambda meant: _likeness(name, meant), default='')  # editon, no editor


def _is_slip(typed: str, meant: str) -> bool:
    """Return whether one letter but the first is missing, added or wrong, or two are swapped."""
    if typed[0] != meant[0] or abs(len(typed) - len(meant)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), -1)
    if at < 0:
        return True  # one is the other with one letter more
    rest, expected = typed[at:], meant[at:]
    swapped = rest[1:2] + rest[0] + rest[2:]
    return expected in {swapped, rest[1:]} or expected[1:] in {rest, rest[1:]}


@lru_cache(maxsize=1024)
def meant_type(name: str) -> str:
    """Return the type that a mistyped one is one slip away from, '' where it is another's."""
    if name in TYPES or name in old_types():
        return ''
    plain = _plain(name)
    for same in (plain, plain.removesuffix('s'), _SYNONYMS.get(plain, '')):
        if same != name and (same in TYPES or same in old_types()):
            return same
    if len(name) < 6 and (short := next((m for m in _SHORT_TYPES if _is_slip(name, m)), '')):
        return short
    if len(name) < 5:
        return ''
    slips = (meant for meant in _CORE_TYPES if _is_slip(name, meant))
    return next(slips, '') or next((m for m in _CORE_TYPES if _is_misspelt(name, m)), '')


@lru_cache(maxsize=1024)
def meant_subtype(name: str) -> str:
    """Return the key of the subtype that the name of a type says; '' where it says none."""
    return _SUBTYPES.get(_plain(name), '')


def _plain(name: str) -> str:
    return re.sub(r'[_\s-]', '', name)


def _is_misspelt(typed: str, meant: str) -> bool:
    """Return whether a long name has a letter or two wrong: ``artical``."""
    is_long = len(typed) > 6 and typed[:3] == meant[:3]
    return is_long and _likeness(typed, meant) > _ALIKE


def _likeness(typed: str, meant: str) -> float:
    return SequenceMatcher(None, typed, meant).ratio()
