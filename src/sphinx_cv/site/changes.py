"""The documents to write again because others changed, so that incremental equals clean."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.formatting.bylines import author_year
from sphinx_cv.model.kinds import KINDS, object_types
from sphinx_cv.site.entry_lists import find, listed_entries
from sphinx_cv.site.kept import digest
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.project import is_cv, possible_outputs, wants
from sphinx_cv.site.render import tooltip
from sphinx_cv.site.slugs import mentioned_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_cv.site.memory import Memory
    from sphinx_cv.site.mentions import Mention, Section

EVERY_PAGE = ''  # stands for what every page shows: its navigation


def outdated_documents(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> Iterable[str]:
    """Return documents to read again though no file of theirs changed; for ``env-get-outdated``.

    These name indices and files of which the settings now say otherwise, or a page that is gone.
    """
    data, config = memory_of(env).data, app.config
    files = [name for name in possible_outputs(config) if wants(config, name)]
    answer = digest((config.html_domain_indices, config.cv_variants, files))
    before, data['answer'] = data['answer'], answer
    asking = data['asking'] if before != answer else ()
    contents = env.toctree_includes if is_cv(config) else {}
    naming = (name for name, named in contents.items() if not removed.isdisjoint(named))
    return sorted({*asking, *naming} & env.found_docs)


def changed_documents(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the documents whose pages have changed; a handler of ``env-updated``."""
    memory = memory_of(env)
    memory.note_labels(env.domains.standard_domain)
    mentioned = _mentioned(memory)
    for key in mentioned:
        app.tags.add(mentioned_tag(key))
    known, after = memory.data['taken'], shown_elsewhere(memory, env, mentioned)
    before, known[app.builder.name] = known.get(app.builder.name, {}), after
    if not memory.is_told and not is_cv(app.config):
        return []  # a project that asks for nothing is written as without us
    if memory.is_told and _note_beginning(app):
        return sorted(env.found_docs)
    if before and before.get(EVERY_PAGE) != after[EVERY_PAGE]:
        return sorted(env.found_docs)
    return [name for name, shown in after.items() if name and before.get(name, shown) != shown]


UNFINISHED = 'cv-unfinished-{}'  # lies in the folder of the doctrees


def _note_beginning(app: Sphinx) -> bool:
    """Note that pages will be written; return whether an earlier build was ended meanwhile.

    Sphinx notes what it has read before it writes pages, so it would not write them again.
    """
    mark = Path(app.doctreedir, UNFINISHED.format(app.builder.name))
    was_ended = mark.exists()
    mark.touch()
    return was_ended


def note_end(app: Sphinx, exception: Exception | None) -> None:
    """Note that all pages are written; a handler of ``build-finished``."""
    if exception is None:
        Path(app.doctreedir, UNFINISHED.format(app.builder.name)).unlink(missing_ok=True)


def install_changes(app: Sphinx) -> None:
    """Have Sphinx read and write again the pages that a clean build would write differently."""
    app.connect('env-get-outdated', outdated_documents)
    app.connect('build-finished', note_end, priority=900)  # when all files are there


def _mentioned(memory: Memory) -> dict[str, dict[str, Section | None]]:
    """Return where prose mentions a paper, by the key of each paper with a page that it does."""
    pages = {docname: key for docname, (key, _) in memory.data['pages'].items()}
    labels = {f'paper:{label}': key for key, label in memory.library.labels.items()}
    targets = {target for _kind, target in memory.places.mentioning}
    keys = {names.get(one) for one in targets for names in (memory.library.keys, labels, pages)}
    found = {key: memory.mentions(key) for key in pages.values() if key in keys}
    return {key: mentions for key, mentions in found.items() if mentions}


def shown_elsewhere(
    memory: Memory, env: BuildEnvironment, mentioned: Mapping[str, Mapping[str, Section | None]]
) -> dict[str, str]:
    """Return for each document a digest of all that its page shows of other documents."""
    entries = digest([(name, at.entry.title, at.anchor) for name, at in memory.entries()])
    facts: dict[str, object] = {EVERY_PAGE: _navigation(memory, env)}
    for docname, mentions in memory.data['mentions'].items():
        facts[docname] = [_face(mention, memory, env) for mention in mentions]
    placed = memory.placed()
    for docname, rows in memory.data['lists'].items():
        pages = [(key, placed.get(key), memory.number(key)) for key in rows]
        facts[docname] = (facts.get(docname), pages, entries)
    title = cache(lambda name: env.titles[name].astext())
    for docname, (key, _) in memory.data['pages'].items():
        row = memory.row(key)
        mentions = mentioned.get(key, {})
        around = [*mentions, *([row.docname] if row else [])]
        titles = [(name, title(name)) for name in around]
        facts[docname] = (facts.get(docname), titles, mentions, row, entries, memory.number(key))
    for docname, queries in memory.data['entry_lists'].items():
        # The time at which the page of an entry was read stands for all that the entry says.
        found = [named.place for named in listed_entries(memory, env, [docname])]
        shown = [(place, env.all_docs.get(place.docname)) for place in found]
        numbered = [query for query in queries.values() if query.number is not None]
        numbers = [[*find(query, memory, env).numbers.items()] for query in numbered]
        facts[docname] = (facts.get(docname), shown, numbers)
    # The first page tells search engines of the owner what entries of all pages say.
    root = env.config.root_doc
    facts[root] = (facts.get(root), _known_facts(memory))
    for docname in memory.data['entries']:
        facts[docname] = (facts.get(docname), entries)
    return {name: digest(fact) for name, fact in facts.items()}


_KNOWN = ('organization', 'words', 'status', 'recipient')


def _known_facts(memory: Memory) -> list[object]:
    """Return what entries of all pages tell search engines of the owner."""
    known = ((place.entry, KINDS[place.entry.kind]) for _name, place in memory.entries())
    return [
        (entry.kind, entry.title, entry.dates, *map(entry.fields.get, _KNOWN))
        for entry, kind in known
        if kind.relation or kind.known_as
    ]


def _face(mention: Mention, memory: Memory, env: BuildEnvironment) -> object:
    """Return all that a link may show of its target; None if the target is missing."""
    kind, target = mention
    library, slugs = memory.library, memory.library.slugs
    if paper := library.paper(target) or library.references.get(target):
        place = memory.place(paper.key) if paper.key in slugs else None
        number = memory.number(paper.key)
        return place, paper.title, tooltip(paper), author_year(paper), number
    if kind == 'doc':
        return env.titles[target].astext() if target in env.titles else None
    if label := memory.data['labels'].get(target.lower()):
        return label
    kinds = object_types() if kind == 'any' else [kind]
    return [memory.entry(name, target) for name in kinds]


def _navigation(memory: Memory, env: BuildEnvironment) -> list[object]:
    """Return what themes show of all documents: order, titles and sections."""
    orphans = {name for name in env.found_docs if 'orphan' in env.metadata[name]}
    shown = sorted(set(env.found_docs) - orphans)
    titles = [(name, env.titles[name].astext()) for name in shown if name in env.titles]
    labels = env.domains.standard_domain.labels
    # Our own labels are left out: a document that links one of them mentions its target.
    others = sorted(labels.items() - memory.data['labels'].items())
    targets = [(name, label) for name, label in others if label[0] not in orphans]
    return [titles, env.toctree_includes, targets]
