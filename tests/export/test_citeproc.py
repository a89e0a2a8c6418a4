"""How to cite a paper in the styles of CSL."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from sites import build, plain, write_site

from sphinx_cv.bib import read_bibliography
from sphinx_cv.export.citeproc import cite, read_style, rich
from sphinx_cv.model import Markup, Text
from sphinx_cv.model.words import speaking, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.model import Paper

REFS = r"""
@article{sand, title={A {DNA} theory of $x^2$}, author={van den Berg, Ann and Liu, Zhe and
    {ATLAS Collaboration}}, journal={Journal of Things}, volume=12, number=3, pages={1--20},
    date={2024-05}, doi={10.1000/abc}}
@incollection{mud, title={On mud}, author={Kim, Ann}, booktitle={Handbook}, editor={Roe, Eve},
    publisher={Press}, pages={1--2}, year=2019}
@phdthesis{thesis, title={Rivers}, author={Kim, Ann}, school={Utopia}, year=2020,
    url={https://x.org/1}}
@thesis{numbered, title={Rivers}, author={Kim, Ann}, school={Utopia}, year=2020, number={12},
    type={Doctoral dissertation}}
@techreport{report, title={Gauges}, author={Kim, Ann}, institution={Survey}, number=12, year=2021}
@dataset{data, title={Sand}, author={Kim, Ann}, publisher={Zenodo}, version={1.2}, year=2022}
@software{code, title={Tool}, author={Kim, Ann}, publisher={Zenodo}, version={1.2}, year=2022}
@patent{patent, title={A Gauge}, author={Kim, Ann}, holder={Utopia}, number={US 123}, year=2019}
@misc{preprint, title={Mud}, author={Kim, Ann}, eprint={2101.00001}, archiveprefix={arXiv},
    year=2021}
"""
OWN = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Of my own</title><id>own</id></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout>
    <text variable="title" prefix="See "/><names variable="author" prefix=" by "/>
  </layout></bibliography>
</style>"""

# Checked by hand against what pandoc makes of the same data and style files.
EXPECTED = {
    'apa': 'van den Berg, A., Liu, Z., & ATLAS Collaboration. (2024). A DNA theory of x2. '
    'Journal of Things, 12(3), 1–20. https://doi.org/10.1000/abc',
    'ieee': 'A. van den Berg, Z. Liu, and ATLAS Collaboration, “A DNA theory of x2,” '
    'Journal of Things, vol. 12, no. 3, pp. 1–20, May 2024, doi: 10.1000/abc.',
    'chicago': 'van den Berg, Ann, Zhe Liu, and ATLAS Collaboration. 2024. '
    '“A DNA Theory of x2.” Journal of Things 12 (3): 1–20. https://doi.org/10.1000/abc.',
    'ama': 'van den Berg A, Liu Z, ATLAS Collaboration. A DNA theory of x2. '
    'Journal of Things. 2024;12(3):1-20. doi:10.1000/abc',
    'vancouver': 'van den Berg A, Liu Z, ATLAS Collaboration. A DNA theory of x2. '
    'Journal of Things. 2024 May;12(3):1–20. doi:10.1000/abc',
}


@pytest.fixture(scope='module')
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    """The papers above."""
    folder = tmp_path_factory.mktemp('citeproc')
    (folder / 'refs.bib').write_text(REFS, encoding='utf-8')
    return {p.key: p for p in read_bibliography([folder / 'refs.bib'], folder).papers}


@pytest.mark.parametrize('name', EXPECTED)
def test_styles(name: str, papers: dict[str, Paper], tmp_path: Path) -> None:
    """As journals print them, without the number of a list."""
    assert plain(cite(papers['sand'], read_style(name, tmp_path))) == EXPECTED[name]


def test_styles_speak_the_language_of_the_site(tmp_path: Path) -> None:
    """Words, numbers and who else took part; names without small letters stay as they are."""
    source = """@incollection{k, title = {Seen}, author = {Roe, Ann and 松岡, 大樹 and others},
      booktitle = {Welt}, editor = {Doe, Eva}, edition = 2, pages = {1--9}, year = 2024}"""
    (tmp_path / 'refs.bib').write_text(source, encoding='utf-8')
    (paper,) = read_bibliography([tmp_path / 'refs.bib'], tmp_path).papers
    style = read_style('apa', tmp_path)
    with speaking(words_of('de')):
        german = plain(cite(paper, style))
    expected = 'Roe, A., 松岡大樹, u. a. (2024). Seen. In E. Doe (Hrsg.), Welt (2. Aufl., S. 1–9).'
    assert german == expected
    english = plain(cite(paper, style))
    assert english.startswith('Roe, A., 松岡大樹, et al. (2024). Seen. In E. Doe (Ed.)')


def test_editors(papers: dict[str, Paper], tmp_path: Path) -> None:
    """Their label has the case that the style asks for."""
    found = plain(cite(papers['mud'], read_style('apa', tmp_path)))
    assert found == 'Kim, A. (2019). On mud. In E. Roe (Ed.), Handbook (pp. 1–2). Press.'


# As the manual of APA has them; pandoc's agree but for what it does not know yet.
IN_APA = {
    'thesis': 'Kim, A. (2020). Rivers [PhD thesis, Utopia]. https://x.org/1',
    'numbered': 'Kim, A. (2020). Rivers (Publication No. 12) [Doctoral dissertation]. Utopia.',
    'report': 'Kim, A. (2021). Gauges (Technical Report No. 12). Survey.',
    'data': 'Kim, A. (2022). Sand (Version 1.2) [Dataset]. Zenodo.',
    'code': 'Kim, A. (2022). Tool (Version 1.2) [Computer software]. Zenodo.',
    'patent': 'Kim, A. (2019). A Gauge (Patent No. US 123). Utopia.',
    'preprint': 'Kim, A. (2021). Mud (arXiv:2101.00001). arXiv. https://arxiv.org/abs/2101.00001',
}


def test_works_that_are_no_articles(papers: dict[str, Paper], tmp_path: Path) -> None:
    """Theses, reports, data, programs and patents have the words of the style, and none alone."""
    style = read_style('apa', tmp_path)
    assert {key: plain(cite(papers[key], style)) for key in IN_APA} == IN_APA


def test_labels_stand_before_something(papers: dict[str, Paper], tmp_path: Path) -> None:
    """A work without pages has no "p" for them."""
    found = plain(cite(papers['report'], read_style('acs', tmp_path)))
    assert found == 'Kim, A. Gauges; Technical report 12; Survey, 2021.'


def test_references_in_our_markup() -> None:
    """Only what a processor writes is markup; all else is text."""
    assert rich('A <i>B</i> &amp; <script>x</script> at https://a.org/b.') == (
        Text('A '), Markup('emphasis', (Text('B'),)), Text(' & '), Text('x'), Text(' at '),
        Markup('link', (Text('https://a.org/b'),), 'https://a.org/b'), Text('.'),
    )  # fmt: skip


@pytest.mark.parametrize(('name', 'sentence'), [
    ('aap', 'there is no style "aap"; it is one of acm, acs, ama, apa,'),
    ('gone.csl', 'there is no file gone.csl; put it beside conf.py'),
    ('bad.csl', 'bad.csl is no style of CSL'),
])  # fmt: skip
def test_a_style_that_is_not_there(name: str, sentence: str, tmp_path: Path) -> None:
    """Is said in a sentence that helps."""
    (tmp_path / 'bad.csl').write_text('<style', encoding='utf-8')
    with pytest.raises(ValueError, match=sentence):
        read_style(name, tmp_path)


def test_the_processor_is_optional(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Who names a style without it is told what to install."""
    monkeypatch.setitem(sys.modules, 'citeproc', None)
    with pytest.raises(ValueError, match=r'pip install "sphinx-cv\[citations\]"'):
        read_style('apa', tmp_path)


def test_buttons_on_the_page_of_a_paper(tmp_path: Path) -> None:
    """One for each style, an own one included; what a build has made the next one takes."""
    source = write_site(tmp_path / 'site', {
        'index.md': '# Ann\n', 'own.csl': OWN, 'refs.bib': REFS.replace('2024', '2023'),
    }, "cv_outputs = []\ncv_citation_styles = ['apa', 'own.csl', 'aap']\n")  # fmt: skip
    site = build(source)
    page = site.text('papers/sand.html')
    assert '<summary>APA</summary>' in page
    assert '<summary>Of my own</summary>' in page
    assert 'See A DNA theory of' in plain(page)
    assert '<em>Journal of Things</em>, <em>12</em>(3)' in page
    (warning,) = site.warnings
    assert 'conf.py:8: WARNING: cv_citation_styles: there is no style "aap"' in warning
    cache = next(source.rglob('cv-references.json'))
    text = cache.read_text(encoding='utf-8').replace('See ', 'Look at ')
    cache.write_text(text, encoding='utf-8')
    (source / 'own.csl').write_text(OWN + '\n', encoding='utf-8')
    (source / 'own.csl').write_text(OWN, encoding='utf-8')
    assert 'Look at A DNA theory of' in plain(build(source).text('papers/sand.html'))


@pytest.mark.parametrize('date', [
    '2024-05-03/2024-05-05', '2024-05/2024-07', '2023/2024', '2023-12-30/2024-01-02', '2024/',
])  # fmt: skip
def test_days_of_one_year_are_the_first_of_them(tmp_path: Path, date: str) -> None:
    """The processor joins two dates of a year to an error; the reference must not be lost."""
    file = tmp_path / 'refs.bib'
    file.write_text(
        f'@inproceedings{{a, title={{A}}, author={{Eve}}, booktitle={{C}}, date={{{date}}}}}'
    )
    (paper,) = read_bibliography([file]).papers
    for name in EXPECTED:
        assert date[:4] in plain(cite(paper, read_style(name, tmp_path)))


def test_a_sentence_without_anything_is_none(tmp_path: Path) -> None:
    """ACM's style has one for a place and a publisher, which a paper need not have."""
    file = tmp_path / 'refs.bib'
    file.write_text('@inproceedings{k, author={Doe, J}, title={T}, eventtitle={E}, year={2024}}')
    [paper] = read_bibliography([file]).papers
    assert plain(cite(paper, read_style('acm', tmp_path))) == 'J Doe. 2024. T. In E, 2024.'
