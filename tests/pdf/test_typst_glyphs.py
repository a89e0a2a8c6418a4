"""What a PDF cannot show costs only itself, and the owner is told where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from typst_pdf import flaws, text_of

from sphinx_cv.pdf import compile as compile_module
from sphinx_cv.pdf.compile import TypstSource, compile_pdf
from sphinx_cv.pdf.scripts import fonts_for, fonts_taken

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

HEAD = '#set document(title: "T")\n#set text(lang: "en")\n'


@pytest.mark.sphinx('cvpdf', testroot='typst-glyphs')
@pytest.mark.parametrize('design', ['classic', 'modern', 'columns'])
def test_a_character_that_no_font_has(app: SphinxTestApp, design: str) -> None:
    """All are told once, with the first place, and replaced; line and standards stay."""
    app.config.cv_pdf = {'design': design}
    app.build()
    warnings = app.warning.getvalue()
    assert warnings.count('no font has') == 1
    assert 'index.md:9: WARNING: cv.pdf: no font has these 2 characters' in warnings
    assert 'U+F0001' in warnings
    assert 'U+F0002' in warnings
    pdf = Path(app.outdir, 'cv.pdf')
    assert flaws(pdf) == []
    text = text_of(pdf)
    assert 'Nobody has this: \ufffd and that: \ufffd and this again: \ufffd end.' in text


@pytest.mark.sphinx('cvpdf', testroot='typst-glyphs')
@pytest.mark.parametrize('design', ['classic', 'modern', 'columns'])
def test_latin_greek_and_cyrillic_letters_are_shipped(app: SphinxTestApp, design: str) -> None:
    """Accents, polytonic Greek, Serbian, Ukrainian, in bold italics too, all come out."""
    app.config.cv_pdf = {'design': design}
    app.build()
    text = text_of(Path(app.outdir, 'cv.pdf'))
    assert 'Łódź Dvořák Ứng' in text
    assert 'Ελλάδα ὀρθός' in text
    assert 'Українська Ђорђе' in text
    assert 'Bold italic Ђорђе є Ελλάδα' in text


def test_a_formula_that_typst_refuses() -> None:
    """Its text stands in its place, and the message names the page and the line."""
    formula = '#math.equation(alt: "x", eval("frac(", mode: "math"))'
    text = f'{HEAD}\n// index.md:7\n#"before "{formula}#" after"\n'
    pdf, troubles = compile_pdf(TypstSource(text=text, risks={formula: '#raw("x")'}))
    assert pdf is not None
    assert [trouble.place for trouble in troubles] == ['index.md:7']
    assert 'its text stands in its place' in troubles[0].message


def test_a_picture_that_is_none(tmp_path: Path) -> None:
    """A broken file is replaced by its words."""
    broken = tmp_path / 'broken.png'
    broken.write_bytes(b'no picture')
    picture = 'image("_images/broken.png", alt: "words")'
    text = f'{HEAD}// index.md:3\n#{picture}\n'
    source = TypstSource(text, {picture: 'text("words")'}, {'_images/broken.png': broken})
    pdf, troubles = compile_pdf(source)
    assert pdf is not None
    assert [(trouble.subtype, trouble.place) for trouble in troubles] == [('content', 'index.md:3')]


def test_a_standard_that_cannot_be_met() -> None:
    """The PDF is made all the same, and the reason is told with the place."""
    text = f'{HEAD}// index.md:5\n#heading(level: 1)[a]\n// index.md:8\n#heading(level: 3)[b]\n'
    pdf, troubles = compile_pdf(TypstSource(text))
    assert pdf is not None
    assert 'PDF/UA-1' in troubles[0].message
    assert troubles[0].place == 'index.md:8'


def test_typst_that_is_none() -> None:
    """No PDF and a sentence, but no traceback."""
    pdf, troubles = compile_pdf(TypstSource('#nothing-of-this-name'))
    assert pdf is None
    assert 'Typst cannot make the PDF: unknown variable' in troubles[-1].message


@pytest.mark.sphinx('cvpdf', testroot='typst-glyphs')
def test_other_scripts_come_from_the_system(app: SphinxTestApp) -> None:
    """Chinese is set where the system has a font for it; where not, that is told."""
    Path(app.srcdir, 'index.md').write_text('# A\n\n## B\n\nIn Chinese: 劉.\n', encoding='utf-8')
    app.build()
    pdf = Path(app.outdir, 'cv.pdf')
    assert flaws(pdf) == []
    told = '劉 (U+5289)' in app.warning.getvalue()
    assert f'In Chinese: {"�" if told else "劉"}.' in text_of(pdf)
    said = 'fonts of the PDFs beside those of sphinx-cv: ' in app.status.getvalue()
    assert said is not told


def test_which_fonts_were_taken() -> None:
    """Of the scripts of a text, the first fonts that a PDF names."""
    pdf = b'/BaseFont/DRQBZK+NotoSerifCJKsc-Bold-Identity-H /BaseFont /ABCDEF+Amiri-Regular'
    assert fonts_taken('Łódź 劉 ليلى ליאור', pdf) == {
        'Arabic': 'Amiri', 'Chinese, Japanese and Korean': 'Noto Serif CJK SC',
    }  # fmt: skip
    assert fonts_taken('Łódź', pdf) == {}


@pytest.mark.sphinx('cvpdf', testroot='typst-glyphs')
def test_fonts_of_the_owner(app: SphinxTestApp) -> None:
    """A family in a folder of the site is used for what the design's own font lacks."""
    folder = Path(app.srcdir, 'fonts')
    folder.mkdir(exist_ok=True)
    own = Path(compile_module.FONTS_FOLDER, 'SourceSans3-Regular.otf')
    (folder / own.name).write_bytes(own.read_bytes())
    Path(app.srcdir, 'index.md').write_text('# A\n\n## B\n\nA check mark: ✓\n', encoding='utf-8')
    app.config.cv_pdf = {'font_paths': ['fonts'], 'fonts': ['Source Sans 3']}
    app.build()
    with pikepdf.open(Path(app.outdir, 'cv.pdf')) as document:
        names = {
            str(f.BaseFont).partition('+')[2] for f in document.pages[0].Resources.Font.values()
        }
    assert any(name.startswith('SourceSans3') for name in names)


def test_fonts_for_other_scripts() -> None:
    """Each script has its fonts, Chinese characters those of the language; Latin needs none."""
    assert fonts_for('Łódź Ελλάδα Ђорђе', 'de', serif=True) == []
    arabic = fonts_for('ليلى', 'ar', serif=True)
    assert arabic[0] == 'Noto Naskh Arabic'
    assert fonts_for('ليلى', 'ar', serif=False)[0] == 'Noto Sans Arabic'
    firsts = {
        code: fonts_for('松岡', code, serif=True)[0] for code in ('zh_CN', 'ja', 'ko', 'zh-TW')
    }
    assert firsts == {
        'zh_CN': 'Noto Serif CJK SC', 'ja': 'Noto Serif CJK JP', 'ko': 'Noto Serif CJK KR',
        'zh-TW': 'Noto Serif CJK TC',
    }  # fmt: skip
    both = fonts_for('松 ליאור', 'he', serif=False)
    assert both.index('Noto Sans Hebrew') < both.index('Noto Sans CJK SC')
