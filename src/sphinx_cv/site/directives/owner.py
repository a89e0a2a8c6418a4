"""The directive of the owner: what ``cv_owner`` says, as far as pages may have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from sphinx_cv.site.directives.base import AnyOption, CVDirective, address_link
from sphinx_cv.site.directives.people import photo
from sphinx_cv.site.icons import icon
from sphinx_cv.site.render import paragraph
from sphinx_cv.site.within import page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx_cv.model import Owner

# What can be shown, in its order; the links are those of ``cv_owner`` and ORCID.
SHOWN = (
    'photo', 'tagline', 'position', 'pronouns', 'address', 'email', 'phone', 'links', 'rows',
    'summary',
)  # fmt: skip
# How icons may stand: in the place of words, or beside them.
ICONS = ('only', 'words')
# What stands in the list of contacts.
CONTACTS = ('email', 'phone', 'links')


class OwnerDirective(CVDirective):
    """``{cv:owner}``: position and addresses of the owner, or of somebody in ``cv_people``."""

    # MyST looks for options only where the table has one.
    option_spec: ClassVar[AnyOption] = AnyOption(show=directives.unchanged, of=directives.unchanged)
    icons = ''  # one of ICONS, or none

    def run(self) -> list[nodes.Node]:
        self.drop_unknown_options(('show', 'of', 'icons'), 'owner')
        self.icons = self._icons()
        owner = self.owner = self._whose()
        named = [name.strip() for name in self.options.get('show', '').split(',') if name.strip()]
        for name in (name for name in named if name not in SHOWN):
            self.warn(f'{self.name} cannot show "{name}"; it shows {", ".join(SHOWN)}', 'owner')
        block = nodes.container(classes=['cv-owner'])
        # Who names something on a page wants it there.
        place = {name: name in named or bool(owner.shown(name, 'site')) for name in OWNER_FIELDS}
        names = [name for name in named or SHOWN if place.get(name, True)]
        contacts = [item for name in names if name in CONTACTS for item in self._contacts(name)]
        for name in names:
            if name in CONTACTS:
                if contacts:
                    classes = ['cv-contact', *([f'cv-icons-{self.icons}'] if self.icons else [])]
                    block += nodes.bullet_list('', *contacts, classes=classes)
                contacts = []
            elif name in LINES:
                block += LINES[name](owner)
        return [block]

    def _icons(self) -> str:
        """Return how icons stand: "only", beside the "words", or '' if there are none."""
        wanted = self.options.get('icons', 'none').strip() or ICONS[0]
        if wanted not in {*ICONS, 'none'}:
            self.warn(f'{self.name}: icons are "{ICONS[0]}" or "{ICONS[1]}"', 'owner')
        return wanted if wanted in ICONS else ''

    def _whose(self) -> Owner:
        """Return the owner of the CV, or the person who is asked for."""
        name = self.options.get('of', '')
        if not name:
            return self.library.owner
        if not any(name in known.spellings for known in self.library.people):
            people = ', '.join(f'"{known.spellings[0]}"' for known in self.library.people)
            self.warn(f'nobody of cv_people is called "{name}"; there are {people}', 'owner')
        return self.library.owner_with({'name': name})

    def _contacts(self, name: str) -> list[nodes.list_item]:
        """Return items that link one sort of contacts; a page does not link itself."""
        here = self.env.docname
        found = (
            (label, address)
            for label, address in _contacts(self.owner, name).items()
            if not (place := page_of(self.env, address, here)) or place.docname != here
        )
        links = (self._link(label, address) for label, address in found)
        return [nodes.list_item('', nodes.paragraph('', '', link)) for link in links]

    def _link(self, label: str, address: str) -> nodes.Element:
        if not self.icons:
            return address_link(self.env, address, nodes.Text(label))
        words = nodes.inline('', label, classes=['cv-words'])
        link = address_link(self.env, address, icon(label, address), words)
        if self.icons == 'only' and not address.startswith('mailto:'):
            link['reftitle'] = label  # for those who see, and do not know the icon
        return link


def _contacts(owner: Owner, name: str) -> dict[str, str]:
    """Return words and addresses of one sort of contacts."""
    if name == 'email':
        return {owner.email: f'mailto:{owner.email}'} if owner.email else {}
    if name == 'phone':
        number = ''.join(sign for sign in owner.phone if sign.isdigit() or sign == '+')
        return {owner.phone: f'tel:{number}'} if owner.phone else {}
    orcid = {'ORCID': f'https://orcid.org/{owner.orcid}'} if owner.orcid else {}
    return {**owner.links, **orcid}


def _line(name: str, text: str) -> list[nodes.Node]:
    parts = [part for part in text.split('\n\n') if part.strip()]
    return [paragraph(name, [nodes.Text(' '.join(part.split()))]) for part in parts]


def _photo(owner: Owner) -> Sequence[nodes.Node]:
    return [photo(owner.photo, owner.name)] if owner.photo[0] else []


def _rows(owner: Owner) -> Sequence[nodes.Node]:
    return [line for label, text in owner.rows.items() for line in _line('row', f'{label}: {text}')]


# What has lines of its own -> these.
LINES: dict[str, Callable[[Owner], Sequence[nodes.Node]]] = {
    'photo': _photo,
    'tagline': lambda owner: _line('tagline', owner.tagline),
    'position': lambda owner: _line('position', owner.where),
    'pronouns': lambda owner: _line('pronouns', owner.pronouns),
    'address': lambda owner: _line('address', owner.postal),
    'rows': _rows,
    'summary': lambda owner: _line('summary', owner.summary),
}

# What has a say where it appears.
OWNER_FIELDS = ('photo', 'tagline', 'pronouns', 'address', 'email', 'phone', 'rows', 'summary')
