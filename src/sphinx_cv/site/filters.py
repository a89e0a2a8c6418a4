"""The filter language of sphinxcontrib-bibtex, for papers; it never runs what it reads."""

from __future__ import annotations

import ast
import difflib
import operator
import re
from typing import TYPE_CHECKING

from sphinx_cv.formatting.record import record_of
from sphinx_cv.model.fields import FIELDS, field_aliases
from sphinx_cv.model.types import TYPES
from sphinx_cv.site.patterns import compile_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from sphinx_cv.model import Paper

Value = str | int | bool | frozenset[str] | None

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


def choose(source: str, papers: Collection[Paper]) -> tuple[list[Paper], str]:
    """Return those of *papers* that a filter chooses, and a sentence on what is wrong with it.

    A filter that cannot be read chooses nothing: nobody is shown more than was asked for.
    """
    try:
        test = compile_filter(source)
        chosen = [paper for paper in papers if test(paper)]
    except ValueError as error:
        return [], str(error)
    problem = ''.join(_slips(source, papers)) if papers else ''
    if papers and not chosen and not problem:
        problem = f'the filter "{source}" matches none of the {len(papers)} papers'
        if 'type' in _names(source):
            problem += f'; their types are {", ".join(sorted({p.type for p in papers}))}'
    return chosen, problem


def _slips(source: str, papers: Collection[Paper]) -> Iterator[str]:
    """Yield a sentence if a filter names what is no field and what no paper has."""
    known = {*_NAMES, *FIELDS, *field_aliases(), *(name for p in papers for name in p.fields)}
    for name in _names(source):
        if name not in known:
            near = name not in TYPES and difflib.get_close_matches(name, known, 1, 0.75)
            hint = f'did you mean {near[0]}?' if near else f'a text needs quotes: "{name}"'
            yield f'the filter "{source}" names "{name}", a field that no paper has; {hint}'
            return


def _names(source: str) -> list[str]:
    tree = ast.parse(source.strip(), mode='eval')
    return [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]


def compile_filter(source: str) -> Callable[[Paper], bool]:
    """Return the test of papers that *source* describes: ``year >= 2023 and author % "Doe"``.

    Names are the fields of an entry, and ``key``, ``type``, ``year`` (a number), ``author``,
    ``editor``, ``keywords`` (a set), ``selected`` and ``preprint``; ``%`` searches a regular
    expression.
    Raise ValueError with a sentence for people if *source* is no such expression.
    https://sphinxcontrib-bibtex.readthedocs.io/en/latest/usage.html#bibliography-filtering
    """
    try:
        tree = ast.parse(source.strip(), mode='eval').body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f'the filter "{source}" is not an expression; {_HINT}') from None
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED):
            raise ValueError(
                f'the filter "{source}" uses {type(node).__name__}; use names, strings, numbers, '
                'and, or, not, ==, !=, <, <=, >, >=, in, % and sets'
            )

    def test(paper: Paper) -> bool:
        try:
            return bool(_evaluate(tree, paper))
        except (TypeError, ValueError, re.error, RecursionError) as error:
            raise ValueError(f'the filter "{source}" cannot be applied: {error}') from None

    return test


_HINT = 'write it as year >= 2023 and author % "Doe", with == for "is" and texts in quotes'
_ALLOWED = (
    ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.BinOp, ast.Mod, ast.BitOr, ast.BitAnd,
    ast.Compare, ast.cmpop, ast.Name, ast.Load, ast.Set, ast.Tuple, ast.List, ast.Constant,
)  # fmt: skip


def _evaluate(node: ast.expr, paper: Paper) -> Value:
    match node:
        case ast.BoolOp(op=ast.And()):
            return all(_evaluate(value, paper) for value in node.values)
        case ast.BoolOp():
            return any(_evaluate(value, paper) for value in node.values)
        case ast.UnaryOp():
            return not _evaluate(node.operand, paper)
        case ast.BinOp():
            return _binary(node.op, _evaluate(node.left, paper), _evaluate(node.right, paper))
        case ast.Compare():
            return _compare(node, paper)
        case ast.Name():
            return _lookup(node.id, paper)
        case ast.Set() | ast.Tuple() | ast.List():
            return frozenset(str(_evaluate(item, paper)) for item in node.elts)
        case ast.Constant(value=str() | int() as value):
            return value
    raise TypeError(f'{ast.unparse(node)} is not a value')


def _binary(op: ast.operator, left: Value, right: Value) -> Value:
    if isinstance(op, ast.Mod):
        return bool(compile_pattern(str(right)).search(_text(left)))
    if isinstance(left, frozenset) and isinstance(right, frozenset):
        return left | right if isinstance(op, ast.BitOr) else left & right
    raise TypeError('| and & take sets')


def _text(value: Value) -> str:
    return '; '.join(sorted(value)) if isinstance(value, frozenset) else str(value or '')


def _compare(node: ast.Compare, paper: Paper) -> bool:
    values = [_evaluate(operand, paper) for operand in (node.left, *node.comparators)]
    pairs = zip(node.ops, values, values[1:], strict=False)
    return all(_compare_one(op, left, right) for op, left, right in pairs)


def _compare_one(op: ast.cmpop, left: Value, right: Value) -> bool:
    # A year may be written as a number or, as sphinxcontrib-bibtex has it, as a string.
    if isinstance(left, int) != isinstance(right, int) and not isinstance(right, frozenset):
        left, right = _number(left), _number(right)
    # What is not there, or is no number, is neither more nor less than a number.
    if isinstance(op, (ast.Lt, ast.LtE, ast.Gt, ast.GtE)) and type(left) is not type(right):
        return False
    return _COMPARE[type(op)](left, right)


def _number(value: Value) -> Value:
    return int(value) if isinstance(value, str) and value.isdigit() else value


def _contains(container: Value, item: Value) -> bool:
    if isinstance(container, frozenset):
        return str(item) in container
    return str(item) in str(container or '')


_NAMES: dict[str, Callable[[Paper], Value]] = {
    'key': lambda paper: paper.key,
    'type': lambda paper: paper.type,
    'year': lambda paper: paper.year,
    'title': lambda paper: paper.title_text,
    'author': lambda paper: ' and '.join(person.sort_name for person in paper.authors),
    'editor': lambda paper: ' and '.join(person.sort_name for person in paper.editors),
    'keywords': lambda paper: frozenset(paper.keywords),
    'selected': lambda paper: paper.selected,
    'preprint': lambda paper: record_of(paper).is_preprint,
}


def _lookup(name: str, paper: Paper) -> Value:
    special = _NAMES.get(name)
    if special:
        return special(paper)
    name = name if name in paper.fields else field_aliases().get(name, name)
    return paper.text(name) or paper.fields.get(name, '')
