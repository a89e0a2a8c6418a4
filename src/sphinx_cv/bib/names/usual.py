"""Names in the forms that most have, which are read at once: ``Doe, Jane A.`` and ``Jane A. Doe``.

What else is known of names is about all others: organisations, marks and suffixes, particles, two
family names, lists with commas. In a name of these forms every word begins with a capital, and in
a list of such names there is nothing to look for, if none of the words may mean something else.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.bib.names.eastern import VIETNAMESE
from sphinx_cv.bib.names.organisations import (
    LAST_OF_ORGANISATION,
    NOT_PEOPLE,
    ORGANISATIONS,
)
from sphinx_cv.model import Person
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

# The letters of Latin scripts that have no other form in Unicode, but for those of Vietnam; each
# is read as one of English, since an expression that names them all takes long to compile.
_SHAPES = str.maketrans({
    letter: 'A' if letter.isupper() else 'a'
    for letter in map(chr, range(0xC0, 0x250))
    if letter.isupper() or letter.islower()
})  # fmt: skip
# A capital, and a small letter somewhere.
_WORD = "(?:[A-Z]['’])?[A-Z]++[a-z][A-Za-z]*+"
_WORDS = f'{_WORD}(?:-{_WORD})*'
_GIVEN = rf'(?:{_WORDS}|[A-Z]\.?(?:-?[A-Z]\.)*)'
_USUAL = regex(rf'({_WORDS}), ({_GIVEN}(?: {_GIVEN})*)|({_GIVEN}(?: {_GIVEN})*) ({_WORDS})')
# What stands between the words.
_BETWEEN = str.maketrans("-,'’", '    ')
# Words, in small letters, by which a name may be another one than it seems.
_RARE = frozenset(
    # behind a name
    'jr sr jnr snr esq msc dr mph mba dds dvm ph phd m.d. m.p.h. '
    # of companies
    'aps oy oyj pty spa srl ltd ltda corp kft co llp llc plc limited incorporated '
    # with which the name of an organisation begins, or ends
    'the european african inter american united global consiglio câmara cámara statistisches '
    'europäische europäischer europäisches deutsche deutscher deutsches nationale internationale '
    'internationaler internationales workshop authors technologies microsystems institutet '
    'engineering '
    # in the middle of a name of Vietnam
    'van văn thi thị '
    # beside names, or in the place of some
    'by and editor editors translator translators others coauthors colleagues more et etal '
    'etcoll u. u.a. u.v. u.v.a. andere autres otros col cols outros altri anderen fl mfl kol mtsai '
    'munkatársai mások ark diğerleri dkk sự'.split()
).union(ORGANISATIONS, NOT_PEOPLE, map(str.lower, VIETNAMESE))


@lru_cache(maxsize=65536)
def usual_person(name: str) -> Person | None:
    """Return the person of that name if it has one of the usual forms, else None."""
    found = _USUAL.fullmatch(name if name.isascii() else name.translate(_SHAPES))
    if found is None:
        return None
    words = name.lower()
    if LAST_OF_ORGANISATION in words or not _RARE.isdisjoint(words.translate(_BETWEEN).split()):
        return None
    family, given = (1, 2) if found[1] else (4, 3)
    return Person(family=name[slice(*found.span(family))], given=name[slice(*found.span(given))])


def usual_people(names: Sequence[str]) -> tuple[Person, ...]:
    """Return the people of different names that all have a usual form, or else nobody."""
    people = [person for name in names if (person := usual_person(name))]
    return tuple(people) if len(people) == len(names) == len(set(names)) else ()
