"""Files -> papers, in their order, and problems with what is wrong in them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bib.allowance import Allowance
from sphinx_cv.bib.checks import NO_AUTHOR, check_paper, mend_names, name_strange
from sphinx_cv.bib.citing import name_cited
from sphinx_cv.bib.drafts import NO_MACRO, SourceFile, define_macros, make_draft
from sphinx_cv.bib.files import decode
from sphinx_cv.bib.grammar import KNOWN_TYPES, MERGE_MARK, Lines
from sphinx_cv.bib.inheritance import Inheritance
from sphinx_cv.bib.keys import settle_keys
from sphinx_cv.bib.known import Reading, digest, known, made_with, mark_of, recalled
from sphinx_cv.bib.papers import make_paper
from sphinx_cv.bib.syntax import split
from sphinx_cv.bib.versions import join_twins
from sphinx_cv.model import Problem
from sphinx_cv.model.collector import collector_at_rest
from sphinx_cv.model.types import TYPES

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinx_cv.bib.drafts import Draft
    from sphinx_cv.bib.grammar import RawEntry
    from sphinx_cv.bib.known import KnownEntry
    from sphinx_cv.model import Paper

# Entries that hold data for others or for a style file, and are no works.
_NO_WORKS = frozenset({'xdata', 'set', 'control', 'ieeetranbstctl'})
_LEFT_OUT = re.compile(r'\b(skipbib|dataonly)\b(?!\s*=\s*false)')

# What goes wrong alike in all entries that came from one place, each with a text of its own.
_REPEATED = frozenset({'url', 'reference', 'identifier'})
# What begins so is of a mark, of whoever bears it, or of another entry.
_ALIKE = 'this looks like the same work'
_OF_PEOPLE = (
    'nobody says what ', _ALIKE, 'it has the same number', 'commas stand between names',
)  # fmt: skip
_NO_MACRO = re.compile(rf'{NO_MACRO} ([^,]+),')
_QUOTED = re.compile(r'"[^"]*"|\{[^{}]*\}|\([^()]*\)')
# Up to so many entries of which the same is to be said are named one by one.
_FEW, _NAMED = 3, 5


class Bibliography(NamedTuple):
    """The papers of some files in their order, and the problems by file and line.

    *reading* is what the next reading of the same files can take from this one.
    """

    papers: tuple[Paper, ...]
    problems: tuple[Problem, ...]
    reading: Reading


def read(
    paths: Sequence[Path], root: Path | None = None, *, of_many: bool, before: Reading
) -> Bibliography:
    """Return the papers and problems of the files at *paths*; problems name them from *root*.

    Files *of_many* people may have papers in common. What is as *before* is not made again.
    """
    with collector_at_rest():
        files, problems = _read_files(paths, root, before.entries)
        used = made_with(source for source, _ in files)
        if before.entries and before.made_with != used:
            before = before._replace(entries={})
            files, problems = _read_files(paths, root, before.entries)
        entries: dict[bytes, KnownEntry] = {}
        made: dict[bytes, Paper] = {}
        everything = list(_make_drafts(files, before.entries, entries))
        drafts = settle_keys(filter(_says_something, everything), of_many=of_many)
        _say_strange_types(drafts)
        inheritance = Inheritance(drafts, files[0][0].allowance if files else Allowance(0))
        for draft in drafts:
            if not draft.mark:
                inheritance.apply(draft)
            inheritance.check_related(draft)
        works = (
            draft for draft in drafts if draft.type not in _NO_WORKS and not _is_left_out(draft)
        )
        found = (_taken_or_made(draft, before.papers, made) for draft in works)
        named, unknown = name_cited([paper for paper in found if paper])
        problems.extend(unknown)
        papers, hints = join_twins(named)
        problems.extend(problem for draft in everything for problem in draft.problems)
        order = {_name(path, root): number for number, path in enumerate(paths)}
        problems = sorted((*problems, *hints), key=lambda p: (order.get(p.file, 0), p.line))
    said = tuple(_grouped(dict.fromkeys(problems), papers))
    return Bibliography(tuple(papers), said, Reading(used, entries, made))


def _read_files(
    paths: Sequence[Path], root: Path | None, known: Mapping[bytes, KnownEntry]
) -> tuple[list[tuple[SourceFile, list[RawEntry]]], list[Problem]]:
    """Return the entries of files, which have what words stand for, and what is wrong with them."""
    problems: list[Problem] = []
    files = [_read_file(path, root, known, problems) for path in paths]
    allowance = Allowance(sum(source.size for source, _ in files))
    return files, problems + define_macros(files, allowance)


def _grouped(problems: Iterable[Problem], papers: Sequence[Paper]) -> Iterator[Problem]:
    """Yield what is said of many entries of a file once, and nothing that is so of most of them."""
    problems = list(problems)
    # Of two entries with one key that is said, and not that they are alike as well.
    doubles = {(p.file, p.line) for p in problems if 'another entry with this key' in p.message}
    alike = {p for p in problems if p.message.startswith(_ALIKE) and (p.file, p.line) in doubles}
    problems = [problem for problem in problems if problem not in alike]
    counts = Counter(map(_sort, problems))
    sizes = Counter(paper.file for paper in papers)
    said = set()
    for problem in problems:
        kind = _sort(problem)
        count = counts[kind]
        if count <= _FEW:
            yield problem
        elif kind not in said:
            said.add(kind)
            # A list of one's own works may well do without authors.
            if problem.message != NO_AUTHOR or 2 * count <= sizes[problem.file]:
                keys = dict.fromkeys(p.key for p in problems if p.key and _sort(p) == kind)
                more = _more([*keys], count - 1)
                others = _other_macros(p.message for p in problems if _sort(p) == kind)
                yield replace(problem, message=f'{problem.message}{more}{others}')


def _other_macros(messages: Iterable[str]) -> str:
    """Return which other macros are missing, as all are where the file that has them is."""
    names = [*dict.fromkeys(found[1] for m in messages if (found := _NO_MACRO.match(m)))][1:]
    return f'; nor does one define {", ".join(names)}' if names else ''


def _more(keys: Sequence[str], count: int) -> str:
    """Return in how many more entries it is so; those without a key are known by their *count*."""
    first, *keys = keys or ['']
    if first and not keys:
        return f' (and {count} more times in this entry)'
    named = ', '.join(keys[:_NAMED]) + (' …' if len(keys) > _NAMED else '')
    number = len(keys) or count
    words = 'more entry' if number == 1 else 'more entries'
    return f' (and in {number} {words}{named and f": {named}"})'


def _sort(problem: Problem) -> tuple[str, str, str]:
    """Return what makes two problems one that repeats: of an address or key, its words."""
    is_same = problem.subtype in _REPEATED or problem.message.startswith(_OF_PEOPLE)
    message = _QUOTED.sub('', problem.message) if is_same else problem.message
    if _NO_MACRO.match(message):
        message = NO_MACRO
    return problem.file, problem.subtype, message


def _taken_or_made(
    draft: Draft, before: Mapping[bytes, Paper], now: dict[bytes, Paper]
) -> Paper | None:
    """Return the paper of *draft*: that of *before*, if there is one."""
    key, problems = _digest(draft), len(draft.problems)
    paper = before.get(key)
    if paper is None:
        paper = _make_checked(draft)
        if paper is None or len(draft.problems) > problems:
            return paper  # its problems are to be said in the next build, too
    elif paper.line != draft.line:
        paper = replace(paper, line=draft.line)
    now[key] = paper
    return paper


def _is_left_out(draft: Draft) -> bool:
    """Return whether its options keep an entry out of bibliographies, as biblatex has them."""
    if 'options' not in draft.fields or 'options' in draft.inherited:
        return False
    option = _LEFT_OUT.search(draft.fields['options'])
    if option is not None:
        what = f'it is left out, as the option {option[1]} asks; remove the option to show it'
        draft.complain('hint', what, 'options')
    return option is not None


def _digest(draft: Draft) -> bytes:
    """Return a digest of all of which a paper is made, but for the line on which it stands."""
    if draft.mark and 'ids' not in draft.fields:
        return digest(f'{draft.key}\n{draft.mark.hex()}')
    told = draft.key, draft.type, draft.fields, draft.written, draft.aliases
    return digest(repr((*told, draft.source.name, sorted(draft.inherited), draft.is_broken)))


def _make_checked(draft: Draft) -> Paper | None:
    mend_names(draft)
    name_strange(draft)
    try:
        paper = make_paper(draft)
    except Exception as error:  # whatever is wrong with one entry, the others are read
        draft.complain('internal', f'this entry cannot be read ({error!r}); please report it')
        return None
    people = paper.authors or paper.editors
    when = paper.date or paper.date_text
    if not (people or paper.texts or when or paper.links or paper.identifiers):
        _say_empty(draft)
        return None
    check_paper(draft, paper)
    return paper


def _say_strange_types(drafts: Iterable[Draft]) -> None:
    """Say once of all types that nobody knows that they make headings of their own."""
    first: dict[str, Draft] = {}
    for draft in drafts:
        if draft.type not in TYPES and draft.type not in KNOWN_TYPES | _NO_WORKS:
            first.setdefault(draft.type, draft)
    for draft in [*first.values()][:1]:
        kinds = ', '.join(f'@{kind}' for kind in first)
        what = f'there is no entry type {kinds}, so it stands under a heading of its own'
        if len(first) > 1:
            what = f'there are no entry types {kinds}, so each has a heading of its own'
        draft.complain(
            'hint', f'{what}; if that is not meant, write @misc or another that there is'
        )


def _says_something(draft: Draft) -> bool:
    if not draft.fields and draft.type not in _NO_WORKS:
        _say_empty(draft)
    return bool(draft.fields)


def _say_empty(draft: Draft) -> None:
    draft.complain('field', 'this entry is empty and left out; add its fields or remove it')


def _make_drafts(
    files: Sequence[tuple[SourceFile, list[RawEntry]]],
    before: Mapping[bytes, KnownEntry],
    now: dict[bytes, KnownEntry],
) -> Iterator[Draft]:
    """Yield the drafts of all entries, and note in *now* what the next reading has to know."""
    for source, entries in files:
        for raw in entries:
            if raw.mark in before:
                now[raw.mark] = before[raw.mark]
                yield recalled(before[raw.mark], raw, source)
            elif raw.type != 'string':
                left = source.allowance.left
                draft = make_draft(raw, source)
                # What takes its text from others has to count what it takes in each reading.
                if raw.mark and source.allowance.left == left and (entry := known(draft)):
                    draft.mark, now[raw.mark] = raw.mark, entry
                yield draft


# A file of comments alone is a bibliography that is yet to be filled.
_SAYS_SOMETHING = re.compile(r'^\s*[^\s%]', re.MULTILINE)


def _read_file(
    path: Path, root: Path | None, known: Container[bytes], problems: list[Problem]
) -> tuple[SourceFile, list[RawEntry]]:
    name = _name(path, root)
    try:
        text, remarks = decode(path.read_bytes())
    except OSError as error:
        text, remarks = '', ((0, f'the file cannot be read ({error.strerror}); check its name'),)
    source = SourceFile(name, Lines(text), len(text))
    entries, flaws, _, preambles = split(text, partial(mark_of, name), known)
    source.preamble = '\n'.join(preambles)
    if _SAYS_SOMETHING.search(text) and not entries and not flaws and '@' not in text:
        remarks = (*remarks, (1, 'there is no entry in this file; is it a bibliography?'))
    if '<<<<<<<' in text and (mark := MERGE_MARK.search(text)):
        what = 'git has left a conflict here; keep one version and remove the lines of <, = and >'
        remarks = (*remarks, (source.lines.number(mark.start()), what))
    problems.extend(Problem(name, line, 'file', message) for line, message in remarks)
    problems.extend(
        Problem(name, source.lines.number(flaw.offset), flaw.subtype, flaw.message, flaw.key)
        for flaw in flaws
    )
    return source, entries


def _name(path: Path, root: Path | None) -> str:
    return path.relative_to(root).as_posix() if root and path.is_relative_to(root) else str(path)
