"""The Sphinx domain ``cv``: papers, people and entries as objects, and links to them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_cv.model.collector import end_rest
from sphinx_cv.model.kinds import KINDS, object_types
from sphinx_cv.model.words import _
from sphinx_cv.site.builders import file_beside, file_reference, group_anchor, has_index
from sphinx_cv.site.cards import note_picture
from sphinx_cv.site.directives import DIRECTIVES
from sphinx_cv.site.directives.entries import EntryDirective
from sphinx_cv.site.directives.unknown import UnknownDirective
from sphinx_cv.site.indices import INDICES, spoken_index
from sphinx_cv.site.memory import COAUTHORS, Memory, nothing_told
from sphinx_cv.site.mentions import NUMBER, mentions_in
from sphinx_cv.site.outline import outline
from sphinx_cv.site.project import is_cv
from sphinx_cv.site.render import title_nodes, tooltip
from sphinx_cv.site.roles import CVRole
from sphinx_cv.site.within import address_from, page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Set
    from typing import Any

    from docutils.parsers.rst import Directive
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class CVDomain(Domain):
    """Papers, people and entries as objects that every page and every other site can link."""

    name = 'cv'
    label = 'CV'
    roles = {'file': CVRole(warn_dangling=True), NUMBER: CVRole(warn_dangling=True)}
    directives = dict(DIRECTIVES)
    indices = [*INDICES]
    initial_data: ClassVar[dict[str, Any]] = nothing_told()
    data_version = 6

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        # Sphinx has these of a class, which is there before the language is known.
        vars(self).update(indices=[*map(spoken_index, INDICES)], label=_('CV'))
        # Each application has the kinds of its own settings, and so their objects and directives.
        for name in object_types():
            self.add_object_type(name, ObjType(_(name), name))
            self.roles[name] = CVRole(warn_dangling=True)
        self.directives.update(dict.fromkeys(KINDS, EntryDirective))

    @cached_property
    def memory(self) -> Memory:
        """The memory of the site."""
        return Memory(self.data)

    def setup(self) -> None:
        super().setup()
        end_rest()

    def directive(self, name: str) -> type[Directive] | None:
        found = super().directive(name)
        # As the default domain, it is asked for the directives of all others too.
        is_asked = self.env.temp_data.get('default_domain') is not self
        return UnknownDirective if found is None and is_asked else found

    def clear_doc(self, docname: str) -> None:
        self.memory.forget(docname)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        self.memory.merge(docnames, otherdata)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        for mention, section in mentions_in(document, docname):
            self.memory.note_mention(docname, mention, section)
        note_picture(env, docname, document)
        wants_text = is_cv(env.config) or env.config.cv_outputs
        if wants_text and docname not in self.data['pages']:
            self.data['outlines'][docname] = outline(document)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        link = Question(env, builder, fromdocname, typ, target, node, contnode)
        return LINKS.get(typ, _to_entry)(self.memory, link)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        found = ((name, self.resolve_xref(env, fromdocname, builder, name, target, node, contnode))
                 for name in self.object_types)  # fmt: skip
        return [(f'cv:{name}', reference) for name, reference in found if reference is not None][:1]

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        placed, pages = self.memory.placed(), self.memory.pages()
        for key, title in self.memory.library.titles.items():
            if place := placed.get(key):
                # Search finds the page of a paper, so its object would be a second result.
                priority = -1 if key in pages else min(_priority(title), 0)
                yield key, title, 'paper', *place, priority
        names: set[str] = set()
        for named in self.memory.places.named:
            entry, objtype = named.found.entry, named.found.objtype
            names |= named.found.names if objtype == 'person' else frozenset()
            yield named.key, entry.title, objtype, *named.place, _priority(entry.title)
        indexed = has_index(self.env.config, 'html', COAUTHORS)
        for name, words in self.memory.coauthors() if indexed else ():
            if name not in names:
                yield name, words, 'person', COAUTHORS, group_anchor(words), 1


class Question(NamedTuple):
    """What Sphinx asks: where the link *node* on a document leads, and with which words."""

    env: BuildEnvironment
    builder: Builder
    docname: str
    type: str
    target: str
    node: pending_xref
    words: nodes.Element

    def to(self, docname: str, anchor: str, title: str = '') -> nodes.reference:
        """Return the link to an anchor of a document."""
        made = make_refnode(self.builder, self.docname, docname, anchor, self.words, title)
        return self._classed(made)

    def to_file(self, path: str) -> nodes.reference:
        """Return the link to a file that a build writes; raise NoUri if this one writes none."""
        return self._classed(file_reference(self.builder, self.docname, path, self.words))

    def to_address(self) -> nodes.reference:
        """Return the link to an address within the site, page or file; raise NoUri if nowhere."""
        if page := page_of(self.env, self.target, self.docname):
            return self.to(*page)
        if uri := address_from(self.builder, self.docname, self.target):
            return self._classed(nodes.reference('', '', self.words, refuri=uri, internal=True))
        raise NoUri(self.target)

    def _classed(self, reference: nodes.reference) -> nodes.reference:
        reference['classes'] += self.node['classes']
        return reference

    def titled(self, title: list[nodes.Node]) -> Question:
        """Return the link with the words that its author gave, else with *title*.

        They are made anew because the role ``any`` and the text builder change those that they get.
        """
        classes = [name for name in self.words['classes'] if name != 'xref']
        words = self.words.children if self.node.get('refexplicit') else title
        return self._replace(words=nodes.inline('', '', *words, classes=classes))


def _to_entry(memory: Memory, link: Question) -> nodes.reference | None:
    found = memory.entry(link.type, link.target)
    if found is None:
        return None
    (docname, anchor), title = found
    if docname == COAUTHORS and not has_index(link.env.config, link.builder.name, COAUTHORS):
        raise NoUri(link.target)
    return link.titled([nodes.Text(title)]).to(docname, anchor)


def _to_paper(memory: Memory, link: Question) -> nodes.reference | None:
    paper = memory.library.paper(link.target)
    place = paper and memory.place(paper.key, link.builder.name)
    if paper and not place and memory.page(paper.key):
        raise NoUri(link.target)  # this builder leaves the page out, and no list has the paper
    if not paper or not place:
        return None
    words = title_nodes(paper)
    if link.node['reftype'] == NUMBER:
        if not (number := memory.number(paper.key)):
            return None
        words = [nodes.Text(f'[{number}]')]
    title = '' if link.node.get('cv_generated') else tooltip(paper)
    return link.titled(words).to(*place, title)


def _to_list(memory: Memory, link: Question) -> nodes.reference:
    place = memory.row(link.target)
    if place is None:
        raise NoUri(link.target)
    title = link.env.titles[place.docname].astext()
    words = nodes.inline(title, title)
    if number := memory.number(link.target):
        words += nodes.inline('', f' [{number}]', classes=['cv-number'])
    return link._replace(words=words).to(*place)


def _to_export(memory: Memory, link: Question) -> nodes.reference:
    page = memory.page(link.target)
    uri = link.builder.get_target_uri(page.docname) if page else ''
    return link.to_file(file_beside(uri, link.node['cv_suffix']) if page else '')


# Type of a link -> who says where it leads; all other types are those of entries.
LINKS: dict[str, Callable[[Memory, Question], nodes.reference | None]] = {
    'paper': _to_paper,
    NUMBER: _to_paper,
    'list': _to_list,
    'place': lambda _memory, link: link.to(*link.target.partition('#')[::2]),
    'file': lambda _memory, link: link.to_file(link.target),
    'site': lambda _memory, link: link.to_address(),
    'export': _to_export,
}


_ESCAPED = frozenset('&<>"\'')


def _priority(title: str) -> int:
    """Return the priority of an object in the search, of which -1 keeps it out.

    Search escapes titles twice, and finds those with "&" or "<" by the words of the page too.
    """
    return 1 if _ESCAPED.isdisjoint(title) else -1
