"""Lists of papers and the owner's block: what they show, and what is said of mistakes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sites import PDF, build, pformat, plain, write_site

from sphinx_cv.site.directives.rows import ExpandLists
from sphinx_cv.site.nodes import cv_papers

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_regressions.file_regression import FileRegressionFixture
    from sites import Site

PAPERS = """\
@inproceedings{rivers2024,
  title = {Rivers and their \\emph{Bends}: $O(n^2)$ of H$_2$O},
  author = {Example, Ann and Other, Bob and Third, Cleo},
  author+an = {1=equal; 2=equal; 3=corresponding},
  booktitle = {Conference on Rivers}, abbr = {ICR 2024}, date = {2024-07},
  doi = {10.1000/182}, code = {https://example.org/code}, award = {Best paper},
  acceptance_rate = {9\\%}, note = {To be read.}, keywords = {water}, selected = {true},
}
@article{lakes2023,
  title = {Lakes}, author = {Other, Bob and Example, Ann}, journaltitle = {Journal of Still Water},
  volume = {7}, number = {2}, pages = {1--9}, date = {2023}, summary = {All of the lakes.},
}
@article{clouds2023,
  title = {Clouds}, author = {Example, Ann}, journaltitle = {Weather}, date = {2023},
}
@book{maps, title = {Maps}, editor = {Example, Ann}, publisher = {Press}, pubstate = {inpress}}
"""
BUILDERS = ('dirhtml', 'singlehtml', 'latex', 'text', 'man', 'texinfo', 'epub', 'gettext', 'xml',
            'pseudoxml', 'dummy', 'cvpdf')  # fmt: skip
PAGE = """\
# Publications

```{cv:publications}
:filter: selected
:details: none
```

## By year

```{cv:publications}
:group-by: year
```

## By type

```{cv:publications}
:group-by: type
:sort: title
```

Words behind a list.

- Within a list

  ```{cv:publications}
  :group-by: venue
  ```

```{cv:owner}
```

```{toctree}
other
```
"""
RST = """\
Other
=====

.. cv:publications::
   :group-by: year

Words behind a list.

.. cv:publications::
   :limit: 1

.. cv:owner::
"""
CONF = (
    "cv_owner |= {'position': 'Lecturer', 'links': {'Web': 'https://example.org/'}}\n"
    "cv_owner['orcid'] = '0000-0002-1825-0097'\n"
)


@pytest.fixture(scope='module')
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with lists of every sort in both languages."""
    files = {'refs.bib': PAPERS, 'index.md': PAGE, 'other.rst': RST}
    return write_site(tmp_path_factory.mktemp('lists'), files, CONF + PDF)


@pytest.fixture(scope='module')
def site(source: Path) -> Site:
    """That site as html."""
    return build(source, nitpicky=True)


def one_list(folder: Path, options: str, name: str = 'index.md', builder: str = 'xml') -> Site:
    """Build a page with one list."""
    lines = [line for line in options.split('\n') if line]
    if name.endswith('.md'):
        body = '\n'.join(['```{cv:publications}', *lines, '```'])
    else:
        body = '\n'.join(['.. cv:publications::', *(f'   {line}' for line in lines)])
    pages = {'refs.bib': PAPERS, name: f'Page\n====\n\n{body}\n\nWords behind.\n'}
    return build(write_site(folder, pages), builder)


def rows(site: Site, docname: str = 'index') -> list[str]:
    """Return the keys of the papers on a page, in their order."""
    return [key for leaf in site.doctree(docname).findall(cv_papers) for key in leaf['keys']]


def test_nothing_is_wrong_with_many_lists(site: Site) -> None:
    """Several on one page, in groups and whole, within other things, in both languages."""
    assert site.warnings == []


def test_a_list_is_one_node(site: Site) -> None:
    """Until it is written, whatever the number of its papers."""
    for leaf in site.doctree('other').findall(cv_papers):
        assert len(leaf['keys']) == len(leaf['ids']) > 0
        assert not leaf.children


def test_the_tree_of_a_list(
    site: Site, file_regression: FileRegressionFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row is badge and title above, then authors, venue, notes and links."""
    monkeypatch.setattr(site.domain.memory, 'writes_lines', bool)
    doctree = site.doctree()
    ExpandLists(doctree).apply()
    rows = next(doctree.findall(nodes.definition_list))
    file_regression.check(pformat(rows), extension='.xml')


@pytest.mark.parametrize('builder', BUILDERS)
def test_every_builder_takes_lists(source: Path, site: Site, builder: str) -> None:
    """No format of Sphinx fails on a list, or has anything to say."""
    assert build(source, builder, nitpicky=True, copyright='Ann').warnings == []


def test_ids_are_given_once(site: Site) -> None:
    """However many lists a page has."""
    for name in ('index.html', 'other.html'):
        ids = re.findall(r'\sid="([^"]*)"', site.text(name))
        assert len(ids) == len(set(ids))


def test_headings_of_groups_are_sections(site: Site) -> None:
    """They stand in the page's contents; where no section can be, they are mere headings."""
    sections = [
        section[0].astext()
        for section in site.doctree().findall(nodes.section)
        if 'cv-group' in section['classes']
    ]
    years, types = sections[:3], sections[3:]
    assert years[1:] == ['2024', '2023']
    assert types == ['Edited books', 'Journal articles', 'Conference papers']
    rubrics = [rubric.astext() for rubric in site.doctree().findall(nodes.rubric)]
    assert {'ICR', 'Journal of Still Water', 'Weather'} <= set(rubrics)


def test_words_behind_a_list_stay(site: Site) -> None:
    """Also behind one in groups."""
    for name in ('index.html', 'other.html'):
        assert 'Words behind a list.' in plain(site.text(name))


@pytest.mark.parametrize(('options', 'expected'), [
    ('', ['maps', 'rivers2024', 'lakes2023', 'clouds2023']),
    (':limit: 2', ['maps', 'rivers2024']),
    (':limit: 0', []),
    (':sort: oldest\n:limit: 1', ['lakes2023']),
    (':sort: title', ['clouds2023', 'lakes2023', 'maps', 'rivers2024']),
    (':sort: file', ['rivers2024', 'lakes2023', 'clouds2023', 'maps']),
    (':filter: year == 2023', ['lakes2023', 'clouds2023']),
    (':filter: \'"water" in keywords\'', ['rivers2024']),
    (':filter: author % "Third" or type == "collection"', ['maps', 'rivers2024']),
    (':group-by: none', ['maps', 'rivers2024', 'lakes2023', 'clouds2023']),
    (':group-by: venue\n:filter: year', ['rivers2024', 'lakes2023', 'clouds2023']),
])  # fmt: skip
def test_options_choose_order_and_limit(tmp_path: Path, options: str, expected: list[str]) -> None:
    """The limit counts after sorting."""
    site = one_list(tmp_path, options)
    assert site.warnings == []
    assert rows(site) == expected


MISTAKES = {
    ':sort: newst': 'cannot have "newst" as sort; it takes newest, oldest, title, author, venue',
    ':group-by: yeer': 'cannot have "yeer" as group-by; it takes year, type, venue, none',
    ':limit: few': 'cannot have "few" as limit; it takes a number',
    ':limit: -1': 'cannot have "-1" as limit; it takes a number',
    ':details: some': 'cannot have "some" as details; it takes full, none',
    ':filtr: selected': 'has no option "filtr"; did you mean "filter"? It takes: filter, group-by',
    ':filter: year >': 'the filter "year >" is not an expression',
    ':filter: open("x")': 'the filter "open("x")" uses Call; use names, strings',
    ':filter: year == 1900': 'the filter "year == 1900" matches none of the 4 papers',
    ':filter: title % "["': 'the filter "title % "["" cannot be applied',
}  # fmt: skip


@pytest.mark.parametrize('name', ['index.md', 'index.rst'])
@pytest.mark.parametrize('option', MISTAKES)
def test_a_wrong_option_is_one_warning_and_shows_no_more_than_asked(
    tmp_path: Path, option: str, name: str
) -> None:
    """The place and what is allowed are said, and no error on the page; all papers show.

    What is to choose papers and cannot be read, its name included, leaves no list: that might show
    too much.
    """
    site = one_list(tmp_path, option, name)
    (warning,) = site.warnings
    assert warning.startswith(f'{name}:4: WARNING: ')
    assert MISTAKES[option] in warning
    assert len(rows(site)) == (0 if option.startswith((':fil', ':limit:')) else 4)
    assert 'system_message' not in site.text('index.xml')


def test_a_list_without_papers_is_nothing(tmp_path: Path) -> None:
    """An empty bibliography makes no error, and no heading without papers below it."""
    page = '# A\n\n```{cv:publications}\n:group-by: year\n```\n'
    site = build(write_site(tmp_path, {'index.md': page}, PDF))
    assert site.warnings == []


def test_the_owner_block(site: Site) -> None:
    """Position and addresses, as conf.py has them."""
    block = re.search(r'(?s)<div class="cv-owner.*?</div>', site.text())
    assert block
    assert 'Lecturer' in plain(block[0])
    assert 'href="https://example.org/"' in block[0]
    assert 'href="https://orcid.org/0000-0002-1825-0097"' in block[0]


@pytest.mark.parametrize(('builder', 'files'), [
    ('html', {'cv.pdf', 'cv.txt', 'resume.json'}), ('singlehtml', {'cv.pdf'})
])  # fmt: skip
def test_downloads_are_there(tmp_path: Path, builder: str, files: set[str]) -> None:
    """A row of links names the files that the builder leaves, and no others."""
    page = '# Home\n\n```{cv:downloads}\n```\n'
    site = build(write_site(tmp_path, {'index.md': page}, PDF), builder)
    row = re.search(r'(?s)<p class="cv-downloads.*?</p>', site.text())
    assert row
    assert set(re.findall(r'href="(.*?)"', row[0])) == files
    assert all((site.output / name).is_file() for name in files)
    assert ('Plain text' in row[0]) is ('cv.txt' in files)


class _Sections(HTMLParser):
    """Read a page as the search of Read the Docs does: `dl > dt[id]` with its `dd` is a section."""

    def __init__(self) -> None:
        super().__init__()
        self.path: list[tuple[str, str]] = []
        self.found: dict[str, str] = {}
        self.current: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {'br', 'img', 'input', 'link', 'meta', 'hr', 'source', 'wbr', 'path', 'rect'}:
            return
        anchor = dict(attrs).get('id') or ''
        if tag == 'dt' and anchor and self.path[-1][0] == 'dl':
            self.found[anchor] = ''
            self.current.append((len(self.path), anchor))
        self.path.append((tag, anchor))

    def handle_data(self, data: str) -> None:
        if self.current:
            self.found[self.current[-1][1]] += data

    def handle_endtag(self, tag: str) -> None:
        if tag not in [name for name, _ in self.path]:
            return
        while self.path.pop()[0] != tag:
            pass
        if self.current and tag == 'dd' and len(self.path) == self.current[-1][0]:
            self.current.pop()


@pytest.mark.parametrize(('given', 'title'), [
    ('', 'Ann Example'),
    ("html_title = 'My CV'", 'My CV'),
    ("project = 'Library'", 'Library  documentation'),
])  # fmt: skip
def test_the_site_has_its_owners_name(tmp_path: Path, given: str, title: str) -> None:
    """The settings that the manual asks for are enough for a site with a title."""
    conf = "extensions = ['myst_parser', 'sphinx_cv']\ncv_owner = {'name': 'Ann Example'}\n" + given
    site = build(write_site(tmp_path, {'conf.py': conf, 'index.md': '# Home\n'}))
    assert f'<title>Home &#8212; {title}</title>' in site.text()
    assert 'name not set' not in site.text()


def test_the_search_of_read_the_docs_finds_each_paper(site: Site) -> None:
    """A list gives one section for each paper, with its title, authors and venue."""
    parser = _Sections()
    parser.feed(site.text('other.html'))
    papers = {anchor: ' '.join(text.split()) for anchor, text in parser.found.items()}
    by_paper = [anchor for anchor in papers if anchor.startswith('cv-paper-')]
    assert by_paper == [
        f'cv-paper-{key}' for key in ('maps', 'rivers2024', 'lakes2023', 'clouds2023')
    ]
    assert papers['cv-paper-rivers2024'].startswith('ICR 2024 Rivers and their Bends')
    assert 'Ann Example' in papers['cv-paper-lakes2023']
    assert 'Journal of Still Water' in papers['cv-paper-lakes2023']


def test_a_page_of_a_paper_names_unknown_keys(tmp_path: Path) -> None:
    """The directive for one paper says which keys are near, and keeps what stands in it."""
    page = '# A\n\n```{cv:paper} lake2023\n\nMine.\n```\n'
    site = build(write_site(tmp_path, {'refs.bib': PAPERS, 'index.md': page}), 'text')
    (warning,) = site.warnings
    assert warning.startswith(
        'index.md:3: WARNING: no paper has the key "lake2023"; the nearest keys'
    )
    assert 'Mine.' in site.text('index.txt')
