"""Text of LaTeX as Markdown: markup, links, formulas and lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.bib.latex.fields import parse_latex
from sphinx_cv.model import Markup, Math, Text, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.model import Inline, Rich

    Report = Callable[[str, str], None]

_ICON = re.compile(
    r'\\(?:fa[A-Z]\w*|ai[A-Z]\w*)\*?(?:\[[^\]]*\])?(?:\{\})?|\\faIcon\*?(?:\[[^\]]*\])?\{[^}]*\}'
)
_SPACE = re.compile(
    r'\\(?:[vh]space\*?\s*\{[^}]*\}|[vh]skip\s*-?[\d.]+\s*\w\w|hfill|quad|qquad|enskip|enspace|,|;|!|:)'
)
_RULE = re.compile(
    r'\\(?:hrule|hline|toprule|midrule|bottomrule|divider|newpage|clearpage|pagebreak|smallskip|'
    r'medskip|bigskip|par|noindent|centering|makecv\w+|maketitle|switchcolumn|columnbreak|'
    r'sep|null|strut)\b'
)
_BREAK = re.compile(r'\\\\(?:\*)?(?:\[[^\]]*\])?|\\newline\b(?:\{\})?|\\linebreak\b')
_LIST = re.compile(
    r'\\begin\s*\{(itemize|enumerate|description|cvitems|cvitemize|compactitem|tightitemize|etaremune|innerlist|outerlist|list)\*?\}(?:\[[^\]]*\])?'
)
_OTHER = re.compile(
    r'\\(?:begin|end)\s*\{(?!itemize|enumerate|description)\w+\*?\}(?:\[[^\]]*\])?(?:\{[^}]*\})*'
)
_ITEM = re.compile(r'\\item\b\s*(?:\[([^\]]*)\])?')
_ADDRESS = re.compile(r'(\\(?:url|href|nolinkurl)\s*\{[^{}]*\})')
_SIGNS = re.compile(r'([\\`*_\[\]<$])')
_MARKS = {'emphasis': '*', 'strong': '**'}


def latex_line(latex: str, report: Report) -> str:
    """Return LaTeX as Markdown on one line."""
    text = _BREAK.sub(', ', _cleared(latex))
    return re.sub(r'(?:,\s*)+(?=,)|^,\s*|\s*,\s*$', '', _words(_OTHER.sub(' ', text), report))


def latex_block(latex: str, report: Report) -> str:
    """Return LaTeX as Markdown of paragraphs and lists."""
    parts: list[str] = []
    latex = _cleared(latex)
    while match := _LIST.search(latex):
        inner, rest = _environment(latex, match)
        parts += [_paragraphs(latex[: match.start()], report), _listed(inner, report)]
        latex = rest
    parts.append(_paragraphs(latex, report))
    return '\n\n'.join(part for part in parts if part.strip())


def _cleared(latex: str) -> str:
    text = _RULE.sub(' ', _SPACE.sub(' ', _ICON.sub('', latex)))
    return re.sub(
        r'\\href\s*\{((?:[^{}]|\\.)*)\}',
        lambda m: (
            m[0].replace('\\#', '#').replace('\\%', '%').replace('\\_', '_').replace('\\&', '&')
        ),
        text,
    )


def _environment(latex: str, match: re.Match[str]) -> tuple[str, str]:
    """Return what an environment holds, and what follows it."""
    depth = 0
    for mark in re.finditer(rf'\\(begin|end)\s*\{{{match[1]}\*?\}}', latex[match.start() :]):
        depth += 1 if mark[1] == 'begin' else -1
        if not depth:
            end = match.start() + mark.start()
            return latex[match.end() : end], latex[match.start() + mark.end() :]
    return latex[match.end() :], ''


def _listed(latex: str, report: Report) -> str:
    items: list[str] = []
    at, depth, label = 0, 0, ''
    starts = []
    for mark in re.finditer(r'\\(begin|end)\s*\{|\\item\b', latex):
        depth += {'begin': 1, 'end': -1}.get(mark[1] or '', 0)
        if not mark[1] and not depth:
            starts.append(mark.start())
    for at, end in zip(starts, [*starts[1:], len(latex)], strict=True):
        item = latex[at:end]
        match = _ITEM.match(item)
        label = latex_line(match[1] or '', report) if match else ''
        text = latex_block(item[match.end() if match else 0 :], report)
        text = f'**{label}** {text}' if label and len(label) > 2 else text
        items.append('- ' + text.replace('\n', '\n  ').rstrip()) if text.strip() else None
    head = latex_block(latex[: starts[0]], report) if starts else latex_block(latex, report)
    return '\n'.join(part for part in (head, *items) if part.strip())


def _paragraphs(latex: str, report: Report) -> str:
    latex = _OTHER.sub('\n\n', latex)
    parts = [
        _words(part, report)
        for part in re.split(r'\n\s*\n|(?:\\\\(?:\[[^\]]*\])?|\\newline\b(?:\{\})?)', latex)
    ]
    return '\n\n'.join(part for part in parts if part)


def _words(latex: str, report: Report) -> str:
    parts = _ADDRESS.split(latex.strip())
    latex = ''.join(
        part if i % 2 else re.sub(r'(?<!\\)\s*&\s*', ', ', part) for i, part in enumerate(parts)
    )
    return markdown(parse_latex(latex, report)).strip()


def markdown(rich: Rich) -> str:
    """Return rich text as Markdown."""
    return ''.join(map(_markdown, rich))


def _markdown(inline: Inline) -> str:
    match inline:
        case Text(value):
            return _SIGNS.sub(r'\\\1', value.replace('\u00a0', ' '))
        case Math(latex):
            return f'${latex}$'
        case Markup('link', children, target):
            return f'[{markdown(children)}]({target})'
        case Markup('superscript' | 'subscript' as kind, children):
            return f'{{{kind[:3]}}}`{plain_text(children)}`'
        case Markup('code', children):
            return f'`{markdown(children)}`'
        case Markup(kind, children):
            inner, mark = markdown(children), _MARKS.get(kind, '')
            # Marks stand right at the words that they mark.
            text = inner.strip()
            return inner.replace(text, f'{mark}{text}{mark}') if text else inner
    return ''
