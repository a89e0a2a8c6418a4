"""A CV in LaTeX: moderncv, Awesome-CV, AltaCV, and classes of the owner's own.

Their macros for entries are known by a table; a macro that the document defines itself is an entry
where one of its arguments is a date. Others import :func:`read_latex`, and ``line`` of
:mod:`markup`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.commands.new.found import Found, NewEntry, Page, Section
from sphinx_cv.commands.new.sources.cv_records import excerpt, stacked
from sphinx_cv.commands.new.sources.dates import when
from sphinx_cv.commands.new.sources.entry_reader import kind_of
from sphinx_cv.commands.new.sources.latex.markup import latex_block, latex_line
from sphinx_cv.commands.new.sources.latex.person import PERSON_MACROS, read_person
from sphinx_cv.commands.new.sources.latex.source import arguments, read_document
from sphinx_cv.model.tables import nonempty

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Macro -> what its arguments are; more arguments than that have names of their own below.
ENTRIES: dict[str, tuple[str, ...]] = {
    'cvhonor': ('title', 'organization', 'place', 'dates'),
    'cvevent': ('title', 'organization', 'dates', 'place', 'body'),
    'cvsubentry': ('title', 'organization', 'dates', 'body'),
    'cvachievement': ('', 'title', 'body'),
    'cvref': ('title', 'organization', 'email', 'body'),
    'cvreference': ('title', 'organization', 'body', 'body', 'body', 'email', 'phone'),
    'cvproject': ('title', 'dates', 'url', 'body'),
    'cvdegree': ('dates', 'title', 'organization', 'place', 'body', 'body'),
    'cvlanguage': ('title', 'level', 'body'),
    'cvskill': ('title', 'words'),
    'cvskillentry': ('body', 'level', 'title', 'body', 'body'),
    'resumeProjectHeading': ('title', 'dates'),
    'datedsubsection': ('title', 'dates'),
    'rSubsection': ('organization', 'dates', 'title', 'place'),
}
_MODERNCV = ('dates', 'title', 'organization', 'place', 'grade', 'body')
_AWESOME = ('title', 'organization', 'place', 'dates', 'body')
_PAIRS = {'cvitem': 2, 'cvline': 2, 'cvdoubleitem': 4, 'cvtripleitem': 6, 'cvcomputer': 4,
          'cvcolumn': 2, 'resumeSubItem': 2, 'cvitemwithcomment': 3}  # fmt: skip
_BULLETS = {
    'cvlistitem': 1, 'cvlistdoubleitem': 2, 'resumeItem': 1, 'cvtag': 1, 'cvlisttripleitem': 3,
}  # fmt: skip
_SECTIONS = {
    'section', 'cvsection', 'sectiontitle', 'roottitle', 'headedsection', 'rSection', 'chapter',
    'part',
}  # fmt: skip
_SUBSECTIONS = {'subsection', 'cvsubsection', 'subsubsection', 'paragraph'}
_BIBLIOGRAPHY = re.compile(
    r'\\(?:bibliography|addbibresource|nobibliography\*?)\s*(?:\[[^\]]*\])?\{([^}]*)\}'
)
# What only tells how the page is set -> how many arguments.
_LAYOUT = {
    'makecvheader': 0, 'makecvfooter': 3, 'makecvtitle': 0, 'nocite': 1, 'bibliographystyle': 1,
    'vspace': 1, 'hspace': 1, 'columnratio': 1, 'printbibliography': 0, 'setlength': 2, 'cite': 1,
    'pagestyle': 1, 'thispagestyle': 1, 'mynames': 1, 'AtBeginEnvironment': 2, 'geometry': 1,
    'renewcommand': 2, 'definecolor': 3, 'fancyhead': 1, 'fancyfoot': 1, 'cvskilllegend': 1,
    'cvskillhead': 0, 'bibliography': 1, 'addbibresource': 1, 'resumeSubHeadingListStart': 0,
    'resumeSubHeadingListEnd': 0, 'resumeItemListStart': 0, 'resumeItemListEnd': 0,
    'recipient': 2, 'opening': 1, 'closing': 1, 'subject': 1, 'enclosure': 1, 'date': 1,
    'makelettertitle': 0, 'makeletterclosing': 0, 'lipsum': 0, 'addcontentsline': 3, 'label': 1,
    'markboth': 2, 'hyphenation': 1, 'lfoot': 1, 'rfoot': 1, 'cfoot': 1,
}  # fmt: skip
_MACRO = re.compile(r'\\([A-Za-z]+)')
_KNOWN = PERSON_MACROS.union(
    ENTRIES, _PAIRS, _BULLETS, _SECTIONS, _SUBSECTIONS, _LAYOUT,
    ('cventry', 'personalinfo', 'resumeSubheading', 'resumeSubSubheading'),
)  # fmt: skip
_ENVIRONMENTS = {'rSection', 'rSubsection'}


class _Reader:
    """The walk through one document; blocks gather in the section that is open."""

    def __init__(self, path: Path) -> None:
        self.found = Found()
        self.path = path
        self.source = read_document(path)
        self.sections: list[tuple[str, list[NewEntry | str]]] = [('', [])]
        self.bullets: list[str] = []
        self.unknown: dict[str, int] = {}

    def report(self, kind: str, message: str) -> None:
        """Note a macro that nobody knows."""
        found = re.search(r'macro (\\\S+)', message)
        name = found[1] if found else message
        self.unknown[name] = self.unknown.get(name, 0) + 1

    def line(self, latex: str) -> str:
        return latex_line(latex, self.report)

    @property
    def title(self) -> str:
        """The heading of the section that is open."""
        return self.sections[-1][0]

    def add(self, item: NewEntry | str) -> None:
        self.flush()
        self.sections[-1][1].append(item)

    def flush(self) -> None:
        """Close the list of items that is open."""
        if self.bullets:
            self.sections[-1][1].append('\n'.join(f'- {text}' for text in self.bullets))
            self.bullets = []

    def read(self) -> Found:
        read_person(self.source.preamble, self.path, self.found, self.report)
        self.walk(self.expanded(self.source.text))
        self.flush()
        self.bibliographies()
        sections = [
            Section(title, tuple(self.joined(blocks))) for title, blocks in self.sections if blocks
        ]
        self.found.pages.append(Page('index', '', tuple(sections)))
        for title, blocks in self.sections:
            if blocks:
                self.found.taken.append(f'{self.path.name}, {title or "beginning"}: {len(blocks)}')
        for name, count in self.unknown.items():
            what = f'{name} ({count} times), which only LaTeX knows; its words are taken'
            self.found.leave(self.path.name, what)
        return self.found

    def joined(self, blocks: list[NewEntry | str]) -> Iterator[NewEntry | str]:
        """Yield the blocks, a list right behind an entry within that entry."""
        held: NewEntry | None = None
        for item in blocks:
            if isinstance(item, str) and held and item.startswith('- '):
                held = NewEntry(held.kind, held.title, held.options, stacked(held.body, item))
                continue
            if held:
                yield held
            held = item if isinstance(item, NewEntry) else None
            if held is None:
                yield item
        if held:
            yield held

    def expanded(self, text: str) -> str:
        """Return text with the document's own macros put in that are no entries."""
        for _ in range(4):
            before = text
            for name, macro in self.source.macros.items():
                if macro.arguments < 3 and name not in _KNOWN:
                    text = _expand(text, name, macro.arguments, macro.body)
            if text == before:
                break
        return text

    def walk(self, text: str) -> None:
        """Read a text macro by macro; what stands between is prose."""
        at = start = 0
        while match := _MACRO.search(text, at):
            name, end = match[1], match.end()
            if (
                name == 'begin'
                and (env := re.match(r'\s*\{(\w+)\*?\}', text[end:]))
                and env[1] in _ENVIRONMENTS
            ):
                name, end = env[1], end + env.end()
            if not self.is_own(name):
                at = end if name != 'begin' else self.skipped(text, match)
                continue
            self.prose(text[start : match.start()])
            at = start = self.macro(name, text, end)
        self.prose(text[start:])

    def skipped(self, text: str, match: re.Match[str]) -> int:
        """Return the end of a list, which is prose as a whole unless it holds entries."""
        inner = re.compile(r'\\begin\s*\{(itemize|enumerate|description|tabular\w*)\*?\}').match(
            text, match.start()
        )
        if inner is None:
            return match.end()
        depth, end = 0, match.end()
        for mark in re.compile(r'\\(begin|end)\s*\{' + inner[1]).finditer(text, match.start()):
            depth += 1 if mark[1] == 'begin' else -1
            if not depth:
                end = text.find('}', mark.end()) + 1
                break
        names = _MACRO.findall(text[match.end() : end])
        return match.end() if any(self.is_own(n) and n not in _LAYOUT for n in names) else end

    def is_own(self, name: str) -> bool:
        """Return whether a macro is of a CV, such as an entry or a heading, and not of its text."""
        macro = self.source.macros.get(name)
        return name in _KNOWN or bool(macro and macro.arguments >= 3)

    def prose(self, latex: str) -> None:
        text = latex_block(latex, self.report)
        text = re.sub(r'^\W+$', '', text)
        if text.strip():
            self.add(text)

    def macro(self, name: str, text: str, at: int) -> int:
        """Read one macro, and return the place behind its arguments."""
        if name in _LAYOUT:
            return arguments(text, at, _LAYOUT[name])[2]
        most = {**_PAIRS, **_BULLETS}.get(name, 1 if name in _SECTIONS | _SUBSECTIONS else 9)
        given, _, end = arguments(text, at, most)
        if name in _SECTIONS:
            self.flush()
            self.sections.append((self.line(given[0]) if given else '', []))
        elif name in _SUBSECTIONS:
            self.add(f'### {self.line(given[0])}') if given and given[0] else None
        elif name in PERSON_MACROS or name == 'personalinfo':
            read_person(text[at - len(name) - 1 : end], self.path, self.found, self.report)
        elif name in _BULLETS:
            self.bullets += [words for item in given if (words := self.line(item))]
        elif name in _PAIRS:
            self.pairs(name, given)
        else:
            self.entry(name, given)
        return end

    def pairs(self, name: str, given: list[str]) -> None:
        """Read label and text: a skill, a language, a dated line or a text with a title."""
        if name == 'cvitemwithcomment':
            given = [given[0], ' — '.join(filter(None, given[1:]))] if given else []
        for label, text in zip(given[::2], given[1::2], strict=False):
            title, words, kind = (
                self.line(label),
                latex_block(text, self.report),
                kind_of(self.title),
            )
            if not title and not words:
                continue
            if kind in {'skill', 'language', 'interest'} and title and '\n' not in words:
                self.add(NewEntry(kind, title, {'level' if kind == 'language' else 'words': words}))
            elif title and words and '\n' not in words and (dates := when(title).dates):
                self.add(NewEntry(kind or 'entry', words, {'dates': dates}))
            else:
                between = '\n\n' if '\n' in words or words.startswith('- ') else ' '
                self.add(
                    f'**{title}**:{between}{words}' if title and words else words or f'**{title}**'
                )

    def entry(self, name: str, given: list[str]) -> None:
        names = self.names_of(name, given)
        options: dict[str, str] = {}
        bodies = []
        for key, latex in zip(names, given, strict=False):
            if key == 'body':
                bodies.append(latex_block(latex, self.report))
            elif key:
                options[key] = self.line(latex)
        bodies += [self.line(latex) for latex in given[len(names) :]]
        title = options.pop('title', '')
        found = when(options.pop('dates', '').replace('\\', ''))
        kind = kind_of(self.title) or 'entry'
        if name == 'cvskill' and kind not in {'language', 'interest'}:
            kind = 'skill'
        if name == 'cvskill' and kind == 'language':
            options['level'] = options.pop('words', '')
        if not title:
            title = options.pop('organization', '') or options.pop('place', '') or self.title
        grade = options.pop('grade', '')
        if kind == 'degree' and re.search(
            r'\d|laude|distinction|honou?rs|note', grade, re.IGNORECASE
        ):
            options['grade'], grade = grade, ''
        options['dates'] = found.dates
        kept = nonempty(options)
        self.add(NewEntry(kind, title, kept, stacked(found.words, grade, *bodies)))

    def names_of(self, name: str, given: list[str]) -> tuple[str, ...]:
        """Return what the arguments of an entry are."""
        if name == 'cventry':
            return (
                _MODERNCV
                if len(given) > 5 or when(self.line(given[0] if given else '')).dates
                else _AWESOME
            )
        if name in ENTRIES:
            return ENTRIES[name]
        dated = [n for n, text in enumerate(given) if when(self.line(text)).dates]
        long = [
            n
            for n, text in enumerate(given)
            if n not in dated and (len(text) > 120 or '\\item' in text)
        ]
        names = iter(('title', 'organization', 'place'))
        return tuple(
            'dates'
            if n in dated[:1]
            else 'body'
            if n in long
            else (next(names, 'body') if text else '')
            for n, text in enumerate(given)
        )

    def bibliographies(self) -> None:
        whole = self.source.preamble + self.source.text
        for names in _BIBLIOGRAPHY.findall(whole):
            for name in (part.strip() for part in names.split(',')):
                path = self.path.parent / (name if name.endswith('.bib') else f'{name}.bib')
                if path.is_file():
                    target = 'refs.bib' if not self.found.bibliographies else path.name
                    self.found.take_bibliography(path, target)
                else:
                    self.found.leave(self.path.name, f'{excerpt(name)}, which is not there')


def _expand(text: str, name: str, count: int, body: str) -> str:
    """Return text with a macro put in."""
    parts, at = [], 0
    for match in re.finditer(rf'\\{name}(?![A-Za-z])(?:\{{\}})?', text):
        if match.start() < at:
            continue
        given, _, end = arguments(text, match.end(), count) if count else ([], '', match.end())
        meant = body
        for number, argument in enumerate(given, start=1):
            meant = meant.replace(f'#{number}', argument)
        parts.append(text[at : match.start()] + meant)
        at = end
    return ''.join((*parts, text[at:]))


def read_latex(path: Path) -> Found:
    """Return what stands in a CV of LaTeX."""
    return _Reader(path).read()
