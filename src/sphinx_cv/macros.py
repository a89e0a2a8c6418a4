"""What the macros of LaTeX mean in a BibTeX field, as tables; no code but look-ups."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_cv.model import MarkupKind

# Macro -> combining character; those of one letter or sign are text accents, the others math.
ACCENTS = {
    "'": '\u0301', '`': '\u0300', '^': '\u0302', '"': '\u0308', '~': '\u0303', '=': '\u0304',
    '.': '\u0307', 'u': '\u0306', 'v': '\u030c', 'H': '\u030b', 'c': '\u0327', 'k': '\u0328',
    'd': '\u0323', 'b': '\u0331', 'r': '\u030a', 't': '\u0361', 'G': '\u030f', 'U': '\u030e',
    'f': '\u0311', 'capitalacute': '\u0301', 'textcommabelow': '\u0326', 'textcircled': '\u20dd',
}  # fmt: skip
MATH_ACCENTS = {
    'acute': '\u0301', 'grave': '\u0300', 'hat': '\u0302', 'widehat': '\u0302',
    'tilde': '\u0303', 'widetilde': '\u0303', 'bar': '\u0304', 'overline': '\u0305',
    'underline': '\u0332', 'breve': '\u0306', 'check': '\u030c', 'dot': '\u0307',
    'ddot': '\u0308', 'dddot': '\u20db', 'vec': '\u20d7', 'mathring': '\u030a',
}  # fmt: skip

STYLES: dict[str, MarkupKind] = {
    'emph': 'emphasis', 'textit': 'emphasis', 'textsl': 'emphasis', 'mathit': 'emphasis',
    'textbf': 'strong', 'mathbf': 'strong', 'textsc': 'small-caps', 'texttt': 'code',
    'mathtt': 'code', 'verb': 'code', 'lstinline': 'code', 'path': 'code',
    'textsuperscript': 'superscript', 'textsubscript': 'subscript',
    'up': 'superscript', 'fup': 'superscript',
}  # fmt: skip

# These change the style of what follows them in the same braces.
SWITCHES: dict[str, MarkupKind | None] = {
    'it': 'emphasis', 'em': 'emphasis', 'sl': 'emphasis', 'itshape': 'emphasis',
    'slshape': 'emphasis', 'bf': 'strong', 'bfseries': 'strong', 'sc': 'small-caps',
    'scshape': 'small-caps', 'tt': 'code', 'ttfamily': 'code',
} | dict.fromkeys((
    'rm', 'rmfamily', 'sf', 'sffamily', 'upshape', 'mdseries', 'normalfont', 'selectfont', 'tiny',
    'scriptsize', 'footnotesize', 'small', 'normalsize', 'large', 'Large', 'LARGE', 'huge',
    'Huge', 'centering', 'noindent', 'protect', 'relax', 'null', 'leavevmode', 'boldmath',
    'unboldmath', 'displaystyle', 'textstyle', 'raggedright', 'sloppy', 'par', 'newblock',
    'unskip', 'ignorespaces', 'bgroup', 'egroup', 'begingroup', 'endgroup', 'xspace', 'hfill',
    'vfill', 'hfil', 'vfil', 'maketitle', 'nobreak', 'allowbreak', 'linebreak', 'newline',
    'break', 'limits', 'nolimits', 'mathstrut', 'strut', 'long', 'frenchspacing', 'pagebreak',
    'newpage', 'clearpage', 'smallskip', 'medskip', 'bigskip', 'item', 'nonumber', 'notag',
))  # fmt: skip

# Their argument is shown as if they were not there.
TRANSPARENT = frozenset((
    'text', 'mbox', 'hbox', 'fbox', 'makebox', 'framebox', 'mathrm', 'mathsf', 'textrm', 'textsf',
    'textup', 'textmd', 'textnormal', 'textlf', 'underline', 'uline', 'ul', 'sout', 'uuline',
    'uwave', 'ensuremath', 'bibstring', 'bibinfo', 'bibnamefont', 'bibfnamefont', 'nolinkurl',
    'operatorname', 'lowercase', 'uppercase', 'MakeUppercase', 'MakeLowercase', 'textsmaller',
    'textlarger', 'NoCaseChange', 'nocase', 'textsw', 'textulc', 'textssc', 'title', 'hl',
    'footnotetext', 'textnormalfont', 'scalebox', 'raisebox', 'textls', 'textlatin', 'textgreek',
    'hspace', 'textcyrillic', 'ce', 'natexlab', 'mathop', 'mathbin', 'mathrel', 'mathord', 'math',
    'swapargs', 'swap', 'ignorespacesafterend', 'MakeTextLowercase', 'MakeTextUppercase',
    'textquote', 'citenamefont', 'emphasize', 'highlight', 'strong',
)) - {'hspace'}  # fmt: skip

# They and their arguments (how many) are not shown.
DROPPED = {
    'noopsort': 1, 'SortNoop': 1, 'sortnoop': 1, 'noopsortname': 1, 'sort': 1, 'singleletter': 1,
    'switchargs': 1, 'label': 1, 'hspace': 1, 'vspace': 1, 'phantom': 1, 'hphantom': 1,
    'vphantom': 1, 'color': 1, 'textcolor': 1, 'colorbox': 1, 'fontsize': 2, 'fontfamily': 1,
    'fontencoding': 1, 'fontseries': 1, 'fontshape': 1, 'cite': 1, 'citep': 1, 'citet': 1,
    'citealp': 1, 'citealt': 1, 'parencite': 1, 'textcite': 1, 'footnote': 1, 'thanks': 1,
    'footnotemark': 0, 'foreignlanguage': 1, 'selectlanguage': 1, 'textlang': 1, 'rlap': 1,
    'PrintOrphanPage': 0, 'index': 1, 'nocite': 1, 'includegraphics': 1, 'begin': 1, 'end': 1,
    'orcidlink': 1, 'orcid': 1, 'rule': 2, 'setcounter': 2, 'hyphenation': 1, 'input': 1,
    'include': 1, 'def': 0, 'ref': 1, 'eqref': 1, 'pageref': 1, 'vskip': 0, 'hskip': 0,
    'inst': 1, 'IEEEauthorrefmark': 1, 'href@noop': 1, 'bibfield': 1, 'BibitemShut': 1,
    'kern': 0, 'enlargethispage': 1, 'penalty': 0, 'write': 0, 'immediate': 0,
}  # fmt: skip

SYMBOLS = {
    # letters
    'o': 'ø', 'O': 'Ø', 'l': 'ł', 'L': 'Ł', 'ae': 'æ', 'AE': 'Æ', 'oe': 'œ', 'OE': 'Œ',
    'aa': 'å', 'AA': 'Å', 'ss': 'ß', 'SS': 'ẞ', 'i': 'ı', 'j': 'ȷ', 'imath': 'ı', 'jmath': 'ȷ',
    'dh': 'ð', 'DH': 'Ð', 'th': 'þ', 'TH': 'Þ', 'dj': 'đ', 'DJ': 'Đ', 'ng': 'ŋ', 'NG': 'Ŋ',
    'ij': 'ĳ', 'IJ': 'Ĳ', 'cprime': 'ʹ', 'cdprime': 'ʺ', 'Dbar': 'Đ', 'dbar': 'đ',
    'textturna': 'ɐ', 'textschwa': 'ə', 'textordfeminine': 'ª', 'textordmasculine': 'º',
    'lasp': 'ʽ', 'rasp': 'ʼ', 'ayn': 'ʿ', 'alif': 'ʾ', 'polhk': '\u0328',
    # escaped signs
    '&': '&', '%': '%', '$': '$', '#': '#', '_': '_', '{': '{', '}': '}', '|': '‖',
    # spaces and breaks
    ' ': ' ', '\n': ' ', '\t': ' ', '\\': ' ', ',': '\u2009', 'thinspace': '\u2009', ';': ' ',
    ':': ' ', '>': ' ', '!': '', '/': '', '-': '', '@': '', 'slash': '/', 'quad': ' ',
    'qquad': ' ', 'enspace': ' ', 'space': ' ', 'nobreakspace': '\u00a0', 'hyp': '-',
    'negthinspace': '', 'textvisiblespace': '␣', '+': '', '<': '', '*': '',
    # dashes, quotes, dots
    'textendash': '–', 'textemdash': '—', 'endash': '–', 'emdash': '—', 'textquoteleft': '‘',
    'textquoteright': '’', 'textquotedblleft': '“', 'textquotedblright': '”', 'lq': '‘',
    'rq': '’', 'textquotesingle': "'", 'textquotedbl': '"', 'quotesinglbase': '‚',
    'quotedblbase': '„', 'glqq': '„', 'grqq': '“', 'glq': '‚', 'grq': '‘', 'flqq': '«',
    'frqq': '»', 'flq': '‹', 'frq': '›', 'guillemotleft': '«', 'guillemotright': '»',
    'guillemetleft': '«', 'guillemetright': '»', 'guilsinglleft': '‹', 'guilsinglright': '›',
    'ldots': '…', 'dots': '…', 'textellipsis': '…', 'textquotestraightbase': '‚',
    'textquotestraightdblbase': '„', 'lbrack': '[', 'rbrack': ']',
    # signs
    'textdollar': '$', 'textbackslash': '\\', 'backslash': '\\', 'textasciitilde': '~',
    'textasciicircum': '^', 'textasciigrave': '`', 'textasciiacute': '´', 'textunderscore': '_',
    'textbraceleft': '{', 'textbraceright': '}', 'lbrace': '{', 'rbrace': '}', 'textless': '<',
    'textgreater': '>', 'textbar': '|', 'textbardbl': '‖', 'textasteriskcentered': '∗',
    'textbullet': '•', 'textperiodcentered': '·', 'textdagger': '†', 'textdaggerdbl': '‡',
    'dag': '†', 'ddag': '‡', 'dagger': '†', 'ddagger': '‡', 'S': '§', 'P': '¶',
    'textsection': '§', 'textparagraph': '¶', 'copyright': '©', 'textcopyright': '©',
    'textregistered': '®', 'texttrademark': '™', 'pounds': '£', 'sterling': '£',
    'textsterling': '£', 'euro': '€', 'texteuro': '€', 'EUR': '€', 'textcent': '¢',
    'textyen': '¥', 'textcurrency': '¤', 'textdegree': '°', 'degree': '°', 'degreeCelsius': '℃',
    'textcelsius': '℃', 'textmu': 'µ', 'micro': 'µ', 'textohm': 'Ω', 'textpm': '±',
    'texttimes': '×', 'textdiv': '÷', 'textlnot': '¬', 'textminus': '−', 'textfractionsolidus': '⁄',
    'textonehalf': '½', 'textonequarter': '¼', 'textthreequarters': '¾', 'textonesuperior': '¹',
    'texttwosuperior': '²', 'textthreesuperior': '³', 'textperthousand': '‰',
    'textpertenthousand': '‱', 'textexclamdown': '¡', 'textquestiondown': '¿', 'textnumero': '№',
    'textrightarrow': '→', 'textleftarrow': '←', 'textuparrow': '↑', 'textdownarrow': '↓',
    'textbrokenbar': '¦', 'textasciimacron': '¯', 'textasciidieresis': '¨', 'textbigcircle': '○',
    'textsurd': '√', 'checkmark': '✓', 'Letter': '✉', 'envelope': '✉', 'faEnvelope': '✉',
    'TM': '™', 'textasciibreve': '˘', 'textasciicaron': 'ˇ', 'textreferencemark': '※',
    'TeX': 'TeX', 'LaTeX': 'LaTeX', 'LaTeXe': 'LaTeX2ε', 'BibTeX': 'BibTeX', 'XeTeX': 'XeTeX',
    'LuaTeX': 'LuaTeX', 'etal': 'et al.', 'eg': 'e.g.', 'ie': 'i.e.', 'today': '',
    'spitzer': 'Spitzer', 'arcdeg': '°', 'arcmin': '′', 'arcsec': '″', 'sun': '☉', 'earth': '⊕',
    'ion': '', 'url': '', 'lambdabar': 'ƛ', 'textgravedbl': '˵', 'micron': 'µm', 'kms': 'km/s',
    # bibliography strings
    'bibrangedash': '–', 'bibdash': '–', 'bysame': '———', 'andname': 'and', 'onlinecite': '',
}  # fmt: skip

MATH_SYMBOLS = {
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
    'ldots': '…', 'cdots': '⋯', 'dots': '…', 'vdots': '⋮', 'ddots': '⋱', 'colon': ':',
    'surd': '√', 'flat': '♭', 'sharp': '♯', 'natural': '♮', 'clubsuit': '♣', 'complement': '∁',
    'lbrace': '{', 'rbrace': '}', 'langle': '⟨', 'rangle': '⟩', 'lfloor': '⌊', 'rfloor': '⌋',
    'lceil': '⌈', 'rceil': '⌉', 'vert': '|', 'lvert': '|', 'rvert': '|', 'Vert': '‖',
    'lVert': '‖', 'rVert': '‖', 'backslash': '\\', '&': '&', '%': '%', '$': '$', '#': '#',
    '_': '_', '{': '{', '}': '}', '|': '‖', 'sqcup': '⊔', 'sqcap': '⊓', 'odot': '⊙', 'sun': '☉',
}  # fmt: skip

# Relations and binary operators, around which a formula has space.
OPERATORS = {
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


@lru_cache(maxsize=1024)
def rare_symbol(macro: str) -> str | None:
    """Give the character of a macro that is not in the tables above, by pylatexenc's; or None.

    pylatexenc is imported here because few bibliographies need it and its tables take long to load.
    """
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(macro)
    replacement = getattr(spec, 'simplify_repl', None)
    if not isinstance(replacement, str) or '%' in replacement or len(replacement) > 2:
        return None
    return replacement
