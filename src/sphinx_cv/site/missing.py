"""Warnings for links that lead nowhere: one each, with the nearest keys or names."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.mentions import NUMBER

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain

    from sphinx_cv.site.library import Library
    from sphinx_cv.site.memory import Memory

logger = logging.getLogger(__name__)

# A target without a domain may be anything, so only very similar keys are suggested.
LIKE_A_KEY = 0.75


def report_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Log a warning for a link of ours without target; a handler of ``warn-missing-reference``."""
    memory = memory_of(app.env)
    kind, target = node['reftype'], node['reftarget']
    if domain and domain.name == 'cv':
        message, subtype = _message(memory, kind, target)
    elif kind == 'any' and memory.library.near_keys(target, LIKE_A_KEY):
        message, subtype = _nothing(target, memory.library), 'unknown_key'
    else:
        return None
    logger.warning('%s', message, location=node, type='cv', subtype=subtype)
    return True


def _message(memory: Memory, kind: str, target: str) -> tuple[str, str]:
    if kind == NUMBER and memory.library.paper(target):
        return (f'{target} has no number; give a list that has it the option "number"'), 'number'
    if kind not in {'paper', NUMBER}:
        named = [one.found.entry.title for one in memory.places.named if one.found.objtype == kind]
        names = [*named, *dict(memory.coauthors()).values()] if kind == 'person' else named
        near = difflib.get_close_matches(target, names, 3, 0.5)
        hint = f'; the nearest are {", ".join(near)}' if near else ''
        return f'no {kind} has the name "{target}"{hint}', 'unknown_name'
    if memory.library.paper(target):
        return (
            f'the link to {target} leads nowhere, as no list of the site has it; '
            'list it in {cv:publications}'
        ), 'unlisted'
    return memory.library.unknown_key(target), 'unknown_key'


def _nothing(target: str, library: Library) -> str:
    return f'nothing has the name "{target}", and {library.unknown_key(target)}'


def install_hints(app: Sphinx) -> None:
    """Replace Sphinx's warnings of our links that lead nowhere by ones with a remedy."""
    app.connect('warn-missing-reference', report_missing)
