"""Citations and links of a site: all lead to the paper, in every form and by every builder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sites import PDF, build, copy_root, plain, write_site
from sphinx.addnodes import pending_xref

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Link, Site

RIVERS = 'Rivers and their Bends (ICR 2024)'
LAKES = 'Lakes, Ponds and Pools (Journal of Still Water, 2023)'
PAPERS = """\
@article{rivers2024, title={Rivers}, author={Example, Ann}, journaltitle={Water}, date={2024}}
@article{lakes2023, title={Lakes}, author={Example, Ann and Other, Bob}, date={2023}}
"""
PAGES = {
    'html': {RIVERS: 'papers/rivers2024.html#cv-paper-rivers2024',
             LAKES: 'papers/lakes2023.html#cv-paper-lakes2023'},
    'dirhtml': {RIVERS: '../papers/rivers2024/#cv-paper-rivers2024',
                LAKES: '../papers/lakes2023/#cv-paper-lakes2023'},
    'singlehtml': {RIVERS: '#cv-paper-rivers2024', LAKES: '#cv-paper-lakes2023'},
}  # fmt: skip
FILES = {'html': '{}.html', 'dirhtml': '{}/index.html', 'singlehtml': 'index.html'}
CITATIONS = (
    '(Example et al., 2024)',
    'Example et al. (2024)',
    '(Example et al., 2024; Other and Example, 2023)',
    'Other and Example',
    '2023',
    '(see Example et al., 2024, p. 3; Other and Example, 2023)',
    '(Example and Third, 2021)',
    '(Example et al., 2024)',
    '(Knuth, 1968)',
    '(Knuth, 1968; Example et al., 2024)',
)


@pytest.fixture(scope='module')
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose pages cite and link papers in every way."""
    return copy_root('citing', tmp_path_factory.mktemp('citing') / 'source')


@pytest.fixture(scope='module')
def site(source: Path) -> Site:
    """That site as html."""
    return build(source, nitpicky=True)


@pytest.fixture(scope='module')
def listed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """That site without pages of papers."""
    source = copy_root('citing', tmp_path_factory.mktemp('listed') / 'source')
    return build(source, nitpicky=True, cv_paper_pages=False)


def paper_links(site: Site, name: str) -> list[Link]:
    """Return the links of a page that lead to a paper and say what it is."""
    return [link for link in site.links(name) if link.title in {RIVERS, LAKES}]


def test_no_citation_is_complained_of(site: Site, listed: Site) -> None:
    """Aliases, other people's work, words before and behind: nothing is wrong with any of it."""
    assert site.warnings == listed.warnings == []


def test_citations_read_as_people_write_them(site: Site) -> None:
    """Names, years, words before and behind, and brackets stand where a reader expects them."""
    found = re.findall(r'<span class="bibtex-citation"[^>]*>(.*?)</span>', site.text('citing.html'))
    assert tuple(map(plain, found)) == CITATIONS


def test_plain_text_cites_by_names_and_years(site: Site) -> None:
    """Nobody who reads cv.txt knows what the keys of a bibliography mean."""
    lines = site.text('cv.txt').splitlines()
    cited = lines[lines.index('CITING') + 2 :][: len(CITATIONS)]
    assert cited[:3] == [
        '- (Example et al., 2024)',
        '- Example et al., 2024',
        '- (Example et al., 2024; Other and Example, 2023)',
    ]
    assert f'- {CITATIONS[5]}' in cited
    assert cited[-2:] == ['- (Knuth, 1968)', '- (Knuth, 1968; Example et al., 2024)']


@pytest.mark.parametrize('builder', FILES)
def test_links_lead_to_the_paper_and_say_which(source: Path, site: Site, builder: str) -> None:
    """Hover shows title, venue and year; the way leads to the page, or in one page to the list."""
    built = site if builder == 'html' else build(source, builder, nitpicky=True)
    assert built.warnings == []
    for page in ('citing', 'linking', 'rst'):
        links = paper_links(built, FILES[builder].format(page))
        assert len(links) >= 3, page
        assert {link.href for link in links} == {PAGES[builder][link.title] for link in links}
        if builder == 'singlehtml':
            for link in links:
                assert built.text().count(f'id="{link.href[1:]}"') == 1


@pytest.mark.parametrize(
    'builder', ['man', 'texinfo', 'epub', 'gettext', 'xml', 'pseudoxml', 'dummy', 'cvpdf']
)
def test_every_builder_takes_citations(source: Path, site: Site, builder: str) -> None:
    """No format of Sphinx fails on a citation or a link, or has anything to say."""
    assert build(source, builder, nitpicky=True).warnings == []


def test_the_words_of_a_link_are_the_title_unless_others_are_given(site: Site) -> None:
    """All ways to link a paper agree, and none shows words as code."""
    words = [link.text for link in paper_links(site, 'linking.html')]
    rivers, lakes = 'Rivers and their Bends', 'Lakes, Ponds and Pools'
    assert words == [rivers, 'words', rivers, 'words', 'text', lakes, rivers]
    assert '<code' not in site.text('linking.html')


def test_without_pages_the_links_lead_to_the_list(listed: Site) -> None:
    """cv_paper_pages = False takes the pages away, and no link with them."""
    assert not (listed.source / 'papers').exists()
    links = [
        link
        for page in ('citing', 'linking', 'rst')
        for link in paper_links(listed, f'{page}.html')
    ]
    assert len(links) > 15
    assert {link.href for link in links} == {
        'publications.html#cv-paper-rivers2024', 'publications.html#cv-paper-lakes2023'
    }  # fmt: skip
    labels = [
        link.href for link in listed.links('linking.html') if link.text == 'Lakes, Ponds and Pools'
    ]
    assert len(set(labels)) == 1


def test_every_link_has_an_end(site: Site) -> None:
    """Each link within the site leads to an id that is there."""
    for page in ('citing.html', 'linking.html', 'rst.html', 'entries.html', 'publications.html'):
        for link in site.links(page):
            name, _, anchor = link.href.partition('#')
            if not link.href.startswith('http') and anchor and 'cap-' not in anchor:
                assert f'id="{anchor}"' in site.text(name or page), link


def test_a_citation_is_two_nodes_until_it_is_written(site: Site) -> None:
    """A link and its words are all that the many transforms of Sphinx go through."""
    links = site.doctree('citing').findall(pending_xref)
    sizes = [len(list(link.findall())) for link in links if link.get('refdomain') == 'cite']
    assert set(sizes) == {2}


def test_footnotes_lead_on_to_the_paper(site: Site) -> None:
    """{footcite} leads to a footnote, and its title to the paper's page, where there is one."""
    notes = re.findall(r'(?s)<aside class="footnote .*?</aside>', site.text('citing.html'))
    ends = [re.findall(r'href="(papers/[^"]*)"', note) for note in notes]
    assert ends == [[PAGES['html'][LAKES]], [PAGES['html'][RIVERS]], []]
    assert 'The Art of Computer Programming' in plain(notes[2])


def test_the_bibliography_has_what_is_cited(site: Site) -> None:
    """{bibliography} lists papers of the site and other people's, under the labels of the text."""
    labels = re.findall(r'<span class="fn-bracket">\[</span>([^<]*)', site.text('citing.html'))
    found = [label for label in labels if ',' in label]
    assert {'Example et al., 2024', 'Other and Example, 2023', 'Knuth, 1968'} <= set(found)


def test_latex_and_text_have_the_citations(source: Path, site: Site) -> None:
    """Formats without hover have the same words, and LaTeX has links to the list."""
    text = build(source, 'text').text('citing.txt')
    assert [line[2:].replace('*', '') for line in text.splitlines() if line.startswith('* ')] == [
        *CITATIONS
    ]
    latex = build(source, 'latex')
    (file,) = latex.output.glob('*.tex')
    target = r'\hyperref[\detokenize{publications:cv-paper-rivers2024}]'
    assert file.read_text(encoding='utf-8').count(target) > 10
    assert latex.warnings == []


def test_other_peoples_work_needs_no_page(site: Site) -> None:
    """A file in cv_references is for citing: no page, no row in the list, no object."""
    assert not (site.source / 'papers' / 'knuth.md').exists()
    assert 'Knuth' not in site.text('publications.html')
    assert 'knuth' not in {name for name, *_ in site.domain.get_objects()}


CITING = '# Home\n\n```{{cv:publications}}\n```\n\n{}\n'
UNKNOWN = {
    '{cite}`river2024`': 'no paper has the key "river2024"; the nearest keys are rivers2024',
    '{cite:t}`river2024`': 'no paper has the key "river2024"; the nearest keys are rivers2024',
    '{footcite}`river2024`': 'no paper has the key "river2024"; the nearest keys are rivers2024',
    '{cv:paper}`river2024`': 'no paper has the key "river2024"; the nearest keys are rivers2024',
    '{any}`river2024`': 'nothing has the name "river2024", and no paper has the key "river2024"; '
                        'the nearest keys are rivers2024',
}  # fmt: skip


def test_an_unknown_key_is_one_warning(tmp_path: Path) -> None:
    """Each has its place and the nearest keys; the PDF, made of the same pages, adds none."""
    pages = {
        f'p{number}.md': f'# Page\n\nA word.\n\n{role}.\n' for number, role in enumerate(UNKNOWN)
    }
    toctree = '```{toctree}\n:glob:\n\np*\n```'
    site = build(write_site(tmp_path, {
        'refs.bib': PAPERS, 'index.md': CITING.format(toctree), **pages
    }))  # fmt: skip
    expected = [
        f'p{number}.md:5: WARNING: {message} [cv.unknown_key]'
        for number, message in enumerate(UNKNOWN.values())
    ]
    assert sorted(site.warnings) == expected
    # What is left is the key, and no sentence about an error.
    assert all('river2024' in plain(site.text(f'p{number}.html')) for number in range(len(UNKNOWN)))


def test_a_link_that_means_something_else_is_reported_by_its_parser(tmp_path: Path) -> None:
    """Words that are like no key are no business of ours."""
    site = build(write_site(tmp_path, {
        'refs.bib': PAPERS,
        'index.md': CITING.format('[](#some-heading) {any}`some heading` {ref}`some-heading`'),
    }))  # fmt: skip
    assert sorted(warning.partition('[')[2] for warning in site.warnings) == [
        'myst.xref_missing]', 'ref.any]', 'ref.ref]'
    ]  # fmt: skip


def test_ignored_links_stay_ignored(tmp_path: Path) -> None:
    """nitpick_ignore and suppress_warnings do with our words what they do with Sphinx's."""
    files = {'refs.bib': PAPERS, 'index.md': CITING.format('{any}`river2024`')}
    source = write_site(tmp_path, files)
    ignore = [('any', 'river2024')]
    assert build(source, nitpicky=True, nitpick_ignore=ignore).warnings == []
    assert build(source, nitpick_ignore=[], suppress_warnings=['cv.unknown_key']).warnings == []


def test_what_cannot_be_a_citation_stops_no_build(tmp_path: Path) -> None:
    """Braces, blanks and marks in the wrong place are one warning, and the rest stands."""
    text = 'One {cite}`rivers2024 lakes2023` two {cite}`{a}` {cite}`!a` three {cite}`rivers2024`.'
    site = build(write_site(tmp_path, {'refs.bib': PAPERS, 'index.md': CITING.format(text)}, PDF))
    kinds = [warning.rpartition(' ')[2] for warning in site.warnings]
    assert kinds == ['[cv.citation]', '[cv.citation]', '[cv.unknown_key]']
    assert 'three (Example, 2024)' in plain(site.text())


def test_a_citation_of_what_nobody_lists_says_so(tmp_path: Path) -> None:
    """Without a page and a list there is nothing to lead to; the words of the citation stay."""
    source = write_site(tmp_path, {
        'refs.bib': PAPERS, 'index.md': '# Home\n\n{cite}`rivers2024`, {cv:paper}`lakes2023`\n'
    })  # fmt: skip
    site = build(source, cv_paper_pages=False)
    assert [warning.rpartition(' ')[2] for warning in site.warnings] == ['[cv.unlisted]'] * 2
    assert '(Example, 2024)' in plain(site.text())
    assert not [link for link in site.links() if '2024' in link.text]


def test_a_broken_file_costs_no_citation(tmp_path: Path) -> None:
    """What would stop pybtex, which sphinxcontrib-bibtex reads with, is one warning of ours."""
    broken = PAPERS + '@article{bad, title = {No end\n'
    site = build(write_site(tmp_path, {
        'refs.bib': broken, 'index.md': CITING.format('{cite}`rivers2024`')
    }))  # fmt: skip
    assert len(site.warnings) == 1
    assert '(Example, 2024)' in plain(site.text())


WAYS = (
    '{cite}`rivers2024`', '{cite:author}`lakes2023,rivers2024`', '{footcite}`rivers2024`',
    '{cv:paper}`rivers2024`', '{any}`rivers2024`', '[x](#rivers2024)', '{ref}`paper:rivers2024`',
    '{doc}`papers/rivers2024`', '[x](papers/rivers2024.md)', '{cite}`alias`',
)  # fmt: skip


def test_a_page_that_cites_stands_on_the_papers_page(tmp_path: Path) -> None:
    """The list "Mentioned on" follows each citation as it comes and goes, build by build."""
    papers = PAPERS.replace('date={2024}', 'date={2024}, ids={alias}')
    head = '---\norphan: true\n---\n# Notes\n\n'
    notes = {f'notes{number}': way for number, way in enumerate(WAYS)}
    files = {f'{name}.md': head for name in notes}
    build(
        write_site(tmp_path, files | {'refs.bib': papers, 'index.md': CITING.format('')}), 'dummy'
    )
    for cited in (notes, {}):
        for name in notes:
            (tmp_path / f'{name}.md').write_text(head + cited.get(name, ''), encoding='utf-8')
        site = build(tmp_path, 'text')
        assert sorted(site.domain.memory.mentions('rivers2024')) == sorted(cited)
        assert ('Mentioned on' in site.text('papers/rivers2024.txt')) is bool(cited)


def test_a_papers_page_says_where_it_is_mentioned(tmp_path: Path) -> None:
    """The first section that does so, for links, citations, and links of Markdown."""
    notes = '---\norphan: true\n---\n# Notes\n\n## Early\n\n## Late\n\n{cite}`rivers2024`\n'
    files = {'refs.bib': PAPERS, 'index.md': CITING.format(''), 'notes.md': notes}
    site = build(write_site(tmp_path, files))
    assert '<a class="reference internal" href="../notes.html#late">' in re.sub(
        r'<(/?)span[^>]*>', '', site.text('papers/rivers2024.html')
    )
    (tmp_path / 'notes.md').write_text(notes.replace('Late', 'Later'), encoding='utf-8')
    assert 'notes.html#later' in build(tmp_path).text('papers/rivers2024.html')


def test_contents_of_a_page_have_what_the_page_has(tmp_path: Path) -> None:
    """Themes show them beside the page, build by build."""
    head = '---\norphan: true\n---\n# Notes\n\n'
    files = {'refs.bib': PAPERS, 'index.md': CITING.format(''), 'notes.md': head}
    source = write_site(tmp_path, files)
    for text in (head, head + '{cite}`rivers2024`', head):
        (source / 'notes.md').write_text(text, encoding='utf-8')
        site = build(source, html_theme='alabaster', html_sidebars={'**': ['localtoc.html']})
        ids = set(re.findall(r'id="(cv-[a-z]+)"', site.text('papers/rivers2024.html')))
        links = {link.href for link in site.links('papers/rivers2024.html')}
        assert ('#cv-mentions' in links) is ('cv-mentions' in ids) is (text != head)
        assert '#cv-cite' in links


def test_an_added_paper_mends_the_pages_that_waited_for_it(tmp_path: Path) -> None:
    """A page that cites a key is written again when its paper comes, changes or goes."""
    source = write_site(tmp_path, {
        'refs.bib': '', 'notes.md': '---\norphan: true\n---\n# N\n\n{cite}`rivers2024`\n',
        'index.md': CITING.format(''),
    })  # fmt: skip
    assert len(build(source).warnings) == 1
    for bib, words in ((PAPERS, '(Example, 2024)'), (PAPERS.replace('2024}}', '2025}}'), '2025)')):
        (source / 'refs.bib').write_text(bib, encoding='utf-8')
        site = build(source)
        assert site.warnings == []
        assert words in plain(site.text('notes.html'))
    (source / 'refs.bib').write_text('', encoding='utf-8')
    assert [warning.rpartition(' ')[2] for warning in build(source).warnings] == [
        '[cv.unknown_key]'
    ]
