"""What a project asks for: the settings that ``conf.py`` gives, and what follows from them."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from sphinx_cv.export import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

CV_PDF = 'cv.pdf'
SITEMAP = 'sitemap.xml'
ROBOTS = 'robots.txt'
NOT_FOUND_FILE = '404.html'
METADATA = 'metadata'  # what the heads of pages say to machines
ALL = 'all'

# What ``cv_outputs`` may name, besides the PDFs of ``cv_variants``.
OUTPUTS = (CV_PDF, *EXPORTS, SITEMAP, ROBOTS, NOT_FOUND_FILE, METADATA)

# Output -> the extension that makes the same; where it is loaded, we do not make it.
MADE_BY_OTHERS = {SITEMAP: 'sphinx_sitemap', NOT_FOUND_FILE: 'notfound.extension'}
PREVIEWS = 'sphinxext.opengraph'


def given(config: Config) -> set[str]:
    """Return the names of the settings that ``conf.py`` or the command line gives."""
    # Sphinx has no other way to tell a setting that is given from one that has its default.
    return {*config._raw_config, *config.overrides}


def fill_in(config: Config, defaults: Mapping[str, object]) -> None:
    """Set those settings of *defaults* that the project does not give."""
    for name in defaults.keys() - given(config):
        setattr(config, name, defaults[name])


def is_cv(config: Config) -> bool:
    """Return whether the project is somebody's CV: its ``conf.py`` names the owner."""
    owner = config.cv_owner
    return bool(owner.get('name') if isinstance(owner, dict) else owner)


def wants(config: Config, name: str) -> bool:
    """Return whether a project wants an output: a CV wants all, others those that they name."""
    if MADE_BY_OTHERS.get(name) in config.extensions or (
        name == CV_PDF and config.cv_pdf in (None, False)
    ):
        return False
    if config.cv_outputs is not None:
        return bool({name, ALL} & {*_named(config)})
    # Who sets something of a PDF wants it, and a variant is nothing but settings.
    return is_cv(config) or (name.endswith('.pdf') and (name != CV_PDF or bool(config.cv_pdf)))


def _named(config: Config) -> list[str]:
    chosen = config.cv_outputs
    return [chosen] if isinstance(chosen, str) else [str(name) for name in chosen or ()]


def possible_outputs(config: Config) -> list[str]:
    """Return the names of all that can be made beside the pages."""
    variants = config.cv_variants if isinstance(config.cv_variants, dict) else ()
    return [*OUTPUTS, *(f'{str(name).removesuffix(".pdf")}.pdf' for name in variants)]


def unknown_outputs(config: Config) -> Iterator[str]:
    """Yield a sentence for each name in ``cv_outputs`` that means nothing."""
    known = [*possible_outputs(config), ALL]
    for name in _named(config):
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f'did you mean "{near[0]}"? ' if near else ''
            yield f'cv_outputs: there is no "{name}"; {hint}It takes {", ".join(known)}'


def pages_of_cv(env: BuildEnvironment) -> tuple[str, ...]:
    """Return the pages that the table of contents leads to, in its order: all others are no CV."""
    found: dict[str, None] = {}
    waiting = [env.config.root_doc]
    while waiting:
        if (docname := waiting.pop()) not in found:
            found[docname] = None
            waiting += reversed(env.toctree_includes.get(docname, ()))
    return tuple(found)
