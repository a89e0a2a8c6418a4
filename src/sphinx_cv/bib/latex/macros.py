"""Tables of the LaTeX macros that a field of a bibliography may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.bib.latex.scripts import NAMED

if TYPE_CHECKING:
    from sphinx_cv.model import MarkupKind

STYLES: dict[str, MarkupKind] = {
    'emph': 'emphasis', 'textit': 'emphasis', 'textsl': 'emphasis', 'mathit': 'emphasis',
    'textbf': 'strong', 'mathbf': 'strong', 'textsc': 'small-caps', 'texttt': 'code',
    'mathtt': 'code', 'path': 'code', 'textsuperscript': 'superscript',
    'textsubscript': 'subscript', 'mkbibemph': 'emphasis', 'mkbibbold': 'strong',
    'up': 'superscript', 'fup': 'superscript', 'mkbibitalic': 'emphasis', 'bsc': 'small-caps',
    'mkbibsuperscript': 'superscript', 'mkbibsubscript': 'subscript',
}  # fmt: skip

# These change the style of what follows them in the same braces.
SWITCHES: dict[str, MarkupKind] = {
    'it': 'emphasis', 'em': 'emphasis', 'sl': 'emphasis', 'itshape': 'emphasis',
    'slshape': 'emphasis', 'bf': 'strong', 'bfseries': 'strong', 'sc': 'small-caps',
    'scshape': 'small-caps', 'tt': 'code', 'ttfamily': 'code',
}  # fmt: skip

# Their argument is shown as if they were not there.
TRANSPARENT = frozenset((
    'text', 'mbox', 'hbox', 'fbox', 'makebox', 'framebox', 'mathrm', 'mathsf', 'textrm', 'textsf',
    'textup', 'textmd', 'textnormal', 'textlf', 'underline', 'uline', 'ul', 'sout', 'uuline',
    'uwave', 'bibstring', 'bibnamefont', 'bibfnamefont', 'citenamefont', 'operatorname', 'hl',
    'NoCaseChange', 'nocase', 'textsmaller', 'textlarger', 'textls',
    'textlatin', 'textcyrillic', 'ce', 'natexlab', 'mathop', 'mathbin', 'mathrel',
    'mathord', 'swap', 'swapargs', 'footnotetext', 'rlap', 'llap', 'clap',
    'mathrlap', 'mathllap', 'smash', 'st', 'autocap', 'blockquote', 'abstract', 'textcyr',
    'texthebrew', 'textarabic',
))  # fmt: skip

# They and their arguments (how many) are not shown.
DROPPED = {
    'noopsort': 1, 'noopsortname': 1, 'SortNoop': 1, 'sortnoop': 1, 'label': 1,  'color': 1,
    'fontsize': 2,
    'fontfamily': 1, 'fontencoding': 1, 'fontseries': 1, 'fontshape': 1,
    'nocite': 1, 'selectlanguage': 1, 'index': 1, 'rule': 2,
    'setcounter': 2,
    'hyphenation': 1, 'inst': 1,
    'IEEEauthorrefmark': 1, 'CJKfamily': 1, 'BibitemShut': 1, 'enlargethispage': 1,
} | dict.fromkeys((  # the number of a person is no part of the name
    'orcidlink', 'orcid', 'orcidID', 'orcidi', 'orcidicon', 'orcidaffil', 'ORCID', 'ORCIDlink',
    'ORCIDiD', 'orcidA', 'orcidB', 'orcidC',
), 1) | dict.fromkeys((  # how a page is set does not concern us
    'rm', 'rmfamily', 'sf', 'sffamily', 'upshape', 'mdseries', 'normalfont', 'selectfont', 'tiny',
    'scriptsize', 'footnotesize', 'small', 'normalsize', 'large', 'Large', 'LARGE', 'huge',
    'Huge', 'centering', 'noindent', 'protect', 'relax', 'null', 'leavevmode', 'boldmath',
    'unboldmath', 'displaystyle', 'textstyle', 'raggedright', 'sloppy', 'newblock',
    'unskip', 'ignorespaces', 'bgroup', 'egroup', 'begingroup', 'endgroup', 'xspace',
    'maketitle', 'nobreak', 'allowbreak', 'limits', 'nolimits', 'mathstrut', 'strut', 'long',
    'frenchspacing', 'pagebreak',
    'newpage', 'clearpage', 'nonumber', 'notag', 'nolinebreak', 'nopagebreak',
    'today', 'footnotemark', 'left', 'right', 'big', 'Big', 'bigg', 'Bigg', 'bigl', 'bigr',
    'cyr', 'greektext', 'latintext', 'isdot', 'nopunct', 'cal', 'tipaencoding',
), 0)  # fmt: skip

# What their argument holds cannot stand in a text; that is said.
LOST = frozenset((
    'footnote', 'thanks', 'ref', 'eqref', 'pageref', 'autoref', 'cref', 'Cref', 'nameref',
    'includegraphics', 'input', 'include',
))  # fmt: skip
# What else is known by what it is in other macros.
MEANT = {
    'ier': r'\up{er}',
    'iers': r'\up{ers}',
    'iere': r'\up{re}',
    'ieres': r'\up{res}',
    'ieme': r'\up{e}',
    'iemes': r'\up{es}',
    'no': r'n\up{o}~',
    'nos': r'n\up{os}~',
    'No': r'N\up{o}~',
    'Nos': r'N\up{os}~',
    'primo': r'1\up{o}',
    'msun': r'M\textsubscript{☉}',
    'Msun': r'M\textsubscript{☉}',
    'lsun': r'L\textsubscript{☉}',
    'Lsun': r'L\textsubscript{☉}',
    'rsun': r'R\textsubscript{☉}',
    'Rsun': r'R\textsubscript{☉}',
    'adddot': '.',
    'addcomma': ',',
    'addcolon': ':',
    'addsemicolon': ';',
    'addspace': ' ',
    'addnbspace': '~',
    'addthinspace': r'\,',
    'textslash': '/',
}
# Environments that are formulas of their own, and how many arguments some of the others have.
FORMULAS = frozenset((
    'equation', 'displaymath', 'math', 'align', 'eqnarray', 'gather', 'multline', 'flalign',
))  # fmt: skip
ARGUMENTS = {
    'CJK': 2, 'otherlanguage': 1, 'minipage': 1, 'tabular': 1, 'multicols': 1, 'spacing': 1,
    'thebibliography': 1, 'foreigndisplayquote': 1, 'adjustwidth': 2,
}  # fmt: skip
# Environments that are paragraphs of their own; others are passed over.
BLOCKS = frozenset((
    'itemize', 'enumerate', 'description', 'quote', 'quotation', 'verse', 'center', 'abstract',
    'paragraph', 'displayquote', 'flushleft',
))  # fmt: skip

SYMBOLS = {
    # letters
    'o': 'ø', 'O': 'Ø', 'l': 'ł', 'L': 'Ł', 'ae': 'æ', 'AE': 'Æ', 'oe': 'œ', 'OE': 'Œ',
    'aa': 'å', 'AA': 'Å', 'ss': 'ß', 'SS': 'ẞ', 'i': 'ı', 'j': 'ȷ', 'imath': 'ı', 'jmath': 'ȷ',
    'dh': 'ð', 'DH': 'Ð', 'th': 'þ', 'TH': 'Þ', 'dj': 'đ', 'DJ': 'Đ', 'ng': 'ŋ', 'NG': 'Ŋ',
    'ij': 'ĳ', 'IJ': 'Ĳ', 'cprime': 'ʹ', 'cdprime': 'ʺ', 'Dbar': 'Đ', 'dbar': 'đ',
    'uhorn': 'ư', 'Uhorn': 'Ư', 'ohorn': 'ơ', 'Ohorn': 'Ơ', 'textturna': 'ɐ', 'textschwa': 'ə',
    'textordfeminine': 'ª', 'textordmasculine': 'º',
    'lasp': 'ʽ', 'rasp': 'ʼ', 'ayn': 'ʿ', 'alif': 'ʾ',
    # escaped signs
    '&': '&', '%': '%', '$': '$', '#': '#', '_': '_', '{': '{', '}': '}', '|': '‖',
    # spaces and breaks
    ' ': ' ', '\n': ' ', '\t': ' ', '\\': ' ', ',': '\u2009', 'thinspace': '\u2009', '>': ' ',
    # in exports of Crossref
    'mathplus': '+', 'mathsemicolon': ';', 'mathcomma': ',',
    ';': ' ', ':': ' ', 'thickspace': ' ', 'medspace': ' ', 'hyphen': '-',
    '!': '', '/': '', '-': '', 'slash': '/', 'quad': ' ',
    'qquad': ' ', 'enspace': ' ', 'space': ' ', 'nobreakspace': '\u00a0', 'hyp': '-',
    'negthinspace': '', 'textvisiblespace': '␣',
    # dashes, quotes, dots
    'ndash': '–', 'mdash': '—',
    'textendash': '–', 'textemdash': '—', 'endash': '–', 'emdash': '—', 'textquoteleft': '‘',
    'textquoteright': '’', 'textquotedblleft': '“', 'textquotedblright': '”', 'lq': '‘',
    'rq': '’', 'textquotesingle': "'", 'textquotedbl': '"', 'quotesinglbase': '‚',
    'quotedblbase': '„', 'glqq': '„', 'grqq': '“', 'glq': '‚', 'grq': '‘', 'flqq': '«',
    'frqq': '»', 'og': '«\u00a0', 'flq': '‹', 'frq': '›',
    'guillemotleft': '«', 'guillemotright': '»',
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
    'LuaTeX': 'LuaTeX', 'XeLaTeX': 'XeLaTeX', 'LuaLaTeX': 'LuaLaTeX', 'pdfLaTeX': 'pdfLaTeX',
    'pdfTeX': 'pdfTeX', 'ConTeXt': 'ConTeXt', 'AmSTeX': 'AMSTeX', 'etal': 'et al.', 'eg': 'e.g.',
    'ie': 'i.e.',
    'farcs': '.″', 'farcm': '.′', 'fdg': '.°', 'fs': '.ˢ', 'fm': '.ᵐ', 'fh': '.ʰ', 'degr': '°',
    'hour': 'ʰ', 'lsim': '≲', 'ltsim': '≲', 'simlt': '≲', 'gsim': '≳', 'gtsim': '≳', 'simgt': '≳',
    'arcdeg': '°', 'arcmin': '′', 'arcsec': '″', 'sun': '☉', 'earth': '⊕',
    'lambdabar': 'ƛ', 'micron': 'µm',
    'textflorin': 'ƒ', 'textbaht': '฿', 'textlira': '₤', 'textnaira': '₦', 'textwon': '₩',
    'textdong': '₫', 'textpeso': '₱', 'textcolonmonetary': '₡', 'textinterrobang': '‽',
    'textdiscount': '⁒', 'textcircledP': '℗', 'textservicemark': '℠', 'textestimated': '℮',
    'textrecipe': '℞', 'textmho': '℧', 'textmp': '∓', 'textopenbullet': '◦', 'textblank': '␢',
    'textmusicalnote': '♪', 'textlangle': '⟨', 'textrangle': '⟩', 'textglotstop': 'ʔ',
    'textphi': 'ɸ', 'texthvlig': 'ƕ', 'textnrleg': 'ƞ', 'textturnk': 'ʞ', 'textdoublepipe': 'ǂ',
    'textacutedbl': '˝', 'texttildelow': '˷', 'textcompwordmark': '', 'enskip': ' ',
    # bibliography strings
    'bibrangedash': '–', 'bibdash': '–', 'bysame': '———',
}  # fmt: skip

SYMBOLS |= {f'text{name}': letter for name, letter in NAMED.items()}

# Programs that export ASCII write Cyrillic letter by letter: \CYRYA is Я and \cyrya is я.
_CYRILLIC = zip(
    """YO DJE IE DZE II YI JE LJE NJE TSHE USHRT DZHE A B V G D E ZH Z I ISHRT K L M N O P R S T U
    F H C CH SH SHCH HRDSN ERY SFTSN EREV YU YA YAT BYUS FITA IZH SEMISFTSN RTICK GUP GHCRS GHK
    ZHDSC ZDSC KDSC KVCRS KHCRS KBEAK NDSC NG PHK ABHHA SDSC TDSC Y YHCRS HDSC TETSE CHRDSC
    CHVCRS SHHA ABHCH ABHCHDSC KHK LDSC NHK CHLDSC MDSC AE SCHWA ABHDZE OTLD GDSC GDSCHCRS HHK
    HHCRS""".split(),
    'ЁЂЄЅІЇЈЉЊЋЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѢѪѲѴҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӃӅӇӋӍӔӘӠӨӶӺӼӾ',
    strict=True,
)
SYMBOLS |= {
    macro: sign
    for name, letter in _CYRILLIC
    for macro, sign in ((f'CYR{name}', letter), (f'cyr{name.lower()}', letter.lower()))
} | {'CYRpalochka': 'Ӏ'}
