"""Entries: the lines of a CV that are no papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_cv.model.dates import DateRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the CV that is not a paper: a position, a degree, a talk and so on."""

    kind: str
    key: str
    title: str
    dates: tuple[DateRange, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)  # option -> value, as text
