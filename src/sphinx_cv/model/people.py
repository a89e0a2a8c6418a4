"""People as lists of authors name them, and the owner of the CV."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.model.packing import packed
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.sorting import in_order
from sphinx_cv.model.words import comma, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_BETWEEN = regex(r',| and ')  # as INSPIRE and as biblatex have several
_COLLABORATION = regex(r'collab|consorti|group|team|network|project|survey', re.IGNORECASE)
_EASTERN = regex('[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+')
# As "al-Khwarizmi" has it, in the letters of both scripts.
_ARTICLE = regex(r"(?:a[dlnrstz]|ash|el)[-’'](?=\w)|ال(?=\w{3})")
_PATRONYMICS = ('son', 'dóttir', 'bur')


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A name in a list of authors or editors, in the four parts that BibTeX and CSL know.

    An organisation, or a name that has no parts, stands in *family* alone with *literal* set.
    *family_first* says that the name is in the order of Vietnam or Hungary, without a comma.
    *annotations* are what biblatex's ``author+an`` or a mark behind the name says of this
    person in this list: words that have a meaning, ``equal`` and ``corresponding`` above all, and
    between double quotes what is to be printed, a sign or words. *own* says whether this is the
    owner of the CV where the list says more than the name does.
    """

    family: str
    given: str = ''
    prefix: str = ''
    suffix: str = ''
    literal: bool = False
    family_first: bool = False
    annotations: frozenset[str] = frozenset()
    own: bool | None = None

    def __repr__(self) -> str:
        """Return all parts of the name as digests take them: alike in each process."""
        names = self.family, self.given, self.prefix, self.suffix
        marks = self.literal, self.family_first, sorted(self.annotations), self.own
        return f'Person{names + marks}'

    def __hash__(self) -> int:
        """Return the hash of the names, because caches by person would hash all parts each time."""
        return hash((self.family, self.given))

    @property
    def name(self) -> str:
        """The name as it is read: ``Ann van den Berg``, ``Juan de la Cruz Jr.``, ``松岡大樹``."""
        return _name(self.family, self.given, self.prefix, self.suffix, self.family_first)

    @property
    def sort_name(self) -> str:
        """The name as it is sorted: ``van den Berg, Ann``, ``松岡大樹``."""
        if self.is_eastern:
            return self.name
        family = ' '.join(part for part in (self.prefix, self.family) if part)
        return ', '.join(part for part in (family, self.suffix, self.given) if part)

    @property
    def is_eastern(self) -> bool:
        """Whether the family name comes first by itself, without a comma behind it."""
        return _is_eastern(self.family, self.given, self.family_first)

    @property
    def sort_key(self) -> str:
        """The name as lists are sorted by it, by family name first.

        Icelanders are sorted by their given names in Iceland, for the other says whose child they
        are; an Arabic article counts nowhere.
        """
        if is_cjk(self.family):
            return in_order(self.name)
        family = _ARTICLE.sub('', self.family)
        parts = [family, self.given, self.prefix]
        if self.given and family.endswith(_PATRONYMICS) and spoken().language[:2] == 'is':
            parts = [self.given, family]
        return in_order(', '.join(part for part in parts if part))


@lru_cache(maxsize=2**13)  # a name is asked for a dozen times for each paper
def _name(family: str, given: str, prefix: str, suffix: str, family_first: bool) -> str:
    if _is_eastern(family, given, family_first):
        gap = '' if is_cjk(family) else ' '
        return ' '.join(filter(None, (f'{family}{gap}{given}', suffix)))
    return ' '.join(part for part in (given, prefix, family, suffix) if part)


def _is_eastern(family: str, given: str, family_first: bool) -> bool:
    return family_first or (is_cjk(family) and (not given or is_cjk(given)))


def is_sign(annotation: str) -> bool:
    """Return whether an annotation is to be printed as a raised sign, and not in words."""
    text = annotation[1:-1] if annotation.startswith('"') else ''
    is_letters = all(len(part.strip()) == 1 for part in text.split(','))
    return 0 < len(text) < 6 and (is_letters or not any(map(str.isalpha, text)))


def is_cjk(text: str) -> bool:
    """Return whether *text* is written in Chinese, Japanese or Korean characters only."""
    return not text.isascii() and _EASTERN.fullmatch(text) is not None


def collaboration(name: str) -> str:
    """Return the full name of a collaboration: ``ATLAS Collaboration`` for ``ATLAS``."""
    if _COLLABORATION.search(name):
        return ', '.join(part.strip() for part in name.split(',') if part.strip())
    names = [part.strip() for part in _BETWEEN.split(name) if part.strip()]
    if not names:
        return ''
    return f'{_in_prose(names)} Collaboration{"s" if len(names) > 1 else ""}'


def _in_prose(names: Sequence[str]) -> str:
    """Join *names* as prose does: ``A, B and C``."""
    return ' and '.join(part for part in (', '.join(names[:-1]), names[-1]) if part)


def clean_orcid(text: str) -> str:
    """Return an ORCID iD in its usual form, also from its address; '' if it is none.

    The last digit checks the others, as in ISO 7064 (MOD 11-2):
    https://support.orcid.org/hc/en-us/articles/360006897674
    """
    digits = re.sub(r'[\s-]', '', text.strip('/ ').rpartition('/')[2]).upper()
    if not re.fullmatch(r'[0-9]{15}[0-9X]', digits):
        return ''
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    if digits[-1] != '0123456789X'[(12 - total % 11) % 11]:
        return ''
    return '-'.join(digits[at : at + 4] for at in range(0, 16, 4))


# Where something about the owner can appear, and what appears nowhere unless the owner says so.
PLACES = ('site', 'pdf', 'exports')
PRIVATE = frozenset({'address', 'phone'})


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The person whose CV this is, as ``cv_owner`` of ``conf.py`` says."""

    name: str = ''
    aliases: tuple[str, ...] = ()
    position: str = ''
    affiliation: str = ''
    email: str = ''
    show_email: bool = False  # whether the address may stand in clear text, also in exports
    orcid: str = ''
    links: Mapping[str, str] = field(default_factory=dict)  # label -> address, in order
    department: str = ''
    address: str = ''
    phone: str = ''
    pronouns: str = ''
    tagline: str = ''  # one line about the person
    summary: str = ''  # some sentences
    photo: tuple[str, str] = ('', '')  # a file of the site, or an address; what it shows
    affiliations: tuple[tuple[str, str], ...] = ()  # name, and address of its record at ROR
    rows: Mapping[str, str] = field(default_factory=dict)  # label -> text, in order
    show: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # field -> of PLACES

    def shown(self, name: str, place: str) -> str:
        """Return a text about the owner if *place* may have it, else ''."""
        places = self.show.get(name, () if name in PRIVATE else PLACES)
        return str(getattr(self, name)) if place in places else ''

    @property
    def postal(self) -> str:
        """The address in one line, whatever place may have it."""
        lines = (line.strip(' ,') for line in self.address.splitlines())
        return comma().join(filter(None, lines))

    @property
    def where(self) -> str:
        """The position, the department and the affiliation in one line."""
        return comma().join(p for p in (self.position, self.department, self.affiliation) if p)
