"""Further PDFs for readers of one kind: one filter for papers and entries, and another header."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pytest
from sites import build, write_site
from typst_pdf import flaws, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Site

INDEX = """\
# Ann Example

## Work

````{cv:position} Sand Inc.
:dates: 2015/
:tags: industry

```{cv:position} Head of Dunes
:dates: 2019/
```
````

```{cv:position} Lecturer
:organization: University of Nowhere
:dates: 2010/2015
```

## Teaching

```{cv:course} Rivers for Beginners
:dates: 2012
```

## Papers

```{cv:publications}
```

## Early papers

```{cv:publications}
:filter: year < 2014
```
"""
REFS = """\
@article{sand, title = {On Sand}, author = {Ann Example}, year = 2016, journal = {J},
 keywords = {industry}}
@article{mud, title = {On Mud}, author = {Ann Example and Bo Li}, year = 2012, journal = {J}}
"""
CONF = """\
cv_names = {'marked': {'owner': 'bold', 'Bo Li': 'underline'}}
cv_people = {'Bo Li': {'url': 'https://bo.example.org/'}}
cv_variants = {
    'cv-industry': {
        'filter': '"industry" in tags', 'owner': {'position': 'Engineer'}, 'language': 'de',
    },
    'cv-teaching': {'entries': 'kind == "course"', 'filter': 'by("B. Li")'},
    'cv-sorted': {'sort': 'oldst, title'},
    'cv-li': {'owner': 'Bo Li', 'entries': 'fundr', 'filter': 'kind == "paper"'},
}
"""


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The PDF with its variants, built once."""
    source = tmp_path_factory.mktemp('variants')
    return build(write_site(source, {'index.md': INDEX, 'refs.bib': REFS}, CONF), 'cvpdf')


def printed(site: Site, name: str) -> str:
    """Return the text of one PDF, which conforms to the standards."""
    assert flaws(site.output / f'{name}.pdf') == []
    return text_of(site.output / f'{name}.pdf')


def test_a_name_that_is_a_link_stands_out_as_it_is_marked(site: Site) -> None:
    """The look is within the link, so that the line below it is not the one of all links."""
    source = (site.output / 'cv.typ').read_text(encoding='utf-8')
    assert re.search(r'#name-link\([^)]*\)\[#underline\[#"Bo\u00a0Li"\]\]', source)


def test_one_filter_chooses_papers_and_entries(site: Site) -> None:
    """What is within an entry has its tags; sections in which nothing is left are gone."""
    text = printed(site, 'cv-industry')
    for present in ('Sand Inc.', 'Head of Dunes', 'On Sand', 'Engineer'):
        assert present in text
    for absent in ('Lecturer', 'Teaching', 'On Mud', 'Early papers'):
        assert absent not in text
    with pikepdf.open(site.output / 'cv-industry.pdf') as document:
        assert str(document.Root.Lang).startswith('de')


def test_entries_have_a_filter_of_their_own(site: Site) -> None:
    """A person in another spelling, whom `cv_people` does not know, is the same."""
    text = printed(site, 'cv-teaching')
    assert 'Rivers for Beginners' in text
    assert 'On Mud' in text
    for absent in ('Sand Inc.', 'On Sand'):
        assert absent not in text


def test_a_variant_has_an_order_of_its_own(site: Site) -> None:
    """Of papers in each list; an order that is none is told, and the others hold."""
    text = printed(site, 'cv-sorted')
    assert text.index('On Mud') < text.index('On Sand')
    assert printed(site, 'cv').index('On Mud') > printed(site, 'cv').index('On Sand')
    assert 'cv-sorted.pdf: sort cannot have "oldst"' in ' '.join(site.warnings)


def test_a_variant_may_be_of_somebody_else(site: Site) -> None:
    """Its header is that person's, and a field that nobody has is told."""
    text = printed(site, 'cv-li')
    assert text.lstrip().startswith('Bo Li')
    assert 'cv-li.pdf: the filter "fundr" names "fundr", a field that no entry has' in ' '.join(
        site.warnings
    )
    assert 'Rivers for Beginners' not in text
    assert 'Rivers for Beginners' in printed(site, 'cv')
    # The template has the own name as it was printed in each.
    assert '#strong[#"Bo\u00a0Li"]' in site.text('cv-li.typ')
    assert '#strong[#"Ann\u00a0Example"]' not in site.text('cv-li.typ')
    assert '#strong[#"Ann\u00a0Example"]' in site.text('cv.typ')


def test_a_variant_speaks_its_language(site: Site) -> None:
    """In what we print ourselves; the owner's words stay."""
    assert 'Engineer' in printed(site, 'cv-industry')
    assert 'Seite 1 von 1' in printed(site, 'cv-industry')
    assert 'Page 1 of 1' in printed(site, 'cv')


def test_a_variant_reads_the_pages_in_its_language(tmp_path: Path) -> None:
    """Words of entries, what is said in that language, and what stubs say stays as it was."""
    index = (
        '# Ann Example\n\n## Papers\n\n```{cv:publications}\n:group-by: type\n```\n\n'
        '## Work\n\n```{cv:degree} PhD\n:title-de: Doktor\n:dates: 2015/2020-03\n'
        ':advisor: Bo Li\n```\n\n'
        '```{cv:degree} MSc\n:dates: the March before\n```\n'
    )
    refs = REFS.replace('year = 2016,', 'year = 2016, author+an = {1=equal},')
    refs = refs.replace('{On Sand}', '{On Sand}, title_de = {Über Sand}')
    refs += '@phdthesis{clay, title = {Clay}, author = {Ann Example}, year = 2010, school = {U}}'
    conf = "cv_owner = {'name': 'Ann Example', 'position': 'Lead', 'position_de': 'Leiterin'}\n"
    conf += "cv_variants = {'cv-de': {'language': 'de'}}\nhtml_theme = 'basic'\n"
    source = write_site(tmp_path, {'index.md': index, 'refs.bib': refs}, conf)
    site = build(source, 'cvpdf')
    german, english = (site.text(f'{name}.typ') for name in ('cv-de', 'cv'))
    for word, other in (
        ('Zeitschriftenartikel', 'Journal articles'), ('2015 – März 2020', '2015 – Mar 2020'),
        ('* gleicher Beitrag', '* equal contribution'), ('Betreut von', 'Advised by'),
        ('Doktor', 'PhD'), ('Leiterin', 'Lead'), ('Über Sand', 'On Sand'),
    ):  # fmt: skip
        assert (word in german, other in german) == (True, False)
        assert (word in english, other in english) == (False, True)
    assert 'the March before' in german
    stubs = {file: file.stat().st_mtime_ns for file in (source / 'papers').glob('*.md')}
    website = build(source)
    assert (website.output / 'cv-de.pdf').read_bytes() == (site.output / 'cv-de.pdf').read_bytes()
    assert {file: file.stat().st_mtime_ns for file in (source / 'papers').glob('*.md')} == stubs
    # The date that is none is told by the reader of the site, and not by another one again.
    assert ('is not a date' in site.warnings[0], site.warnings[1:]) == (True, [])
    assert website.warnings == []
