"""Which documents to write again though nobody edited them: incremental equals clean."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, cast

from sphinx_cv.render import author_year, tooltip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_cv.domain import CVDomain

EVERYWHERE = ''  # stands for what every page shows: its navigation


def changed_documents(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Give the documents that would look different now; a handler of ``env-updated``."""
    domain = cast('CVDomain', env.get_domain('cv'))
    before, after = domain.data['taken'], taken(domain, env)
    domain.data['taken'] = after
    if before and before.get(EVERYWHERE) != after[EVERYWHERE]:
        return sorted(env.found_docs)
    return [name for name, digest in after.items() if name and before.get(name, digest) != digest]


def taken(domain: CVDomain, env: BuildEnvironment) -> dict[str, str]:
    """Give for each document a digest of what it takes from others when it is written."""
    entries = [(name, place.entry.title, place.anchor) for name, place in domain.entries()]
    facts: dict[str, object] = {EVERYWHERE: _navigation(env)}
    for docname, keys in domain.data['mentions'].items():
        facts[docname] = [_face(key, domain) for key in keys]
    for docname, rows in domain.data['lists'].items():
        pages = [(key, domain.place(key)) for key in rows]
        facts[docname] = (facts.get(docname), pages, entries)
    for docname, (key, _) in domain.data['pages'].items():
        mentions = [(name, env.titles[name].astext()) for name in domain.mentions(key)]
        facts[docname] = (facts.get(docname), mentions, domain.listed(key), entries)
    for docname in domain.data['entries']:
        facts[docname] = (facts.get(docname), entries)
    return {name: hashlib.sha256(repr(fact).encode()).hexdigest() for name, fact in facts.items()}


def _face(key: str, domain: CVDomain) -> tuple[object, ...]:
    paper = domain.library.papers.get(key)
    return (domain.place(key), tooltip(paper), author_year(paper)) if paper else ()


def _navigation(env: BuildEnvironment) -> list[object]:
    """Give what themes show of all documents: their order, their titles and their sections."""
    orphans = {name for name in env.found_docs if 'orphan' in env.metadata[name]}
    shown = sorted(set(env.found_docs) - orphans)
    titles = [(name, env.titles[name].astext()) for name in shown if name in env.titles]
    labels = env.domains.standard_domain.labels
    targets = [(name, label) for name, label in sorted(labels.items()) if label[0] not in orphans]
    return [titles, env.toctree_includes, targets]
