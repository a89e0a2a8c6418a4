"""What the readers of sites share: where links lead in the new project, and the files they need."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from sphinx_cv.commands.new.found import NewEntry, Page, Section
from sphinx_cv.commands.new.sources.cv_records import excerpt
from sphinx_cv.commands.new.sources.front import Tree
from sphinx_cv.commands.new.sources.markdown import myst_line, myst_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_cv.commands.new.found import Found

_PICTURES = frozenset('.png .jpg .jpeg .gif .svg .webp'.split())
_FILES = _PICTURES | frozenset('.pdf .zip .pptx .ppt .key .txt .bib .csv .ipynb .docx'.split())
_FILE_FIELD = re.compile(
    r'(?im)^(\s*(pdf|preview|slides|poster|supp|html|blog|award_pdf)\s*=\s*)([{"])([^{}"\n]+)([}"])'
)


class OldSite:
    """An old site: its folder, what was found in it, its settings, and where its files lie.

    *roots* are the folders that its addresses may count from, *settings* is the file with what is
    said of the whole site.
    """

    def __init__(self, root: Path, found: Found, roots: Iterable[str], settings: str) -> None:
        self.root, self.found = root, found
        self.roots = [root / name for name in roots]
        self.tree = Tree(root, found)
        self.config = self.tree.record(root / settings)
        self.address = ''  # of the whole old site
        self.pages: dict[str, str] = {}  # address within the old site -> page of the new one
        self._pages = {'index', 'cv', 'publications'}
        self._names: dict[Path, str] = {}

    def told(self, path: Path, count: int, what: str = '') -> None:
        """Say that so much was taken from a file."""
        text = f'{self.tree.place(path)}: {count}' + (f' {what}' if what else '')
        self.found.taken.append(text)

    def collection(self, title: str, folder: str, lines: Sequence[NewEntry]) -> Page | None:
        """Return a page of its own for the entries of a folder, the newest first."""
        if not lines:
            return None
        self.told(self.root / folder, len(lines))
        newest = sorted(lines, key=lambda line: line.options.get('dates', ''), reverse=True)
        return Page(self.free_name(title), title, (Section('', tuple(newest)),))

    def free_name(self, name: str) -> str:
        """Return a name for a page that no other page has."""
        name = _plain(name.lower())
        while name in self._pages:
            name += '-more'
        self._pages.add(name)
        return name

    def resolve(self, address: str, place: str, beside: Path | None = None) -> str:
        """Return where a link leads now: to the web, to a page, to a file that is copied."""
        address = address.strip()
        if not address or address.startswith('#'):
            return ''
        if re.match(r'(?:https?:)?//|mailto:|tel:', address):
            return address.replace('(', '%28').replace(')', '%29')
        path, _, _ = address.partition('#')
        page = self.pages.get(path.strip('/').removesuffix('.html').removesuffix('.md'))
        if page is not None:
            return f'{page}.md'
        if file := self.file(path, beside):
            return quote(file)
        if self.address:
            return f'{self.address}/{address.removeprefix("/")}'
        self.found.leave(place, f'a link to {address}, for there is no such file')
        return ''

    def file(self, address: str, beside: Path | None = None) -> str:
        """Take over the file at an address, and return its path in the new project, '' if none."""
        name = unquote(address.partition('?')[0]).lstrip('/')
        if not name or Path(name).suffix.lower() not in _FILES:
            return ''
        folders = [*([beside] if beside else []), *self.roots]
        for path in (folder / name for folder in folders):
            if path.is_file() and path.resolve().is_relative_to(self.root.resolve()):
                return self.take(path)
        return ''

    def take(self, path: Path) -> str:
        """Take over a file, and return its path in the new project."""
        if path not in self._names:
            folder = 'pictures' if path.suffix.lower() in _PICTURES else 'files'
            name = _plain(path.name)
            taken = set(self._names.values())
            if f'{folder}/{name}' in taken:
                name = f'{_plain(path.parent.name)}-{name}'
            while f'{folder}/{name}' in taken:
                name = f'_{name}'
            self._names[path] = f'{folder}/{name}'
            self.found.files[f'{folder}/{name}'] = path
        return self._names[path]

    def inline(self, text: str, place: str) -> str:
        """Return a line of the old site as Markdown of the new one."""
        return myst_line(text, lambda address: self.resolve(address, place))

    def prose(self, text: str, path: Path, *, level: int = 0) -> str:
        """Return the text of a page of the old site as Markdown of the new one."""
        place = path.relative_to(self.root).as_posix()
        gone: list[str] = []
        read = myst_text(
            text, lambda a: self.resolve(a, place, path.parent), gone.append, level=level
        )
        if gone:
            more = f' and {len(gone) - 1} more of the kind' if gone[1:] else ''
            what = f'"{excerpt(gone[0])}"{more}, which only the old program can show'
            self.found.leave(place, what)
        return read

    def bibliography(self, text: str, place: str) -> str:
        """Copy the files that entries name, and return the entries with the new paths."""

        def moved(match: re.Match[str]) -> str:
            start, name, opening, value, closing = match.groups()
            value = value.strip()
            if re.match(r'https?:|www\.|doi:', value) or not re.search(r'\.\w{2,5}$', value):
                return match[0]
            if found := self.file(value):
                return f'{start}{opening}{found}{closing}'
            if self.address and name.lower() != 'preview':
                return f'{start}{opening}{self.address}/assets/{name.lower()}/{value}{closing}'
            self.found.leave(place, f'{name}: "{value}", for there is no such file')
            return ''

        return _FILE_FIELD.sub(moved, text)


def merge_owner(found: Found, other: dict[str, object], place: str) -> None:
    """Take over what another file says of the owner, and tell where the two differ."""
    links, more = found.owner.get('links'), other.get('links')
    if isinstance(links, dict) and isinstance(more, dict):
        found.owner['links'] = {**more, **links}
    for name, value in other.items():
        known = found.owner.setdefault(name, value)
        if known != value and name != 'links':
            what = f'{name}: "{value}", for another file has "{known}"'
            found.leave(place, what)


def _plain(name: str) -> str:
    return re.sub(r'[^\w.-]+', '-', name)
