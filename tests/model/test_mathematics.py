"""Formulas become Unicode, MathML and Typst; what one notation cannot say, another may."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_cv import mathematics
from sphinx_cv.model import plain_text

FORMULAS = [
    r'\frac{a}{b}', r'\sum_{i=1}^n x_i^2', r'\int_0^\infty e^{-x^2}\,dx', r'\sqrt[3]{x+1}',
    r'\left(\frac{a}{b}\right)^2', r'\left.\frac{df}{dx}\right|_{x=0}', r'\binom{n}{k}',
    r'\begin{pmatrix}a&b\\c&d\end{pmatrix}', r'\begin{bmatrix}1\\2\\\end{bmatrix}',
    r'f(x)=\begin{cases}1 & \text{if } x>0\\0 & \text{else}\end{cases}',
    r'\begin{align*}a&=b\\&=c\end{align*}', r'\begin{array}{lc}a&b\\c&d\end{array}',
    r'\lim_{n\to\infty} a_n', r"f'' + g'^2 + h'_i", r'\operatorname{argmax}_x f(x)',
    r'\hat{x}\vec{v}\bar z \overline{xy} \widetilde{ab}', r'x \not= y \not\in z',
    r'\underbrace{a+b}_{n}', r'\overset{!}{=} \stackrel{d}{\to} \underset{x}{y}',
    r'\xrightarrow{f}', r'\{a,b;c\}/d', 'a<b>c', 'x!=y', 'a->b', '3.14, 10,000', 'a.b', 'a:b',
    r'\mathcal{O}(n\log n)', r'\mathbf{x}^\top \boldsymbol{\beta}', r'\|x\|_2 \leq \lvert y\rvert',
    r'\# \& \% \_ " * @ ? ` ; ~ |', r'\max_{x} y \quad z', r'{}^{14}\mathrm{C}', r'\Bbb C^n',
    r'\Cal{B(H)}', r'{\rm GL}_{2}(D)', r'\germ{sl}(1|2)[t]', r'\langle x, y\rangle',
    r'\mathfrak{g}',
    r'\mathsf{NC}^{\mbox{1}}', r'x^{y^{z}}_{i_j}', r'\alpha\beta\Gamma\varepsilon\hbar\ell',
    r'a \le b \ge c \ne d \sim e \approx f \times g \cdot h \pm i', r'\ldots\cdots\vdots', '',
    r'\mathtt{a}\mathit{ab}', r'\text{a "quoted" \& b}', r'\bigl( x \bigr)', r'\limsup_x \sup_y',
    r'\overbrace{x}^2_3', '1.2.3', '|x|', r'\overbrace{x}', r'\left\langle\psi\right|',
    r'\sqrt{\lceil}', r'\frac{\langle x}{⟧}',
]  # fmt: skip


@pytest.mark.parametrize(
    ('latex', 'expected'),
    [
        ('10^{-3}', '10⁻³'), (r'\slashed{E}_T', 'E\u0338T'), ('K^{*0}', 'K*⁰'),
        (r'\protect\gamma', 'γ'), (r'\varLambda', 'Λ'),
        (r'\sqrt{s} = 13\;\mbox{TeV}', '√s = 13\u2004TeV'), ('n=3', 'n=3'),
        (r'\Cal{B(H)}', 'ℬ(ℋ)'), (r'\mathfrak{sl}', '𝔰𝔩'), (r'\mathbb{RZ}k', 'ℝℤk'), ("f''", 'f′′'),
        (r'{\rm GL}_2(\Bbb C)', 'GL2(ℂ)'), (r'b\bar{b}', 'bb̄'), (r'\tilde{O}(n)', 'Õ(n)'),
        (r'2\times2', '2×2'), (r'a \in A', 'a ∈ A'), (r'\{k,k\}', '{k,k}'), (r'L^\infty', 'L∞'),
        (r'\operatorname{Vec}(\mathbb{Z}/p\mathbb{Z})', 'Vec(ℤ/pℤ)'), ('1{,}000', '1,000'),
        (r'O(n\log n)', 'O(n log n)'), (r'\log_2 n\sin(2x)', 'log2 n sin(2x)'),
        (r'x\not=y', 'x≠y'), (r'\left[0,1\right)', '[0,1)'),
    ],
)  # fmt: skip
def test_simple_formulas_are_text(latex: str, expected: str) -> None:
    """A formula that fits on a line of text is one."""
    rich = mathematics.to_rich(latex)
    assert rich is not None
    assert plain_text(rich).replace('=\u0338', '≠') == expected


@pytest.mark.parametrize(
    'latex',
    [r'\frac{a}{b}', r'\sum_{i=1}^n i', r'\sqrt{a+b}', r'\foo', '}', '{', r'\left(', '^', 'a&b'],
)
def test_other_formulas_are_not(latex: str) -> None:
    """What needs two dimensions, is unknown or broken is not shown as text."""
    assert mathematics.to_rich(latex) is None


@pytest.mark.parametrize(
    ('latex', 'expected'),
    [
        (r'\frac{\alpha+1}{2}',
         '(α+1)/2'), (r'\sum_{i=1}^n i', '∑i=1ni'), (r'\sqrt{a+b}', '√(a+b)'),
        (r'\foo{x}_\bar', 'x'), (r'\binom{n}{k}', '(n k)'), (r'a=\overline{xy}', 'a=xy'),
        (r'\begin{pmatrix}a&b\\c&d\end{pmatrix}', 'a, b; c, d'), (r'\left(\frac12\right)', '(1/2)'),
    ],
)  # fmt: skip
def test_every_formula_has_a_line(latex: str, expected: str) -> None:
    """A place without markup shows the formula without LaTeX."""
    assert mathematics.to_line(latex) == expected


@pytest.mark.parametrize('latex', [latex for latex in FORMULAS if latex])
def test_mathml(latex: str) -> None:
    """MathML is well-formed and has elements of MathML only."""
    written = mathematics.to_mathml(latex)
    assert written is not None
    root = ET.fromstring(written)
    assert root.tag == '{http://www.w3.org/1998/Math/MathML}math'
    assert '\\' not in ''.join(root.itertext()).replace('\\ ', '')


@pytest.mark.parametrize(
    'latex',
    [
        r'\text{<img src=x onerror=alert(1)>}', r'\text{<script>alert(1)</script>}', '<script>',
        r'\href{javascript:alert(1)}{x}', r'\class{a" onclick="alert(1)}{x}', r'\unknown{x}',
        r'\style{background:url(x)}{x}', '"><script>', r'\mathrm{<a href="javascript:x">y</a>}',
        r'\color{red" onload="x}{y}',
    ],
)  # fmt: skip
def test_mathml_is_safe(latex: str) -> None:
    """Nothing in a formula becomes code of a page."""
    written = mathematics.to_mathml(latex)
    if written is not None:
        for element in ET.fromstring(written).iter():
            assert element.tag.rpartition('}')[2].startswith('m')
            assert not [
                name for name in element.attrib if name.startswith(('on', 'href', 'style', 'class'))
            ]


def test_mathml_escapes() -> None:
    """Signs of HTML in a text of a formula are shown."""
    assert '>a\u00a0&lt;\u00a0b&amp;c<' in (mathematics.to_mathml(r'\text{a < b\&c}') or '')


def test_mathml_display() -> None:
    """A formula on its own is marked as such."""
    assert 'display="block"' in (mathematics.to_mathml('x', display=True) or '')


# To look for those of the system would take longer than all else.
FONTS = typst.Fonts(include_system_fonts=False)


def compile_typst(formulas: list[str]) -> None:
    """Compile formulas in one document; typst names the line of what fails."""
    typst.compile('\n\n'.join(f'$ {formula} $' for formula in formulas).encode(), font_paths=FONTS)


def test_typst() -> None:
    """Every formula of the list is written for Typst, which takes it."""
    written = {latex: mathematics.to_typst(latex) for latex in FORMULAS}
    assert [latex for latex, formula in written.items() if formula is None] == []
    compile_typst([formula for formula in written.values() if formula is not None])


@pytest.mark.parametrize(
    'latex', [r'\foo', r'\frac{a}', '}', r'\left(x', r'\begin{foo}\end{foo}', 'a $ b']
)
def test_typst_cannot(latex: str) -> None:
    """What is unknown or broken is left to the caller."""
    assert mathematics.to_typst(latex) is None


def grow(formula: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return formulas that are made of *formula*."""
    one = st.sampled_from([
        r'\sqrt{%s}', r'{%s}', r'\mathbb{%s}', r'\mathbf{%s}', r'\mathrm{%s}', r'\hat{%s}',
        r'\overline{%s}', r'\left(%s\right]', r'\left|%s\right.', "%s'", r'{\rm %s}',
        r'\underbrace{%s}',
        r'\begin{matrix}%s\\%%\end{matrix}'.replace('%%', 'x'), r'\lim_{%s}', r'\not{%s}',
    ])  # fmt: skip
    two = st.sampled_from([
        '%s%s', '%s %s', '{%s}_{%s}', '{%s}^{%s}', r'\frac{%s}{%s}', r'\binom{%s}{%s}',
        r'\sum_{%s}^{%s}', r'\sqrt[%s]{%s}', r'\begin{cases}%s&%s\end{cases}', r'\overset{%s}{%s}',
        r'\begin{pmatrix}%s&%s\\a\end{pmatrix}', '%s,%s', '%s/%s', '%s;%s',
    ])  # fmt: skip
    return st.one_of(
        st.builds(lambda pattern, a: pattern % a, one, formula),
        st.builds(lambda pattern, a, b: pattern % (a, b), two, formula, formula),
    )


LEAVES = st.one_of(
    st.sampled_from([*'abxyzABC019+-=<>()[]|!/,.;:*"@?`éα∑', r'\alpha', r'\to', r'\infty', r'\{',
                     r'\_', r'\&', r'\#', r'\%', r'\,', r'\quad', '~', r'\sin', r'\max', r'\int',
                     r'\ldots',
                     r'\text{a b}', r'\text{"\&"}', '12.5', '1,000', '#', '&', '$', '%', '\\']),
    st.characters(blacklist_categories=['Cs']),
)  # fmt: skip
FORMULA = st.recursive(LEAVES, grow, max_leaves=12)


@settings(max_examples=25)
@given(st.lists(FORMULA, min_size=20, max_size=20))
def test_typst_takes_whatever_is_written(latex: list[str]) -> None:
    """No formula that is written for Typst fails to compile."""
    written = map(mathematics.to_typst, latex)
    compile_typst([formula for formula in written if formula is not None])


@given(st.one_of(FORMULA, st.text()))
def test_no_formula_raises(latex: str) -> None:
    """Whatever stands between dollars, each notation gives a result or None."""
    mathematics.to_rich(latex)
    mathematics.to_typst(latex)
    mathematics.to_mathml(latex)
    mathematics.to_line(latex)
