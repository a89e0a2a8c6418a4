"""Tables of the LaTeX macros that a formula may have."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from sphinx_cv.mathematics.accents import MATH_ACCENTS
from sphinx_cv.model.patterns import regex

SYMBOLS = {
    'alpha': 'α', 'beta': 'β', 'gamma': 'γ', 'delta': 'δ', 'epsilon': 'ϵ', 'varepsilon': 'ε',
    'zeta': 'ζ', 'eta': 'η', 'theta': 'θ', 'vartheta': 'ϑ', 'iota': 'ι', 'kappa': 'κ',
    'lambda': 'λ', 'mu': 'μ', 'nu': 'ν', 'xi': 'ξ', 'omicron': 'ο', 'pi': 'π', 'varpi': 'ϖ',
    'rho': 'ρ', 'varrho': 'ϱ', 'sigma': 'σ', 'varsigma': 'ς', 'tau': 'τ', 'upsilon': 'υ',
    'phi': 'ϕ', 'varphi': 'φ', 'chi': 'χ', 'psi': 'ψ', 'omega': 'ω', 'Gamma': 'Γ', 'Delta': 'Δ',
    'Theta': 'Θ', 'Lambda': 'Λ', 'Xi': 'Ξ', 'Pi': 'Π', 'Sigma': 'Σ', 'Upsilon': 'Υ', 'Phi': 'Φ',
    'Psi': 'Ψ', 'Omega': 'Ω', 'ell': 'ℓ', 'hbar': 'ℏ', 'Re': 'ℜ', 'Im': 'ℑ', 'wp': '℘',
    'aleph': 'ℵ', 'infty': '∞', 'partial': '∂', 'nabla': '∇', 'emptyset': '∅', 'varnothing': '∅',
    'forall': '∀', 'exists': '∃', 'nexists': '∄', 'neg': '¬', 'lnot': '¬', 'top': '⊤', 'bot': '⊥',
    'angle': '∠', 'triangle': '△', 'square': '□', 'Box': '□', 'star': '⋆', 'ast': '∗',
    'bullet': '∙', 'circ': '∘', 'degree': '°', 'prime': '′', 'dagger': '†', 'ddagger': '‡',
    'mathsemicolon': ';', 'mathcomma': ',',
    'ldots': '…', 'cdots': '⋯', 'dots': '…', 'vdots': '⋮', 'ddots': '⋱', 'colon': ':',
    'surd': '√', 'flat': '♭', 'sharp': '♯', 'natural': '♮', 'clubsuit': '♣', 'complement': '∁',
    'lbrace': '{', 'rbrace': '}', 'langle': '⟨', 'rangle': '⟩', 'lfloor': '⌊', 'rfloor': '⌋',
    'lceil': '⌈', 'rceil': '⌉', 'vert': '|', 'lvert': '|', 'rvert': '|', 'Vert': '‖',
    'lVert': '‖', 'rVert': '‖', 'backslash': '∖', '&': '&', '%': '%', '$': '$', '#': '#',
    '_': '_', '{': '{', '}': '}', '|': '‖', 'sqcup': '⊔', 'sqcap': '⊓', 'odot': '⊙', 'sun': '☉',
}  # fmt: skip

# Relations and binary operators, around which a formula has space.
OPERATORS = {
    'mathplus': '+',
    'pm': '±', 'mp': '∓', 'times': '×', 'div': '÷', 'cdot': '⋅', 'setminus': '∖', 'cap': '∩',
    'cup': '∪', 'wedge': '∧', 'land': '∧', 'vee': '∨', 'lor': '∨', 'oplus': '⊕', 'ominus': '⊖',
    'otimes': '⊗', 'rtimes': '⋊', 'ltimes': '⋉', 'le': '≤', 'leq': '≤', 'ge': '≥', 'geq': '≥',
    'lt': '<', 'gt': '>', 'leqslant': '⩽', 'geqslant': '⩾', 'll': '≪', 'gg': '≫', 'ne': '≠',
    'neq': '≠', 'equiv': '≡', 'sim': '∼', 'simeq': '≃', 'approx': '≈', 'cong': '≅',
    'propto': '∝', 'lesssim': '≲', 'gtrsim': '≳', 'la': '≲', 'ga': '≳', 'in': '∈', 'notin': '∉',
    'ni': '∋', 'subset': '⊂', 'supset': '⊃', 'subseteq': '⊆', 'supseteq': '⊇', 'subsetneq': '⊊',
    'prec': '≺', 'succ': '≻', 'preceq': '⪯', 'succeq': '⪰', 'perp': '⊥', 'parallel': '∥',
    'mid': '∣', 'vdash': '⊢', 'models': '⊨', 'to': '→', 'rightarrow': '→', 'leftarrow': '←',
    'gets': '←', 'leftrightarrow': '↔', 'Rightarrow': '⇒', 'Leftarrow': '⇐', 'implies': '⟹',
    'iff': '⟺', 'Leftrightarrow': '⇔', 'mapsto': '↦', 'longrightarrow': '⟶',
    'longleftarrow': '⟵', 'hookrightarrow': '↪', 'uparrow': '↑', 'downarrow': '↓',
    'rightharpoonup': '⇀', 'rightleftharpoons': '⇌', 'longmapsto': '⟼', 'asymp': '≍', 'doteq': '≐',
}  # fmt: skip
# The slanted capitals of amsmath.
SYMBOLS |= {f'var{name}': sign for name, sign in SYMBOLS.items() if sign in 'ΓΔΘΛΞΠΣΥΦΨΩ'}

FONTS = {
    'mathbb': 'mathbb', 'Bbb': 'mathbb', 'mathcal': 'mathcal', 'Cal': 'mathcal', 'cal': 'mathcal',
    'mathscr': 'mathcal', 'scr': 'mathcal', 'mathfrak': 'mathfrak', 'frak': 'mathfrak',
    'germ': 'mathfrak', 'mathrm': 'mathrm', 'mathbf': 'mathbf', 'bold': 'mathbf',
    'boldsymbol': 'boldsymbol', 'bm': 'boldsymbol', 'mathit': 'mathit', 'mathsf': 'mathsf',
    'ssf': 'mathsf', 'mathtt': 'mathtt', 'mathds': 'mathbb', 'mathbbm': 'mathbb',
    'mathnormal': 'mathit', 'mathup': 'mathrm',
}  # fmt: skip
SWITCHES = {
    'rm': 'mathrm', 'bf': 'mathbf', 'it': 'mathit', 'sf': 'mathsf', 'tt': 'mathtt',
}  # fmt: skip
TEXTS = frozenset(
    ('text', 'mbox', 'hbox', 'textrm', 'textup', 'textnormal', 'textsf', 'textit', 'textbf',
     'texttt', 'textsc', 'operatorname', 'operatornamewithlimits')
)  # fmt: skip
FUNCTIONS = frozenset((
    'arccos', 'arcsin', 'arctan', 'arg', 'cos', 'cosh', 'cot', 'coth', 'csc', 'deg', 'dim', 'exp',
    'hom', 'ker', 'lg', 'ln', 'log', 'sec', 'sin', 'sinh', 'tan', 'tanh',
))  # fmt: skip
LIMITS = frozenset(('det', 'gcd', 'inf', 'lim', 'liminf', 'limsup', 'max', 'min', 'Pr', 'sup'))
LARGE = {
    'sum': '∑', 'prod': '∏', 'coprod': '∐', 'int': '∫', 'iint': '∬', 'iiint': '∭', 'oint': '∮',
    'bigcup': '⋃', 'bigcap': '⋂', 'bigoplus': '⨁', 'bigotimes': '⨂', 'bigvee': '⋁',
    'bigwedge': '⋀', 'bigsqcup': '⨆',
}  # fmt: skip
ARGUMENTS = {
    'frac': 2, 'dfrac': 2, 'tfrac': 2, 'cfrac': 2, 'binom': 2, 'tbinom': 2, 'dbinom': 2,
    'overset': 2, 'underset': 2, 'stackrel': 2, 'overbrace': 1, 'underbrace': 1,
    'xrightarrow': 1, 'xleftarrow': 1, 'overrightarrow': 1, 'boxed': 1,
} | dict.fromkeys(MATH_ACCENTS, 1)  # fmt: skip
ALIASES = {
    'dfrac': 'frac', 'tfrac': 'frac', 'cfrac': 'frac', 'tbinom': 'binom', 'dbinom': 'binom',
    'stackrel': 'overset', 'widehat': 'hat', 'widetilde': 'tilde',
    '~': 'tilde', '^': 'hat', '=': 'bar', "'": 'acute', '`': 'grave', '"': 'ddot',
}  # fmt: skip
# Macros that change nothing but spacing: their argument is shown as it is.
PLAIN = frozenset(
    ('mathop', 'mathbin', 'mathrel', 'mathord', 'mathopen', 'mathclose', 'ensuremath')
)
IGNORED = frozenset((
    'limits', 'nolimits', 'displaystyle', 'textstyle', 'scriptstyle', 'big', 'Big', 'bigg', 'Bigg',
    'bigl', 'bigr', 'Bigl', 'Bigr', 'biggl', 'biggr', 'Biggl', 'Biggr', 'bigm', 'Bigm', 'middle',
    '!', '/', 'relax', 'nonumber', 'notag', 'mathstrut', 'boldmath', 'protect',
))  # fmt: skip
SPACES = {
    ',': '\u2009', ':': '\u2005', '>': '\u2005', ';': '\u2004', ' ': ' ', '\n': ' ',
    'quad': '\u2003', 'qquad': '\u2003\u2003', 'enspace': '\u2002', 'thinspace': '\u2009',
}  # fmt: skip
TABLES = frozenset((
    'matrix', 'pmatrix', 'bmatrix', 'Bmatrix', 'vmatrix', 'Vmatrix', 'smallmatrix', 'array',
    'cases', 'aligned', 'align', 'split', 'gathered',
))  # fmt: skip
_AT_OTHERS = regex('over|under')


@lru_cache(maxsize=1024)
def rare_symbol(macro: str) -> str | None:
    """Return the sign that a macro not in the tables above stands for; None if there is none.

    The sign is that of latex2mathml, with which browsers show it too. Its table takes long to load
    and few bibliographies need it, hence the late import.
    """
    greek = SYMBOLS.get(macro.removeprefix('text'))  # \textalpha
    if greek is not None:
        return greek
    from latex2mathml.symbols_parser import convert_symbol

    code = convert_symbol(f'\\{macro}') or convert_symbol(f'\\up{macro}')  # \Alpha
    sign = chr(int(code, 16)) if code else ' '
    # Accents, and braces over or under a formula, need an argument, which a mere sign drops.
    is_alone = unicodedata.category(sign)[0] not in 'MZ' and not _AT_OTHERS.match(macro)
    return sign if is_alone else None
