"""To load the extension changes nothing: projects of others with and without it, file by file."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest
from sites import build, write_site

if TYPE_CHECKING:
    from pathlib import Path

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
