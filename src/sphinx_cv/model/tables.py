"""Tables of rows by name, to which rows may be added; and what of a table has a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

Row = TypeVar('Row')
View = TypeVar('View')
Value = TypeVar('Value')


def nonempty(items: Mapping[str, Value]) -> dict[str, Value]:
    """Return those of *items* that have a value."""
    return {name: value for name, value in items.items() if value}


class Table(dict[str, Row]):
    """Rows by name, in the order of outputs; views are made anew when a row is added."""

    def __init__(self, rows: dict[str, Row]) -> None:
        super().__init__(rows)
        self.changes = 0  # how often a row was added or removed
        self._views: dict[object, Any] = {}

    def __setitem__(self, name: str, row: Row) -> None:
        super().__setitem__(name, row)
        self._change()

    def __delitem__(self, name: str) -> None:
        super().__delitem__(name)
        self._change()

    def _change(self) -> None:
        self.changes += 1
        self._views.clear()

    def view(self, make: Callable[[Table[Row]], View], name: object = None) -> View:
        """Return the result of *make* for the table, kept until the table changes.

        *name* identifies the view if *make* is not a function of a module.
        """
        key = name or make
        if key not in self._views:
            self._views[key] = make(self)
        view: View = self._views[key]
        return view

    def having(self, *columns: str) -> Mapping[str, Row]:
        """Return the rows that have something in all of *columns*."""
        if columns in self._views:  # without making a function first, for it is asked often
            view: Mapping[str, Row] = self._views[columns]
            return view
        return self.view(lambda table: _having(table, columns), columns)

    def names(self, column: str, *others: str) -> Mapping[str, tuple[str, ...]]:
        """Return each value of *column* and the names of its rows, of those that have *others*."""
        name = 'names', column, *others
        if name in self._views:
            view: Mapping[str, tuple[str, ...]] = self._views[name]
            return view
        return self.view(lambda table: _names(table, name[1:]), name)


def _having(table: Table[Row], columns: tuple[str, ...]) -> dict[str, Row]:
    return {
        name: row for name, row in table.items() if all(getattr(row, column) for column in columns)
    }


def _names(table: Table[Row], columns: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, row in _having(table, columns).items():
        value = getattr(row, columns[0])
        found[value] = (*found.get(value, ()), name)
    return found
