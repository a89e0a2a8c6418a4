"""Parts of JSON whose form is in nobody's hands: what is not as expected is empty."""

from __future__ import annotations

from typing import Any


def mapping(value: object, *path: str) -> dict[str, Any]:
    """Return the mapping to which the names of *path* lead, an empty one if there is none."""
    found = _at(value, path)
    return found if isinstance(found, dict) else {}


def mappings(value: object, *path: str) -> list[dict[str, Any]]:
    """Return the mappings in the list to which the names of *path* lead."""
    found = _at(value, path)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _at(value: object, path: tuple[str, ...]) -> object:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
