"""The PDF: what it holds, where its links lead, and that it is accessible and archivable."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
import typst
from builds import STRICT, sphinx_build
from PIL import Image, ImageChops
from typst_pdf import (
    addresses,
    flaws,
    links,
    pages_out_of_order,
    pdfium_text,
    picture,
    tags,
    text_of,
    unlike,
)

from sphinx_cv.pdf.compile import FONTS_FOLDER

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

cv = pytest.mark.sphinx('cvpdf', testroot='typst-cv')
DESIGNS = ('classic', 'modern', 'columns')
SIZES = {'us-letter': (612, 792), 'a4': (595, 842)}  # in points
PICTURES = Path(__file__).with_name('pictures')


@pytest.fixture(scope='module')
def designs(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with that PDF in each design and on each paper."""
    folder = tmp_path_factory.mktemp('designs')
    source = shutil.copytree(rootdir / 'test-typst-cv', folder / 'source')
    look = {'font_size': '10.5pt', 'margin': '2cm', 'date': '2026-01'}
    pdfs = {f'{d}-{p}': {'design': d, 'paper': p, **look} for d, p in product(DESIGNS, SIZES)}
    with (source / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write(f'cv_variants = {pdfs}\n')
    build = sphinx_build(source, folder / 'pdf', *STRICT, builder='cvpdf')
    assert build.warnings == ''
    return build.output


def built(app: SphinxTestApp, name: str = 'cv') -> Path:
    """Build without a warning and give the PDF *name*."""
    app.build()
    assert app.warning.getvalue() == ''
    return Path(app.outdir, f'{name}.pdf')


def typ(output: Path, name: str = 'cv') -> str:
    """Return the body of the Typst file that was written."""
    return (output / f'{name}.typ').read_text(encoding='utf-8').partition('#masthead(\n')[2]


def test_a_pdf_is_accessible_archivable_and_says_what_it_is(output: Path) -> None:
    """The PDF conforms to PDF/UA-1 and PDF/A-2a; title, author, language and subject are set."""
    pdf = output / 'cv.pdf'
    assert flaws(pdf) == []
    with pikepdf.open(pdf) as document:
        assert str(document.docinfo.Title) == 'Ada Example – Curriculum Vitae'
        assert str(document.docinfo.Author) == 'Ada Example'
        assert 'Reader, Test University' in str(document.docinfo.Subject)
        assert 'curriculum vitae' in str(document.docinfo.Keywords)
        assert str(document.Root.Lang) == 'en'
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles == ['Appointments', 'Recognition', 'Publications', 'Talks']


def test_text_comes_in_the_order_of_the_page(output: Path) -> None:
    """A reader of the text meets name, contact, entries and papers as they stand on the pages."""
    text = text_of(output / 'cv.pdf')
    expected = [
        'Ada Example', 'Reader, Test University', 'ada@example.org', 'Home page', 'Appointments',
        'Reader', 'Aug 2024 – present', 'Test University, Department of Tests', 'Testville',
        'Student', '2018 – Jun 2019', 'Recognition', 'First prize', 'Announcement', '2023',
        'Publications', '* equal contribution', '2024', 'TEST', 'Second Results on Tests',
        'Bob Sample*, Ada Example*',
        'Proceedings of the Second Conference on Tests', 'PDF', 'Code', '2023', 'TEST',
        'First Results', 'Ada Example, Zoë Ünal', 'Talks', 'On Tests',
        'Sample Institute', '2020', 'See First Results',
    ]  # fmt: skip
    position = 0
    for words in expected:
        assert words in text[position:], words
        position = text.index(words, position) + len(words)
    with pikepdf.open(output / 'cv.pdf') as document:
        assert pages_out_of_order(document) == []


def test_papers_and_entries_are_items_of_lists(output: Path) -> None:
    """Positions, the award, the papers of each year and the talk are lists."""
    pdf = output / 'cv.pdf'
    with pikepdf.open(pdf) as document:
        assert tags(document).count('LI') == 7
        assert tags(document).count('L') == 6
        assert [tag for tag in tags(document) if tag[0] == 'H'] == [
            'H1', 'H1', 'H1', 'H2', 'H2', 'H2', 'H1'
        ]  # fmt: skip


def test_links_lead_into_the_pdf_to_the_site_and_out(output: Path) -> None:
    """A role for a paper leads to its row, its title to its page on the site, others outside."""
    pdf = output / 'cv.pdf'
    with pikepdf.open(pdf) as document:
        assert addresses(document) == {
            'mailto:ada%40example.org', 'https://ada.example.org/', 'https://bob.example.org/',
            'https://prize.example.org/', 'https://papers.example.org/second.pdf',
            'https://code.example.org/second', 'https://doi.org/10.1000/first',
            'https://cv.example.org/papers/example2023first.html',
            'https://cv.example.org/papers/example2024second.html',
            'https://cv.example.org/papers/example2019old.html',
        }  # fmt: skip
        inside = [link for link in links(document) if '/URI' not in link.get('/A', {})]
        assert len(inside) == 2  # of the award, and of the talks


@pytest.mark.sphinx('cvpdf', testroot='typst-cv', confoverrides={'html_baseurl': ''})
def test_no_link_is_dead_where_the_site_is_unknown(app: SphinxTestApp) -> None:
    """Without an address of the site a title is no link; the links inside stay."""
    pdf = built(app)
    with pikepdf.open(pdf) as document:
        assert not any('papers/example' in address for address in addresses(document))
    assert flaws(pdf) == []


def test_own_name_is_strong_and_marks_are_explained(output: Path) -> None:
    """The owner's name is bold in author lists; a name and its mark stay on one line."""
    assert '#strong[#"Ada\u00a0Example"]#mark[#"*"]' in typ(output)
    assert '#legend[#"* equal contribution"]' in typ(output)


def test_no_line_ends_within_a_name(output: Path) -> None:
    """Its spaces do not break; where a line can end elsewhere, or a name is long, it has a box."""
    assert '#", Zoë\u00a0Ünal"' in typ(output)
    assert '#name[#"Jean-Luc Deux"]' in typ(output)
    assert '#name[#"The Very Large Collaboration of Collaborations"]' in typ(output)


def test_owner_block_stands_in_the_header_alone(output: Path) -> None:
    """The contact links of the page are not printed a second time."""
    assert text_of(output / 'cv.pdf').count('ada@example.org') == 1


@pytest.mark.sphinx(
    'cvpdf', testroot='typst-cv', confoverrides={'cv_pdf': {'numbered': True, 'print_links': True}}
)
def test_papers_are_numbered_and_addresses_printed_on_wish(app: SphinxTestApp) -> None:
    """Numbers go on through all years; behind a link stands its address as people read it."""
    text = text_of(built(app))
    assert re.search(r'1\. ?TEST Second .* 2\. ?TEST First .* 3\. Old', text)
    assert 'Announcement (prize.example.org)' in text
    assert 'ada@example.org (' not in text


def test_designs_and_papers(designs: Path) -> None:
    """All designs on both papers conform, with the fonts that the package ships."""
    for design, (paper, size) in product(DESIGNS, SIZES.items()):
        pdf = designs / f'{design}-{paper}.pdf'
        assert flaws(pdf) == []
        with pikepdf.open(pdf) as document:
            page = document.pages[0]
            assert [round(float(n)) for n in page.mediabox[2:]] == list(size)
            fonts = {str(f.BaseFont).partition('+')[2] for f in page.Resources.Font.values()}
        wanted = 'SourceSans3' if design == 'modern' else 'LibertinusSerif'
        assert all(font.startswith(wanted) for font in fonts)


@pytest.mark.parametrize('design', DESIGNS)
def test_pages_look_as_they_did(designs: Path, design: str, request: pytest.FixtureRequest) -> None:
    """Of the dots of a page, almost none has changed; --force-regen takes a new picture."""
    found, kept = picture(designs / f'{design}-a4.pdf'), PICTURES / f'{design}.png'
    if request.config.getoption('force_regen'):
        found.save(kept, optimize=True)
    with Image.open(kept) as expected:
        assert unlike(found, expected) < 0.002
        # What is moved by half a millimetre is seen.
        assert unlike(ImageChops.offset(found, 0, 1), expected) > 0.01


@pytest.mark.sphinx('cvpdf', testroot='typst-cv', confoverrides={'cv_pdf': {'template': 'my.typ'}})
def test_the_owner_may_set_details(app: SphinxTestApp) -> None:
    """What the owner's Typst defines takes the place of the design's; the rest stays."""
    own = """\
#let paper-title(body) = [Paper: #body]
#let legend(body) = none
#show heading.where(level: 1): it => block[Part: #it.body]
#set page(footer: [Own foot])
"""
    Path(app.srcdir, 'my.typ').write_text(own, encoding='utf-8')
    pdf = built(app)
    assert flaws(pdf) == []
    text = text_of(pdf)
    assert {words in text for words in ('Paper: Second', 'Part: Talks', 'Own foot')} == {True}
    assert 'Page 1 of' not in text
    assert app.warning.getvalue() == ''


@pytest.mark.sphinx(
    'cvpdf', testroot='typst-cv', confoverrides={'cv_pdf': {'template': 'gone.typ'}}
)
def test_a_template_that_is_missing_is_left_out(app: SphinxTestApp) -> None:
    """The message names it, and the PDF is made as without it."""
    app.build()
    assert flaws(Path(app.outdir, 'cv.pdf')) == []
    assert 'the template gone.typ cannot be read' in app.warning.getvalue()


@cv
def test_footer_says_page_of_pages_name_and_date(
    app: SphinxTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOURCE_DATE_EPOCH is the date of the last change and of the document."""
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1735689600')
    pdf = built(app)
    assert 'Ada Example · Last updated on 1 Jan 2025 Page 1 of 1' in text_of(pdf)
    with pikepdf.open(pdf) as document:
        assert str(document.docinfo.CreationDate).startswith('D:20250101000000')


@pytest.mark.sphinx('cvpdf', testroot='typst-cv', confoverrides={'cv_pdf': {'date': '2025-08'}})
def test_the_owner_may_name_the_date(app: SphinxTestApp) -> None:
    """A date in the settings stands in the footer as it is."""
    assert 'Last updated on Aug 2025' in text_of(built(app))


@cv
def test_same_input_gives_same_bytes(app: SphinxTestApp) -> None:
    """A second build gives the same PDF, and so does the Typst file that is left beside it."""
    pdf = built(app)
    first = pdf.read_bytes()
    pdf.unlink()
    app.build(force_all=True)
    assert pdf.read_bytes() == first
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS_FOLDER])
    with pikepdf.open(pdf) as document:
        day = datetime.strptime(str(document.docinfo.CreationDate)[2:16], '%Y%m%d%H%M%S')
    again = typst.compile(
        pdf.with_suffix('.typ'),
        font_paths=fonts,
        pdf_standards=['a-2a', 'ua-1'],
        timestamp=day.replace(tzinfo=UTC),
    )
    assert again == first


def test_short_words_with_a_slash_stay_whole(tmp_path: Path) -> None:
    """Wherever a line ends, it does not end within "I/O"."""
    (tmp_path / 'conf.py').write_text(
        "extensions = ['myst_parser', 'sphinx_cv']\ncv_owner = {'name': 'Ada'}\n"
    )
    words = ' '.join(
        'a' * number + ' I/O' for number in (*range(1, 9), *range(1, 9)) for _ in 'abc'
    )
    (tmp_path / 'index.md').write_text(f'# Ada\n\n## News\n\n{words}\n')
    build = sphinx_build(tmp_path, tmp_path / 'pdf', '-W', builder='cvpdf')
    text = text_of(build.output / 'cv.pdf')
    assert text.count('I/O') == words.count('I/O')
    assert flaws(build.output / 'cv.pdf') == []


@pytest.mark.sphinx('cvpdf', testroot='typst-everything', freshenv=True)
def test_everything_that_sphinx_can_say_is_printed(app: SphinxTestApp) -> None:
    """Every kind of node keeps its content, and the PDF conforms all the same."""
    app.config.suppress_warnings = ['design.card_legacy']
    pdf = built(app)
    assert flaws(pdf) == []
    text = text_of(pdf)
    for words in EVERYTHING:
        assert words in text, words
    for words in ('Only for browsers', 'Never printed', 'Not shown'):
        assert words not in text


EVERYTHING = (
    'Words before the first section', 'emphasis, strength, code, H2O, x2, a CV (curriculum vitae)',
    'substitution', '# $ % & * _ ` ~ < > @', '[ ] { } ( ) // /* */', '#pagebreak()',
    'Only for the PDF', '1. one 2. two a. inner b. more', 'inner bullet', 'Text in depth',
    'Name Number one 1 two 2', 'wide left right', 'A figure’s caption. And its legend.',
    'print("#hello [world]")', 'A caption', 'Note A note.', 'Warning A warning.',
    'A title of its own An admonition.', '1.0: New.', 'A topic In short.', 'A sidebar Beside.',
    'term Its definition. other term (classifier) Another definition.', 'field value',
    '-v verbose --all everything', 'a line an inner line a last line', 'A quotation. — Somebody',
    'A rubric', 'In the middle', 'entropy, disorder What only grows.', 'answer(question) Give 42.',
    'digit+', 'Contained.', 'Card title Card text. Card foot.', 'Grid text.', 'Drop down',
    'Hidden on the page.', 'First tab In the first. Second tab In the second.', 'A button',
    'After the transition.', 'CIT2020', 'A cited work.', 'The first note, with emphasis.',
    'The second note.', 'Back to First section, to the entropy, and a file',
)  # fmt: skip


@pytest.mark.sphinx('cvpdf', testroot='typst-everything')
def test_structure_of_everything(app: SphinxTestApp) -> None:
    """Headings, tables, figures, notes and formulas are tagged as what they are."""
    app.config.suppress_warnings = ['design.card_legacy']
    pdf = built(app)
    with pikepdf.open(pdf) as document:
        found = tags(document)
        assert [tag for tag in found if re.fullmatch('H[1-6]', tag)] == [
            'H1',
            'H2',
            'H3',
            'H1',
            'H1',
        ]
        assert {'Table', 'TH', 'TD', 'THead', 'BlockQuote', 'Code', 'Caption'} <= set(found)
        assert found.count('Note') == 2  # one of the footnotes is referred to twice
        assert found.count('Formula') == 2
        assert found.count('Figure') == 3  # an image with an empty text is decoration
        assert addresses(document) >= {
            'https://example.org/?q="x"&y=1', 'https://cv.example.org/elsewhere.html',
            'mailto:ada@example.org', 'https://example.org/button',
        }  # fmt: skip
        assert not any('javascript' in address for address in addresses(document))


def test_other_readers_find_the_same_words(output: Path) -> None:
    """PDFium, which is Chromium's reader, finds the words that poppler finds, and no others."""
    pdf = output / 'cv.pdf'
    assert Counter(pdfium_text(pdf).split()) == Counter(text_of(pdf).split())
