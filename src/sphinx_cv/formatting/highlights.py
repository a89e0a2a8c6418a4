"""The lines below a paper that an owner adds: who contributed what, and numbers with a source."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.model.dates import PartialDate
from sphinx_cv.model.numbers import grouped
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.words import _, comma, continued

if TYPE_CHECKING:
    from collections.abc import Iterable

# The roles of https://credit.niso.org/.
CREDIT = (
    'Conceptualization', 'Data curation', 'Formal analysis', 'Funding acquisition',
    'Investigation', 'Methodology', 'Project administration', 'Resources', 'Software',
    'Supervision', 'Validation', 'Visualization', 'Writing – original draft',
    'Writing – review & editing',
)  # fmt: skip
# What of the numbers that people look up has a usual name.
NUMBERS = ('Citations', 'h-index', 'Downloads', 'Views')
_SIGNS = regex(r'[^a-z]+')
_ALIKE = {'conceptualisation': 'conceptualization', 'visualisation': 'visualization'}


def _folded(role: str) -> str:
    folded = _SIGNS.sub('', role.lower().replace(' and ', ' '))
    return _ALIKE.get(folded, folded)


_ROLES = {_folded(role): role for role in CREDIT}


def contribution(text: str) -> str:
    """Return who did what: roles of CRediT in their usual form, else the owner's own words."""
    roles = [_ROLES.get(_folded(part)) for part in re.split(r'\s*[,;]\s*', text.strip(' .;,'))]
    if not all(roles):
        return text
    # In the words of a list, the roles but the first begin with small letters.
    first, *others = (_(role) for role in roles if role)
    return comma().join([first, *map(continued, others)])


def contribution_line(text: str) -> str:
    """Return the line that says who did what; '' if nothing is known of that."""
    return _('Contribution: {words}').format(words=contribution(text)) if text else ''


class Metric(NamedTuple):
    """A number that the owner has looked up: *what* it counts, its *source* and its day."""

    what: str
    number: str
    source: str
    day: str

    @property
    def origin(self) -> str:
        """Whose number it is, and of which day."""
        words = self.day
        with suppress(ValueError):
            words = PartialDate.parse(self.day).words
        return comma().join((self.source, words))


def metrics_line(metrics: Iterable[Metric]) -> str:
    """Return numbers with their sources and days; '' if there are none."""
    parts = []
    for origin, found in groupby(metrics, lambda metric: metric.origin):
        numbers = comma().join(f'{_(metric.what)}: {grouped(metric.number)}' for metric in found)
        parts.append(f'{numbers} ({origin})')
    return '; '.join(parts)
