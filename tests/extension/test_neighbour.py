"""To load the extension changes nothing: projects of others with and without it, file by file."""

from __future__ import annotations

import subprocess
import warnings
from typing import TYPE_CHECKING

import pytest
from sites import build, write_site

from sphinx_cv.site.project import METADATA, OUTPUTS

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Site

BIB = r"""
@article{lake, author = {Ann Lake and Bob Pond and Cy Sea}, title = {On {W}ater and $x^2$},
  journal = {Journal of Water}, year = {2015}, month = mar, volume = 3,
  number = {2}, pages = {1--9}}
@phdthesis{pond, author = {Pond, Bob}, title = {On Water}, school = {Univ. Nowhere}, year = 2015,
  month = mar, type = {{PhD} thesis}}
@book{sea, editor = {Cy Sea}, title = {Seas}, publisher = {Shore}, year = 2001, edition = {Second}}
@misc{odd, title = {No author, {\"U}ber \& under}, year = {2010}, note = {A note}}
"""
CITES = """
Home
====

See :cite:`lake`, :cite:t:`pond`, :cite:p:`sea,odd` and :footcite:`lake`.

.. bibliography::{}

.. footbibliography::
"""
MATHS = r"""
Home
====

Some :math:`a^2 \in \RR`.

.. math:: \RR^n = \sum_i x_i
   :label: euler

.. toctree::
   :hidden:

   other

Part
----

.. toctree::
   :hidden:

   more

.. code-block:: python

   print(1)

Write to ann@example.org. See :eq:`euler`.
"""
PAGE = 'Page\n====\n\nWords of a page. :ref:`genindex`\n'
STYLE = """
import sphinxcontrib.bibtex.plugin
from pybtex.plugin import register_plugin
from pybtex.style.formatting.unsrt import Style as Unsrt
from pybtex.style.labels.alpha import LabelStyle
from pybtex.style.template import field, sentence
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.label import LabelReferenceStyle
class Labels(LabelStyle):
    def format_labels(self, entries):
        for entry in entries:
            yield entry.key.upper()
class Own(Unsrt):
    default_label_style = Labels
    def get_misc_template(self, entry):
        return sentence[field('title')]
class Round(LabelReferenceStyle):
    pass
register_plugin('pybtex.style.formatting', 'own', Own)
sphinxcontrib.bibtex.plugin.register_plugin(
    'sphinxcontrib.bibtex.style.referencing', 'round', Round)
"""
BIBTEX = "extensions = ['sphinxcontrib.bibtex']\nbibtex_bibfiles = ['refs.bib']\n"
MYST = "extensions = ['myst_parser']\nmyst_enable_extensions = ['dollarmath']\n"
MARKDOWN = '# Home\n\nSome $x$ and [words](other.md).\n\n```{toctree}\nother\n```\n'

# Name -> the files of a project, without its conf.py where that is empty.
PROJECTS = {
    'mathematics': {
        'conf.py': "extensions = ['sphinx.ext.mathjax']\n"
                   "mathjax3_config = {'tex': {'macros': {'RR': '{\\\\bf R}'}}}\n"
                   "html_search_scorer = __file__.replace('conf.py', 'own.js')\n",
        'own.js': 'var Scorer = {};', 'index.rst': MATHS, 'other.rst': PAGE, 'more.rst': PAGE,
    },
    'pictures of formulas': {
        'conf.py': "extensions = ['sphinx.ext.imgmath']\nhtml_math_renderer = 'mathjax'\n",
        'index.rst': MATHS, 'other.rst': PAGE, 'more.rst': PAGE,
    },
    'markdown lying about': {
        'index.rst': PAGE, 'README.md': '# Read me\n', 'node_modules/x/README.md': '# No\n',
        'papers/index.rst': ':orphan:\n\n' + PAGE,
    },
    'plain': {'conf.py': BIBTEX, 'index.rst': CITES.format('\n   :style: plain')},
    'alpha': {'conf.py': BIBTEX, 'index.rst': CITES.format('\n   :style: alpha')},
    'unsrt': {'conf.py': BIBTEX, 'index.rst': CITES.format('\n   :style: unsrt\n   :all:')},
    'defaults': {'conf.py': BIBTEX, 'index.rst': CITES.format('')},
    'authors and years': {
        'conf.py': BIBTEX + "bibtex_reference_style = 'author_year'\n",
        'index.rst': CITES.format(''),
    },
    'own styles': {
        'conf.py': BIBTEX + STYLE + "bibtex_default_style = 'own'\n"
                                    "bibtex_reference_style = 'round'\n",
        'index.rst': CITES.format(''),
    },
    'an incomplete bibliography': {
        'conf.py': BIBTEX, 'index.rst': CITES.format('\n   :filter: cited'),
        'refs.bib': BIB + '@unpublished{a, title={A}}\n@article{b, title = "T", doi={x}}\n',
    },
    'myst': {'conf.py': MYST, 'index.md': MARKDOWN, 'other.md': '# Other\n'},
}  # fmt: skip


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of each file that a project publishes, the inventory unpacked."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob('*'))
        if path.is_file() and not {'.doctrees', '.buildinfo'} & {*path.parts}
    }


def published(folder: Path, files_of: dict[str, str], loaded: str, builder: str) -> Path:
    """Build a project, with the extension *loaded* at one end of its list or not at all."""
    conf = files_of.get('conf.py', '') or 'extensions = []\n'
    add = {'first': "extensions.insert(0, 'sphinx_cv')\n", 'last': "extensions += ['sphinx_cv']\n"}
    # Sphinx keeps in its default what an extension of an earlier build has added.
    conf = f"source_suffix = {{'.rst': 'restructuredtext'}}\n{conf}{add.get(loaded, '')}"
    source = write_site(folder, {'refs.bib': BIB, **files_of, 'conf.py': conf})
    site = build(source, builder)
    assert site.warnings == []
    return site.output


@pytest.mark.parametrize('name', PROJECTS)
@pytest.mark.parametrize('builder', ['html', 'latex', 'text'])
def test_a_project_stays_as_it_is(tmp_path: Path, name: str, builder: str) -> None:
    """Every page, script and index has the same bytes, and only a style sheet may come."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', DeprecationWarning)  # of pybtex's plugins
        built = {
            loaded: published(tmp_path / loaded, PROJECTS[name], loaded, builder)
            for loaded in ('never', 'first', 'last')
        }
    before = files(built['never'])
    for loaded in ('first', 'last'):
        after = files(built[loaded])
        assert after.keys() - before.keys() <= {'_static/cv.css'}
        changed = {one for one in before if before[one] != after.get(one)}
        assert changed <= {'objects.inv'}
        sources = {path.name for path in (tmp_path / loaded).iterdir()}
        assert sources == {path.name for path in (tmp_path / 'never').iterdir()}


LISTED = """
Papers that use it
==================

.. cv:publications::

See :cv:paper:`lake`.
"""
OUTPUT_FILES = {name for name in OUTPUTS if name != METADATA}


def made(site: Site) -> set[str]:
    """Return which of the outputs of a CV a website has."""
    return OUTPUT_FILES & {path.name for path in site.output.iterdir()}


def test_a_project_gets_what_it_asks_for(tmp_path: Path) -> None:
    """Papers, a list and pages, in the language that it reads; nothing of a CV."""
    conf = BIBTEX + "extensions += ['sphinx_cv']\ncv_paper_pages = True\nhtml_theme = 'basic'\n"
    site = build(write_site(tmp_path, {
        'conf.py': conf, 'refs.bib': BIB, 'index.rst': CITES.format('') + PAGES,
        'papers.rst': LISTED,
    }))  # fmt: skip
    assert [one for one in site.warnings if '[cv.' not in one] == []
    assert made(site) == set()
    assert (tmp_path / 'papers' / 'lake.rst').is_file()
    assert '<meta name="citation_title"' in site.text('papers/lake.html')
    assert 'cv.css' in site.text('papers.html')
    assert 'og:type' not in site.text('papers.html') + site.text()
    # The citation leads to the bibliography, and the list to the page.
    assert {link.href[0] for link in site.links() if link.text.startswith('LPS15')} == {'#'}
    assert any(one.href.startswith('papers/lake.html') for one in site.links('papers.html'))


PAGES = '\n.. toctree::\n\n   papers\n'
CV = "extensions = ['myst_parser', 'sphinx_cv']\ncv_owner = {'name': 'Ann Lake'}\n" \
     "bibtex_bibfiles = ['refs.bib']\ncv_paper_pages = False\nhtml_theme = 'basic'\n" \
     "html_baseurl = 'https://example.org'\n"  # fmt: skip
HOME = '# Ann Lake\n\n```{cv:award} A prize\n:dates: 2020\n```\n\n```{cv:downloads}\n```\n'


@pytest.mark.parametrize(('chosen', 'expected'), [
    ('', OUTPUT_FILES),
    ("cv_outputs = 'all'", OUTPUT_FILES),
    ('cv_outputs = []', set()),
    ("cv_outputs = ['cv.txt', 'robots.txt']", {'cv.txt', 'robots.txt'}),
    ('cv_pdf = None', OUTPUT_FILES - {'cv.pdf'}),
    ('cv_pdf = False', OUTPUT_FILES - {'cv.pdf'}),
    ('extensions += [stand_in("sphinx_sitemap"), stand_in("notfound.extension")]',
     OUTPUT_FILES - {'sitemap.xml', '404.html'}),
])  # fmt: skip
def test_a_cv_has_the_outputs_that_it_wants(
    tmp_path: Path, chosen: str, expected: set[str]
) -> None:
    """All, none or some; none that an extension makes which the project has for it."""
    source = write_site(tmp_path, {
        'conf.py': STAND_IN + CV + chosen, 'refs.bib': '', 'index.md': HOME
    })  # fmt: skip
    site = build(source)
    assert site.warnings == []
    assert made(site) == expected
    links = {link.href for link in site.links() if ':' not in link.href}
    assert links & OUTPUT_FILES == expected & {'cv.pdf', 'cv.txt', 'resume.json'}


STAND_IN = """
import sys, types
def stand_in(name):
    module = types.ModuleType(name)
    module.setup = lambda app: {'parallel_read_safe': True}
    for part in (name.split('.')[0], name):
        sys.modules.setdefault(part, module)
    return name
"""


def test_pages_that_nobody_reads_are_reported(tmp_path: Path) -> None:
    """Who has a CV in Markdown is told what it needs."""
    conf = "extensions = ['sphinx_cv']\ncv_owner = {'name': 'Ann Lake'}\n"
    source = write_site(tmp_path, {'conf.py': conf, 'index.md': '# A\n', 'index.rst': 'A\n=\n'})
    (warning,) = build(source, 'dummy', source_suffix={'.rst': 'restructuredtext'}).warnings
    assert 'index.md is not read; add "myst_parser" to extensions in conf.py' in warning


def test_previews_are_written_once(tmp_path: Path) -> None:
    """Beside sphinxext-opengraph, pages say nothing in its words, and have no pictures of ours."""
    conf = (
        STAND_IN + CV + 'extensions += [stand_in("sphinxext.opengraph")]\ncv_outputs = "metadata"'
    )
    source = write_site(tmp_path, {'conf.py': conf, 'refs.bib': '', 'index.md': HOME})
    site = build(source, html_baseurl='https://ann.example.org/')
    page = site.text()
    assert 'og:' not in page
    assert 'twitter:card' not in page
    assert not (site.output / '_cards').exists()
    assert 'application/ld+json' in page


def test_an_output_that_there_is_not_is_reported(tmp_path: Path) -> None:
    """With the nearest that there is."""
    conf = f"{CV}cv_outputs = ['cv.text']"
    source = write_site(tmp_path, {'conf.py': conf, 'refs.bib': '', 'index.md': '# Ann Lake\n'})
    (warning,) = build(source, 'dummy').warnings
    assert 'there is no "cv.text"; did you mean "cv.txt"?' in warning


def test_what_is_no_part_of_the_cv_is_not_published_by_it(tmp_path: Path) -> None:
    """A draft that no table of contents leads to stands on its page and nowhere else."""
    draft = '---\norphan: true\n---\n# Draft\n\n```{cv:award} Secret prize\n:dates: 2021\n```\n'
    conf = f"{CV}cv_outputs = ['cv.txt', 'resume.json', 'feed.xml']"
    site = build(write_site(tmp_path, {
        'conf.py': conf, 'refs.bib': '', 'index.md': HOME, 'draft.md': draft,
    }))  # fmt: skip
    assert 'Secret prize' in site.text('draft.html')
    for name in ('cv.txt', 'resume.json', 'feed.xml'):
        assert 'Secret' not in site.text(name)
    assert 'A prize' in site.text('cv.txt')


FOREIGN = """
from docutils import nodes
from sphinx.builders.text import TextBuilder
from sphinx.util.docutils import SphinxTranslator
class Foreign(SphinxTranslator):
    def unknown_visit(self, node):
        if not type(node).__module__.startswith(('docutils', 'sphinx.')):
            raise NotImplementedError(type(node))
    def visit_meta(self, node):
        raise NotImplementedError('builders of Markdown do not know it')
    def unknown_departure(self, node):
        pass
class Builder(TextBuilder):
    name = format = 'foreign'
    default_translator_class = Foreign
    def write_doc(self, docname, doctree):
        doctree.walkabout(Foreign(doctree, self))
def setup(app):
    app.add_builder(Builder)
"""


def test_a_builder_that_does_not_know_our_nodes_sees_none(tmp_path: Path) -> None:
    """Every page can be printed by a builder that knows docutils' nodes and Sphinx's."""
    conf = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{CV}extensions += ['foreign_builder']"
    )
    conf = conf.replace('cv_paper_pages = False', '')
    pages = '# Ann Lake\n\n```{cv:publications}\n```\n\n```{cv:chart}\n```\n'
    source = write_site(tmp_path, {
        'conf.py': conf, 'foreign_builder.py': FOREIGN, 'refs.bib': BIB, 'index.md': pages + HOME,
    })  # fmt: skip
    assert [one for one in build(source, 'foreign').warnings if '[cv.' not in one] == []


def test_git_sees_what_was_written_by_hand_and_nothing_else(tmp_path: Path) -> None:
    """Without a word in the project's own .gitignore, on which there may be no agreement."""
    source = write_site(tmp_path, {
        'conf.py': CV.replace('cv_paper_pages = False', ''), 'refs.bib': BIB,
        'index.md': '# Ann Lake\n', 'papers/pond.md': '# Mine\n', '.gitignore': '_build\n',
    })  # fmt: skip
    build(source, 'dummy')
    assert (source / 'papers' / 'lake.md').is_file()
    git = ['git', '-C', str(source)]
    subprocess.run([*git, 'init', '-q'], check=True)
    command = [*git, 'status', '--porcelain', '--untracked-files=all', 'papers']
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert found.split() == ['??', 'papers/pond.md']


def test_a_new_page_costs_no_other_page(tmp_path: Path) -> None:
    """A project that asks for nothing of ours writes again what it would write without us."""
    contents = 'Index\n=====\n\n.. toctree::\n   :glob:\n\n   page*\n'
    for name, text in {
        'conf.py': "extensions = ['sphinx_cv']\nhtml_theme = 'basic'\n",
        'index.rst': contents, 'page1.rst': 'One\n===\n',
    }.items():  # fmt: skip
        (tmp_path / name).write_text(text, encoding='utf-8')
    page = build(tmp_path).output / 'page1.html'
    before = page.stat().st_mtime_ns
    (tmp_path / 'page2.rst').write_text('Two\n===\n', encoding='utf-8')
    assert (build(tmp_path).output / 'page2.html').is_file()
    assert page.stat().st_mtime_ns == before
