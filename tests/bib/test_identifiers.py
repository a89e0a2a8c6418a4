"""Identifiers and addresses: found in any disguise, and only safe ones become links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_cv.bib.identifiers import clean_arxiv, clean_doi, read_identifiers
from sphinx_cv.bib.paper_links import place_files, read_links, unlink_title
from sphinx_cv.model import Link, Paper, Problem
from sphinx_cv.model.addresses import clean_path, clean_url, split_urls

if TYPE_CHECKING:
    from pathlib import Path


def identifiers_of(**fields: str) -> dict[str, str]:
    """Return the identifiers of an entry with these fields."""
    return read_identifiers(fields, lambda name, message: None)


def links_of(**fields: str) -> list[tuple[str, str]]:
    """Return the links of an entry with these fields, as pairs."""

    def ignore(name: str, message: str) -> None:
        """What is wrong is not of interest here."""

    links = read_links(fields, read_identifiers(fields, ignore), ignore)
    return [(link.kind, link.url) for link in links]


def complaints_about(**fields: str) -> list[tuple[str, str]]:
    """Return what is reported of the addresses in these fields."""
    found: list[tuple[str, str]] = []
    read_links(fields, {}, lambda name, message: found.append((name, message)))
    return found


@pytest.mark.parametrize(
    ('text', 'doi'),
    [
        ('10.1000/abc', '10.1000/abc'),
        ('https://doi.org/10.1000/abc', '10.1000/abc'),
        ('http://dx.doi.org/10.1000/abc', '10.1000/abc'),
        ('doi.org/10.1000/abc.', '10.1000/abc'),
        ('doi: 10.1000/abc', '10.1000/abc'),
        ('DOI:10.1000/abc', '10.1000/abc'),
        (r'10.1007/978-3-031-1\_12', '10.1007/978-3-031-1_12'),
        (r'10.1007/978{\_}12', '10.1007/978_12'),
        (r'\url{https://doi.org/10.1000/abc}', '10.1000/abc'),
        ('https://doi.org/10.1002%2Fabc', '10.1002/abc'),
        ('10.1002/(SICI)109(1998)17:1$<$1::A$>$3.0', '10.1002/(SICI)109(1998)17:1<1::A>3.0'),
        ('(10.1000/abc)', '10.1000/abc'),
        ('10/ggfg42', '10/ggfg42'),
        ('https://doi.org/10/gf4gqc', '10/gf4gqc'),
        ('https://doi.org/10.1006/rwei.1999%23.0001#top', '10.1006/rwei.1999#.0001'),
        ('10.1175/(99)130%3C19:E%3E2.0.CO;2', '10.1175/(99)130<19:E>2.0.CO;2'),
        (r'10.1/a\ensuremath{<}1::b\ensuremath{>}3', '10.1/a<1::b>3'),
        ('10.1/a${<}$1::b${>}$3', '10.1/a<1::b>3'),
        ('10.1000/xyz 123', '10.1000/xyz123'),
        ('10.1000/xyz 10.1000/abc', '10.1000/xyz'),
        ('10.1000/xyz (2nd version)', '10.1000/xyz'),
        ('https://proxy.example.edu/10.1000/abc', '10.1000/abc'),
        ('doi.org/ab12', '10/ab12'),
        ('https://www.doi.org/ab12', '10/ab12'),
        ('see doi.org/index.html', ''),
        ('http://doi.acm.org/10/ab12', '10/ab12'),
        ('/10/ab12', '10/ab12'),
        (' 10 / ab12 ', '10/ab12'),
        ('http://doi.org/urn:doi:10.1000/7', '10.1000/7'),
        ('https : / / doi.org / 10 .1000 /X Y. 1', '10.1000/XY.1'),
        ('\ufffd10.1000\n/384\x1b6|', '10.1000/3846'),
        ('10.1000/`7`8~9', '10.1000/789'),
        ('https://doi.org/10.1000/a%22.1', '10.1000/a".1'),
        ('<a href="https://doi.org/10.1000/a">x</a>', '10.1000/a'),
        ('$10.1000/xyz$', '10.1000/xyz'),
        (r'10.1000/\texttt{xyz}', '10.1000/xyz'),
        ('10.1000/abc–12', '10.1000/abc-12'),
        ('10.1000/xyz?download=1', '10.1000/xyz'),
        ('<10.1000/xyz>', '10.1000/xyz'),
        ('https://doi.org/10.1000/xyz#s1', '10.1000/xyz'),
        ('https://www.biorxiv.org/content/10.1101/2020.01.01.000001v2.full.pdf',
         '10.1101/2020.01.01.000001'),
        (r'10.1/a{\textless}1::b{\textgreater}3', '10.1/a<1::b>3'),
        ('10.1175/(2002)041%253C1:X%253E2.0.CO;3', '10.1175/(2002)041<1:X>2.0.CO;3'),
        ('[10.1000/abc](https://doi.org/10.1000/abc)', '10.1000/abc'),
        ('10.1000/abc[in press]', '10.1000/abc'),
        ('\uff11\uff10.1000\u2215abc', '10.1000/abc'),
        ('not yet', ''),
        ('', ''),
    ],
)  # fmt: skip
def test_a_doi_is_found_in_any_disguise(text: str, doi: str) -> None:
    """Resolvers, prefixes, LaTeX and percent signs around a DOI go."""
    assert clean_doi(text) == doi


@pytest.mark.parametrize(
    ('text', 'number'),
    [
        ('2201.00001', '2201.00001'),
        ('arXiv:2201.00001v3', '2201.00001'),
        ('arXiv: 2201.00001 [cs.LG]', '2201.00001'),
        ('https://arxiv.org/pdf/0704.0001v1', '0704.0001'),
        ('hep-th/9901001', 'hep-th/9901001'),
        ('math.GT/0309136', 'math.GT/0309136'),
        ('2299.00001', ''),
        ('12201.000012', ''),
    ],
)
def test_old_and_new_arxiv_numbers_are_found(text: str, number: str) -> None:
    """The number alone is kept, without its version."""
    assert clean_arxiv(text) == number


@pytest.mark.parametrize(
    ('fields', 'expected'),
    [
        ({'doi': 'gf4gqc'}, {'doi': '10/gf4gqc'}),
        ({'eprint': '2201.00001', 'eprinttype': 'arXiv'}, {'arxiv': '2201.00001'}),
        ({'eprint': '2201.00001'}, {'arxiv': '2201.00001'}),
        ({'eprint': 'hal-01234567v2', 'eprinttype': 'hal'}, {'hal': 'hal-01234567'}),
        ({'eprint': '12345678', 'eprinttype': 'pubmed'}, {'pmid': '12345678'}),
        ({'eprint': 'https://x.org/p.pdf'}, {}),
        ({'pmid': '124988202'}, {}),
        ({'booktitle': 'arXiv preprint arXiv:2201.00001'}, {'arxiv': '2201.00001'}),
        ({'arxiv': 'https://arxiv.org/abs/2201.00001'}, {'arxiv': '2201.00001'}),
        ({'arxiv': 'https://doi.org/10.48550/arXiv.2201.00001'}, {'arxiv': '2201.00001'}),
        ({'url': 'https://arxiv.org/abs/2201.00001'}, {'arxiv': '2201.00001'}),
        ({'journaltitle': 'arXiv preprint arXiv:2201.00001'}, {'arxiv': '2201.00001'}),
        ({'journaltitle': 'CoRR', 'volume': 'abs/2201.00001'}, {'arxiv': '2201.00001'}),
        ({'volume': '2201.00001'}, {}),
        (
            {'doi': '10.48550/arXiv.2201.00001'},
            {'doi': '10.48550/arXiv.2201.00001', 'arxiv': '2201.00001'},
        ),
        ({'pmcid': '1234567'}, {'pmcid': 'PMC1234567'}),
        ({'url': 'https://openreview.net/forum?id=abcDEF123'}, {'openreview': 'abcDEF123'}),
        ({'openreview': 'abcDEF123'}, {'openreview': 'abcDEF123'}),
        ({'url': 'https://hal.science/hal-01234567'}, {'hal': 'hal-01234567'}),
        ({'url': 'http://dx.doi.org/10.1000/abc'}, {'doi': '10.1000/abc'}),
        ({'url': 'http://rgdoi.net/10.13140/RG.2.1.1'}, {'doi': '10.13140/RG.2.1.1'}),
        ({'url': 'hal-01234567v2'}, {'hal': 'hal-01234567'}),
        ({'url': 'https://inria.hal.science/tel-01234567v1'}, {'hal': 'tel-01234567'}),
        ({'url': 'report-1234567'}, {}),
        ({'url': 'arXiv:2201.00001'}, {'arxiv': '2201.00001'}),
        ({'url': 'hdl:10419/12345'}, {'hdl': '10419/12345'}),
        ({'handle': '10419/12345'}, {'hdl': '10419/12345'}),
        ({'url': 'urn:nbn:de:bsz:25-opus-1'}, {'urn': 'urn:nbn:de:bsz:25-opus-1'}),
        ({'url': 'https://europepmc.org/article/MED/12345678'}, {'pmid': '12345678'}),
        (
            {'pubmed': '12345678', 'halid': 'hal-01234567'},
            {'pmid': '12345678', 'hal': 'hal-01234567'},
        ),
        ({'url': 'https://doi-org.proxy.uni.edu/10.1000/abc'}, {'doi': '10.1000/abc'}),
        ({'url': 'https://dx.doi.org/doi:10.1000/abc'}, {'doi': '10.1000/abc'}),
        ({'eprint': '10.1000/abc', 'eprinttype': 'doi'}, {'doi': '10.1000/abc'}),
        ({'eprint': 'https://www.jstor.org/stable/1234567'}, {}),
        ({'eprint': 'https://x.org/doi/pdf/10.1002/x.1'}, {'doi': '10.1002/x.1'}),
        ({'eprint': '0001001', 'eprintclass': 'hep-th'}, {'arxiv': 'hep-th/0001001'}),
        ({'pages': '10.1000/abc'}, {'doi': '10.1000/abc'}),
        ({'institution': 'arXiv', 'number': '2201.00001'}, {'arxiv': '2201.00001'}),
        ({'note': '[PubMed: 12345678]'}, {'pmid': '12345678'}),
    ],
)
def test_identifiers_are_found_where_people_put_them(
    fields: dict[str, str], expected: dict[str, str]
) -> None:
    """An identifier may stand in a field of its own, as eprint, in an address or in the journal."""
    assert identifiers_of(**fields) == expected


@pytest.mark.parametrize(
    ('text', 'url'),
    [
        (r'https://x.org/a\_b\%20c', 'https://x.org/a_b%20c'),
        (r'\url{https://x.org/a}', 'https://x.org/a'),
        (r'\href{https://x.org/a}{here}', 'https://x.org/a'),
        ('<a href="https://x.org/a">here</a>', 'https://x.org/a'),
        (r'https://x.org/$\sim$doe', 'https://x.org/~doe'),
        (r'https://x.org/\~{}doe', 'https://x.org/~doe'),
        (r'https://x.org/{\textasciitilde}doe', 'https://x.org/~doe'),
        (r'https://x.org/\textasciitilde doe', 'https://x.org/~doe'),
        ('https://x.org/?a=1&amp;b=2', 'https://x.org/?a=1&b=2'),
        ('HTTP://x.org/', 'http://x.org/'),
        ('http:/x.org/a', 'http://x.org/a'),
        ('https//x.org/a', 'https://x.org/a'),
        ('https://https://x.org/a', 'https://x.org/a'),
        ('//x.org/a', 'https://x.org/a'),
        ('www.x.org/a', 'https://www.x.org/a'),
        ('doe.github.io/papers/a.pdf', 'https://doe.github.io/papers/a.pdf'),
        ('assets.v2/a.pdf', ''),
        (r'https://x.org/a{\%}5C_b', 'https://x.org/a_b'),
        ('github.com/doe/code', 'https://github.com/doe/code'),
        ('mailto:jane@x.org', 'mailto:jane@x.org'),
        ('https://x.org/my file.pdf', 'https://x.org/my%20file.pdf'),
        ('https://x.org/my long file.pdf', 'https://x.org/my%20long%20file.pdf'),
        ('https://x.org/a b/c d.html', 'https://x.org/a%20b/c%20d.html'),
        ('https://x.org/a (accessed 2020)', 'https://x.org/a'),
        ('https://x.org/my paper (final).pdf', 'https://x.org/my%20paper%20(final).pdf'),
        ('[PDF](https://x.org/a_(b).pdf)', 'https://x.org/a_(b).pdf'),
        ('[[https://x.org/a][here]]', 'https://x.org/a'),
        ('"https://x.org/a"', 'https://x.org/a'),
        ('Code: https://x.org/a', 'https://x.org/a'),
        ('https://doi.org/https://doi.org/10.1000/abc', 'https://doi.org/10.1000/abc'),
        ('https://x.org/a last visited 12.03.2020', 'https://x.org/a'),
        ('http://http://x.org/a', 'http://x.org/a'),
        ('http:x.org/a', 'http://x.org/a'),
        ('Available at https://x.org/a', 'https://x.org/a'),
        ('http://proxy.uni.example/login?url=https://x.org/a', 'https://x.org/a'),
        ('git@github.com:doe/code.git', 'https://github.com/doe/code'),
        ('https://x.org/"onmouseover="alert(1)', 'https://x.org/%22onmouseover=%22alert(1)'),
        ('https://x.org/<1:script>', 'https://x.org/%3C1:script'),
        ('https://x.org/<script>', 'https://x.org/'),
        ('https://x.org/a<Paste>', 'https://x.org/a'),
        ('<Paste here>https://x.org/a', 'https://x.org/a'),
        ('https://x.org/a <https://x.org/a>', 'https://x.org/a'),
    ],
)
def test_addresses_are_cleaned(text: str, url: str) -> None:
    """LaTeX, HTML, missing slashes and spaces do not keep an address from working."""
    assert clean_url(text).url == url


@pytest.mark.parametrize(
    'text',
    [
        'javascript:alert(1)',
        'JavaScript:alert(1)',
        ' javascript:alert(1)',
        'java\\-script:alert(1)',
        r'\url{javascript:alert(1)}',
        '<a href="javascript:alert(1)">x</a>',
        '{javascript}:alert(1)',
        'data:text/html,<script>alert(1)</script>',
        'vbscript:x',
        'file:///home/jane/a.pdf',
        'https://me:secret@x.org/a',
        'ftp://x.org/a',
        'https://',
        'http://http://',
        'http://files/22835/Doe.html',
        'http://localhost/a.pdf',
        'http://192.168.0.4/a.pdf',
        '.env.txt',
        '.git/config.txt',
        'papers/.drafts/a.pdf',
        'https://<script>',
        'mailto:',
        'see my page',
        '',
    ],
)
def test_other_addresses_never_become_links(text: str) -> None:
    """Nothing but http, https and mailto gets through, and never half of it."""
    assert clean_url(text).url == ''
    assert links_of(url=text, pdf=text) == []


@pytest.mark.parametrize(
    ('text', 'path'),
    [
        ('doe2022.pdf', 'doe2022.pdf'),
        ('assets/pdf/x.pdf', 'assets/pdf/x.pdf'),
        ('/assets/pdf/x.pdf', 'assets/pdf/x.pdf'),
        ('./x.pdf', 'x.pdf'),
        ('my paper.pdf', 'my paper.pdf'),
        (r'my\_paper.pdf', 'my_paper.pdf'),
        ('/home/jane/x.pdf', ''),
        ('/Users/jane/x.pdf', ''),
        ('~/x.pdf', ''),
        ('../x.pdf', ''),
        ('a/../../x.pdf', ''),
        ('C:/x.pdf', ''),
        ('C:\\x.pdf', ''),
        ('file:x.pdf', ''),
        (':x.pdf:PDF', ''),
        ('//server/x.pdf', ''),
    ],
)
def test_only_paths_within_the_site_are_kept(text: str, path: str) -> None:
    """A path on a private disk, or one that leaves the site, is not published."""
    assert clean_path(text) == path


def test_several_addresses_in_one_field_are_told_apart() -> None:
    """Two addresses are two links; a space within one address does not split it."""
    both = ['https://a.org/1', 'https://b.org/2']
    assert split_urls('https://a.org/1 https://b.org/2') == both
    assert split_urls('https://a.org/1 and https://b.org/2;') == both
    assert split_urls('https://a.org/1{\\%}5Cnhttps://b.org/2') == both
    assert split_urls('https://a.org/1 2.pdf') == ['https://a.org/1 2.pdf']
    for between in (';', ' | ', r'\\'):
        assert links_of(url=between.join(both)) == [('url', url) for url in both]
    archived = 'https://web.archive.org/web/2020/https://a.org/1'
    assert links_of(url=archived) == [('url', archived)]


def test_links_stand_in_one_order_and_each_address_once() -> None:
    """Material comes first, then identifiers, then an address to which no identifier leads."""
    assert links_of(
        url='https://dx.doi.org/10.1000/abc', doi='10.1000/abc', code='https://c.org/x',
        pdf='x.pdf', eprint='2201.00001',
    ) == [
        ('pdf', 'x.pdf'),
        ('code', 'https://c.org/x'),
        ('doi', 'https://doi.org/10.1000/abc'),
        ('arxiv', 'https://arxiv.org/abs/2201.00001'),
    ]  # fmt: skip


def test_signs_with_a_meaning_in_addresses_are_escaped_in_resolved_ones() -> None:
    """A DOI with angle brackets, question marks or number signs leads to its paper."""
    assert links_of(doi='10.1002/a<1::b>3?x#y') == [
        ('doi', 'https://doi.org/10.1002/a%3C1::b%3E3%3Fx%23y')
    ]


def test_an_address_as_howpublished_is_a_link() -> None:
    """Unless there is another address, or words around it."""
    assert links_of(howpublished=r'\url{https://x.org/a}') == [('url', 'https://x.org/a')]
    both = links_of(howpublished=r'\url{https://x.org/a}', url='https://x.org/b')
    assert both == [('url', 'https://x.org/b')]
    assert links_of(howpublished='Blue cover') == []


@pytest.mark.parametrize(
    ('title', 'beside', 'expected'),
    [
        (
            r'\href{https://x.org/a\_b}{Of {R}ivers}',
            {},
            {'title': 'Of {R}ivers', 'url': r'https://x.org/a\_b'},
        ),
        (
            r'{{\href{https://x.org/a}{Of {\'E}coles}}}',
            {},
            {'title': r'Of {\'E}coles', 'url': 'https://x.org/a'},
        ),
        (
            r'\href{https://x.org/a}{Rivers}',
            {'url': 'https://x.org/b'},
            {'title': 'Rivers', 'html': 'https://x.org/a'},
        ),
        (r'\href{https://x.org/a}{Of} and \href{https://x.org/b}{By}', {}, {}),
        (r'A \href{https://x.org/a}{River}', {}, {}),
    ],
)
def test_a_title_that_is_a_link_is_a_title_and_a_link(
    title: str, beside: dict[str, str], expected: dict[str, str]
) -> None:
    """People of LaTeX link their titles; other programs would have the address in the title."""
    fields = {'title': title, **beside}
    unlink_title(fields)
    assert fields == {'title': title, **beside, **expected}


def test_an_address_in_place_of_a_doi_is_a_link_all_the_same() -> None:
    """What stands in the field "doi" and is none still leads to the paper."""
    assert links_of(doi='https://x.org/paper') == [('url', 'https://x.org/paper')]


@pytest.mark.parametrize(
    ('fields', 'words'),
    [
        ({'url': 'javascript:alert(1)'}, 'javascript: is not safe'),
        ({'pdf': '/home/jane/x.pdf'}, 'not in the site'),
        ({'code': 'see my page'}, 'begins with https://'),
        ({'url': 'https://x.org/a b.pdf'}, 'a space in the address'),
    ],
)
def test_an_address_that_is_dropped_or_repaired_is_reported(
    fields: dict[str, str], words: str
) -> None:
    """The report names the field and says what to write."""
    [(name, message)] = complaints_about(**fields)
    assert name in fields
    assert words in message


@pytest.mark.parametrize(
    ('url', 'label'),
    [
        ('https://x.org/files/Paper.PDF', 'PDF'),
        ('https://proceedings.org/paper/1/pdf', 'PDF'),
        ('https://github.com/doe/code', 'Code'),
        ('https://github.com/doe', 'GitHub'),
        ('https://gitlab.com/doe/code', 'Code'),
        ('https://www.youtube.com/watch?v=1', 'Video'),
        ('https://youtu.be/1', 'Video'),
        ('https://x.org/talk.pptx', 'Slides'),
        ('https://zenodo.org/record/1', 'Zenodo'),
        ('http://books.google.com.tr/books?id=1', 'Google Books'),
        ('https://link.springer.com/article/1', 'Springer'),
        ('https://www.journal.example/1', 'journal.example'),
        (f'https://{"long." * 9}org/', 'Link'),
    ],
)
def test_the_label_of_an_address_says_what_is_there(url: str, label: str) -> None:
    """A field called "url" does not, and half of them are no publishers' pages."""
    [link] = read_links({'url': url}, {}, lambda name, message: None)
    assert (link.url, link.label) == (url, label)


def test_two_links_of_a_paper_are_told_apart() -> None:
    """An address that would be called as a field is has the name of its host."""
    fields = {'url': 'https://siam.org/doi/pdf/1', 'pdf': 'https://siam.org/doi/pdf/1?download=1'}
    links = read_links(fields, {}, lambda name, message: None)
    assert {link.label or link.kind for link in links} == {'SIAM', 'pdf'}


def test_a_field_that_holds_nothing_but_an_address_is_a_link() -> None:
    """Its name is the label; what programs keep for themselves leads nowhere of interest."""
    address = 'https://x.org/{}'
    names = ['repository', 'presentation', 'codedatalink', 'url_paper', 'biburl', 'copyright']
    names += ['slides_url', 'adsurl', 'jstor-url']
    fields = {name: address.format(name) for name in [*names, 'bdsk-url-1', 'file']}
    links = read_links(fields, {}, lambda name, message: None)
    assert [link.label for link in links] == [
        'Repository', 'Presentation', 'Code and data', 'Paper', 'Slides', 'ADS', 'JSTOR'
    ]  # fmt: skip
    given = {
        'adsurl': 'https://github.com/a/b',
        'opturl': 'https://x.org/',
        'altpdf': 'https://y.org',
    }
    [link] = read_links(given, {}, lambda name, message: None)
    assert link.label == 'Code'


def test_a_file_that_leads_out_of_the_site_is_no_link(tmp_path: Path) -> None:
    """A link of the disk may lead anywhere, and what it leads to would be published."""
    site, outside = tmp_path / 'site', tmp_path / 'outside.pdf'
    site.mkdir()
    outside.touch()
    (site / 'a.pdf').symlink_to(outside)
    (site / 'b.pdf').touch()
    links = [Link('pdf', name) for name in ('a.pdf', 'b.pdf', 'drafts/c.pdf')]
    paper = Paper(key='k', type='misc', links=tuple(links))
    said: list[Problem] = []
    placed = place_files(paper, site, {'drafts'}.__contains__, said.append)
    assert [link.url for link in placed.links] == ['b.pdf']
    words = 'leads out of the folder of the site', 'exclude_patterns in conf.py leaves it out'
    assert all(part in problem.message for part, problem in zip(words, said, strict=True))


@pytest.mark.parametrize(
    ('fields', 'link'),
    [
        ({'jstor': '1234'}, ('jstor', 'https://www.jstor.org/stable/1234')),
        (
            {'jstor': 'https://www.jstor.org/stable/1234'},
            ('jstor', 'https://www.jstor.org/stable/1234'),
        ),
        ({'inspirehep_id': '12345'}, ('inspire', 'https://inspirehep.net/literature/12345')),
        (
            {'eprint': 'abc', 'eprinttype': 'googlebooks'},
            ('url', 'https://books.google.com/books?id=abc'),
        ),
        ({'preview': 'https://x.org/a.png'}, ('link', 'https://x.org/a.png')),
        ({'eprint': '2020/123', 'eprinttype': 'IACR'}, ('url', 'https://eprint.iacr.org/2020/123')),
        ({'eprint': 'https://x.org/a.pdf'}, ('url', 'https://x.org/a.pdf')),
        ({'github': 'doe/code'}, ('link', 'https://github.com/doe/code')),
        ({'zenodo': '1234567'}, ('link', 'https://zenodo.org/records/1234567')),
        ({'biorxiv': '2020.01.01.1234'}, ('link', 'https://doi.org/10.1101/2020.01.01.1234')),
        ({'preprint': 'arXiv:2001.00001'}, ('arxiv', 'https://arxiv.org/abs/2001.00001')),
        (
            {'bibcode': '2020ApJ...900....1R'},
            ('link', 'https://ui.adsabs.harvard.edu/abs/2020ApJ...900....1R'),
        ),
    ],
)
def test_numbers_of_catalogues_lead_there(fields: dict[str, str], link: tuple[str, str]) -> None:
    """A number and an address of the record are the same link."""
    assert links_of(**fields) == [link]


def test_a_picture_of_a_paper_is_no_link() -> None:
    """What al-folio shows beside a paper is a file of its own."""
    assert links_of(preview='brownian.gif') == []


@pytest.mark.parametrize(('fields', 'expected'), [
    ({'issn': '1234-5678, 2345-6789'}, {'issn': '1234-5678, 2345-6789'}),
    ({'issn': '1234-5678 (print); 2345678X (online)'}, {'issn': '1234-5678, 2345678X'}),
    ({'issn': '1234-5678 1234-5678'}, {'issn': '1234-5678'}),
    ({'issn': '1234-56789'}, {}), ({'issn': '1234–5678'}, {'issn': '1234-5678'}),
    ({'issn': '1234-5678', 'eissn': '2345-6789'}, {'issn': '1234-5678, 2345-6789'}),
    ({'isbn': '0-12-345678-9 978-0-12-345678-9'}, {'isbn': '0-12-345678-9, 978-0-12-345678-9'}),
    ({'isbn': '9780123456789 (hardcover)'}, {'isbn': '9780123456789'}),
    ({'isbn': '1234-5678'}, {'issn': '1234-5678'}),
])  # fmt: skip
def test_numbers_of_journals_and_books_are_all_kept(
    fields: dict[str, str], expected: dict[str, str]
) -> None:
    """Journals and books have several numbers; Mendeley has those of journals as those of books."""
    assert identifiers_of(**fields) == expected


@pytest.mark.parametrize('how', [
    r'\href {https://x.org/a} {\texttt{x.org\discretionary {}{}{}/a}}',
    r'Available at \url{https://x.org/a}',
    'https://x.org/a',
])  # fmt: skip
def test_an_address_is_found_in_how_a_work_was_published(how: str) -> None:
    """Words around it, and what it is shown as, do not hide it."""
    assert links_of(howpublished=how) == [('url', 'https://x.org/a')]


def test_the_address_of_a_doi_at_a_publisher_is_no_second_link() -> None:
    """Publishers resolve DOIs too; another page of theirs is a link."""
    for host in (
        'doi.wiley.com', 'doi.acm.org', 'link.aps.org/doi', 'dx.doi.org', 'x.org/doi/abs',
        'x.org/doi',
    ):  # fmt: skip
        links = links_of(doi='10.1000/A.1', url=f'http://{host}/10.1000/a.1')
        assert links == [('doi', 'https://doi.org/10.1000/A.1')]
    assert len(links_of(doi='10.1000/a.1', url='https://x.org/10.1000/a.1')) == 2


def test_an_arxiv_number_in_the_place_of_a_doi_is_one() -> None:
    """And nothing is complained about."""
    said: list[str] = []
    found = read_identifiers({'doi': 'arXiv:2006.04910v2'}, lambda _, message: said.append(message))
    assert (found, said) == ({'arxiv': '2006.04910'}, [])


@pytest.mark.parametrize('doi', [
    '10.1000/a,10.1000/b', '10.1000/a 10.1000/b', '10.1000/a; https://doi.org/10.1000/b',
    'https://doi.org/10.1000/a and doi: 10.1000/b', '10.1000/a, 10.1000/A, 10.1000/b',
])  # fmt: skip
def test_of_several_dois_each_is_a_link(doi: str) -> None:
    """The first is that of the work, and the others are said."""
    said: list[str] = []
    identifiers = read_identifiers({'doi': doi}, lambda _, message: said.append(message))
    links = [link.url for link in read_links({'doi': doi}, identifiers, lambda *_: None)]
    assert identifiers == {'doi': '10.1000/a'}
    assert sorted(links) == ['https://doi.org/10.1000/a', 'https://doi.org/10.1000/b']
    [message] = said
    assert '10.1000/b for links' in message


def test_a_doi_twice_or_beside_that_of_the_preprint_is_nothing_to_say() -> None:
    """The one at arXiv is the number there."""
    said: list[str] = []
    doi = '10.1000/a https://doi.org/10.1000/a 10.48550/arXiv.2001.00001'
    found = read_identifiers({'doi': doi}, lambda _, message: said.append(message))
    assert (found, said) == ({'doi': '10.1000/a', 'arxiv': '2001.00001'}, [])


@pytest.mark.parametrize(('fields', 'doi'), [
    ({'url': '10.1000/a'}, '10.1000/a'), ({'url': 'doi:10.1000/a'}, '10.1000/a'),
    ({'note': 'doi: 10.1000/a.'}, '10.1000/a'), ({'note': r'\doi{10.1000/a}'}, '10.1000/a'),
    ({'note': r'\url{https://doi.org/10.1000/a}'}, '10.1000/a'),
    ({'note': '[DOI: 10.1000/a]'}, '10.1000/a'),
    ({'note': 'Erratum: doi:10.1000/a'}, None),
    ({'doi': 'N/A'}, None), ({'doi': '-'}, None), ({'doi': 'https://doi.org/'}, None),
])  # fmt: skip
def test_a_doi_is_found_elsewhere_and_a_placeholder_is_none(
    fields: dict[str, str], doi: str | None
) -> None:
    """A note that is nothing else has the DOI of the work; what stands for nothing is no link."""
    said: list[str] = []
    assert read_identifiers(fields, lambda _, message: said.append(message)).get('doi') == doi
    assert links_of(**fields) == ([('doi', f'https://doi.org/{doi}')] if doi else [])
    assert said == []


@pytest.mark.parametrize(('proxied', 'url'), [
    ('https://www-nature-com.proxy.uni.edu/articles/a', 'https://www.nature.com/articles/a'),
    ('http://www.nature.com.ezproxy.lib.uni.edu:2048/a', 'https://www.nature.com/a'),
    ('https://www-jstor-org.bases-doc.univ.fr/stable/1', 'https://www.jstor.org/stable/1'),
    ('https://link-springer-com.accesdistant.uni.fr/a', 'https://link.springer.com/a'),
    ('https://my--site-example-com.uni.idm.oclc.org/a', 'https://my-site.example.com/a'),
])  # fmt: skip
def test_an_address_at_the_proxy_of_a_library_leads_to_the_page_itself(
    proxied: str, url: str
) -> None:
    """Nobody else can pass the proxy."""
    said: list[str] = []
    [link] = read_links({'url': proxied}, {}, lambda _, message: said.append(message))
    assert link.url == url
    assert said == [f'it leads through the proxy of a library; write {url}']
    assert links_of(url='https://proxy.example.org/a') == [('url', 'https://proxy.example.org/a')]


@pytest.mark.parametrize(('url', 'doi'), [
    ('https://dl.acm.org/doi/pdf/10.1145/1.2', '10.1145/1.2'),
    ('https://x.org/articles/10.3389/a.2020.1/full', '10.3389/a.2020.1'),
    ('https://www.biorxiv.org/content/10.1101/2020.01.1v2.full.pdf+html', '10.1101/2020.01.1'),
    ('https://journals.plos.org/x/article?id=10.1371/journal.1', '10.1371/journal.1'),
    ('https://link.springer.com/book/10.1007/978-3-1', None), ('https://x.org/v10.2/a', None),
])  # fmt: skip
def test_the_doi_in_an_address_at_a_publisher_is_that_of_the_work(
    url: str, doi: str | None
) -> None:
    """A book may be that which a chapter is in."""
    assert read_identifiers({'url': url}, lambda *_: None).get('doi') == doi


def test_what_is_no_address_on_purpose_is_nothing_to_say() -> None:
    """A number is an identifier all the same, and that of a program leads nowhere."""
    said: list[str] = []
    for url in ('hal-01234567', 'arXiv:2201.00001', 'hdl:10419/1', 'citeulike-article-id:123',
                '<Go to ISI>://WOS:000000000000001'):  # fmt: skip
        found = read_identifiers({'url': url}, lambda _, message: said.append(message))
        read_links({'url': url}, found, lambda _, message: said.append(message))
    assert said == []


@pytest.mark.parametrize(('number', 'url'), [
    ({'arxiv': '2201.00001'}, 'https://arxiv.org/abs/2201.00001v2'),
    ({'hal': 'tel-01234567'}, 'https://inria.hal.science/tel-01234567v1'),
])  # fmt: skip
def test_versions_of_a_record_are_one_link_and_its_document_is_another(
    number: dict[str, str], url: str
) -> None:
    """A portal and a version lead to the same page; a PDF is something else."""
    assert len(links_of(url=url, **number)) == 1
    assert (
        len(links_of(pdf=url.replace('/abs/', '/pdf/').replace('v1', '/document'), **number)) == 2
    )
