"""``sphinx-cv add talk TITLE …``: an entry directive in the page that has others of its kind."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.commands.bibfile.edits import Edit, apply_edits
from sphinx_cv.commands.bibfile.text import read_bib_text, write_file
from sphinx_cv.commands.project import read_project, shown
from sphinx_cv.commands.shape import CommandError, Status
from sphinx_cv.model.kinds import KINDS, option_names
from sphinx_cv.model.written_dates import read_dates

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from sphinx_cv.commands.console import Console

_FENCE = r'^(?P<fence>`{{3,}}|:{{3,}})\{{cv:{kind}\}}[^\n]*\n(?P<body>.*?)^(?P=fence)[ \t]*$'
_DIRECTIVE = r'^(?P<fence>\.\. )cv:{kind}::[^\n]*\n(?P<body>(?:[ \t]+[^\n]*\n|[ \t]*\n(?=[ \t]))*)'
_DATES = re.compile(r'^\s*:?dates:\s*["\']?([^\n"\']+)', re.MULTILINE)
_YEAR = re.compile(r'\d{4}(?:-\d\d)?')
_LEFT_OUT = frozenset({'_build', '_static', '_templates', 'papers', 'node_modules', 'build'})
_ENTRY_OPTIONS = tuple(dict.fromkeys(name for kind in KINDS for name in option_names(kind)))


class _Entry(NamedTuple):
    """An entry on a page: its place, its text, and when it was."""

    start: int
    end: int
    text: str
    when: str


def declare_entries(parser: argparse.ArgumentParser) -> None:
    """Declare the options of entries."""
    group = parser.add_argument_group('for entries of pages')
    taken = {kind: option_names(kind) for kind in KINDS}
    for name in _ENTRY_OPTIONS:
        kinds = [kind for kind, names in taken.items() if name in names]
        words = 'any kind' if len(kinds) == len(KINDS) else ', '.join(kinds)
        group.add_argument(f'--{name}', dest=f'entry_{name}', metavar='TEXT', help=f'of {words}')


def add_entry(options: argparse.Namespace, console: Console) -> int:
    """Write the entry that the command line describes; return the exit status."""
    kind, *words = options.what
    title = ' '.join(words).strip()
    if not title and console.is_answered:
        title = console.question('Title')
    if not title or '\n' in title:
        raise CommandError(f'a {kind} has a title: sphinx-cv add {kind} "Title" --dates 2026')
    values = _values(kind, options)
    page = (
        Path(options.to).absolute()
        if options.to
        else _find_page(kind, read_project(Path.cwd()).root)
    )
    source = read_bib_text(page)
    entries = _entries(source.even, kind, page.suffix)
    if any(_is_same(entry, title, values) for entry in entries):
        console.note(f'{kind} "{title}": it is there already, in {shown(page)}')
        return Status.DONE
    text = _write(kind, title, values, entries, page.suffix)
    new = _insert(source.even, entries, text, values.get('dates', ''))
    if options.json:
        console.write_json([{'status': 'added', 'kind': kind, 'file': shown(page), 'entry': text}])
    else:
        console.write(f'{text}\n')
    if not options.dry_run:
        offset, added = new
        changed = apply_edits(source, [Edit(offset, offset, added)])
        write_file(page, source.encoded(changed))
    console.note(f'{kind}: {"would be added" if options.dry_run else "added"} to {shown(page)}')
    return Status.DONE


def _values(kind: str, options: argparse.Namespace) -> dict[str, str]:
    """Return the options given, in the order in which the manual names them."""
    told = {name: getattr(options, f'entry_{name}') for name in _ENTRY_OPTIONS}
    values = {name: ' '.join(value.split()) for name, value in told.items() if value}
    known = option_names(kind)
    for name in values:
        if name not in known:
            raise CommandError(f'a {kind} has no "{name}"; it has {", ".join(known)}')
    if refused := read_dates(values.get('dates', '')).refused:
        raise CommandError(f'{refused[0]}, or a range such as 2024-08/')
    order = ('role', 'event', 'degree', 'topic', 'organization', 'unit', 'place', 'dates')
    return {name: values[name] for name in sorted(values, key=lambda n: _rank(n, order))}


def _rank(name: str, order: Sequence[str]) -> int:
    return order.index(name) if name in order else len(order)


def _find_page(kind: str, root: Path) -> Path:
    """Return the page with most entries of that kind."""
    counts: Counter[Path] = Counter()
    for page in _pages(root):
        counts[page] = len(_entries(read_bib_text(page).even, kind, page.suffix))
    found = counts.most_common(1)
    if not found or not found[0][1]:
        raise CommandError(
            f'no page has a {kind} yet; name the page to write it to: --to talks.md', Status.FILE
        )
    return found[0][0]


def _pages(root: Path) -> Iterator[Path]:
    for path in sorted(root.iterdir()):
        if path.name.startswith('.') or path.name in _LEFT_OUT:
            continue
        if path.is_dir() and not (path / 'conf.py').exists() and not path.is_symlink():
            yield from _pages(path)
        elif path.suffix in {'.md', '.rst'}:
            yield path


def _entries(text: str, kind: str, suffix: str) -> list[_Entry]:
    form = (_DIRECTIVE if suffix == '.rst' else _FENCE).format(kind=kind)
    found = []
    for match in re.finditer(form, text, re.MULTILINE | re.DOTALL):
        dates = _DATES.search(match['body'])
        end = match.start() + len(match[0].rstrip())
        found.append(
            _Entry(match.start(), end, text[match.start() : end], dates[1] if dates else '')
        )
    return found


def _is_same(entry: _Entry, title: str, values: dict[str, str]) -> bool:
    head = entry.text.partition('\n')[0].rstrip()
    return head.endswith((f' {title}', f'}}{title}')) and all(
        value in entry.text for value in values.values()
    )


def _write(
    kind: str, title: str, values: dict[str, str], entries: Sequence[_Entry], suffix: str
) -> str:
    """Return the directive, written as the first other one is."""
    model = entries[0].text if entries else ''
    if suffix == '.rst':
        indent = (re.search(r'\n([ \t]+):', model) or ['', '   '])[1]
        options = ''.join(f'\n{indent}:{name}: {value}' for name, value in values.items())
        return f'.. cv:{kind}:: {title}{options}'
    fence = (re.match(r'`+|:+', model) or ['```'])[0]
    head = f'{fence}{{cv:{kind}}} {title}\n'
    if re.search(r'\n---\n', model):  # options as YAML
        lines = ''.join(f'{name}: {_yaml(value)}\n' for name, value in values.items())
        return f'{head}---\n{lines}---\n{fence}'
    return head + ''.join(f':{name}: {value}\n' for name, value in values.items()) + fence


def _yaml(value: str) -> str:
    return f"'{value}'" if re.search(r'[:#\'"{}\[\],&*!|>%@`]|^\d', value) else value


def _insert(text: str, entries: Sequence[_Entry], new: str, dates: str) -> tuple[int, str]:
    """Return where the directive goes, and the text with its blank lines."""
    if not entries:
        gap = '\n' if text.endswith('\n') or not text else '\n\n'
        return len(text), f'{gap if text else ""}{new}\n'
    run = _run_of(text, entries)
    gap = text[run[0].end : run[1].start] if len(run) > 1 else '\n\n'
    gap = gap if not gap.strip() else '\n\n'
    when = _when(dates) or '9999'
    if _is_oldest_first(run):
        before = [entry for entry in run if _when(entry.when) <= when]
        return (before[-1].end, gap + new) if before else (run[0].start, new + gap)
    following = next((entry for entry in run if _when(entry.when) <= when), None)
    return (following.start, new + gap) if following else (run[-1].end, gap + new)


def _run_of(text: str, entries: Sequence[_Entry]) -> list[_Entry]:
    """Return the longest row of entries with nothing but blank lines between them."""
    runs = [[entries[0]]]
    for entry in entries[1:]:
        if text[runs[-1][-1].end : entry.start].strip():
            runs.append([])
        runs[-1].append(entry)
    return max(runs, key=len)


def _when(dates: str) -> str:
    """Return the last year and month that *dates* name; what goes on has no end yet."""
    found = _YEAR.findall(dates)
    if not found:
        return ''
    return '9998' if dates.strip().endswith('/') else max(found)


def _is_oldest_first(run: Sequence[_Entry]) -> bool:
    dates = [date for entry in run if (date := _when(entry.when))]
    pairs = list(itertools.pairwise(dates))
    return sum(a < b for a, b in pairs) > sum(a > b for a, b in pairs)
