"""The papers and people of a site: read once per change, found by any of their keys."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from sphinx_cv.model import Owner, Paper, Person
from sphinx_cv.model.dates import PartialDate
from sphinx_cv.site.kept import Packed
from sphinx_cv.site.library import KEYWORD_LIMIT, RELATED_LIMIT, Library
from sphinx_cv.site.loading import ASKED, load_library

if TYPE_CHECKING:
    from sphinx.config import Config

    from sphinx_cv.site.briefs import Brief

ANN, BOB = Person(given='Ann', family='Example'), Person(given='Bob', family='Other')


def paper(key: str, year: int = 2024, **facts: object) -> Paper:
    """Make a paper."""
    return Paper(key=key, type='misc', date=PartialDate(year), **facts)


def library(*papers: Paper, **facts: object) -> Library:
    """Make a library of papers."""
    return Library(papers={one.key: one for one in papers}, **facts)


def settings(**given: object) -> Config:
    """Return the settings that a library reads."""
    known = {
        'bibtex_bibfiles': ['refs.bib'], 'cv_references': [], 'cv_owner': {}, 'cv_people': {},
        'cv_journals': {}, 'exclude_patterns': [], 'cv_names': {}, 'cv_author_limit': 20,
        'cv_metrics': '',
    }  # fmt: skip
    return SimpleNamespace(**known | given)


def test_files_are_read_once_per_change(tmp_path: Path) -> None:
    """The same papers come back until a file changes."""
    file = tmp_path / 'refs.bib'
    file.write_text('@misc{a, title={A}, year={2024}}', encoding='utf-8')
    first = load_library(settings(), tmp_path)
    assert load_library(settings(), tmp_path).papers['a'] is first.papers['a']
    file.write_text('@misc{b, title={Bee}, year={2024}}', encoding='utf-8')
    assert list(load_library(settings(), tmp_path).papers) == ['b']


def test_what_is_no_file_is_reported(tmp_path: Path) -> None:
    """A folder in the place of a file is called one, and both are named as conf.py does."""
    (tmp_path / 'bib' / 'refs.bib').mkdir(parents=True)
    files = {'bibtex_bibfiles': ['bib/refs.bib', 'bib/more.bib']}
    found = {p.file: p.message for p in load_library(settings(**files), tmp_path).problems}
    assert found['bib/refs.bib'].startswith('this is a folder')
    assert found['bib/more.bib'].startswith('there is no such file')


def test_other_peoples_files_are_references(tmp_path: Path) -> None:
    """They can be cited, and are not listed."""
    (tmp_path / 'refs.bib').write_text('@misc{a, title={A}, year={2024}}', encoding='utf-8')
    (tmp_path / 'others.bib').write_text('@misc{b, title={B}, year={2024}}', encoding='utf-8')
    files = {'bibtex_bibfiles': ['refs.bib', 'others.bib'], 'cv_references': ['others.bib']}
    found = load_library(settings(**files), tmp_path)
    assert list(found.papers) == ['a']
    assert list(found.references) == ['b']
    assert found.keys_by_file == {
        tmp_path.resolve() / 'refs.bib': ['a'], tmp_path.resolve() / 'others.bib': ['b']
    }  # fmt: skip


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """The others are read."""
    (tmp_path / 'refs.bib').write_text('@misc{a, title={A}, year={2024}}', encoding='utf-8')
    found = load_library(settings(bibtex_bibfiles=['gone.bib', 'refs.bib']), tmp_path)
    assert list(found.papers) == ['a']
    assert [problem.file for problem in found.problems] == ['gone.bib']


def test_a_paper_is_found_by_any_of_its_keys() -> None:
    """A key wins over another paper's alias."""
    found = library(paper('a', aliases=('old', 'b')), paper('b'))
    assert [found.paper(key) and found.paper(key).key for key in ('a', 'old', 'b', 'x')] == [
        'a', 'a', 'b', None
    ]  # fmt: skip


def test_labels_are_lower_case_and_unique() -> None:
    """Where only case tells keys apart, the later one has the name of its page."""
    found = library(paper('Smith'), paper('smith'), paper('A:b'))
    assert found.labels['Smith'] == 'smith'
    assert found.labels['A:b'] == 'a:b'
    assert found.labels['smith'] == found.slugs['smith'].lower() != 'smith'


def test_unknown_keys_name_those_that_are_near() -> None:
    """At most three, other people's too."""
    found = library(paper('liu2024kivi'), paper('liu2023rsc'), references={'knuth': paper('knuth')})
    assert found.unknown_key('liu2024kiwi').startswith(
        'no paper has the key "liu2024kiwi"; the nearest keys are liu2024kivi'
    )
    assert found.unknown_key('knut') == 'no paper has the key "knut"; the nearest keys are knuth'
    assert found.unknown_key('knuth').startswith('"knuth" is a work of others')
    assert found.unknown_key('zzz') == 'no paper has the key "zzz"'


def test_the_owner_and_the_coauthors() -> None:
    """Who is not the owner is a co-author, once."""
    papers = paper('a', authors=(ANN, BOB)), paper('b', authors=(BOB, ANN))
    found = library(*papers, owner=Owner(name='Ann Example'))
    assert found.coauthors == {'bob-other': 'Bob Other'}
    assert not library(*papers).is_owner(ANN)


def test_newer_and_older() -> None:
    """As the list stands when the newest comes first."""
    found = library(paper('a', 2020), paper('b', 2024), paper('c', 2022))
    keys = [(one and one.key) for one in map(found.newer, found.papers.values())]
    assert keys == ['c', None, 'b']
    assert [(one and one.key) for one in map(found.older, found.papers.values())] == [
        None,
        'c',
        'a',
    ]


def test_related_papers_are_those_named_and_those_alike() -> None:
    """Named ones first, by either side; then those that share two keywords; never itself."""
    papers = (
        paper('a', related=('b', 'gone', 'a'), keywords=('x', 'y')),
        paper('b', keywords=('x',)),
        paper('c', related=('a',)),
        paper('d', keywords=('X', 'Y')),
        paper('e', keywords=('x', 'z')),
    )
    found = library(*papers)
    assert [one.key for one in found.related(papers[0])] == ['b', 'c', 'd']
    alike = [paper(f'k{number}', keywords=('x', 'y')) for number in range(20)]
    assert len(library(*alike).related(alike[0])) == RELATED_LIMIT
    many = [paper(f'k{number}', keywords=('x', 'y')) for number in range(KEYWORD_LIMIT + 1)]
    assert library(*many).related(many[0]) == []


@pytest.mark.parametrize(('setting', 'owner'), [
    ({}, Owner()),
    ({'name': 'Ann', 'aliases': ('A.',), 'links': {'Web': 'x'}},
     Owner(name='Ann', aliases=('A.',), links={'Web': 'x'})),
    ({'name': 'Ann', 'show_email': True}, Owner(name='Ann', show_email=True)),
])  # fmt: skip
def test_the_owner_is_what_conf_py_says(
    tmp_path: Path, setting: dict[str, object], owner: Owner
) -> None:
    """Each word of the setting, which was checked before, has its place."""
    assert load_library(settings(bibtex_bibfiles=[], cv_owner=setting), tmp_path).owner == owner


def test_people_have_addresses_and_spellings(tmp_path: Path) -> None:
    """By every spelling that conf.py lists."""
    people = {'Bob Other': {'url': 'https://example.org', 'aliases': ('Robert Other',)}, 'Eve': {}}
    found = load_library(settings(bibtex_bibfiles=[], cv_people=people), Path(tmp_path))
    assert found.person_url(Person(given='Robert', family='Other')) == 'https://example.org'
    assert found.person_url(ANN) == found.person_url(Person(family='Eve')) == ''
    assert found.spellings('Robert Other') == ('Bob Other', 'Robert Other')
    assert found.url_of('Bob Other') == 'https://example.org'


def test_volumes_of_others_are_no_works_of_the_owner(tmp_path: Path) -> None:
    """What an entry inherits from is listed if the owner made it too; it can be cited anyway."""
    (tmp_path / 'refs.bib').write_text(
        """
@inproceedings{mine, author = {Example, Ann}, title = {M}, crossref = {Theirs}}
@incollection{chapter, author = {Example, Ann}, title = {C}, crossref = {own}}
@inproceedings{other, author = {Roe, Bob}, title = {O}, crossref = {unread}}
@proceedings{theirs, editor = {Roe, Bob}, title = {T}, year = 2024}
@collection{own, editor = {Roe, Bob and Example, Ann}, title = {W}, year = 2024}
@proceedings{unread, editor = {Roe, Bob}, title = {U}, year = 2024}
""",
        encoding='utf-8',
    )
    found = load_library(settings(cv_owner={'name': 'Ann Example'}), tmp_path)
    assert list(found.papers) == ['mine', 'chapter', 'other', 'own', 'unread']
    assert list(found.references) == ['theirs']
    assert found.papers['mine'].text('booktitle') == 'T'
    assert len(load_library(settings(), tmp_path).papers) == 6


def test_papers_are_kept_from_run_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read comes back from the file, unless its seal is broken."""
    (tmp_path / 'refs.bib').write_text('@misc{a, title={A}, year={2024}}', encoding='utf-8')
    kept = tmp_path / 'kept'
    first = load_library(settings(), tmp_path, kept).papers['a']
    content = kept.read_bytes()
    for damaged in (content, content[:-3], content[:40] + b'!' + content[41:], b'', b'no pickle'):
        kept.write_bytes(damaged)
        monkeypatch.setattr('sphinx_cv.site.loading._told', {})
        found = load_library(settings(), tmp_path, kept).papers['a']
        assert (found == first, found is first) == (True, False)
        assert len(kept.read_bytes()) > len(content) / 2
    load_library(settings(cv_owner={'name': 'Ann Example'}), tmp_path, kept)
    assert kept.read_bytes() != content


def test_kept_papers_are_unpacked_when_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What builds ask of all papers needs none of them, and says what the papers would say."""
    entry = '@misc{k%d, title={T%d}, author={Roe, R%d}, ids={a%d}, year={%d}}\n'
    entries = [entry % (n, n, n, n, 1900 + n) for n in range(120)]
    entries[7] = entries[7].replace('year=', 'pdf={k7.pdf}, year=')
    (tmp_path / 'refs.bib').write_text(''.join(entries), encoding='utf-8')
    first = load_library(settings(), tmp_path, tmp_path / 'kept')
    monkeypatch.setattr('sphinx_cv.site.loading._told', {})
    found = load_library(settings(), tmp_path, tmp_path / 'kept')
    packed = found.papers
    assert isinstance(packed, Packed)
    assert [getattr(found, name) for name in ASKED] == [getattr(first, name) for name in ASKED]
    assert (found.keys['a3'], found.order[0], found.with_files) == ('k3', 'k119', ['k7'])
    unpacked = {key for key in found.papers if key in vars(packed)['_found']}
    assert unpacked == {f'k{n}' for n in range(50)}  # those beside the one that names a file
    assert found.paper('a110') == first.papers['k110']
    assert 'k60' not in vars(packed)['_found']
    assert {**found.papers} == {**first.papers}


def test_what_lists_ask_of_papers_is_kept_as_long_as_it_is_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed entry, another owner and another style of names each have what they need."""
    file, kept = tmp_path / 'refs.bib', tmp_path / 'kept'
    text = '@misc{a, title={A}, author={Example, Ann and Roe, Jo}}\n@misc{b, title={B}}\n'

    def briefs(**others: object) -> list[Brief]:
        monkeypatch.setattr('sphinx_cv.site.loading._told', {})
        return [*load_library(settings(**others), tmp_path, kept).briefs.values()]

    file.write_text(text, encoding='utf-8')
    first = briefs()
    assert first[0].coauthors == ('Ann Example', 'Jo Roe')
    file.write_text(text.replace('{A}', '{C}'), encoding='utf-8')
    assert briefs() == [first[0]._replace(title='C'), first[1]]
    owned = briefs(cv_owner={'name': 'Ann Example'})[0]
    assert (owned.coauthors, owned.facts.leads, owned.facts.hidden) == (('Jo Roe',), 1, '')
    assert briefs(cv_names={'form': 'G. Family'})[0].facts.hidden == 'Ann Jo'
