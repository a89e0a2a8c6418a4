"""The directive for those that do not exist, which names those that do."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives

from sphinx_cv.site.directives.base import AnyOption, CVDirective
from sphinx_cv.site.render import paragraph

if TYPE_CHECKING:
    from docutils import nodes


# Kinds by the names under which other people look for them.
CALLED = {
    'award': 'honor honour prize distinction', 'position': 'job employment appointment',
    'course': 'teaching class lecture', 'degree': 'education study', 'event': 'workshop conference',
    'fellowship': 'scholarship stipend', 'grant': 'funding fund',
    'media': 'press interview podcast',
    'mentee': 'student advisee supervision postdoc', 'membership': 'society affiliation',
    'publications': 'papers books articles', 'referee': 'reference', 'reviewing': 'reviewer review',
    'service': 'volunteer administration', 'skill': 'skills', 'talk': 'presentation seminar poster',
    'work': 'commission artwork building composition design', 'performance': 'concert screening',
    'software': 'dataset data tool package', 'consulting': 'client consultancy',
}  # fmt: skip


class UnknownDirective(CVDirective):
    """``{cv:…}`` of a kind that there is not: it is reported, and its words are shown."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    # MyST looks for options only where the table has one.
    option_spec: ClassVar[AnyOption] = AnyOption(dates=directives.unchanged)

    def run(self) -> list[nodes.Node]:
        known = sorted(self.env.get_domain('cv').directives)
        name = self.name.rpartition(':')[2]
        meant = [kind for kind, words in CALLED.items() if name in words.split()]
        near = meant or difflib.get_close_matches(name, known, 1)
        hint = f'; did you mean {{cv:{near[0]}}}?' if near else '.'
        names = ', '.join(f'{{cv:{name}}}' for name in known)
        self.warn(f'there is no {{{self.name}}}{hint} There are {names}', 'unread')
        words, messages = self.parse_inline(' '.join(self.arguments))
        return [paragraph('unknown', words), *messages, *self.parse_content_to_nodes()]
