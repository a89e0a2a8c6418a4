"""The base class of all directives of the domain, and the links that they make."""

from __future__ import annotations

import difflib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import download_reference
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.model.addresses import site_file
from sphinx_cv.model.words import _
from sphinx_cv.site.lines import Reader
from sphinx_cv.site.lists import listed_names, unknown_names
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.nodes import inward
from sphinx_cv.site.project import possible_outputs
from sphinx_cv.site.render import outward
from sphinx_cv.site.within import page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from sphinx.addnodes import pending_xref
    from sphinx.environment import BuildEnvironment

    from sphinx_cv.model import Paper
    from sphinx_cv.site.facts import Thing
    from sphinx_cv.site.library import Library
    from sphinx_cv.site.lines import Target
    from sphinx_cv.site.memory import Memory

logger = logging.getLogger(__name__)

# What we generate is no mention in prose.
_inward = partial(inward, cv_generated=True)


def paper_link(paper: Paper, children: Sequence[nodes.Node]) -> pending_xref:
    """Return a link to the paper that is generated, and therefore no mention of it in prose."""
    return _inward('paper', paper.key, nodes.inline('', '', *children))


def link(env: BuildEnvironment, to: Target, children: Sequence[nodes.Node]) -> nodes.Element:
    """Return a link of what we generate, which Sphinx resolves when it writes the page."""
    match to.kind:
        case 'url':
            return outward(to, children)
        case 'paper' | 'person':
            return _inward(to.kind, to.name, *children)
        case 'site':
            return address_link(env, to.name, *children)
        case 'list':
            # The words will be the title of that page.
            words = nodes.inline('', '', nodes.Text(_('Publications')))
            return _inward('list', to.name, words, refexplicit=False)
        case 'file' if not (env.config.cv_paper_pages and to.field == 'pdf'):
            path = f'/{to.name}'
            return download_reference('', '', *children, reftarget=path, refexplicit=True)
    return _inward('export', to.key or to.name, *children, cv_suffix=to.field)


def has_file(env: BuildEnvironment, path: str) -> bool:
    """Return whether the site has a file, on which the document then depends; others report it."""
    file = Path(env.srcdir, path)
    env.note_dependency(str(file))
    return file.is_file()


def address_link(env: BuildEnvironment, address: str, *children: nodes.Node) -> nodes.Element:
    """Return a link to a web address, to a page, or to a file of the site, which is then copied."""
    if ':' in address or address.startswith('#'):
        return nodes.reference('', '', *children, refuri=address, internal=False)
    path, is_file = address.partition('#')[0].lstrip('/'), bool(site_file(address))
    made = path in possible_outputs(env.config) or path.endswith(('.html', '.htm'))
    if page_of(env, address, env.docname) or made or not is_file:
        return _inward('site', address, nodes.inline('', '', *children))
    # The path starts at the root of the site, as in a bibliography, or at the page, as in Sphinx.
    target = f'/{path}' if Path(env.srcdir, path).is_file() else address
    return download_reference('', '', *children, reftarget=target, refexplicit=True)


class AnyOption(dict[str, 'Callable[[str], str]']):
    """An ``option_spec`` that accepts every option, so that the directive itself reports errors."""

    def __missing__(self, name: str) -> Callable[[str], str]:
        return directives.unchanged


class CVDirective(SphinxDirective):
    """A directive that knows library and memory of the site."""

    @property
    def memory(self) -> Memory:
        """The memory of the site."""
        return memory_of(self.env)

    @property
    def library(self) -> Library:
        """The library of the site."""
        return self.memory.library

    @property
    def reader(self) -> Reader:
        """What is said of papers on this site; those in a list *of* somebody are seen as theirs."""
        return Reader(
            is_owner=self.library.whose(self.options.get('of', '')),
            person_url=self.library.person_url,
            has_file=partial(has_file, self.env),
            names=self.library.style,
            look=self.library.look,
            metrics=self.library.metrics,
        )

    def note_files(self) -> None:
        """Have Sphinx read this document again when a bibliography file changes."""
        for file in self.library.files:
            self.env.note_dependency(str(file))
        if self.config.cv_metrics:
            self.env.note_dependency(str(Path(self.env.srcdir, self.config.cv_metrics)))

    def drop_unknown_options(self, known: Collection[str], subtype: str) -> list[str]:
        """Remove and report unknown options; strip the values of all others.

        Return for each that is unknown the option that was probably meant, or ''.
        """
        meant = []
        for name in [name for name in self.options if name not in known]:
            del self.options[name]
            near = difflib.get_close_matches(name, known, 1)
            meant.append(near[0] if near else '')
            hint = f'; did you mean "{near[0]}"?' if near else '.'
            takes = ', '.join(known)
            self.warn(f'{self.name} has no option "{name}"{hint} It takes: {takes}.', subtype)
        self.options = {name: (value or '').strip() for name, value in self.options.items()}
        return meant

    def check_names(self, option: str, things: Collection[Thing], table: Sequence[str]) -> None:
        """Remove and report names in an option that are not in *table* and that nothing has."""
        for name in unknown_names(self.options.get(option, ''), things, (*table, 'none')):
            kept = [one for one in listed_names(self.options.pop(option)) if one != name]
            if kept:
                self.options[option] = ', '.join(kept)
            takes = f'it takes {", ".join(table)}, or the name of a field'
            self.warn(f'{self.name} cannot have "{name}" as {option}; {takes}', 'list')

    def check_limit(self) -> bool:
        """Remove and report a limit that is no number; return whether it is one."""
        limit = self.options.get('limit', '0')
        if limit.isdecimal() and limit.isascii():
            return True
        del self.options['limit']
        self.warn(f'{self.name} cannot have "{limit}" as limit; it takes a number', 'list')
        return False

    def free_id(self, name: str) -> str:
        """Take and return an id that is free on the page: *name*, if need be with a number."""
        ids, found, number = self.state.document.ids, name, 1
        while found in ids:
            number += 1
            found = f'{name}-{number}'
        ids[found] = self.state.document
        return found

    def warn(self, message: str, subtype: str) -> None:
        """Log a warning at the place of this directive."""
        logger.warning(message, location=self.get_location(), type='cv', subtype=subtype)
