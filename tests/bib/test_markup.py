"""Fields of LaTeX and HTML become text and markup as their authors meant them."""

from __future__ import annotations

import pytest
from bibtext import rich_line
from hypothesis import assume, given
from hypothesis import strategies as st

from sphinx_cv.bib.latex.fields import parse_latex
from sphinx_cv.model import Inline, Markup, Math, Rich, Text, paragraphs, plain_text

Reports = list[tuple[str, str]]


def read(source: str) -> tuple[Rich, Reports]:
    """Return what a field is read as, and what is said about it."""
    reports: Reports = []
    return parse_latex(source, lambda *report: reports.append(report)), reports


def text(source: str) -> str:
    """Return what a field shows."""
    return plain_text(read(source)[0])


def html(rich: Rich) -> str:
    """Write *rich* short, for a table of expectations."""
    names = {
        'emphasis': 'i', 'strong': 'b', 'small-caps': 'sc', 'code': 'code', 'subscript': 'sub',
        'superscript': 'sup',
    }  # fmt: skip
    written = ''
    for inline in rich:
        match inline:
            case Text(value):
                written += value
            case Math(latex):
                written += f'${latex}$'
            case Markup('link', children, target):
                written += f'[{html(children)}]({target})'
            case Markup(kind, children):
                written += f'<{names[kind]}>{html(children)}</{names[kind]}>'
    return written


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        (r"M{\"u}ller M\"{u}ller M\"uller {M\"uller}", 'Müller Müller Müller Müller'),
        (r"Garc\'{\i}a Garc\'\i a Garc{\'i}a Garc{\'{\i}}a Garc\'{i}a", 'García ' * 4 + 'García'),
        (r'S\o rensen S{\o}rensen S\o{}rensen', 'Sørensen Sørensen Sørensen'),
        (r'Ji\v r\'\i{} Ho\v{r}k\'y', 'Jiří Hořký'),
        (r'\AA sa {\AA}sa \aa', 'Åsa Åsa å'),
        (r'\c{c} \c c {\c{C}} \k a \k{e} \.I \.{z} \u{g} \r a \=a \d{s} \b{d}',
         'ç ç Ç ą ę İ ż ğ å ā ṣ ḏ'),
        (r'Erd\H{o}s Erd{\H o}s', 'Erdős Erdős'),
        (r'\t{oo}', 'o͡o'),
        (r'Pawe\l{} \L{}ukasz \L ukasz Micha{\l}', 'Paweł Łukasz Łukasz Michał'),
        (r'{\ss} \ae\ \OE\ \dh\ \TH\ \ng', 'ß æ Œ ð Þ ŋ'),
        (r"R\'ıo Rumı́", 'Río Rumí'),
        (r'\^{} and \~{}', '^ and ~'),
    ],
)  # fmt: skip
def test_accents_in_all_spellings(source: str, expected: str) -> None:
    """An accent is on its letter, however it was typed."""
    assert text(source) == expected


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        (r'The \emph{E. coli} and \textit{in vivo} {\it vitro} {\em x\/}',
         'The <i>E. coli</i> and <i>in vivo</i> <i>vitro</i> <i>x</i>'),
        (r'\textbf{a} {\bf b} {\bfseries c}', '<b>a</b> <b>b</b> <b>c</b>'),
        (r'\textsc{Doe} {\sc Roe}', '<sc>Doe</sc> <sc>Roe</sc>'),
        (r'\texttt{sisPCA}', '<code>sisPCA</code>'),
        (r'1\textsuperscript{st} H\textsubscript{2}O', '1<sup>st</sup> H<sub>2</sub>O'),
        (r'\emph{a \textbf{b} c}', '<i>a <b>b</b> c</i>'),
        (r'\underline{a} \mbox{b} \text{c} \mathrm{d} {\rm e}', 'a b c d e'),
        (r'A \enquote{quoted \enquote{inner} word}', 'A “quoted ‘inner’ word”'),
        ("``Deep'' and `thin' isn't", '“Deep” and ‘thin’ isn’t'),
        ("isn't", "isn't"),
        ('"`Zitat"\'', '„Zitat“'),
        (r'\og{}mot\fg{} \og mot\fg, \og mot\fg b\nolinebreak[2]',
         '«\u00a0mot\u00a0» «\u00a0mot\u00a0», «\u00a0mot\u00a0» b'),
        ('1--2 --- 3 a-b', '1–2 — 3 a-b'),
        (r'\textquoteright s \textdollar \textendash{} \textcopyright', '’s $– ©'),
        (r'50\% \& \$5 \#1 a\_b \{x\}', '50% & $5 #1 a_b {x}'),
        ('100% and 5% of 10 %', '100% and 5% of 10 %'),
        ('Section~3', 'Section\u00a03'),
        (r'a\ b\,c hy\-phen\@. x\\y', 'a b\u2009c hyphen. x y'),
        (r'gener\^{}e?`?', 'gener^e¿?'),
        (r'{\noopsort{araujo}}de A', 'de A'),
        (r'\href{https://y.org/a\_b}{here}', '[here](https://y.org/a_b)'),
        (r'\url{https://x.org/a_b?c=d\&e}', '[https://x.org/a_b?c=d&e](https://x.org/a_b?c=d&e)'),
        (r'\textcolor{red}{alert} {\color{blue}x}', 'alert x'),
        (r'\apj, {\mnras}',
         'The Astrophysical Journal, Monthly Notices of the Royal Astronomical Society'),
        (r'{BERT} and {{\LaTeX}} {A}cronyms', 'BERT and LaTeX Acronyms'),
        ('a\n   b\t c', 'a b c'),
        (r'  a \noopsort{x} b  ', 'a b'),
        (r'In $\backslash$textit{E. coli} {\textbackslash}emph{x}', 'In <i>E. coli</i> <i>x</i>'),
        (r'\raisebox{-0.5ex}\textasciitilde10', '~10'),
        (r'\url{https://doi.org/10.1/a<b>c}', '[https://doi.org/10.1/a<b>c](https://doi.org/10.1/a%3Cb%3Ec)'),
        (r'fMRI\; gradients', 'fMRI; gradients'),
        (r'\ce{Na+}/\ce{[Fe(CN)6]^4-} \ce{C#C} \ce{A <--> B} \ce{NaI*5H2O}',
         'Na<sup>+</sup>/[Fe(CN)<sub>6</sub>]<sup>4-</sup> C≡C A ⇄ B NaI·5H<sub>2</sub>O'),
        (r'\ch{H2SO4}, \isotope[227][90]{Th}, \nuclide{U}',
         'H<sub>2</sub>SO<sub>4</sub>, <sup>227</sup><sub>90</sub>Th, U'),
        (r'$\ce{LiFePO4}$ and $\ce{^{13}C}$-NMR', 'LiFePO<sub>4</sub> and <sup>13</sup>C-NMR'),
        (r'$E=\SI{5}{\TeV}$', '<i>E</i>=5\u00a0TeV'),
        (r'\textsf{R}\xspace packages, \LaTeX\xspace: x', 'R packages, LaTeX: x'),
        (r'\begin{CJK*}{UTF8}{min}日本\end{CJK*} \begin{otherlanguage}{french}X\end{otherlanguage}',
         '日本 X'),
        (r'\textipa{/"fA:D@r, \!b \t{ts}/}, \textesh, \textsubring{l}', '/ˈfɑːðər, ɓ t͡s/, ʃ, l̥'),
        (r"\textgreek{per`i >arq~hs, logos} \textgreek{α}", 'περὶ ἀρχῆς, λογος α'),
        (r'G{\accent 127 o}del \accent"7F u \cb{t} \polhook{a}', 'Gödel ü ț ą'),
        (r'\og Le monde \fg{}, 1\ier, XIX\ieme{} si\`ecle', '«\u00a0Le monde\u00a0», '
         '1<sup>er</sup>, XIX<sup>e</sup> siècle'),
        (r'type \uppercase\expandafter{\romannumeral 14}', 'type XIV'),
        (r'C\nolinebreak[4]\hspace{-.05em}++ a\kern-.1em b\hskip 3pt c\\[1ex]d', 'C++ ab c d'),
        (r'\foreignquote{german}{x} \mkbibitalic{y} \st{z} a\bigskip b', '“x” <i>y</i> z a b'),
        ('Bindestrich"=Wort', 'Bindestrich-Wort'),
        (r'[\ion{O}{iii}], \ion{Fe}{2}, 5\farcs2, M\,\gtsim\ 2\,\Msun',
         '[O\u2009<sc>iii</sc>], Fe\u2009<sc>ii</sc>, 5.″2, M\u2009≳ 2\u2009M<sub>☉</sub>'),
        (r'F\textbackslash^ete, na{\textbackslash}"\{i\}ve and Gr\"{}obner, i.e.\@ y',
         'Fête, naïve and Gröbner, i.e. y'),
        (r'as \begin{math}x\end{math}, so', 'as <i>x</i>, so'),
        (r'\doi{10.1000/a\_b}', '[doi:10.1000/a_b](https://doi.org/10.1000/a_b)'),
    ],
)  # fmt: skip
def test_latex(source: str, expected: str) -> None:
    """Macros of text become markup and Unicode."""
    rich, reports = read(source)
    assert html(rich) == expected
    assert not reports


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        ('<i>E. coli</i> &amp; CO<sub>2</sub>', '<i>E. coli</i> & CO<sub>2</sub>'),
        ('<B>a</B><br/>b<p>c</p>', '<b>a</b> b c'),
        ('&lt;i&gt;E. coli&lt;/i&gt;', '<i>E. coli</i>'),
        ('&eacute;&#233;&#xE9; &ndash; &amp;amp; &amp;lt; 5', 'ééé – & < 5'),
        (r'R\&amp;D &#36;5 &#92;x', 'R&D $5 \\x'),
        (r'Don\&\#39;t {\&}amp; {\&}lt;i{\&}gt;x{\&}lt;/i{\&}gt;', "Don't & <i>x</i>"),
        (r'{{\textless}}i{{\textgreater}}x{{\textless}}/i{{\textgreater}}', '<i>x</i>'),
        ('<a href="https://x.org">link</a>', '[link](https://x.org)'),
        (r'\href{https://x.org/\~nora}{link}', '[link](https://x.org/~nora)'),
        ('<span class="small-caps">d</span><sc>l</sc>-x <span>y</span>',
         '<sc>d</sc><sc>l</sc>-x y'),
        ('<jats:p>Text</jats:p> <xref ref-type="x">1</xref>', 'Text 1'),
        ('<jats:italic>Homo</jats:italic> <jats:sup>3</jats:sup>', '<i>Homo</i> <sup>3</sup>'),
        (
            '<inline-formula><alternatives><tex-math>\\beta^2</tex-math><mml:math><mml:mi>x</mml:mi>'
            '</mml:math></alternatives></inline-formula> <tex Notation="TeX">$\\kappa$</tex>',
            '<i>β</i><sup>2</sup> <i>κ</i>',
        ),
        (
            '<math><mover accent="true"><mi>ν</mi><mo>¯</mo></mover><mroot><mi>x</mi><mn>3</mn>'
            '</mroot><mfenced><mi>a</mi><mi>b</mi></mfenced><mtext> </mtext><munder><mi>lim</mi>'
            '<mi>x</mi></munder></math>',
            'ν̄<sup>3</sup>√x(a, b) lim<sub>x</sub>',
        ),
        ('an <img src="a.gif" alt="α"/>-helix<a href="#n1">1</a>', 'an α-helix1'),
        ('a<script>alert(1)</script>b<style>p{}</style>c<!-- no -->d', 'abcd'),
        ('<b onmouseover="alert(1)">x</b><img src=x onerror=alert(1)>', '<b>x</b>'),
        ('p < 0.05, a<b and c>d, List<T>, vector<int>',
         'p < 0.05, a<b and c>d, List<T>, vector<int>'),
        ('unclosed <i>tag and </b> end', 'unclosed <i>tag and end</i>'),
        (r'{\textless}i{\textgreater}E. coli{\textless}/i{\textgreater}', '<i>E. coli</i>'),
        ('<https://x.org> <jane@x.org>', '<https://x.org> <jane@x.org>'),
        (
            'of <mml:math xmlns:mml="http://x"><mml:msub><mml:mi>H</mml:mi><mml:mn>2</mml:mn></mml:msub>'
            '<mml:mi>O</mml:mi></mml:math>', 'of H<sub>2</sub>O',
        ),
        ('<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math> <math>broken<mi></math>', 'a/b broken'),
        (  # a program gave the tags the capitals of a title
            'the {$<$}math Display="inline"{$>$} {$<$}mi{$>$}{{Al}}{$<$}/Mi{$>$} {$<$}mo{$>$}~'
            '{$<$}/Mo{$>$} {$<$}msub{$>$}{$<$}mi{$>$}$\\beta${$<$}/Mi{$>$}{$<$}mn{$>$}2{$<$}/Mn'
            '{$>$}{$<$}/Msub{$>$} {$<$}/Math{$>$} of {$<$}I{$>$}E. Coli{$<$}/i{$>$} if $a$ {$<$}b '
            '{$>$} c',
            'the Al~<i>β</i><sub>2</sub> of <i>E. Coli</i> if <i>a</i> <b > c',
        ),
        (
            '{\\textless}mml:math xmlns:mml="http://x/{{MathML}}"{\\textgreater}{\\textless}mml:'
            'mi{\\textgreater}Q{\\textless}/mml:mi{\\textgreater}{\\textless}/mml:math{\\textgreater}',
            'Q',
        ),
    ],
)  # fmt: skip
def test_html(source: str, expected: str) -> None:
    """Tags and entities of HTML and MathML become markup and Unicode; code vanishes."""
    assert html(read(source)[0]) == expected


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        ('$10^{-3}$', '10<sup>−3</sup>'),
        (r'$\alpha$', '<i>α</i>'),
        (r'$\Delta\text{DP}$', 'ΔDP'),
        ('CO$_2$', 'CO<sub>2</sub>'),
        (r'{\ensuremath{\sim}} 1', '∼ 1'),
        (r'Andr{\ifmmode\acute{e}\else\'{e}\fi}{\ifmmode---\else\textemdash\fi} x', 'André— x'),
        ('$n=3$', '<i>n</i>=3'),
        (r'$\bra{\psi}$, $\ket{0}$, $\norm{x}$, $\mathds{1}$', '⟨<i>ψ</i>|, |0⟩, ‖<i>x</i>‖, 𝟙'),
        (
            r'${n \choose k}$ and $\pdv{f}{x}$',
            r'$\binom{n}{k}$ and $\frac{\partial f}{\partial x}$',
        ),
        (
            'n$^o$ 3, 2$^{nd}$, 1$^{er}$, $x^{th}$',
            'n<sup>o</sup> 3, 2<sup>nd</sup>, 1<sup>er</sup>, <i>x</i><sup><i>t</i><i>h</i></sup>',
        ),
        (r'$\mathbb{C}^{n}$', 'ℂ<sup><i>n</i></sup>'),
        (r'\(x\) and \[y\] and $$z$$', '<i>x</i> and <i>y</i> and <i>z</i>'),
        (r'5$^\circ$C, 2\,$\mu$m', '5°C, 2\u2009<i>μ</i>m'),
        ('$5 and $10', '$5 and $10'),
        ('from $5 to $10 million', 'from $5 to $10 million'),
        ('cost $5-$10', 'cost $5-$10'),
        ('a lone $ sign', 'a lone $ sign'),
        (r'$\frac{a}{b}$ x', r'$\frac{a}{b}$ x'),
        (r'at $5.4\\times$ speed', 'at 5.4× speed'),
        (r'of {\$}n=3{\$} and {\$}5', 'of <i>n</i>=3 and $5'),
        (r'{\$}{\backslash}alpha{\$} {\$}{\textbackslash}beta{\$}', '<i>α</i> <i>β</i>'),
        (r'Ge{\$}{\{}{\}}{\_}{\{}2{\}}{\$}', 'Ge<sub>2</sub>'),
        (r'{\textdollar}{\textbackslash}mathrm\{AC\}{\^{}}0{\textdollar}', 'AC<sup>0</sup>'),
        (r'\textalpha{} {\beta}', 'α β'),
    ],
)
def test_mathematics(source: str, expected: str) -> None:
    """Simple formulas become text, others stay formulas, and prices stay prices."""
    assert html(read(source)[0]) == expected


@pytest.mark.parametrize(('source', 'expected'), [
    ('$10^{34}$ cm$^{-2}$', '10³⁴ cm⁻²'),
    ('$O(n^2)$, $O(n^{1/2})$, $x^{n+1}$', 'O(n²), O(n^(1/2)), xⁿ⁺¹'),
    (r'$\mathbb{R}^d$', 'ℝᵈ'),
    ('$2^{2^n}$', '2^(2ⁿ)'),
    ('$^{13}$C and H$_2$O', '¹³C and H2O'),
    (r'le XII\textsuperscript{e}, CD8\textsuperscript{+}, $D^*$', 'le XIIe, CD8+, D*'),
])  # fmt: skip
def test_exponents_are_no_digits_of_the_number_before(source: str, expected: str) -> None:
    """Where no markup can be, what is raised stays raised, unless it is a mark or an ending."""
    assert text(source) == expected


def test_formula_has_plain_text() -> None:
    """Where there is no markup, a formula is a line of Unicode, not LaTeX."""
    assert text(r'A $z_{n+1}=\frac{\alpha+\beta z_n}{A}$ B') == 'A zn+1=(α+βzn)/A B'


@pytest.mark.parametrize(('source', 'expected'), [
    (r'{\CYRO}{\cyrb} \CYRU\cyrsh\cyra{}\cyrk\cyro\cyrv\cyrery\cyrishrt', 'Об Ушаковый'),
    (r'50\,\textwon{} and \textinterrobang', '50\u2009₩ and ‽'),
    (r'\gtrapprox, \Alpha, \textalpha, $\lesseqgtr$', '⪆, Α, α, ⋚'),
])  # fmt: skip
def test_rare_macros_are_the_signs_that_they_name(source: str, expected: str) -> None:
    """Cyrillic is exported letter by letter, and the signs of mathematics are without number."""
    rich, reports = read(source)
    assert (plain_text(rich), reports) == (expected, [])


@pytest.mark.parametrize('macro', ['overleftarrow', 'overbracket', 'enclosecircle'])
def test_accents_of_a_formula_are_no_signs_of_their_own(macro: str) -> None:
    """Without what they stand at they would be put on the character before them."""
    assert text(f'A $\\{macro}{{bc}}$') == 'A bc'


def test_unknown_macro_keeps_its_argument_and_is_reported_once() -> None:
    """Nothing is lost to a private macro."""
    rich, reports = read(r'\myname{Doe} and \myname{Roe}, \MyTool: fast, \CP and')
    assert plain_text(rich) == 'Doe and Roe, MyTool: fast, CP and'
    assert [subtype for subtype, _ in reports] == ['unknown_macro'] * 3
    assert r'\myname' in reports[0][1]


def test_unreadable_formula_is_reported() -> None:
    """What nothing can read is shown as its letters."""
    rich, reports = read(r'The $\foo{x}_\bar$ case')
    assert plain_text(rich) == 'The x case'
    assert reports[0][0] == 'unknown_macro'


@pytest.mark.parametrize(
    'address',
    [
        'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java&#115;cript:alert(1)',
        'java&#x0A;script:alert(1)', 'java\tscript:alert(1)', '\x01javascript:alert(1)',
        'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', '//evil.org', 'x.html',
        'https://a b', 'https:evil', 'https://x"onclick="y',
    ],
)  # fmt: skip
def test_only_safe_addresses_become_links(address: str) -> None:
    """Other addresses are said to be odd, and their text stays."""
    for source in (rf'\href{{{address}}}{{here}}', f"<a href='{address}'>here</a>"):
        rich, reports = read(source)
        assert plain_text(rich) == 'here'
        assert not any(isinstance(inline, Markup) for inline in rich), source
        assert [subtype for subtype, _ in reports] == ['unsafe_url']


def test_invisible_characters_are_removed() -> None:
    """Control and direction characters cannot hide or turn text."""
    assert text('a\x00b\u202ec\u2066d\u200be\ufefff&#8238;g') == 'abcdefg'


def test_unbalanced_braces() -> None:
    """A brace too many or too few costs nothing else."""
    assert text('{a} } b {c') == 'a b c'
    assert text(r'\emph{a') == 'a'
    assert text('a\\') == 'a'


def test_deep_nesting_does_not_break() -> None:
    """Text survives any depth of braces, macros and tags."""
    for opening, closing in (
        ('{', '}'), (r'\emph{', '}'), (r'\emph ', ''), (r"\'", ''), (r'\it ', ''), ('<i>', '</i>'),
        (r'\ensuremath{', '}'), ('${', '}$'), (r'\enquote{', '}'), ('{<b>', '</b>}'),
    ):  # fmt: skip
        assert 'x' in text(opening * 3000 + 'x' + closing * 3000)


def test_plain_text_is_one_text() -> None:
    """Most fields have no markup at all."""
    assert read(' A plain title: of 10 words? ')[0] == (Text('A plain title: of 10 words?'),)
    assert read('')[0] == read('{}')[0] == read('  ')[0] == ()


PIECES = st.sampled_from([
    '\\', '{', '}', '$', '$$', '&', '<', '>', '~', '^', '_', '%', '#', "'", '`', '"', '-', ' ', '[',
    ']', '(', ')', 'a', 'B', 'é', '1', '\\emph', '\\it', "\\'", '\\v', '\\url', '\\href', '\\foo',
    '\\frac', '\\left(', '\\begin{matrix}', '\\end{matrix}', '\\ensuremath', '<i>', '</i>',
    '<a href="', '<script>', '&amp;', '&lt;', '&#60;', '\\(', '\\)', '\\noopsort', '\\enquote',
    '<math>', '</math>', '<!--', '\\textbf', '\\mathbb', '\\sqrt', '\\\\', '\\$', '\\{',
])  # fmt: skip


def texts_of(rich: Rich) -> list[str]:
    """Return all text of *rich*, formulas left out."""
    found: list[str] = []
    for inline in rich:
        match inline:
            case Text(value):
                found.append(value)
            case Markup(children=children):
                found.extend(texts_of(children))
    return found


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map(''.join)))
def test_anything_is_read(source: str) -> None:
    """No input raises, and no link leads anywhere but to the web or a mailbox."""
    rich, _ = read(source)

    def check(inlines: tuple[Inline, ...]) -> None:
        for inline in inlines:
            if isinstance(inline, Markup):
                assert inline.kind != 'link' or inline.target.startswith(('http', 'mailto:'))
                check(inline.children)

    check(rich)


@given(st.lists(PIECES, max_size=30).map(''.join))
def test_no_markup_is_left(source: str) -> None:
    """Backslashes never show, braces only where they were escaped; MathML may have both."""
    assume('<math' not in source)
    shown = ''.join(texts_of(read(source)[0]))
    assert '\\' not in shown
    assert '{' not in shown or '\\{' in source
    assert '}' not in shown or '\\}' in source


@given(
    st.text(st.characters(categories=['L', 'Nd']))
    | st.from_regex(r'[\w ,.:;?!/()-]*', fullmatch=True)
)
def test_plain_text_comes_back(source: str) -> None:
    """Text without markup is changed in its spaces, dashes and composition only."""
    shown = text(source)
    assert text(shown) == shown


@pytest.mark.parametrize(
    ('source', 'shown'),
    [
        (r'and{$\slash$}or', 'and/or'),
        (r'\nicefrac{1}{2} and $\nicefrac{1}{2}$', r'1/2 and $\frac{1}{2}$'),
        (r'methodology\hyphen independent', 'methodology-independent'),
        (r'a\;b\:c', 'a b c'),
        (r'use \verb+x_y+ now', 'use `x_y` now'),
        (r'Republished in \cite{k}.', 'Republished in [k(k)].'),
        (r'\citep[see][]{a,b}', '[a(a); b(b)]'),
        (r'\ocirc{u} \uhorn{} \ohorn', 'ů ư ơ'),
        (r'a\rlap{/}b', 'a/b'),
        (r'a tilde \~', 'a tilde ~'),
        (r'\ce{CO2}, \ce{^{13}C}, \ce{SO4^2-} \ce{2H2O}', 'CO_{2}, ^{13}C, SO_{4}^{2-} 2H_{2}O'),
        ('$<$i$>$Fly$<$/i$>$ and the mean $<$p$>$', '*Fly* and the mean <p>'),
        ('``A\'\' and "B"', '“A” and “B”'),
        (r'x \; y', 'x y'),
        (r"""\char38{}\char"26 \char'46 \char`\%\symbol{36}\char`\\""", '&&&%$\\'),
        ('The ``quoted" word', 'The “quoted” word'),
        (r'y{\textacutemacron a}', 'y\u0101\u0301'),
        (r'a\ElsevierGlyph{2014}b', 'a—b'),
        (r'x \vphantom\} y \vphantom{\}} z', 'x y z'),
        ('When is <object> a <place>?', 'When is <object> a <place>?'),
        ('The <title> of <section>', 'The <title> of <section>'),
        ('Is a<b>c or a < b?', 'Is a<b>c or a < b?'),
        (r'x\newline y\linebreak z\hspace{1em}w', 'x y z w'),
        ('{$<$}i{$>$}a{$<$}/i{$><$}br /{$>$} b', '*a* b'),
        (r'a{\mathplus}b ${\mathsemicolon}$', 'a+b ;'),
        (r'\BibTeX and \LaTeX{} or The {\TeX book}', 'BibTeX and LaTeX or The TeXbook'),
        (r'\MakeUppercase{a\emph{b}} \lowercase{C}', 'A*B* c'),
        (r'\lstinline!x=1! and \code{y}', '`x=1` and `y`'),
        (',,German`` and <<French>>', '„German“ and «French»'),
        (r'$\sqrt[3]{x}$', r'$\sqrt[3]{x}$'),
        (r'{{\textless}b{\textgreater}Bold{\textless}/b{\textgreater} x}', '**Bold** x'),
    ],
)
def test_nothing_of_a_text_is_lost(source: str, shown: str) -> None:
    """What cannot be shown as LaTeX does keeps its content, and a word in angles is a word."""
    said: list[str] = []
    rich = parse_latex(source, lambda subtype, message: said.append(message))
    assert (rich_line(rich), said) == (shown, [])


def test_a_macro_that_nobody_knows_shows_its_content_and_not_its_name() -> None:
    """And it is said that something may be missing."""
    said: list[str] = []
    rich = parse_latex(r'a \foo{b} \baz c', lambda subtype, message: said.append(message))
    assert rich_line(rich) == 'a b c'
    assert any(r'\foo' in message for message in said)
    assert any(r'\baz' in message for message in said)


@pytest.mark.parametrize(
    'source', [r'see \ref{fig}', r'x\footnote{Now elsewhere}', r'a \includegraphics{p.png}']
)
def test_what_no_text_can_hold_is_said(source: str) -> None:
    """A reference, a footnote or a picture is left out of a title."""
    said: list[str] = []
    parse_latex(source, lambda subtype, message: said.append(message))
    [message] = said
    assert 'is left out, as it cannot be shown here' in message


@pytest.mark.parametrize(
    'source',
    [
        r'\section*{Background} First. \paragraph{Methods} Second.',
        r'\begin{quote}Background\end{quote} First. \begin{center}Methods\end{center} '
        'Second.',
        '<h4>Background</h4>First. <h4>Methods</h4>Second.',
        '<jats:title>Background</jats:title><jats:p>First.</jats:p><jats:title>Methods</jats:title>'
        '<jats:p>Second.</jats:p>',
        r'Background\par First. \par Methods \par{}Second.',
        '<p>Background</p> <p>First.</p><p>Methods<br/></p><div>Second.</div>',
        r'Background\\ First.<br><br>Methods\newline\newline Second.',
        r'Background\bigskip First.\\[2mm]\begin{displayquote}Methods\end{displayquote}Second.',
    ],
)
def test_an_abstract_has_paragraphs(source: str) -> None:
    """In any way to write them; elsewhere a space keeps the words apart."""
    rich = parse_latex(source, lambda subtype, message: None, has_paragraphs=True)
    parts = [plain_text(part).strip() for part in paragraphs(rich)]
    assert parts == ['Background', 'First.', 'Methods', 'Second.']
    line = parse_latex(source, lambda subtype, message: None)
    assert plain_text(line) == 'Background First. Methods Second.'


@pytest.mark.parametrize(('source', 'shown'), [
    (r'We show \begin{equation*} x_2 \label{e} \end{equation*} so.', ['We show', 'x2', 'so.']),
    (r'As \begin{align} a &= b \\ c &= d \end{align}', ['As', 'a, =b; c, =d']),
    (r'\begin{itemize}\item one\item[(b)] two\end{itemize}', ['• one', '(b) two']),
    ('<AbstractText Label="AIM">x</AbstractText><AbstractText>y</AbstractText>', ['AIM: x', 'y']),
])  # fmt: skip
def test_formulas_and_labels_of_an_abstract_stand_by_themselves(
    source: str, shown: list[str]
) -> None:
    """A displayed formula is no text with carets, and a label is that of its paragraph."""
    said: list[str] = []
    rich = parse_latex(source, lambda _, message: said.append(message), has_paragraphs=True)
    assert [plain_text(part).strip() for part in paragraphs(rich)] == shown
    assert said == []
