"""Files of site generators: data in YAML, TOML or JSON, and pages with such data at their top."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, NamedTuple

import yaml

from sphinx_cv.commands.new.sources.cv_records import CvRecord

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_cv.commands.new.found import Found

_TOP = re.compile(
    r'\A\ufeff?\s*(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*\r?$\n?(.*)\Z', re.DOTALL | re.MULTILINE
)
_TAB = re.compile(r'^\t+', re.MULTILINE)


class Document(NamedTuple):
    """A page: what is said at its top, and its text."""

    path: Path
    facts: CvRecord
    text: str


class Tree(NamedTuple):
    """The folder of a site, read file by file; what cannot be read is told to *found*."""

    root: Path
    found: Found

    def place(self, path: Path) -> str:
        """Return where a file stands, for people."""
        return path.relative_to(self.root).as_posix()

    def text(self, path: Path) -> str:
        """Return the text of a file, '' if there is none."""
        if not path.is_file():
            return ''
        return path.read_text(encoding='utf-8-sig', errors='replace')

    def data(self, path: Path) -> object:
        """Return what stands in a file of YAML, TOML or JSON; every value of YAML is a text."""
        return self._parsed(self.text(path), path.suffix.lower(), self.place(path))

    def record(self, path: Path) -> CvRecord:
        """Return the mapping that stands in a file."""
        return CvRecord(self.data(path) or {}, self.place(path))

    def document(self, path: Path) -> Document:
        """Return a page."""
        text = self.text(path)
        match = _TOP.match(text)
        if match is None:
            return Document(path, CvRecord({}, self.place(path)), text)
        form = '.toml' if match[1] == '+++' else '.yaml'
        facts = self._parsed(match[2], form, self.place(path))
        return Document(path, CvRecord(facts or {}, self.place(path)), match[3])

    def documents(self, *patterns: str) -> Iterator[Document]:
        """Yield the pages whose paths fit one of *patterns*, in the order of their paths."""
        paths = {path for pattern in patterns for path in self.root.glob(pattern)}
        return map(self.document, sorted(paths))

    def _parsed(self, text: str, form: str, place: str) -> object:
        try:
            if form == '.toml':
                return tomllib.loads(text)
            if form == '.json':
                return json.loads(text) if text.strip() else None
            # A slip that the generator forgives: a tab in the place of blanks.
            return yaml.load(_TAB.sub(lambda m: '  ' * len(m[0]), text), yaml.BaseLoader)
        except (ValueError, yaml.YAMLError) as error:
            first = ' '.join(str(error).split())[:120]
            self.found.leave(place, f'its data cannot be read ({first})')
            return None
