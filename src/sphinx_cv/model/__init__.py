"""The CV as plain data: text, dates, people, papers and entries; needs no other package.

Others import the names in ``__all__`` from here, and the tables from ``types``, ``fields`` and
``kinds``.
"""

from sphinx_cv.model.entries import Entry
from sphinx_cv.model.papers import Link, Paper, Problem, Written
from sphinx_cv.model.people import Owner, Person, collaboration, is_cjk
from sphinx_cv.model.text import (
    PARAGRAPH,
    Inline,
    Markup,
    MarkupKind,
    Math,
    Rich,
    Text,
    fold,
    paragraphs,
    plain_text,
)

__all__ = [
    'PARAGRAPH',
    'Entry',
    'Inline',
    'Link',
    'Markup',
    'MarkupKind',
    'Math',
    'Owner',
    'Paper',
    'Person',
    'Problem',
    'Rich',
    'Text',
    'Written',
    'collaboration',
    'fold',
    'is_cjk',
    'paragraphs',
    'plain_text',
]
