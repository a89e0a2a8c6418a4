"""The tables of types, fields, kinds and exports: no row lacks what an output asks for.

And a row is all that a kind, a field or an export takes: a site with one more of each shows it.
"""

from __future__ import annotations

import json
from runpy import run_path

import pytest
from builds import Build, sphinx_build
from places import PROJECT
from readers import HIGHWIRE, ZOTERO
from sphinx.util.inventory import InventoryFile
from typst_pdf import text_of

from sphinx_cv.bib.grammar import KNOWN_TYPES
from sphinx_cv.export import EXPORTS
from sphinx_cv.export.csl import item
from sphinx_cv.export.openurl import coins
from sphinx_cv.export.resume import SECTIONS
from sphinx_cv.export.ris import ris
from sphinx_cv.export.schema import scholarly_article
from sphinx_cv.formatting.record import record_of
from sphinx_cv.model import Paper, Text
from sphinx_cv.model.fields import FIELDS, Field, link_fields
from sphinx_cv.model.kinds import KINDS, Kind, option_names
from sphinx_cv.model.types import TYPES, WORKS, PaperType
from sphinx_cv.site.filters import compile_filter
from sphinx_cv.site.lists import GROUPINGS, type_headings

MANUAL = run_path(str(PROJECT / 'docs' / 'tables.py'))

# A site of somebody who needs one more of each: a row for each in its settings.
ROWS = """
from sphinx_cv.export import EXPORTS, Export
from sphinx_cv.model.fields import FIELDS, Field
from sphinx_cv.model.kinds import KINDS, Kind

def to_yaml(papers):
    return ''.join(f'- {paper.key}\\n' for paper in papers)

KINDS['dig'] = Kind(objtype='dig', about='field work', heading='Digs', feed='Dig: {}')
FIELDS['notebook'] = Field(label='Notebook')
EXPORTS['papers.yaml'] = Export(
    label='YAML', media_type='application/yaml', suffix='yaml', about='', takers='',
    write_papers=to_yaml,
)

extensions = ['myst_parser', 'sphinx_cv']
html_theme = 'basic'
bibtex_bibfiles = ['refs.bib']
cv_owner = {'name': 'Ann Example'}
cv_pdf = {'print_links': True}
"""
PAGE = """# Ann Example

## Digs

```{cv:dig} Rivers and Bends
:organization: Water Fund
:dates: 2024/2026
```

See {cv:dig}`Rivers and Bends`.

```{cv:publications}
:filter-box: full
```
"""
PAPERS = (
    '@article{doe, title={T}, author={Example, Ann}, journal={J}, year=2024,'
    ' notebook={https://notebook.org/doe}}\n'
    '@inproceedings{roe, title={U}, author={Example, Ann}, crossref={all}}\n'
    '@proceedings{all, title={V}, year=2024, editor={Roe, R}, notebook={https://notebook.org/all}}'
)


@pytest.fixture(scope='module')
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """That site as html, with its PDF."""
    source = tmp_path_factory.mktemp('rows') / 'source'
    source.mkdir()
    for name, text in {'conf.py': ROWS, 'index.md': PAGE, 'refs.bib': PAPERS}.items():
        (source / name).write_text(text, encoding='utf-8')
    return sphinx_build(source, source.parent / 'html')


def test_a_kind_is_one_row(built: Build) -> None:
    """Page, links to it, plain text, résumé, feed, search, inventory and PDF have the entry."""
    title = 'Rivers and Bends'
    assert built.warnings == ''
    page = read(built, 'index.html')
    assert 'id="cv-dig-rivers-and-bends"' in page
    assert 'href="#cv-dig-rivers-and-bends"' in page.partition('See ')[2].partition('.')[0]
    assert f'DIGS\n\n- {title}, Water Fund, 2024 – 2026\n' in read(built, 'cv.txt')
    project = json.loads(read(built, 'resume.json'))['projects'][0]
    assert project['name'] == title
    assert (project['type'], project['entity']) == ('dig', 'Water Fund')
    assert f'<title>Dig: {title}</title>' in read(built, 'feed.xml')
    assert 'bend' in read(built, 'searchindex.js')
    inventory = InventoryFile.loads((built.output / 'objects.inv').read_bytes(), uri='')
    assert 'rivers-and-bends' in inventory.data['cv:dig']
    assert title in text_of(built.output / 'cv.pdf')


def test_a_field_is_one_row(built: Build) -> None:
    """The link is on the page, in the list and in the PDF; no other paper inherits it."""
    for name in ('index.html', 'papers/doe.html'):
        page = read(built, name)
        assert 'href="https://notebook.org/doe">Notebook<' in page, name
        assert 'notebook.org/all' not in page.partition('papers/all.html')[0], name
    assert 'Notebook' in text_of(built.output / 'cv.pdf')
    assert 'notebook = {https://notebook.org/doe}' in read(built, 'papers/doe.bib')
    assert 'notebook' not in read(built, 'papers/roe.bib')


def test_an_export_is_one_row_and_one_writer(built: Build) -> None:
    """It lies at the root and beside the pages, and all links and heads name it."""
    assert read(built, 'papers.yaml').count('- ') == read(built, 'papers.ris').count('TY  - ')
    assert read(built, 'papers/doe.yaml') == '- doe\n'
    page = read(built, 'papers/doe.html')
    assert '<link rel="alternate" type="application/yaml" href="doe.yaml" />' in page
    assert 'href="doe.yaml"' in page.partition('<body')[2]
    assert 'href="papers.yaml"' in read(built, 'index.html').partition('<body')[2]


def read(built: Build, name: str) -> str:
    """Return the text of a file of the site."""
    return (built.output / name).read_text(encoding='utf-8')


def test_the_manual_has_a_line_for_each_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for one that was just added."""
    monkeypatch.setitem(KINDS, 'dig', Kind(objtype='dig', about='field work', heading='Digs'))
    monkeypatch.setitem(FIELDS, 'notebook', Field(label='Notebook'))
    monkeypatch.setitem(TYPES, 'zine', PaperType(work='other', heading='Zines'))
    rows = {name: MANUAL['markdown'](name) for name in MANUAL['TABLES']}
    assert '| `{cv:dig}` | field work |' in rows['kinds']
    assert '| `cv:dig` | Digs | `projects`, of the `type` `dig` |' in rows['sections']
    assert '| `notebook` | Notebook |' in rows['links']
    assert '| `zine` |  | Zines |' in rows['types']
    assert all(f'`{name}`' in rows['exports'] for name in EXPORTS)


def test_every_table_is_in_the_manual() -> None:
    """And the manual has no table that is not made from the rows."""
    pages = ''.join(path.read_text(encoding='utf-8') for path in PROJECT.glob('docs/*.md'))
    assert all(f'```{{rows}} {name}\n' in pages for name in MANUAL['TABLES'])


@pytest.mark.parametrize('name', TYPES)
def test_a_type_has_what_every_output_asks_for(name: str) -> None:
    """A heading, a kind of work, and a name in each format."""
    paper = Paper(key='k', type=name, title=(Text('T'),))
    record = record_of(paper)
    assert record.type.heading in type_headings()
    assert record.work.chart
    assert item(paper)['type']
    assert ris([paper]).startswith('TY  - ')
    assert scholarly_article(paper)['@type']
    assert 'rft_val_fmt=' in coins(paper)
    assert record.work.highwire in {'', *HIGHWIRE}
    assert {name, *(alias for alias, _ in TYPES[name].aliases)} <= KNOWN_TYPES
    containers = {*record.work.container, *record.work.publisher}
    assert containers <= FIELDS.having('shown').keys()


def test_types_and_works_belong_together() -> None:
    """Each type has a kind of work, and each kind of work a type."""
    assert {row.work for row in TYPES.values()} == WORKS.keys()


@pytest.mark.parametrize('name', FIELDS)
def test_a_field_has_what_every_output_asks_for(name: str) -> None:
    """What is printed or exported is read, and what is a link is shown as one."""
    row = FIELDS[name]
    exported = row.csl or row.ris or row.highwire or row.openurl
    if row.line or row.remark or exported:
        assert row.shown or row.identifier
    assert not (row.private and (row.cited or row.label or exported))
    assert row.highwire in {'', *HIGHWIRE, *ZOTERO}
    assert row.label or not (row.resolver or row.is_file)
    assert (name in link_fields()) == (bool(row.label) and not row.identifier)


@pytest.mark.parametrize('name', KINDS)
def test_a_kind_has_what_every_output_asks_for(name: str) -> None:
    """A section in each form of the CV, or none because its row says so."""
    row = KINDS[name]
    assert row.about
    assert row.resume in {'', *SECTIONS}
    assert '{}' in row.feed or not row.feed
    assert bool(row.marks) == bool(row.meaning)
    assert len(set(option_names(name))) == len(option_names(name))


@pytest.mark.parametrize('name', EXPORTS)
def test_an_export_has_what_every_output_asks_for(name: str) -> None:
    """A writer, a media type, and words where something links it."""
    row = EXPORTS[name]
    assert bool(row.write) != bool(row.write_papers)
    assert bool(row.suffix) == bool(row.write_papers)
    assert row.media_type.count('/') == 1
    assert row.about
    assert row.takers
    assert row.label or row.is_news


@pytest.mark.parametrize('server', ['Research Square', 'Cryptology ePrint Archive', 'EarthArXiv'])
def test_a_preprint_is_one_to_everybody(server: str) -> None:
    """Heading, filter, chart, RIS, CSL-JSON, COinS and tags agree."""
    paper = Paper(key='k', type='article', texts={'journaltitle': (Text(server),)})
    assert record_of(paper).work.chart == 'Preprint'
    assert GROUPINGS['type'](paper) == 'Preprints'
    assert compile_filter('preprint')(paper)
    assert item(paper)['type'] == 'article'
    assert item(paper)['publisher'] == server
    assert ris([paper]).startswith('TY  - MANSCPT')
    assert 'rft.type=preprint' in coins(paper)
    assert 'isPartOf' not in scholarly_article(paper)


def test_what_is_worked_out_of_a_paper_follows_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that is added later is seen, and gone again when it is removed."""
    paper = Paper(key='k', type='zine')
    assert GROUPINGS['type'](paper) == 'Zine'
    with monkeypatch.context() as patch:
        patch.setitem(TYPES, 'zine', PaperType(work='book', heading='Zines'))
        assert GROUPINGS['type'](paper) == 'Zines'
        assert item(paper)['type'] == 'book'
    assert GROUPINGS['type'](paper) == 'Zine'
