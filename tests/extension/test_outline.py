"""The outline of a page: what it says, without markup."""

from __future__ import annotations

from docutils import nodes
from docutils.utils import new_document

from sphinx_cv.site.outline import outline


def test_items_of_lists_without_words_say_nothing() -> None:
    """A dash alone on a line of Markdown is such an item."""
    document = new_document('page')
    words = nodes.list_item('', nodes.paragraph('', 'Words'))
    document += nodes.bullet_list('', nodes.list_item(''), words, nodes.list_item(''))
    assert [(block.sort, block.text) for block in outline(document)] == [('item', ('Words',))]
