"""What people call months and seasons, in a dozen languages -> their numbers in EDTF."""

from __future__ import annotations

from functools import cache

from sphinx_cv.model.text import fold

ENGLISH_MONTHS = (
    'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September',
    'October', 'November', 'December',
)  # fmt: skip
# In lower case and without accents.
_MONTHS = (
    'january jan januar janner jann januari janvier janv enero ene gennaio gen janeiro',
    'february feb februar febr februari fevrier fevr fev febrero febbraio fevereiro',
    'march mar mars mart marts marz maerz mrz maart mrt marzo marco',
    'april apr avril avr abril abr aprile',
    'may mai mayo mei maggio mag maio maj',
    'june jun juni juin junio giugno giu junho',
    'july jul juli juillet juil julio luglio lug julho',
    'august aug augustus aout agosto ago',
    'september sep sept septembre septiembre setiembre settembre setembre setembro set',
    'october oct oktober okt octobre octubre ottobre ott outubro out',
    'november nov novembre noviembre novembro',
    'december dec dezember dez decembre diciembre dic dicembre dezembro desember des',
)
_SEASONS = (
    'spring fruhling fruhjahr printemps primavera lente hilary lent',
    'summer sommer sommersemester sose ss ete verano estate zomer trinity',
    'fall autumn herbst automne otono autunno outono herfst michaelmas',
    'winter wintersemester wise ws hiver invierno inverno',
)
_FIRST_SEASON = 21


def _numbered(names: tuple[str, ...], first: int) -> dict[str, int]:
    return {name: n for n, line in enumerate(names, start=first) for name in line.split()}


_MONTH_NUMBERS = _numbered(_MONTHS, 1)
_SEASON_NUMBERS = _numbered(_SEASONS, _FIRST_SEASON)


def month_called(name: str) -> int:
    """Return the number of the month that *name* is a name of, whole or as people shorten it."""
    return _MONTH_NUMBERS.get(fold(name), 0)


def season_called(name: str) -> int:
    """Return the number of the season that *name* is a name of."""
    return _SEASON_NUMBERS.get(fold(name), 0)


def month_or_season_like(word: str) -> int:
    """Return the number of the month that *word* begins like, or of the season that it is.

    This forgives slips and languages that are not in the tables, so it is for words of which one
    knows that they stand where a month does.
    """
    folded = fold(word)
    if season := _SEASON_NUMBERS.get(folded):
        return season
    starts = _starts()
    return next((starts[start] for start in (folded[:4], folded[:3]) if start in starts), 0)


@cache
def _starts() -> dict[str, int]:
    """Return the three or four letters with which just one month begins, and its number."""
    months: dict[str, set[int]] = {}
    for name, number in _MONTH_NUMBERS.items():
        for start in (name[:3], name[:4]):
            months.setdefault(start, set()).add(number)
    return {start: found.pop() for start, found in months.items() if len(found) == 1}
