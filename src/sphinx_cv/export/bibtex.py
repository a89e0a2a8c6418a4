"""Papers -> BibTeX that both BibTeX and biblatex read.

Where BibTeX and biblatex have different names for the same thing, the old one is written: biblatex
and biber read it as an alias, and reference managers and classic styles know no other.
biblatex, appendix "Entry types" and "Field aliases": https://ctan.org/pkg/biblatex
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from sphinx_cv.bib.latex.tags import is_html
from sphinx_cv.bib.names import FAMILY_FIRST
from sphinx_cv.export.collection import anew
from sphinx_cv.export.portable import (
    is_sound,
    needs_package,
    portable,
    preamble,
    protected_title,
    with_escapes,
)
from sphinx_cv.formatting.record import kept_by_paper
from sphinx_cv.model import PARAGRAPH, Markup, Math, Text
from sphinx_cv.model.calendar_words import MONTHS
from sphinx_cv.model.fields import FIELDS, PRIVATE_PREFIXES, is_put_away, old_name
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.text import one_line
from sphinx_cv.model.types import SPELLED_OUT, WORKS, is_known, type_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_cv.export.collection import Keep
    from sphinx_cv.model import Inline, Paper, Person, Rich
    from sphinx_cv.model.dates import PartialDate

# The types that BibTeX has for a thesis or report, and the keys of biblatex that say no more.
_BY_SUBTYPE = {'phdthesis': 'phdthesis', 'mathesis': 'mastersthesis', 'techreport': 'techreport'}
_DOCTORAL = regex(r'\bph\.? ?d|doc?t|disserta|habilita|thèse', re.IGNORECASE)
# More authors than these are not copied into anybody's bibliography by hand.
MANY_AUTHORS = 50
_FIRST = (
    'author', 'author+an', 'editor', 'editor+an', 'title', 'journal', 'fjournal', 'booktitle',
    'year', 'month',
)  # fmt: skip
_ESCAPES = str.maketrans({
    '&': r'\&', '%': r'\%', '#': r'\#', '_': r'\_', '$': r'\$', '~': r'\textasciitilde{}',
    '\u00a0': '~', '^': r'\textasciicircum{}', '\\': r'\textbackslash{}', '{': r'\{', '}': r'\}',
})  # fmt: skip
_MACROS = {
    'emphasis': 'emph', 'strong': 'textbf', 'small-caps': 'textsc', 'code': 'texttt',
    'subscript': 'textsubscript', 'superscript': 'textsuperscript',
    'paper': 'cite',
}  # fmt: skip
_ODD = regex(r'[\\$&#%_^<]')  # what needs a second look
_DISK_PATH = regex(
    r'file:|~/|[A-Z]:[\\/]|\\\\|/(?:home|users|tmp|mnt|media|volumes|private|root)/', re.IGNORECASE
)


def bibtex_file(papers: Iterable[Paper], kept: Keep = anew) -> str:
    """Return *papers*, and the other versions that they hold, as a bibliography file."""
    everything = {version.key: version for paper in papers for version in (paper, *paper.versions)}
    entries = '\n'.join(kept(p, partial(bibtex, p)) for p in _told_apart(everything.values()))
    return preamble(entries) + entries


def _told_apart(papers: Iterable[Paper]) -> Iterator[Paper]:
    """Yield papers with keys that BibTeX tells apart, for it does not see their case."""
    taken: set[str] = set()
    for paper in papers:
        key, number = paper.key, 1
        while key.lower() in taken:
            number += 1
            key = f'{paper.key}-{number}'
        taken.add(key.lower())
        is_own = key == paper.key
        yield paper if is_own else replace(paper, key=key, aliases=(*paper.aliases, paper.key))


def old_terms(paper: Paper) -> tuple[str, dict[str, str]]:
    """Return the type and fields of an entry, by BibTeX's names where it has them."""
    kind, fields = _old_type(paper, _fields(paper))
    if 'journal' in fields and 'journalsubtitle' in fields:  # which biblatex alone knows
        whole = f'{fields["journal"][:-1]}: {fields["journalsubtitle"][1:]}'
        fields.setdefault('fjournal', whole)
    return kind, fields


def bibtex(paper: Paper) -> str:
    """Return one entry, its fields in the LaTeX of the owner's file."""
    return _entry(paper.key, *old_terms(paper))


def _entry(key: str, kind: str, fields: Mapping[str, str]) -> str:
    first = filter(fields.__contains__, _FIRST)
    names = [*first, *[name for name in fields if name not in _FIRST]]
    lines = [f'  {name} = {fields[name]},\n' for name in names]
    return f'@{kind}{{{key},\n{"".join(lines)}}}\n'


def bibtex_citation(paper: Paper) -> str:
    """Return one entry with the fields alone that a reference list can print."""
    cited = FIELDS.having('cited')
    given = {name: value for name, value in paper.fields.items() if name in cited}
    is_long = len(paper.authors) > MANY_AUTHORS
    authors = _unmarked(paper.authors[:10] if is_long else paper.authors)
    fields = {
        **_values(paper, given),
        **name_fields('author', authors, and_others=paper.and_others or is_long),
        **name_fields('editor', paper.editors, and_others=paper.and_other_editors),
        **_date(given, paper.date),
    }
    return _entry(paper.key, *_old_type(paper, fields))


def _unmarked(people: Iterable[Person]) -> list[Person]:
    return [
        replace(person, annotations=frozenset(), family_first=False)
        if person.annotations or person.family_first
        else person
        for person in people
    ]


def _fields(paper: Paper) -> dict[str, str]:
    """Return names and values, ready to write; of a name that comes twice the last counts."""
    # Other versions have entries of their own, so their keys must not be taken twice.
    versions = {version.key for version in paper.versions}
    aliases = [alias for alias in paper.aliases if alias not in versions]
    return {
        **_values(paper, paper.fields),
        **({'ids': f'{{{",".join(aliases)}}}'} if aliases else {}),
        **name_fields('author', paper.authors, and_others=paper.and_others),
        **name_fields('editor', paper.editors, and_others=paper.and_other_editors),
        **_date(paper.fields, paper.date),
    }


def _values(paper: Paper, fields: Mapping[str, str]) -> dict[str, str]:
    """Return those *fields* of a paper that may be published, by their old names."""
    found = {}
    for name, clean in _publishable(paper).items():
        if name in fields:
            old = old_name(name)
            found[name if old in fields else old] = f'{{{clean}}}'
            if name == 'eprinttype':
                # BibTeX's styles know the old name, Zotero the new one.
                found[name] = f'{{{clean}}}'
    return found


@kept_by_paper  # a row of a list has them, and so does the file of all papers
def _publishable(paper: Paper) -> Mapping[str, str]:
    """Return the fields that may be published, but for people and dates, as LaTeX reads them."""
    found = {
        name: _balanced(one_line(_portable(name, value, paper.texts)))
        for name, value in paper.fields.items()
        if not _is_private(name, value)
    }
    return {name: clean for name, clean in found.items() if clean}


def _portable(name: str, value: str, texts: Mapping[str, Rich]) -> str:
    is_text = name in texts
    if is_text and not _ODD.search(value):
        return protected_title(value) if name == 'title' else value  # as most are
    is_foreign = is_text and (is_html(value) or not is_sound(value) or needs_package(value))
    written = rich_latex(texts[name]) if is_foreign else value
    written = written if name == 'url' else portable(written)
    written = with_escapes(written) if is_text else written
    return protected_title(written) if name == 'title' else written


def rich_latex(rich: Rich) -> str:
    """Write in LaTeX what the file has in HTML, at which LaTeX would stop."""
    return ''.join(map(_latex_of, rich))


def _latex_of(inline: Inline) -> str:
    match inline:
        case Text(value):
            return value.translate(_ESCAPES).replace(PARAGRAPH, '\\par ')
        case Math(latex, text):
            formula = f'${latex}$'
            return formula if is_sound(formula) else text.translate(_ESCAPES)
        case Markup('link', children, target):
            return portable(f'\\href{{{target}}}{{{rich_latex(children)}}}')
        case Markup(kind, children):
            return f'\\{_MACROS[kind]}{{{rich_latex(children)}}}'


def _is_private(name: str, value: str) -> bool:
    if row := FIELDS.get(name):
        hidden = row.private or name == 'date'
    else:
        hidden = name.startswith(PRIVATE_PREFIXES) or is_put_away(name)
    if hidden:
        return True
    may_be_path = ':' in value or '/' in value or '\\' in value
    return may_be_path and _DISK_PATH.match(value.strip('{} ')) is not None


def _balanced(value: str) -> str:
    """Return *value* so that its braces match, for one that does not ends the entry too early."""
    if '{' not in value and '}' not in value:
        return value
    depth = 0
    for brace in re.findall(r'\\.|[{}]', value):
        depth += {'{': 1, '}': -1}.get(brace, 0)
        if depth < 0:
            break
    # BibTeX counts escaped braces too, so a pair of them may stay, but not one alone.
    even = value.count('{') == value.count('}')
    return value if depth == 0 and even else value.replace('{', '').replace('}', '')


def name_fields(
    field: str, people: Sequence[Person], *, and_others: bool = False
) -> dict[str, str]:
    """Return a list of names and what is known of each, free of marks and fonts."""
    if not people:
        return {}
    names = [*map(_name, people), *(['others'] if and_others else [])]
    notes = [
        f'{index}={",".join(said)}'
        for index, person in enumerate(people, start=1)
        if (said := [*sorted(person.annotations), *[FAMILY_FIRST] * person.family_first])
    ]
    found = {field: f'{{{" and ".join(names)}}}'}
    return found | {f'{field}+an': f'{{{"; ".join(notes)}}}'} if notes else found


@lru_cache(maxsize=2**14)
def _name(person: Person) -> str:
    family = _kept_whole(person.family, person.literal or _is_taken_apart(person.family))
    surname = ' '.join(part for part in (person.prefix, family) if part)
    if person.suffix.startswith('(') and not person.given:
        return f'{surname} {person.suffix}'  # 王伟 (Wei Wang)
    suffix = _kept_whole(person.suffix, ',' in person.suffix)
    given = _kept_whole(person.given, ',' in person.given or 'and' in person.given.lower().split())
    return ', '.join(part for part in (surname, suffix, given) if part)


def _is_taken_apart(family: str) -> bool:
    """Return whether BibTeX would split a name at its commas, "and" or lower-case words."""
    words = family.split()
    small = (next(filter(str.isalpha, word), '').islower() for word in words[:-1])
    initial = words[0][1:2] == '.' if len(words) > 1 else False
    return ',' in family or 'and' in family.lower().split() or initial or any(small)


def _kept_whole(text: str, is_one: bool) -> str:
    """Return a part of a name, in braces where BibTeX would take it apart."""
    written = text.translate(_ESCAPES)
    return f'{{{written}}}' if is_one else written


def _date(fields: Mapping[str, str], date: PartialDate | None) -> dict[str, str]:
    """Return year and month, and ``date`` where these two cannot say all of it."""
    written = fields.get('date', '')
    if date is None:
        return {'date': f'{{{_balanced(one_line(written))}}}'} if written else {}
    found = {'year': f'{{{date.year:04}}}'}
    if 1 <= date.month <= 12:
        found['month'] = MONTHS[date.month].lower()  # a macro that every style defines
    if date.day or date.qualifier or date.month > 12 or '/' in written:
        found['date'] = f'{{{written or date}}}'
    return found


def _old_type(paper: Paper, fields: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Return a type that BibTeX's styles or Zotero know; that of biblatex is then its subtype."""
    subtype = fields.get('type', '').strip('{}')
    if subtype and paper.type in {'thesis', 'report'}:
        return _old_subtype(paper.type, subtype, fields)
    if is_known(paper.type):
        return paper.type, fields
    row = type_of(paper.type)
    old = WORKS[row.work].bibtex
    if old == 'misc' and not subtype:  # which biblatex prints beside
        fields.setdefault('howpublished', f'{{{row.called}}}')
    return old, {**fields, 'entrysubtype': f'{{{paper.type}}}'}


def _old_subtype(kind: str, subtype: str, fields: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Return the type of a thesis or report, whose words every style prints from "type"."""
    if kind == 'thesis' and 'institution' in fields:
        fields['school'] = fields.pop('institution')
    if old := _BY_SUBTYPE.get(subtype):
        del fields['type']
        return old, fields
    fields['type'] = f'{{{SPELLED_OUT.get(subtype, fields["type"][1:-1])}}}'
    if kind == 'report':
        return 'techreport', fields
    return 'phdthesis' if _DOCTORAL.search(subtype) else 'mastersthesis', fields
