"""The directive of the members of a lab: who they are, with photographs and their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from sphinx_cv.model.written_dates import read_dates
from sphinx_cv.site.directives.base import AnyOption, CVDirective, address_link
from sphinx_cv.site.lists import listed_names
from sphinx_cv.site.render import paragraph, separator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.site.people import KnownPerson


class PeopleDirective(CVDirective):
    """``{cv:people}``: the members in ``cv_people``, all or those of the groups named."""

    # MyST looks for options only where the table has one.
    option_spec: ClassVar[AnyOption] = AnyOption(group=directives.unchanged)

    def run(self) -> list[nodes.Node]:
        self.drop_unknown_options(('group',), 'people')
        members = [person for person in self.library.people if person.is_member]
        groups = dict.fromkeys(person.group for person in members)
        wanted = listed_names(self.options.get('group', ''))
        for name in (name for name in wanted if name not in groups):
            known = ', '.join(f'"{group}"' for group in groups if group)
            self.warn(f'nobody of cv_people is in the group "{name}"; there are {known}', 'people')
        result: list[nodes.Node] = []
        for name in (name for name in wanted or groups if name in groups):
            heading = [nodes.rubric(name, name)] if name and len(wanted) != 1 else []
            result += [*heading, self._list(p for p in members if p.group == name)]
        return result

    def _list(self, members: Iterable[KnownPerson]) -> nodes.bullet_list:
        items = (nodes.list_item('', *self._member(person)) for person in members)
        return nodes.bullet_list('', *items, classes=['cv-people'])

    def _member(self, person: KnownPerson) -> list[nodes.Node]:
        name = nodes.strong('', person.spellings[0])
        words = address_link(self.env, person.url, name) if person.url else name
        picture = [photo(person.photo, person.spellings[0])] if person.photo[0] else []
        said = {'position': person.position, 'dates': read_dates(person.dates).words}
        lines = [paragraph(kind, [nodes.Text(text)]) for kind, text in said.items() if text]
        return [*picture, paragraph('member', [words]), *lines, *self._addresses(person)]

    def _addresses(self, person: KnownPerson) -> list[nodes.paragraph]:
        """Return a line with the e-mail address and the links of a member."""
        mail = {person.email: f'mailto:{person.email}'} if person.email else {}
        links = [
            address_link(self.env, address, nodes.Text(label))
            for label, address in {**mail, **person.links}.items()
        ]
        line = [node for link in links for node in (separator(' · '), link)][1:]
        return [paragraph('links', line)] if line else []


def photo(given: tuple[str, str], name: str) -> nodes.image:
    """Return a photograph: a file of the site or an address, and what it shows."""
    file, alt = given
    path = file if ':' in file else f'/{file.lstrip("/")}'
    return nodes.image(uri=path, alt=alt or name, classes=['cv-photo'])
