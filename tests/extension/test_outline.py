"""The outline of a page: what it says, without markup."""

from __future__ import annotations

from docutils import nodes
from docutils.utils import new_document
from sphinx.addnodes import pending_xref

from sphinx_cv.model.entries import Block, Named
from sphinx_cv.site.outline import outline


def test_items_of_lists_without_words_say_nothing() -> None:
    """A dash alone on a line of Markdown is such an item."""
    document = new_document('page')
    words = nodes.list_item('', nodes.paragraph('', 'Words'))
    document += nodes.bullet_list('', nodes.list_item(''), words, nodes.list_item(''))
    assert [(block.sort, block.text) for block in outline(document)] == [('item', ('Words',))]


def test_rows_of_tables_keep_what_their_links_name() -> None:
    """A link without words of its own says in a table what it says in a paragraph."""
    row = nodes.row('')
    link = pending_xref('', reftype='ref', reftarget='rivers', refexplicit=False)
    for cell in (nodes.Text('2024'), link):
        row += nodes.entry('', nodes.paragraph('', '', cell))
    document = new_document('page')
    document += row
    assert outline(document) == (Block('item', 0, ('', '2024', ' | ', Named('ref', 'rivers'))),)
