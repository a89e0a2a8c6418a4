"""The language of filters for papers and entries; it never runs what it reads.

It is that of sphinxcontrib-bibtex, with names for times, types and people.
"""

from __future__ import annotations

import ast
import difflib
import operator
import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sphinx_cv.bib.names import NameMatcher
from sphinx_cv.model import Paper, fold
from sphinx_cv.model.dates import PartialDate
from sphinx_cv.model.fields import FIELDS, field_aliases
from sphinx_cv.model.kinds import KINDS
from sphinx_cv.model.patterns import regex
from sphinx_cv.model.types import TYPES
from sphinx_cv.site.facts import (
    FIRST_DAY,
    LAST_DAY,
    OF_PAPERS,
    Synonyms,
    as_number,
    kind_names,
    known_names,
    named,
    people_in,
    searched,
    span,
    type_names,
    value,
)
from sphinx_cv.site.patterns import compile_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from sphinx_cv.model import Entry, Person
    from sphinx_cv.site.facts import Thing, Value

    Test = Callable[[Person], bool]

T = TypeVar('T', bound='Paper | Entry')

_COMPARE: dict[type[ast.cmpop], Callable[..., bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda left, right: _contains(right, left),
    ast.NotIn: lambda left, right: not _contains(right, left),
    ast.Is: operator.eq,
    ast.IsNot: operator.ne,
}
_NEGATIVE = (ast.NotEq, ast.NotIn, ast.IsNot)
_ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def person_named(name: str) -> Test:
    """Return a test for the person with that name, of whom nothing else is known."""
    return NameMatcher([name]).matches


def choose(
    source: str, things: Collection[T], people: Callable[[str], Test] = person_named
) -> tuple[list[T], str]:
    """Return those of *things* that a filter chooses, and a sentence on what is wrong with it.

    *people* gives the test for a person by name. A filter that cannot be read chooses nothing:
    nobody is shown more than was asked for.
    """
    try:
        test = compile_filter(source, people)
        chosen = [thing for thing in things if test(thing)]
    except ValueError as error:
        return [], str(error)
    problem = next(_slips(source, things, people), '') if things else ''
    if things and not chosen and not problem:
        problem = f'the filter "{source}" matches none of the {len(things)} {_noun(things)}'
        if 'type' in _names(source) and (types := _types(things)):
            problem += f'; their types are {", ".join(types)}'
    for name, said in _strange_types(source, things) if chosen and not problem else ():
        problem = f'the filter "{source}" asks for the {name} "{said}", of which there is nothing'
    return chosen, problem


def _noun(things: Collection[Thing]) -> str:
    papers = sum(isinstance(thing, Paper) for thing in things)
    return 'papers' if papers == len(things) else 'papers and entries' if papers else 'entries'


_NO = {'papers': 'paper', 'entries': 'entry', 'papers and entries': 'paper or entry'}


def _types(things: Collection[Thing]) -> list[str]:
    types = (t.type if isinstance(t, Paper) else t.fields.get('type', '') for t in things)
    return sorted({*filter(None, types)})


def _slips(source: str, things: Collection[Thing], people: Callable[[str], Test]) -> Iterator[str]:
    """Yield a sentence if a filter names what is no field and nothing has, or a stranger."""
    known, noun = known_names(things), _NO[_noun(things)]
    for name in _names(source):
        if name not in known:
            near = name not in TYPES and difflib.get_close_matches(name, known, 1, 0.75)
            hint = f'did you mean {near[0]}?' if near else f'a text needs quotes: "{name}"'
            yield f'the filter "{source}" names "{name}", a field that no {noun} has; {hint}'
    for name in _strangers(source, things, people):
        yield f'the filter "{source}" asks for "{name}", whom no {noun} names'


def _strange_types(source: str, things: Collection[Thing]) -> Iterator[tuple[str, str]]:
    """Yield the types and kinds for which a filter asks, and that neither we nor things know."""
    known = {
        'type': type_names() | {one for thing in things for one in _folded(value(thing, 'type'))},
        'kind': {'paper', *(name for kind in KINDS for name in named(*kind_names(kind)))},
    }
    for node in ast.walk(_parse(source)):
        if isinstance(node, ast.Compare) and not isinstance(node.ops[0], _ORDER):
            names = [
                leaf.id for leaf in (node.left, *node.comparators) if isinstance(leaf, ast.Name)
            ]
            for leaf in ast.walk(node) if names[:1] in (['type'], ['kind']) else ():
                said = leaf.value if isinstance(leaf, ast.Constant) else ''
                if isinstance(said, str) and said and fold(said) not in known[names[0]]:
                    yield names[0], said


def _strangers(
    source: str, things: Collection[Thing], people: Callable[[str], Test]
) -> Iterator[str]:
    for call in _calls(_parse(source)):
        if call.word == 'by':
            test = people(call.argument)
            if not any(test(person) for thing in things for person in people_in(thing)):
                yield call.argument


def _names(source: str) -> list[str]:
    """Return the names of the fields for which a filter asks."""
    tree = _parse(source)
    functions = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    dashed = {id(leaf): name for node in ast.walk(tree) if (name := _dashed(node))
              for leaf in ast.walk(node)}  # fmt: skip
    found = (
        dashed.get(id(node), node.id)
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and id(node) not in functions
    )
    return list(dict.fromkeys(found))


def asks_entries(source: str) -> bool:
    """Return whether a filter for a whole CV is about entries too, and not about papers alone.

    It is if it asks for what both have, or only entries, and for nothing that only papers have.
    """
    try:
        names, words = {*_names(source)}, {call.word for call in _calls(_parse(source))}
    except ValueError:
        return False
    of_papers = {*OF_PAPERS, *FIELDS, *field_aliases()} - _SHARED
    return not names & of_papers and bool(names or words - {'by'})


def depends_on_day(source: str) -> bool:
    """Return whether a filter may choose others tomorrow."""
    return re.search(r'\b(?:running|forthcoming|year|since|before|during)\b', source) is not None


_SHARED = {'kind', 'tags', 'running', 'forthcoming'}


class Call(NamedTuple):
    """A question with its argument: ``by("Ann Kim")``."""

    word: str
    argument: str


def compile_filter(
    source: str, people: Callable[[str], Test] = person_named
) -> Callable[[Thing], bool]:
    """Return the test of papers and entries that *source* describes.

    ``year >= 2023 and author % "Doe"``: names are the fields of a paper or the options of an
    entry, and those of ``OF_PAPERS`` and ``OF_ENTRIES`` in :mod:`facts`; ``%`` searches a regular
    expression. ``by("Ann Kim")`` asks for a person, ``since 2020``, ``before 2020`` and
    ``during 2020`` for a time.
    Raise ValueError with a sentence for people if *source* is no such expression.
    https://sphinxcontrib-bibtex.readthedocs.io/en/latest/usage.html#bibliography-filtering
    """
    tree = _parse(source)
    persons = {call.argument: people(call.argument) for call in _calls(tree)}

    def test(thing: Thing) -> bool:
        try:
            return bool(_evaluate(tree, _Subject(thing, persons)))
        except (TypeError, ValueError, re.error, RecursionError) as error:
            raise ValueError(f'the filter "{source}" cannot be applied: {error}') from None

    return test


def _parse(source: str) -> ast.expr:
    """Return the tree of a filter; raise ValueError if it is none."""
    try:
        tree = ast.parse(_TIME.sub(_as_call, source.strip()), mode='eval').body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f'the filter "{source}" is not an expression; {_HINT}') from None
    for node in ast.walk(tree):
        if isinstance(node, ast.Sub) or (isinstance(node, ast.BinOp) and _dashed(node)):
            continue
        is_minus = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub)
        if is_minus or not isinstance(node, _ALLOWED):
            raise ValueError(_uses(source, node))
    for _ in _calls(tree, source):
        pass
    return tree


def _uses(source: str, node: ast.AST) -> str:
    return (
        f'the filter "{source}" uses {type(node).__name__}; use names, strings, numbers, '
        'and, or, not, ==, !=, <, <=, >, >=, in, % and sets'
    )


# A time as people write it, behind texts in quotes, which stay as they are.
_TIME = regex(r'("[^"]*"|\'[^\']*\')|\b(since|before|during)\s*\(?\s*(\d{4}(?:-\d\d){0,2})\b\s*\)?')


def _as_call(match: re.Match[str]) -> str:
    return match[1] or f'{match[2]}("{match[3]}")'


def _dashed(node: ast.AST) -> str:
    """Return the name of an option with a dash in it, which Python takes for a difference."""
    match node:
        case ast.BinOp(ast.Name(left), ast.Sub(), ast.Name(right)):
            return f'{left}-{right}'
    return ''


def _calls(tree: ast.expr, source: str = '') -> Iterator[Call]:
    """Yield the questions of a filter; raise ValueError if one is none."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield _call(node, source)


def _call(node: ast.Call, source: str = '') -> Call:
    match node:
        case ast.Call(ast.Name(word), [ast.Constant(str() | int() as argument)], []) if (
            word in _QUESTIONS
        ):
            if word == 'by' or _is_date(str(argument)):
                return Call(word, str(argument))
        case ast.Call(ast.Name(word)) if word not in _QUESTIONS:
            raise ValueError(_uses(source, node))
    raise ValueError(
        f'the filter "{source}" asks {ast.unparse(node)}; the questions are by("Ann Kim"), '
        'since 2020, before 2020 and during 2020'
    )


def _is_date(text: str) -> bool:
    try:
        return bool(PartialDate.parse(text))
    except ValueError:
        return False


_HINT = 'write it as year >= 2023 and author % "Doe", with == for "is" and texts in quotes'
_ALLOWED = (
    ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.BinOp, ast.Mod, ast.BitOr, ast.BitAnd,
    ast.Compare, ast.cmpop, ast.Name, ast.Load, ast.Set, ast.Tuple, ast.List, ast.Constant,
    ast.Call,
)  # fmt: skip


class _Subject(NamedTuple):
    """What is tested, and the tests for the persons of the filter by their names."""

    thing: Thing
    persons: dict[str, Test]


def _by(subject: _Subject, name: str) -> bool:
    return any(map(subject.persons[name], people_in(subject.thing)))


def _since(subject: _Subject, date: str) -> bool:
    _, last = span(subject.thing) or (FIRST_DAY, LAST_DAY)
    return last >= PartialDate.parse(date).first_day


def _before(subject: _Subject, date: str) -> bool:
    first, _ = span(subject.thing) or (LAST_DAY, LAST_DAY)
    return first < PartialDate.parse(date).first_day


def _during(subject: _Subject, date: str) -> bool:
    asked, found = PartialDate.parse(date), span(subject.thing)
    if found is None:
        return False
    return found[0] <= asked.last_day and found[1] >= asked.first_day


_QUESTIONS: dict[str, Callable[[_Subject, str], bool]] = {
    'by': _by,
    'since': _since,
    'before': _before,
    'during': _during,
}


def _evaluate(node: ast.expr, subject: _Subject) -> Value:
    match node:
        case ast.BoolOp(op=ast.And()):
            return all(_evaluate(one, subject) for one in node.values)
        case ast.BoolOp():
            return any(_evaluate(one, subject) for one in node.values)
        case ast.UnaryOp():
            return not _evaluate(node.operand, subject)
        case ast.BinOp():
            return _binary(node, subject)
        case ast.Compare():
            return _compare(node, subject)
        case ast.Call():
            word, argument = _call(node)
            return _QUESTIONS[word](subject, argument)
        case ast.Name():
            return value(subject.thing, node.id)
        case ast.Set() | ast.Tuple() | ast.List():
            return frozenset(str(_evaluate(item, subject)) for item in node.elts)
        case ast.Constant(value=str() | int() as constant):
            return constant
    raise TypeError(f'{ast.unparse(node)} is not a value')


def _binary(node: ast.BinOp, subject: _Subject) -> Value:
    if name := _dashed(node):
        return value(subject.thing, name)
    left, right = _evaluate(node.left, subject), _evaluate(node.right, subject)
    if isinstance(node.op, ast.Mod):
        pattern = compile_pattern(str(right))
        more = searched(subject.thing, node.left.id) if isinstance(node.left, ast.Name) else ''
        return bool(pattern.search(_text(left)) or pattern.search(more))
    if isinstance(left, frozenset) and isinstance(right, frozenset):
        both = _folded(left) & _folded(right)
        return (
            left | right
            if isinstance(node.op, ast.BitOr)
            else frozenset(one for one in left if fold(one) in both)
        )
    raise TypeError('| and & take sets')


def _folded(values: Value) -> frozenset[str]:
    texts = values if isinstance(values, frozenset) else [str(values or '')]
    return frozenset(fold(text) for text in texts)


def _text(value: Value) -> str:
    return '; '.join(sorted(value)) if isinstance(value, frozenset) else str(value or '')


def _compare(node: ast.Compare, subject: _Subject) -> bool:
    values = [_evaluate(operand, subject) for operand in (node.left, *node.comparators)]
    pairs = zip(node.ops, values, values[1:], strict=False)
    return all(_compare_one(op, left, right) for op, left, right in pairs)


def _compare_one(op: ast.cmpop, left: Value, right: Value) -> bool:
    if isinstance(left, Synonyms) or isinstance(right, Synonyms):
        return bool(_folded(left) & _folded(right)) is not isinstance(op, _NEGATIVE)
    if isinstance(op, (ast.Eq, ast.NotEq)) and {type(left), type(right)} == {frozenset, str}:
        # To be one of the tags is to have it.
        return bool(_folded(left) & _folded(right)) is isinstance(op, ast.Eq)
    # A year may be written as a number or, as sphinxcontrib-bibtex has it, as a string.
    if isinstance(left, int) != isinstance(right, int) and not isinstance(right, frozenset):
        left, right = as_number(left), as_number(right)
    # What is not there, or is no number, is neither more nor less than a number.
    if isinstance(op, _ORDER) and type(left) is not type(right):
        return False
    if isinstance(left, frozenset) and isinstance(right, frozenset):
        left, right = _folded(left), _folded(right)
    return _COMPARE[type(op)](left, right)


def _contains(container: Value, item: Value) -> bool:
    if isinstance(container, frozenset):
        return fold(str(item)) in _folded(container)
    return str(item) in str(container or '')
