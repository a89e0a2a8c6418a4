"""Settings: wrong ones are reported and cost nothing else, and natural ones are understood."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sites import PDF, Site, build, write_site
from sphinx.config import Config

from sphinx_cv.model.people import clean_orcid
from sphinx_cv.site.settings import SETTINGS, mend_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

PAPERS = (
    '@article{doe, title={T}, author={Example, Ann and Other, Bob}, journal={J}, year=2024}\n'
    '@article{roe, title={U}, author={Ann Example and Roe, Z.}, journal={J}, year=2023}\n'
)
PAGE = """# Ann Example

```{cv:owner}
```
```{cv:chart}
```
```{cv:publications}
```
```{cv:downloads}
```
"""


def mended(**values: object) -> tuple[Config, list[str]]:
    """Return a configuration after the check, and what was said of it."""
    raw = {'bibtex_bibfiles': ['refs.bib', 'others.bib'], 'cv_owner': {'name': 'Ann'}, **values}
    config = Config(raw)
    for name, row in SETTINGS.items():
        config.add(name, row.default, row.rebuild, row.types)
    config.add('bibtex_bibfiles', None, 'html', ())
    said: list[str] = []
    mend_settings(config, said.append)
    return config, said


def test_that_no_file_is_named_is_for_others_to_say() -> None:
    """sphinxcontrib-bibtex tells it from an empty list."""
    assert mended(bibtex_bibfiles=None)[0].bibtex_bibfiles is None


NOTHING = (5, 0.5, True, object(), b'x', ('a', 5), ['a', None], {'a'})
WRONG: dict[str, tuple[object, ...]] = {
    'cv_owner': (
        5, True, ['Ada'], ('Ada',), {'Ada'}, b'Ada', {}.keys(), {'nmae': 'Ada'}, {'name': 5},
        {'name': ''}, {'name': None}, {'name': ['Ada']}, {5: 'Ada'}, {'name': 'A', 'alias': 'B'},
        *({'name': 'A', 'aliases': v} for v in (5, {'x': 'y'}, [5], [None], True)),
        *({'name': 'A', 'position': v} for v in (5, ['x'], {}, True)),
        *({'name': 'A', 'affiliation': v} for v in (5, ['x'])),
        *({'name': 'A', 'email': v} for v in (5, 'ann', 'a b@c.org', 'a@b@c', ['a@b.org'])),
        *({'name': 'A', 'orcid': v} for v in (5, '0000-0002-1825-0098', '0000', 'x', [])),
        *({'name': 'A', 'show_email': v} for v in (5, 'maybe', [], {})),
        *({'name': 'A', 'links': v} for v in (5, ['https://a.org'], 'https://a.org', True)),
        *({'name': 'A', 'links': {'x': v}} for v in (
            5, None, [], 'javascript:alert(1)', 'JavaScript:alert(1)', ' javascript:alert(1)',
            'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'http://localhost/',
            'two words', '../outside', '/etc/passwd', 'assets\\cv.pdf')),
        {'name': 'A', 'links': {5: 'https://a.org'}},
    ),
    'cv_people': (
        5, True, 'Bob', ['Bob'], {'Bob', 'Eve'}, {5: 'https://b.org'}, {'': 'https://b.org'},
        {'Bob': 5}, {'Bob': ['https://b.org']}, {'Bob': True}, {'Bob': {'ulr': 'https://b.org'}},
        {'Bob': {'url': 5}}, {'Bob': {'aliases': 5}}, {'Bob': {'url': ['https://b.org']}},
        {'Bob': 'javascript:alert(1)'}, {'Bob': {'url': 'data:text/html,x'}},
        {'Bob': {'aliases': [5]}}, {None: None},
    ),
    'cv_references': (
        5, True, {'others.bib'}, ['nope.bib'], 'other.bib', [5], [None], [['others.bib']],
        {'others.bib': 1}, ['refs.bibb'],
    ),
    'bibtex_bibfiles': (5, True, [5], [None], {'refs.bib': 1}, [['refs.bib']]),
    'cv_paper_pages': (5, 'maybe', None, [], {}, 'all', 0.5),
    'cv_author_limit': (0, -1, 'five', None, [], True, 2.5, '-3', {}),
    'cv_names': (
        5, 'G. Family', {'form': 'Liu, Z.'}, {'others': 5}, {'between': ''}, {'first': 0},
        {'and': 5}, {'frm': 'G. Family'}, {'marked': 'bold'}, {'marked': {'owner': 'big'}},
        {'marked': {'owner': ''}}, {'marked': {'owner': '* †'}}, {'small_caps': 'maybe'},
    ),
    'cv_citation_styles': (5, True, [5], {'apa': 5}),
    'cv_pdf': (5, 'a4', ['a4'], ('a4',), {'paper'}),
    'cv_variants': (5, True, 'short', ['cv-short'], {'cv-short'}),
    'cv_kinds': (5, True, 'grant', ['grant']),
    'cv_links': (5, True, 'notebook', ['notebook']),
    'cv_outputs': (5, True, {'cv.pdf': 1}, [5], [None]),
    'cv_words': (5, True, 'Theses', ['Theses'], {'Theses': 5}, {5: 'Theses'}),
    'cv_languages': (5, True, 'de', ['de'], {5: '../de/'}, {'de': 5}, {'d e': '../de/'}),
    'cv_entry_language': (5, 'maybe', None, [], {}),
    'cv_owners': ({'name': 'Ada'},),
    'cv_poeple': ({}, {'Bob': 'https://b.org'}),
    'CV_OWNER': ({'name': 'Ada'},),
    'cvowner': ('Ada',),
    'cv_page': (True,),
    'cv_author_limits': (5,),
    'cv_pdfs': ({'paper': 'a4'},),
    'cv_zzz': (1, None, 'x'),
    'bibtex_bibfile': (['refs.bib'],),
}  # fmt: skip
CASES = [(name, value) for name, values in WRONG.items() for value in values]


@pytest.mark.parametrize(('name', 'value'), CASES, ids=map(str, itertools.count()))
def test_a_wrong_setting_is_told_by_its_name(name: str, value: object) -> None:
    """Each of more than a hundred is one or two sentences, and none stops the build."""
    config, said = mended(**{name: value})
    assert 1 <= len(said) <= 2, said
    assert all(name in sentence for sentence in said)
    again = {row: getattr(config, row) for row in SETTINGS}
    again['cv_references'] = []
    assert [text for text in mended(**again)[1] if 'names nobody' not in text] == []


def test_there_are_many_wrong_settings() -> None:
    """The cases above are more than the hundred that a reviewer tried."""
    assert len(CASES) > 120


@pytest.mark.parametrize(('name', 'value', 'result'), [
    ('cv_owner', 'Ada', {'name': 'Ada'}),
    ('cv_owner', None, {}),
    ('cv_owner', {'name': 'Ada', 'aliases': 'A. Ada'}, {'name': 'Ada', 'aliases': ('A. Ada',)}),
    ('cv_owner', {'name': 'Ada', 'email': 'mailto:a@b.org'}, {'name': 'Ada', 'email': 'a@b.org'}),
    ('cv_owner', {'name': 'Ada', 'orcid': 'https://orcid.org/0000-0002-1694-233x/'},
     {'name': 'Ada', 'orcid': '0000-0002-1694-233X'}),
    ('cv_owner', {'name': 'Ada', 'links': {'Home': 'ada.org', 'Tel.': 'tel:+49-1'}},
     {'name': 'Ada', 'links': {'Home': 'https://ada.org', 'Tel.': 'tel:+49-1'}}),
    ('cv_people', {'Bob': 'https://bob.org'}, {'Bob': {'url': 'https://bob.org'}}),
    ('cv_people', {'Bob': 'members/bob'}, {'Bob': {'url': 'members/bob'}}),
    ('cv_owner', {'name': 'Ada', 'links': {'Code': 'github.com/ada', 'Mail': 'mailto:a@x.org'}},
     {'name': 'Ada', 'links': {'Code': 'https://github.com/ada', 'Mail': 'mailto:a@x.org'}}),
    ('cv_people', {'Bob': {'url': 'www.example.org'}}, {'Bob': {'url': 'https://www.example.org'}}),
    ('cv_people', {'Bob': None}, {'Bob': {}}),
    ('cv_people', {'Bob': {'url': 'bob.org'}}, {'Bob': {'url': 'https://bob.org'}}),
    ('cv_people', None, {}),
    ('cv_references', None, []),
    ('cv_references', 'others.bib', ['others.bib']),
    ('cv_references', [Path('others.bib'), './refs.bib'], ['others.bib', './refs.bib']),
    ('bibtex_bibfiles', 'refs.bib', ['refs.bib']),
    ('cv_author_limit', '5', 5),
    ('cv_paper_pages', '0', False),
    ('cv_paper_pages', 1, True),
    ('cv_pdf', False, False),
    ('cv_variants', None, {}),
    ('cv_outputs', 'all', ['all']),
])  # fmt: skip
def test_what_people_naturally_write_is_understood(name: str, value: object, result: Any) -> None:
    """There is one form within, and nothing is said."""
    config, said = mended(**{name: value})
    assert said == []
    assert getattr(config, name) == result


def test_names_of_their_own_are_nobodys_business() -> None:
    """A conf.py may hold modules, functions and words that have nothing to do with ours."""
    assert mended(path=Path, itertools=itertools, project='x', year=5, cv_helper=len)[1] == []


@pytest.mark.parametrize('orcid', [
    '0000-0002-1825-0097', '0000-0001-5109-3700', '0000-0002-1694-233X', '0000000218250097',
    'https://orcid.org/0000-0002-1825-0097',
])  # fmt: skip
def test_an_orcid_is_checked_by_its_last_digit(orcid: str) -> None:
    """Those of ORCID's own examples are right, and with another digit none is."""
    assert clean_orcid(orcid)
    last = orcid[-1]
    others = [clean_orcid(orcid[:-1] + digit) for digit in '0123456789X' if digit != last]
    assert others == [''] * 10


@pytest.fixture(scope='module')
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with everything that reads settings."""
    folder = tmp_path_factory.mktemp('settings') / 'source'
    return write_site(folder, {'index.md': PAGE})


def builds(source: Path) -> Iterator[Site]:
    """Build the site with the worst of the wrong settings, many at once."""
    for values in (
        {'cv_owner': ['Ada'], 'cv_people': ['Bob'], 'cv_variants': ['x'], 'cv_pdf': 'a4'},
        {'cv_owner': {'name': 'Ann Example', 'links': ['x']}, 'cv_people': {'Bob Other': 5},
         'cv_references': None, 'cv_author_limit': '5', 'cv_outputs': 5},
        {'cv_owner': 5, 'bibtex_bibfiles': 5, 'cv_paper_pages': 'x', 'cv_author_limit': None},
        {'cv_owner': 'Ann Example', 'cv_people': {'Bob Other': 'https://bob.org'}},
    ):  # fmt: skip
        conf = ''.join(f'{name} = {value!r}\n' for name, value in values.items())
        yield build(write_site(source, {'refs.bib': PAPERS}, PDF + conf))


def test_no_wrong_setting_stops_a_build(source: Path) -> None:
    """Pages and lists are there all the same, and each warning is one of ours."""
    *wrong, right = builds(source)
    for site in wrong:
        assert all('cv.' in text for text in site.warnings), site.warnings
        assert 'conf.py:5: WARNING: cv_owner' in ''.join(site.warnings)
        assert site.text()
    assert right.warnings == []
    assert '<a class="cv-person" href="https://bob.org"' in right.text()
    assert 'class="cv-own"' in right.text()


def test_settings_that_were_read_can_be_read_again() -> None:
    """The second application, which makes the PDFs beside a site, is given what the first read."""
    member = {'photo': {'file': 'b.png', 'alt': 'Bob'}, 'email': 'b@x.org', 'dates': '2021/'}
    given = {
        'cv_owner': {
            'name': 'Ann', 'affiliations': [{'name': 'MIT', 'ror': '042nb2s44'}, 'Elsewhere'],
            'photo': {'file': 'a.png', 'alt': 'Ann'}, 'show': {'photo': True, 'rows': False},
            'rows': {'Born': 1980}, 'links': {'Web': 'example.org'}, 'orcid': '0000-0002-1825-0097',
        },
        'cv_people': {'Bob Other': member | {'links': {'Code': 'https://b.org'}}, 'Eve': 'eve.org'},
        'cv_lab': {'name': 'Lab', 'address': 'Road 1', 'department': 'Rivers'},
        'cv_names': {'between': ';', 'and': ', &', 'marked': {'owner': 'bold', 'Bob': '†'}},
        'cv_citation_styles': ['apa', 'mine.csl'],
        'cv_words': {'Theses': 'Dissertations', 'de': {'Theses': 'Arbeiten'}},
        'cv_languages': {'de': '../de'},
    }  # fmt: skip
    once, said = mended(**given)
    twice, again = mended(**{name: getattr(once, name) for name in given})
    assert (said, again) == ([], [])
    assert {n: getattr(twice, n) for n in given} == {n: getattr(once, n) for n in given}
