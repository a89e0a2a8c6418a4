"""LaTeX of any file -> LaTeX that needs no package, which ``plain`` and reference managers read.

What needs a package becomes text where text says the same; what only formulas can say stays, and
:func:`preamble` defines it for documents that do not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.bib.latex import chemistry, macros, scripts, units
from sphinx_cv.bib.latex.definitions import KNOWN
from sphinx_cv.bib.latex.journals import JOURNALS
from sphinx_cv.bib.latex.parser import NEXT_WORD
from sphinx_cv.export.letters import letters
from sphinx_cv.mathematics.accents import OF_PACKAGES
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_URL_SIGNS = str.maketrans({sign: '\\' + sign for sign in '#%&_$'} | {'~': r'\~{}', '\\': ''})
_GROUP = r'\{((?:[^{}]|\{[^{}]*\})*)\}'
_HREF = regex(rf'\\href\s*{_GROUP}\s*{_GROUP}')
_URL = regex(rf'\\(?:url|nolinkurl)\s*{_GROUP}(\w?)')
_QUOTED = regex(rf'\\enquote\*?\s*{_GROUP}')
_JOURNAL = regex(r'\{*\\([A-Za-z]+)(?:\{\})?\s*\}*')
# Macros that packages define, and what serves in their place in formulas and in text.
_SUBSTITUTES = {
    'mathbb': r'[1]{\ensuremath{\mathbf{#1}}}', 'Bbb': r'[1]{\ensuremath{\mathbf{#1}}}',
    'mathfrak': r'[1]{\ensuremath{\mathbf{#1}}}', 'germ': r'[1]{\ensuremath{\mathbf{#1}}}',
    'frak': r'[1]{\ensuremath{\mathbf{#1}}}', 'mathscr': r'[1]{\ensuremath{\mathcal{#1}}}',
    'scr': r'[1]{\ensuremath{\mathcal{#1}}}', 'Cal': r'[1]{\ensuremath{\mathcal{#1}}}',
    'bold': r'[1]{\ensuremath{\mathbf{#1}}}', 'boldsymbol': r'[1]{\ensuremath{\mathbf{#1}}}',
    'bm': r'[1]{\ensuremath{\mathbf{#1}}}', 'ssf': r'[1]{\ensuremath{\mathsf{#1}}}',
    'operatorname': r'[1]{\mathop{\mathrm{#1}}\nolimits}',
    'dfrac': r'[2]{\frac{#1}{#2}}', 'tfrac': r'[2]{\frac{#1}{#2}}',
    'nicefrac': r'[2]{\ensuremath{#1/#2}}', 'sfrac': r'[2]{\ensuremath{#1/#2}}',
    'leqslant': r'{\ensuremath{\leq}}', 'geqslant': r'{\ensuremath{\geq}}',
    'lesssim': r'{\ensuremath{\leq}}', 'gtrsim': r'{\ensuremath{\geq}}',
    'varnothing': r'{\ensuremath{\emptyset}}', 'lhd': r'{\ensuremath{\triangleleft}}',
    'rhd': r'{\ensuremath{\triangleright}}', 'ltimes': r'{\ensuremath{\times}}',
    'rtimes': r'{\ensuremath{\times}}', 'square': r'{\ensuremath{\Box}}',
    'Box': r'{\ensuremath{\bigcirc}}', 'dots': r'{\ldots}', 'sterling': r'{\pounds}',
    'texttimes': r'{\ensuremath{\times}}', 'textmu': r'{\ensuremath{\mu}}',
    'textdegree': r'{\ensuremath{^\circ}}', 'degree': r'{\ensuremath{^\circ}}',
    'textquotesingle': "{'}", 'natexlab': '[1]{#1}',
    'mkbibquote': '[1]{``#1\'\'}', 'mkbibemph': r'[1]{\emph{#1}}',
    'mkbibbold': r'[1]{\textbf{#1}}', 'uline': '[1]{#1}', 'sout': '[1]{#1}', 'path': '[1]{#1}',
    'textcolor': '[2]{#2}', 'hyphen': '{-}', 'cprime': "{'}", 'noopsort': '[1]{}',
    'omicron': '{o}', 'lvert': '{|}', 'rvert': '{|}', 'lVert': r'{\|}', 'rVert': r'{\|}',
    'adddot': '{.}', 'addcomma': '{,}', 'addcolon': '{:}', 'addsemicolon': '{;}', 'addspace': '{ }',
    'addnbspace': '{~}',
    'h': '[1]{#1}', 'U': '[1]{#1}', 'G': '[1]{#1}', 'f': '[1]{#1}', 'ElsevierGlyph': '[1]{}',
}  # fmt: skip
# Signs that LaTeX has, besides those called \text…, of which it lacks the phonetic ones.
_OF_LATEX = frozenset(
    'AA AE DH DJ IJ L LaTeX LaTeXe NG O OE P S SS TH TeX aa ae backslash copyright dag dagger ddag '
    'ddagger dh dj dots enskip enspace guillemetleft guillemetright guillemotleft guillemotright '
    'guilsinglleft guilsinglright i ij imath j jmath l lbrace lbrack ldots lq medspace '
    'negthinspace ng nobreakspace o oe pounds qquad quad quotedblbase quotesinglbase rbrace rbrack '
    'rq slash space ss th thickspace thinspace'.split()
)
# Orders of TeX and LaTeX that are no text.
_OF_TEX = frozenset(
    'par hbox vbox mbox fbox box lower raise kern mkern hskip vskip hfill hfil hss vcenter penalty '
    'begin end item verb strut phantom vphantom hphantom smash llap rlap centering noindent '
    'indent newline linebreak pagebreak hspace vspace footnote cite ref label index def let edef '
    'gdef expandafter csname endcsname relax if ifx else fi ifmmode setbox char accent special '
    'the number newblock string uppercase lowercase'.split()
)
_PHONETIC = frozenset(map(chr, range(0x250, 0x300)))
# Signs that are macros of TeX itself, outside of formulas and keys. An expression all of whose
# alternatives begin with a sign of their own is searched for ten times as fast as others.
_SPECIAL = regex(
    r'\\cite\w*\*?\s*(?:\[[^\]]*\])*\{[^{}]*\}|\\\(.*?\\\)|\\\[.*?\\\]|\$\$[^$]*\$\$|'
    r'\\ensuremath\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|\\.|\$[^$]*\$|&|\#|%|_|\^',
    re.DOTALL,
)
_DOLLAR = regex(r'\\.|(\$+)', re.DOTALL)
# Accents of text and boxes, at which LaTeX stops in a formula, and one accent upon another.
_NOT_IN_FORMULAS = regex(r'\\(?:[~^\'`"=.]|[uvHckrdb](?![A-Za-z]))')
_ODD_ACCENT = regex(r'\\[~^\'`"=.]\s*(?:\\[~^\'`"=.]|[}$]|$)')
_MACRO = regex(r'\\([A-Za-z]+)')
_CAPITAL_INSIDE = regex(r'[^\W_]+')
_BLANKS = regex(r'(\s+)')
_WORD = regex(r'(?<![-\w])[^\W\d_]+')
_BEFORE, _BEHIND = regex(r'[^\w]*'), regex(r'[^\w]*$')
_NOT_BARE = regex(r'\$\$(?:\\.|[^$\\])+\$\$|\$(?:\\.|[^$\\])*\$|\\[A-Za-z]+\s*|\\.|\{|\}')
_CAPITAL_MACRO = regex(
    r'\$\$(?:\\.|[^$\\])+\$\$|\$(?:\\.|[^$\\])*\$|\\([HUG] ?(?:\{[^{}]*\}|[A-Za-z](?![A-Za-z]))|'
    r'[A-Za-z]*[A-Z][A-Za-z]*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\s+)?)|\\.|[{}]'
)
_SENTENCE_ENDS = (':', '.', '?', '!', '—', '–', '--')
_SCRIPT = '\\textsu'  # \textsubscript, \textsuperscript
_LONG = 4  # letters of a word that a title in title case begins with a capital, but for these
_SMALL = frozenset(
    'about across after against along among around based before behind below between beyond during '
    'from into near onto over past per since than that through toward towards under until upon '
    'using versus when where while with within without'.split()
)


# Macros of packages that only the text that they stand for replaces.
_PACKAGED = frozenset({
    *units.MACROS, *chemistry.MACROS, *macros.MEANT, *(f'text{name}' for name in scripts.NAMED),
    *OF_PACKAGES, 'textipa', 'textgreek', 'begin', 'foreignlanguage', 'foreignquote', 'hyphenquote',
    'xspace', 'CJKfamily', 'doi', 'arxiv', 'arXiv', 'accent', 'verb',
    *'ion farcs farcm fdg fs fm fh degr hour lsim gsim ltsim gtsim simlt simgt arcdeg'.split(),
    *'bra ket braket expval ev abs norm dd dv pdv'.split(),
})  # fmt: skip


def needs_package(value: str) -> bool:
    """Return whether a text has macros of packages that stand for numbers, letters and the like."""
    return '\\' in value and not _PACKAGED.isdisjoint(_MACRO.findall(value))


def is_sound(value: str) -> bool:
    """Return whether LaTeX can set a text: formulas end, and accents stand on letters."""
    if '\\' not in value and '$' not in value:
        return True
    pieces = list(_stretches(value))
    formulas, texts = pieces[1::2], pieces[::2]
    return (
        len(pieces) % 2 == 1
        and not any(map(_ODD_ACCENT.search, texts))
        and not any(map(_NOT_IN_FORMULAS.search, formulas))
        and all(formula.count('{') == formula.count('}') for formula in formulas)
    )


def _stretches(value: str) -> Iterator[str]:
    """Yield the text outside and inside of dollars by turns."""
    at = 0
    for match in _DOLLAR.finditer(value):
        if match[1]:
            yield value[at : match.start()]
            at = match.end()
    yield value[at:]


def with_escapes(value: str) -> str:
    """Return a text with a backslash before each sign that TeX would take for an order."""
    return _SPECIAL.sub(_escape, value)


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    return {'^': r'\^{}'}.get(sign, f'\\{sign}') if len(sign) == 1 else sign


def portable(value: str) -> str:
    """Return a field without the macros of packages that text can replace."""
    if '\\' not in value:
        return value
    if (match := _JOURNAL.fullmatch(value.strip())) and match[1] in JOURNALS:
        return JOURNALS[match[1]].replace('&', r'\&')
    value = _HREF.sub(_link, value.replace(r'\protect', ''))
    value = _URL.sub(_bare_address, value).replace('\\text{', '\\mbox{')
    return _QUOTED.sub(r'“\1”', value)


def _bare_address(match: re.Match[str]) -> str:
    """Return an address, apart from a word that would become the end of it."""
    return f'{_address(match[1])} {match[2]}' if match[2] else _address(match[1])


def _link(match: re.Match[str]) -> str:
    address, words = _address(match[1]), match[2]
    bare = re.sub(r'\\[a-zA-Z]+\b|[{}\\]', '', words).strip()
    if ('.' in bare or '/' in bare) and bare in match[1].replace('\\', ''):
        return address
    return f'{{{words}}} ({address})'  # in braces, so that they are the words of the link again


def _address(written: str) -> str:
    """Return an address as text: each sign that LaTeX knows is escaped once."""
    return written.strip().translate(_URL_SIGNS)


def preamble(entries: str) -> str:
    """Return a definition of each macro among *entries* that ``article`` has not, '' for none."""
    used = {*_MACRO.findall(entries)}
    known = {name: body for name, body in _SUBSTITUTES.items() if name in used}
    bodies = {**known, **dict(_stand_ins(entries, sorted(used - known.keys())))}
    lines = [
        # LaTeX keeps such names for environments.
        rf'\ifx\{name}\undefined\def\{name}{body.replace("[1]", "#1")}\fi'
        if name.startswith('end')
        else f'\\providecommand{{\\{name}}}{body}'
        for name, body in bodies.items()
    ]
    lines += letters(entries + ''.join(lines), used)
    return f'@preamble{{"{" ".join(lines)}"}}\n\n' if lines else ''


def _stand_ins(entries: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield macros that packages, or nobody, has, with a definition that says what pages do."""
    for name in names:
        sign = macros.SYMBOLS.get(name, '')
        if sign and name not in _OF_LATEX and (not name.startswith('text') or sign in _PHONETIC):
            yield name, f'{{{sign}}}'
        elif name not in KNOWN and name not in _OF_TEX:
            takes_one = not re.search(rf'\\{name}(?![A-Za-z])(?!\s*\{{[^}}])', entries)
            yield name, '[1]{#1}' if takes_one else f'{{{name if name[0].isupper() else ""}}}'


def protected_title(title: str) -> str:
    """Return a title with braces around what must keep its case: formulas, acronyms and names."""
    pieces = list(_pieces(_with_braced_macros(title)))
    in_sentence_case = _is_in_sentence_case(''.join(text for text, bare in pieces if bare))
    begins, parts = True, []
    for at, (text, is_bare) in enumerate(pieces):
        if not is_bare:
            parts.append(f'{{{text}}}' if text.startswith('$') else text)
            begins = False
            continue
        words = _BLANKS.split(text)
        ends = _at_scripts(pieces, at)
        for place, part in enumerate(words):
            if place % 2 or not part or part.islower():
                parts.append(part)  # blanks, and most words
            else:
                is_at_script = (ends[0] and not place) or (ends[1] and place == len(words) - 1)
                names = is_at_script or (in_sentence_case and not begins)
                parts.append(_protected(part, names=names, least=1 if is_at_script else 2))
            if part and not place % 2:
                begins = part.endswith(_SENTENCE_ENDS)
    return ''.join(parts)


def _at_scripts(pieces: list[tuple[str, bool]], at: int) -> tuple[bool, bool]:
    """Return whether something raised or lowered stands right before a piece, and right behind."""
    before = [text for text, _ in pieces[max(0, at - 2) : at]]
    behind = pieces[at + 1][0] if at + 1 < len(pieces) else ''
    is_behind = bool(before) and (before[-1][0] == '$' or before[0].startswith(_SCRIPT))
    return is_behind, behind.startswith((_SCRIPT, '$'))


def _with_braced_macros(title: str) -> str:
    """Return a title with braces around macros with capitals, which BibTeX would make small."""
    if '\\' not in title:
        return title
    parts, at, depth = [], 0, 0
    for match in _CAPITAL_MACRO.finditer(title):
        depth += (match[0] == '{') - (match[0] == '}')
        if match[1] and not depth:
            end = len(match[0].rstrip())
            gap = ' ' if NEXT_WORD.match(title, match.start() + end) else ''
            parts.append(f'{title[at : match.start()]}{{{match[0][:end]}}}{gap}')
            at = match.end()
    return ''.join([*parts, title[at:]])


def _pieces(title: str) -> Iterator[tuple[str, bool]]:
    """Yield stretches of a title, and of each whether it is bare: no braces, macro or formula."""
    at, depth, bare_from = 0, 0, 0
    start = 0
    for match in _NOT_BARE.finditer(title):
        sign = match[0]
        if depth == 0 and match.start() > bare_from:
            yield title[bare_from : match.start()], True
            start = match.start()
        elif depth == 0:
            start = match.start()
        depth += {'{': 1, '}': -1}.get(sign, 0)
        at = match.end()
        if depth <= 0:
            depth = 0
            yield title[start:at], False
            bare_from = at
    if depth:
        yield title[start:], False
    elif at < len(title):
        yield title[at:], True


def _is_in_sentence_case(text: str) -> bool:
    """Return whether a title has long words in lower case, which title case would capitalize."""
    words = _WORD.findall(text)[1:]
    return any(len(word) >= _LONG and word.islower() and word not in _SMALL for word in words)


def _protected(word: str, *, names: bool, least: int = 2) -> str:
    """Return a word in braces if it has capitals inside, or begins with one where *names* do.

    Such a name has at *least* so many letters.
    """
    parts = _CAPITAL_INSIDE.findall(word)
    is_odd = any(c.isupper() for part in parts for c in part[1:])
    is_name = names and any(len(part) >= least and part[0].isupper() for part in parts)
    if not is_odd and not is_name:
        return word
    start, end = _BEFORE.match(word), _BEHIND.search(word)
    before, after = (start[0] if start else ''), (end[0] if end else '')
    return f'{before}{{{word[len(before) : len(word) - len(after)]}}}{after}'
