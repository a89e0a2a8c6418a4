"""What pybtex's own styles print of papers is what they print of the file, for every type."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from pybtex.database import BibliographyData, Entry, parse_string
from pybtex.plugin import find_plugin
from pybtex.style.template import FieldIsMissing

from sphinx_cv.bib import read_bibliography
from sphinx_cv.site.citations.style import cited_entry, pybtex_entry

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = r"""
  title = {On {W}ater, {\"U}ber $x^2$}, crossnote = {x}, month = mar, year = 2015,
  publisher = {Shore \& Sons}, edition = {Second}, volume = {4}, number = "2", series = {Waters},
  chapter = {3}, pages = {1--9}, note = {A note}, howpublished = {By hand},
  organization = {An Organization}, type = {A Type}, url = {https://example.org/a_b},
  doi = {10.1000/a_b}, isbn = {978-0-306-40615-7}, eprint = {2101.00001}, key = {k},
"""
BIBTEX = r"""
  author = {Ann B. Lake and von der {P}ond, Jr, Bob and {\'E}mile {\"U}nder}, editor = {Cy Sea},
  journal = {Journal of Water}, booktitle = {Book of Water}, institution = {An Institute},
  school = {Univ. Nowhere}, address = {Nowhere}
"""
BIBLATEX = r"""
  author = {Lake, Ann and others}, editor = {Cy Sea and Dee Bay}, journaltitle = {Journal of Water},
  booktitle = {Book of Water}, institution = {An Institute}, location = {Nowhere},
  date = {2015-03}, eventtitle = {Event}
"""
# The types of the manuals of BibTeX and of biblatex.
TYPES = """
article book booklet conference inbook incollection inproceedings manual mastersthesis misc
phdthesis proceedings techreport unpublished
mvbook bookinbook suppbook collection mvcollection suppcollection dataset online patent periodical
suppperiodical mvproceedings reference mvreference inreference report software thesis electronic
www artwork audio bibnote commentary image jurisdiction legislation legal letter movie music
performance review standard video
""".split()
ENTRIES = {
    **{f'{kind}-bibtex': f'@{kind}{{k,{FIELDS}{BIBTEX}}}' for kind in TYPES},
    **{f'{kind}-biblatex': f'@{kind}{{k,{FIELDS}{BIBLATEX}}}' for kind in TYPES},
    **{f'{kind}-minimal': f'@{kind}{{k, title = {{On Water}}, author = {{A. Lake}}}}'
       for kind in TYPES},
    'months': '@misc{k, title = {T}, month = "8~" # jan, year = 1999}',
    'strings': '@string{w = "Journal of " # "Water"}\n'
               '@article{k, author={A B}, title={T}, journal = w, year = 1999}',
    'organisations': '@misc{k, author = {{The Lake and Sea Society} and Bob Pond}, title = {T}}',
    'parents': '@inproceedings{k, crossref={p}, author={A B}, title={T}}\n@proceedings{p, '
               'editor={C D}, title={P}, booktitle={Proc. P}, year=1999, publisher={Q}}',
    'nothing': '@misc{k, url = {https://example.org}}',
}  # fmt: skip


find = cache(find_plugin)


def text(entry: Entry, style: str, data: BibliographyData | None = None) -> str:
    """Return what a style prints, without its fonts."""
    formatted = find('pybtex.style.formatting', style)().format_entry('', entry, data)
    return str(formatted.text.render(find('pybtex.backends', 'text')()))


@pytest.mark.parametrize('name', ENTRIES)
def test_a_style_prints_what_the_file_says(tmp_path: Path, name: str) -> None:
    """Where the style stops at the entry as it is written, it prints what it can all the same."""
    file = tmp_path / 'refs.bib'
    file.write_text(ENTRIES[name], encoding='utf-8')
    (paper,) = (paper for paper in read_bibliography([file]).papers if paper.key == 'k')
    data = parse_string(ENTRIES[name], 'bibtex')
    found = text(pybtex_entry(paper), 'plain')
    try:
        expected = text(data.entries['k'], 'plain', data)
    except (AttributeError, FieldIsMissing):  # an unknown type, a field too few
        assert 'ater' in found
    else:
        assert found == expected


def test_each_citation_has_a_year(tmp_path: Path) -> None:
    """The styles of citations stop at an entry without one."""
    file = tmp_path / 'refs.bib'
    file.write_text('@misc{k, title = {T}}\n@misc{l, title={T}, date={2015-03}}', encoding='utf-8')
    none, some = read_bibliography([file]).papers
    assert [cited_entry(paper).fields['year'] for paper in (none, some)] == ['n.d.', '2015']
