"""Transforms of whole documents, and those that need to know the other documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.addnodes import pending_xref, start_of_file, toctree
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from sphinx_cv.formatting.marks import signs
from sphinx_cv.formatting.names import Look
from sphinx_cv.model.kinds import KINDS
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.words import _, comma
from sphinx_cv.site.directives.rows import people_shown, reader_of
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.nodes import (
    TRANSLATED,
    cv_bibtex,
    cv_leaf,
    cv_page_part,
    cv_papers,
    inward,
    meta,
)
from sphinx_cv.site.render import mark, paragraph
from sphinx_cv.site.slugs import words_slug

if TYPE_CHECKING:
    from typing import Any

    from sphinx_cv.site.memory import Memory
    from sphinx_cv.site.mentions import Section

logger = logging.getLogger(__name__)

MENTEE = KINDS['mentee']


class MergeEntries(SphinxTransform):
    """Join the lists of adjacent entries, of which each directive makes a list of its own."""

    default_priority = 700

    def apply(self, **kwargs: Any) -> None:
        lists = self.document.findall(nodes.definition_list)
        for entries in [node for node in lists if _is_entry_list(node)]:
            parent = cast('nodes.Element', entries.parent)
            index = parent.index(entries)
            if index and _is_entry_list(parent[index - 1]):
                cast('nodes.Element', parent[index - 1]).extend(entries.children)
                parent.remove(entries)


def _is_entry_list(node: nodes.Node) -> bool:
    return isinstance(node, nodes.definition_list) and 'cv-entries' in node['classes']


class LiftToctrees(SphinxTransform):
    """Move hidden toctrees of the first page out of its sections.

    People write the toctree in the last section of the page. Where all pages become one document,
    they would be parts of that section.
    """

    default_priority = 700

    def apply(self, **kwargs: Any) -> None:
        top = next(iter(self.document.findall(nodes.section)), None)
        if top is None or self.env.docname != self.config.root_doc:
            return
        for node in list(self.document.findall(toctree)):
            wrapper = node.parent if isinstance(node.parent, nodes.compound) else node
            if node['hidden'] and wrapper.parent is not top:
                wrapper.parent.remove(wrapper)
                top.append(wrapper)


class ReportUnread(SphinxTransform):
    """Report directives of ours that Markdown has read as text, which the page would show."""

    default_priority = 700

    def apply(self, **kwargs: Any) -> None:
        for node in self.document.findall(nodes.paragraph):
            text = node.astext()
            if 'cv:' not in text[:40] or not (match := _UNREAD.match(text)):
                continue
            if not match[1] and not _OPTION.search(text):
                continue  # words about a directive, set as code
            what = f'{{{match[2]}}} is not read as a directive; {_MENDS[match[1][:1]]}'
            logger.warning('%s', what, location=node, type='cv', subtype='unread')


_UNREAD = regex(r'(`{3,}|~{3,}|:{3,}|\.\. |)\s*\{?(cv:[\w-]+)(?:\}|::)')
_OPTION = regex(r'\s:[\w-]+:\s')
_FENCE = 'Markdown allows no backtick behind ```, so fence it with ~~~'
# How the words begin -> what to do.
_MENDS = {
    '': _FENCE,
    '`': _FENCE,
    '~': 'put an empty line before it',
    ':': 'add "colon_fence" to myst_enable_extensions, or fence it with ```',
    '.': 'that is reStructuredText; in Markdown fence it with ```',
}


class PagesOnly(SphinxPostTransform):
    """Remove what needs the pages of a website, in ``singlehtml`` and EPUB."""

    default_priority = 2
    builders: tuple[str, ...] = ('singlehtml', 'epub')

    unwanted = 'cv-pages-only'

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(nodes.Element)):
            if self.unwanted in node.get('classes', ()) and node.parent is not None:
                # A toctree shows nothing, but the pages in it belong to the document.
                node.parent.replace(node, list(node.findall(_is_toctree)))


class HtmlOnly(PagesOnly):
    """Remove what only browsers can use, in all other formats."""

    builders: tuple[str, ...] = ()
    formats: tuple[str, ...] = ('html',)

    unwanted = 'cv-html-only'

    def is_supported(self) -> bool:
        return not super().is_supported()


class PlainNodes(HtmlOnly):
    """Put docutils' own nodes in the places of ours, for builders that do not know these.

    Words for the search of a website go.
    """

    def run(self, **kwargs: Any) -> None:
        for words in list(self.document.findall(meta)):
            words.parent.remove(words)
        for node in list(self.document.findall(cv_bibtex)):
            attributes = {name: node[name] for name in ('classes', 'language')}
            node.replace_self(nodes.literal_block(node.rawsource, node.astext(), **attributes))


class TranslatedNodes(HtmlOnly):
    """Put docutils' own nodes in the places of those that only translators need otherwise."""

    default_priority = 900  # after lists have taken entries from other pages
    builders = ('gettext',)
    formats = ()

    def run(self, **kwargs: Any) -> None:
        for ours, plain in TRANSLATED.items():
            for node in list(self.document.findall(ours)):
                node.replace_self(plain('', *node.children, **node.attributes))


class SingleAnchors(SphinxPostTransform):
    """Mend links within the page of ``singlehtml``, in which Sphinx 9 writes two anchors."""

    default_priority = 20  # after Sphinx has resolved references, at 10
    builders = ('singlehtml',)

    def run(self, **kwargs: Any) -> None:
        for reference in self.document.findall(nodes.reference):
            page, _, anchor = reference.get('refuri', '').rpartition('#')
            if page.startswith('#'):
                reference['refuri'] = f'#{anchor}'


class Mentions(SphinxPostTransform):
    """List on a paper's page the documents whose prose links or cites it."""

    default_priority = 5  # before Sphinx resolves the references made here, at 10

    def run(self, **kwargs: Any) -> None:
        memory = memory_of(self.env)
        for section in self.document.findall(nodes.section):
            if mentions := memory.mentions(section.get('cv_mentions', '')):
                items = (self._mention(docname, place) for docname, place in mentions.items())
                section += nodes.bullet_list('', *items)

    def _mention(self, docname: str, place: Section | None) -> nodes.list_item:
        inner = nodes.inline(classes=['doc', 'std', 'std-doc'])
        xref = inward('doc', f'/{docname}', inner, domain='std', refexplicit=False, refwarn=True)
        xref['refdoc'] = self.env.docname
        line = nodes.paragraph('', '', xref)
        if place:
            words = nodes.inline(place.title, place.title)
            link = inward('place', f'{docname}#{place.anchor}', words, cv_generated=True)
            line += [nodes.Text(', '), link]
        return nodes.list_item('', line)


class MarkMentees(SphinxPostTransform):
    """Mark the owner's students in lists of authors, and link them to their entry."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        mentees = memory_of(self.env).places.students
        if not mentees:
            return
        look = memory_of(self.env).library.looks.get('students', Look())
        elements = self.document.findall(nodes.Element)
        for author in [node for node in elements if _is_author(node)]:
            key = mentees.get(words_slug(author.get('cv_person', author.astext())))
            if key:
                author['classes'] += look.classes.split()
                self._mark(author, key)

    def _mark(self, author: nodes.Element, key: str) -> None:
        author['classes'].append('cv-mentee')
        parent = author.parent
        if isinstance(parent, pending_xref):
            parent['reftarget'] = key
        elif isinstance(author, nodes.inline):
            xref = inward('person', key, refdoc=self.env.docname)
            author.replace_self(xref)
            xref += author


class ExplainMentees(SphinxPostTransform):
    """Add a mark behind the names of the owner's students, and a legend that explains it."""

    default_priority = 6  # after MarkMentees
    formats = ('html',)

    def run(self, **kwargs: Any) -> None:
        memory = memory_of(self.env)
        look = memory.library.looks.get('students')
        named = self._named(memory)
        if not named:
            return
        free = next((sign for sign in MENTEE.marks if sign not in self.taken), MENTEE.marks[0])
        look = look or Look(sign=free)
        for node in named if look.sign else ():
            if isinstance(node, cv_leaf):
                node['sign'] = look.sign
            else:
                within = isinstance(node.parent, pending_xref)
                self._mark(node.parent if within else node, look.sign)
        owner = memory.library.owner.name or _('the owner')
        words = look.meaning or _(MENTEE.meaning).format(owner)
        if explained := look._replace(meaning=words).shown:
            self._explain(explained, named[0], is_look=bool(look.looks))

    def _named(self, memory: Memory) -> list[nodes.Element]:
        """Return the names of students, and the lists that have some; note which signs are taken.

        The entry of a mentee has this class too, but is no name in a list of authors.
        """
        named: list[nodes.Element] = []
        if not (students := memory.places.students):
            return named
        self.taken = ''.join(node.astext() for node in _with_class(self.document, 'cv-mark'))
        for node in self.document.findall(nodes.Element):
            if isinstance(node, cv_leaf):
                reader = reader_of(node, memory)
                people = list(people_shown(node, memory, reader))
                self.taken += ''.join(map(signs, people))
                others = (one for one in people if not reader.is_owner(one))
                if any(words_slug(one.name) in students for one in others):
                    named.append(node)
            elif 'cv-mentee' in node['classes'] and _is_name(node):
                named.append(node)
        return named

    def _mark(self, name: nodes.Element, sign: str) -> None:
        siblings = cast('nodes.Element', name.parent)
        index = siblings.index(name) + 1
        after = siblings[index] if index < len(siblings) else None
        if isinstance(after, nodes.superscript) and 'cv-mark' in after['classes']:
            after += nodes.Text(sign)
        else:
            siblings.insert(index, mark(sign))

    def _explain(self, words: str, name: nodes.Element, *, is_look: bool) -> None:
        legend, *_others = *_with_class(self.document, 'cv-legend'), paragraph('legend', [])
        legend += nodes.Text(f'{comma()}{words}' if legend.children else words)
        legend['classes'] += ['cv-looks'] if is_look and 'cv-looks' not in legend['classes'] else []
        if legend.parent is None:
            block, index = _place_for_legend(name)
            block.insert(index, legend)


class ExplainMarkedMentees(ExplainMentees):
    """Do the same in PDFs, where the settings say how students stand out."""

    formats = ('typst',)

    def run(self, **kwargs: Any) -> None:
        if 'students' in memory_of(self.env).library.looks:
            super().run()


def _place_for_legend(name: nodes.Element) -> tuple[nodes.Element, int]:
    """Return the node before which a legend stands, of a list or of the lines of one paper."""
    node: nodes.Element = name
    above = isinstance(node, cv_papers)
    while (
        not isinstance(node.parent, nodes.section | nodes.document)
        or 'cv-group' in node.parent['classes']
    ):
        node = cast('nodes.Element', node.parent)
        above = above or isinstance(node, nodes.definition_list)
    block = cast('nodes.Element', node.parent)
    index = block.index(node)
    while (
        not above
        and index < len(block)
        and isinstance(block[index], nodes.paragraph | cv_page_part)
    ):
        index += 1
    return block, index


def _with_class(document: nodes.document, name: str) -> list[nodes.Element]:
    return [node for node in document.findall(nodes.Element) if name in node.get('classes', ())]


def _is_name(node: nodes.Element) -> bool:
    is_page = isinstance(node, pending_xref) and node['reftype'] == 'site'
    return is_page or isinstance(node, nodes.inline | nodes.reference)


def _is_toctree(node: nodes.Node) -> bool:
    return isinstance(node, (toctree, start_of_file))


def _is_author(node: nodes.Element) -> bool:
    classes = node['classes']
    # A role in prose has the class "xref" too: it names somebody, who is no author there.
    return ('cv-author' in classes or 'cv-person' in classes) and 'xref' not in classes
