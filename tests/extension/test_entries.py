"""Entries of the CV: what they look like, what is said of mistakes, and how they are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sites import PDF, build, copy_root, pformat, plain, write_site

from sphinx_cv.model.kinds import KINDS, option_names

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_regressions.file_regression import FileRegressionFixture
    from sites import Site

BUILDERS = ('dirhtml', 'singlehtml', 'latex', 'text', 'man', 'texinfo', 'epub', 'gettext', 'xml',
            'pseudoxml', 'dummy', 'cvpdf')  # fmt: skip


@pytest.fixture(scope='module')
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with entries of each kind, in Markdown and in reStructuredText."""
    return copy_root('entries', tmp_path_factory.mktemp('entries') / 'source')


@pytest.fixture(scope='module')
def site(source: Path) -> Site:
    """That site as html."""
    return build(source, nitpicky=True)


def entries_of(site: Site, docname: str) -> str:
    """Return the doctree of a page from the first entry on, without what its language adds."""
    text = pformat(site.doctree(docname))
    text = text[text.index('        <definition_list') :].partition('        <compound')[0]
    return text.replace(f'refdoc="{docname}"', 'refdoc=""').replace('bullet="*"', 'bullet="-"')


def test_the_tree_of_entries(site: Site, file_regression: FileRegressionFixture) -> None:
    """Neighbours share a list; title and dates above, place, links and text below."""
    assert site.warnings == []
    file_regression.check(entries_of(site, 'index'), extension='.xml')


def test_both_languages_give_the_same_entries(site: Site) -> None:
    """An entry of a page in reStructuredText is that of one in Markdown."""
    assert entries_of(site, 'rst') == entries_of(site, 'index')


@pytest.mark.parametrize('builder', BUILDERS)
def test_every_builder_takes_entries(source: Path, site: Site, builder: str) -> None:
    """No format of Sphinx fails on an entry, or has anything to say."""
    assert build(source, builder, nitpicky=True).warnings == []


def test_titles_are_plain_text_where_no_markup_can_be(site: Site) -> None:
    """Search, inventory and exports get words and no stars."""
    entries = {entry.entry.title: entry.entry for _, entry in site.domain.memory.entries()}
    assert 'Rivers in spring' in entries
    assert 'Prize for Rivers' in entries
    assert entries['Lecturer'].fields['organization'] == 'University of Nowhere'


def test_a_student_is_linked_and_has_the_papers_written_together(site: Site) -> None:
    """Under any of the spellings that cv_people or the entry has."""
    block = re.search(r'(?s)<dt id="cv-mentee-bob-other">(.*?)</dd>', site.text())
    assert block
    assert 'href="https://example.org/bob"' in block[1]
    assert '1 paper together: Rivers' in plain(block[1])


CALLS = {
    '{cv:talk}`Rivers in spring`': 'cv-talk-rivers-in-spring',
    '{cv:talk}`rivers in SPRING!`': 'cv-talk-rivers-in-spring',
    '{cv:talk}`rivers-in-spring`': 'cv-talk-rivers-in-spring',
    '{cv:course}`water`': 'cv-course-water',
    '{cv:course}`CS 101: Water`': 'cv-course-water',
    '{cv:person}`Bob Other`': 'cv-mentee-bob-other',
    '{cv:person}`Robert Other`': 'cv-mentee-bob-other',
    '{cv:person}`Bobby Other`': 'cv-mentee-bob-other',
    '{cv:position}`assistant`': 'cv-position-assistant',
    '{cv:degree}`PhD`': 'cv-degree-phd',
    '{cv:service}`words <Journal of Air>`': 'cv-service-journal-of-air',
    '{any}`CS 101: Water`': 'cv-course-water',
    '[](<#Journal of Air>)': 'cv-service-journal-of-air',
    '{ref}`talk:rivers-in-spring`': 'cv-talk-rivers-in-spring',
}  # fmt: skip


def test_entries_are_called_by_key_title_and_alias(tmp_path: Path) -> None:
    """Case, accents and signs do not matter."""
    source = copy_root('entries', tmp_path / 'source')
    (source / 'rst.rst').unlink()
    (source / 'calls.md').write_text('# Calls\n\n' + '\n\n'.join(CALLS), encoding='utf-8')
    index = (source / 'index.md').read_text(encoding='utf-8').replace('\nrst\n', '\ncalls\n')
    (source / 'index.md').write_text(index, encoding='utf-8')
    site = build(source)
    assert site.warnings == []
    body = site.text('calls.html').partition('<h1>')[2]
    assert re.findall(r'href="index.html#([^"]*)"', body)[: len(CALLS)] == list(CALLS.values())


MISTAKES = {
    '```{cv:talk} Rivers\n:organisation: Here\n:place: There\n```':
        'cv:talk has no option "organisation"; did you mean "organization"? It takes: name, dates',
    '```{cv:talk} Rivers\n:dates: 2024-13\n:place: There\n```':
        'cv:talk: "2024-13" has no such month; use 01 to 12, or 21 to 24 for spring',
    '```{cv:talk} Rivers\n:dates: soon\n:place: There\n```':
        'cv:talk: "soon" is not a date; write 2024, 2024-08 or 2024-08-15, or a range such as',
    '```{cv:talk} Rivers\n:dates: 2024/2020\n:place: There\n```':
        'cv:talk: "2024/2020" ends before it begins',
    '```{cv:talk}\n:place: There\n:dates: 2024\n```':
        'cv:talk has no title; write it behind the name: {cv:talk} Title',
    '```{cv:talk} Rivers\n:place: There\n:paper: nokey\n```': 'no paper has the key "nokey"',
}  # fmt: skip


def as_rst(text: str) -> str:
    """Write an entry as reStructuredText has it."""
    first, *options, _ = text.splitlines()
    name, _, title = first.removeprefix('```{').partition('}')
    return '\n'.join([f'.. {name}::{title}', *(f'   {line}' for line in options)])


@pytest.mark.parametrize('name', ['page.md', 'page.rst'])
def test_a_mistake_is_one_warning_and_costs_nothing_else(tmp_path: Path, name: str) -> None:
    """File and line, what is wrong and what is allowed; the entry shows all that is right."""
    texts = list(MISTAKES) if name == 'page.md' else [as_rst(text) for text in MISTAKES]
    page = 'Page\n====\n\n' + '\n\nBetween.\n\n'.join(texts) + '\n'
    site = build(write_site(tmp_path, {
        'index.md': '# Home\n\n```{toctree}\npage\n```\n', name: page
    }))  # fmt: skip
    lines = [
        page[: page.index(text) + len(text)].count('\n') + 1 - text.count('\n') for text in texts
    ]
    assert len(site.warnings) == len(MISTAKES)
    for line, message in zip(lines, MISTAKES.values(), strict=True):
        (warning,) = [one for one in site.warnings if one.startswith(f'{name}:{line}: WARNING: ')]
        assert message in warning
    shown = plain(site.text('page.html').partition('<body')[2])
    assert shown.count('There') == len(MISTAKES)
    assert not re.search(r'WARNING|ERROR|Unknown|has no', shown)


def test_an_entry_without_anything_keeps_its_text(tmp_path: Path) -> None:
    """What is written below is not lost with the title."""
    page = '# Home\n\n```{cv:talk}\n\nBelow.\n```\n'
    site = build(write_site(tmp_path, {'index.md': page}, PDF))
    assert len(site.warnings) == 1
    assert 'Below.' in plain(site.text())


@pytest.mark.parametrize(('address', 'href'), [
    ('https://example.org/a', 'https://example.org/a'),
    ('www.example.org/a', 'https://www.example.org/a'),
    ('talks/rivers.pdf', '_downloads/'),
    ('other.html#there', 'other.html#there'),
    ('javascript:alert(1)', ''),
])  # fmt: skip
def test_addresses_of_entries_lead_somewhere(tmp_path: Path, address: str, href: str) -> None:
    """They are mended as those of papers are, and a file of the site is copied and linked."""
    page = f'# Home\n\n```{{cv:talk}} Rivers\n:slides: {address}\n```\n'
    site = build(write_site(tmp_path, {'index.md': page, 'talks/rivers.pdf': 'x'}))
    links = [link.href for link in site.links() if link.text == 'Slides']
    assert [link.startswith(href) for link in links] == ([True] if href else [])
    assert len(site.warnings) == (0 if href else 1)


def test_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    """Like one of Sphinx's own role for downloads."""
    page = '# Home\n\n```{cv:talk} Rivers\n:slides: talks/rivers.pdf\n```\n'
    [warning] = build(write_site(tmp_path, {'index.md': page})).warnings
    assert 'talks/rivers.pdf' in warning


def test_a_title_with_a_link_keeps_it_and_the_address(tmp_path: Path) -> None:
    """A link cannot stand in another one."""
    page = '# Home\n\n~~~{cv:award} For [us](https://us.org)\n:url: https://example.org\n~~~\n'
    links = build(write_site(tmp_path, {'index.md': page})).links()
    assert [link[:2] for link in links if link.href.endswith('.org')] == [
        ('https://us.org', 'us'), ('https://example.org', 'Link')
    ]  # fmt: skip


UNREAD = {
    '```{cv:news} Our paper {cv:paper}`k` was taken\n:dates: 2024\n```\n': 'fence it with ~~~',
    '```{cv:news} `X` is out\n:dates: 2024\n```\n': 'fence it with ~~~',
    ':::{cv:position} Professor\n:dates: 2024/\n:::\n': 'colon_fence',
    '.. cv:publications::\n': 'reStructuredText',
    'The role `{cv:paper}` links a paper.\n': '',
    'See ```{cv:news}```: it takes `dates`.\n': '',
}


@pytest.mark.parametrize(('text', 'mend'), UNREAD.items())
def test_a_directive_that_markdown_does_not_see_is_reported(
    tmp_path: Path, text: str, mend: str
) -> None:
    """Its fact would be missing, and nobody would know why."""
    refs = '@misc{k, title={K}, author={Example, Ann}, year={2024}}'
    site = build(write_site(tmp_path, {'index.md': f'# Home\n\n{text}', 'refs.bib': refs}))
    assert [mend in warning for warning in site.warnings] == ([True] if mend else [])
    assert all('index.md:3' in warning for warning in site.warnings)


def test_entries_that_are_alike_have_keys_of_their_own(tmp_path: Path) -> None:
    """Without a word of complaint; the place or the dates tell them apart, else a number."""
    twins = (
        '```{cv:service} Reviewer\n```\n\n```{cv:service} Reviewer\n:organization: A\n```\n\n'
        '```{cv:service} Reviewer\n:organization: A\n```\n\n'
    )
    toctree = '```{toctree}\nother\n```\n'
    pages = {'index.md': f'# Home\n\n{twins}\n{toctree}', 'other.md': f'# Other\n\n{twins}'}
    site = build(write_site(tmp_path, pages), nitpicky=True)
    assert site.warnings == []
    found = [
        (name, docname, anchor) for name, _, _, docname, anchor, _ in site.domain.get_objects()
    ]
    assert len({name for name, _, _ in found}) == len({place[1:] for place in found}) == 6
    for _, docname, anchor in found:
        assert site.text(f'{docname}.html').count(f'id="{anchor}"') == 1


@pytest.fixture(scope='module')
def everything(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with a page for each kind, whose entry has all options."""
    refs = '@article{rivers2024, title={Rivers}, author={Example, Ann}, date={2024}}'
    toctree = '\n'.join(KINDS)
    pages = {kind: f'# {kind}\n\n{with_every_option(kind)}' for kind in KINDS}
    return build(write_site(tmp_path_factory.mktemp('every'), {
        'refs.bib': refs, 'index.md': f'# Home\n\n```{{toctree}}\n{toctree}\n```\n',
        **{f'{kind}.md': page for kind, page in pages.items()},
    }), 'xml')  # fmt: skip


def every_option(kind: str) -> dict[str, str]:
    """Return a value for each option of a kind, but for other names of the same."""
    names = [name for name in option_names(kind) if name not in KINDS[kind].also]
    values = {name: f'Value-of-{name}' for name in names if name != 'compact'}
    links = ('url', *KINDS[kind].links)
    values |= {name: f'https://example.org/{name}' for name in links}
    return values | {'dates': '2024', 'paper': 'rivers2024', 'name': 'called'}


def with_every_option(kind: str) -> str:
    """Return an entry of that kind with all of them."""
    options = '\n'.join(f':{name}: {value}' for name, value in every_option(kind).items())
    return f'```{{cv:{kind}}} Title\n{options}\n```\n'


@pytest.mark.parametrize('kind', KINDS)
def test_every_option_of_a_kind_can_be_used(kind: str, everything: Site) -> None:
    """The table says which, and each shows or leads somewhere."""
    assert everything.warnings == []
    text = everything.text(f'{kind}.xml')
    for name, value in every_option(kind).items():
        if name not in {'paper', 'aliases', 'tags'}:
            assert value in text, name
