"""Bibliographies read into papers: both dialects, all types, several files, any encoding."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from bibtext import paper_line, rich_line

from sphinx_cv.bib import read_bibliography
from sphinx_cv.model import Markup, plain_text
from sphinx_cv.model.types import SUBTYPES

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.bib import Bibliography
    from sphinx_cv.model import Paper


@pytest.fixture(name='read')
def reader(tmp_path: Path) -> object:
    """Read files that hold the given texts, named ``a.bib``, ``b.bib`` and so on."""

    def read(*texts: str | bytes) -> Bibliography:
        paths = []
        for name, text in zip('abc', texts, strict=False):
            paths.append(tmp_path / f'{name}.bib')
            paths[-1].write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_bibliography(paths, tmp_path)

    return read


class Read:
    """The type of the fixture "read"."""

    def __call__(self, *texts: str | bytes) -> Bibliography:
        """Read files that hold these texts."""
        raise NotImplementedError


def paper_of(read: Read, fields: str, kind: str = 'article') -> Paper:
    """Return the paper of an entry with these fields."""
    [paper] = read(f'@{kind}{{key, title={{T}}, {fields}}}').papers
    return paper


def findings(bibliography: Bibliography) -> list[tuple[int, str]]:
    """Return line and subtype of each problem."""
    return [(problem.line, problem.subtype) for problem in bibliography.problems]


# Types and fields


@pytest.mark.parametrize(
    ('written', 'type_', 'subtype'),
    [
        ('conference', 'inproceedings', ''),
        ('phdthesis', 'thesis', 'phdthesis'),
        ('mastersthesis', 'thesis', 'mathesis'),
        ('techreport', 'report', 'techreport'),
        ('electronic', 'online', ''),
        ('www', 'online', ''),
        ('case', 'jurisdiction', ''),
        ('statute', 'legislation', ''),
        ('MVBook', 'mvbook', ''),
        ('software', 'software', ''),
        ('preprint', 'preprint', ''),
        ('mytalk', 'mytalk', ''),
    ],
)
def test_types_are_those_of_biblatex(read: Read, written: str, type_: str, subtype: str) -> None:
    """BibTeX's types become biblatex's, and a type that nobody knows stays."""
    paper = paper_of(read, 'year=2022', written)
    assert (paper.type, paper.text('type')) == (type_, subtype)


def test_fields_have_their_biblatex_names(read: Read) -> None:
    """BibTeX's names and biblatex's own aliases are resolved; other fields stay as they are."""
    paper = paper_of(
        read,
        'journal={J}, address={A}, school={S}, archivePrefix={arXiv}, '
        'primaryClass={cs.LG}, eprint={2201.00001}, my-field={kept}, year=2022',
    )
    assert dict(paper.fields) == {
        'title': 'T', 'journaltitle': 'J', 'location': 'A', 'institution': 'S',
        'eprinttype': 'arXiv', 'eprintclass': 'cs.LG', 'eprint': '2201.00001', 'my-field': 'kept',
        'date': '2022',
    }  # fmt: skip


def test_a_subtitle_follows_its_title(read: Read) -> None:
    """A colon joins them, unless the title ends a sentence."""
    assert paper_of(read, 'subtitle={S}, year=2022').title_text == 'T: S'
    [paper] = read('@book{k, title={Why?}, subtitle={S}, year=2022}').papers
    assert paper.title_text == 'Why? S'


def test_texts_are_shown_with_their_markup(read: Read) -> None:
    """LaTeX in any field that is shown becomes markup, and case is never changed."""
    [paper] = read(
        '@article{k, title={The {BERT} of \\emph{E. coli}}, note={\\url{https://x.org}}}'
    ).papers
    assert rich_line(paper.title) == 'The BERT of *E. coli*'
    assert rich_line(paper.texts['note']) == '[https://x.org](https://x.org)'


def test_links_and_code_may_be_in_markdown(read: Read) -> None:
    """As people write who have nothing but a site; brackets and quotes alone are no Markdown."""
    paper = paper_of(read, 'year=2022, note={In `a_b` [on CRAN](https://x.org/a_b), [sic] (c)}')
    assert rich_line(paper.texts['note']) == 'In `a_b` [on CRAN](https://x.org/a_b), [sic] (c)'
    quoted = paper_of(read, "year=2022, note={`a' and `b'}")
    assert quoted.text('note') == '‘a’ and ‘b’'


def test_what_a_program_escaped_twice_is_latex_again(read: Read) -> None:
    """Braces around capitals protect them; around a set they are signs."""
    paper = paper_of(read, r'note={{\{}A{\}} {\{}CMP{\}} of {\{}0,1{\}}}')
    assert paper.text('note') == 'A CMP of {0,1}'
    names = r"Garc$\backslash$'$\backslash$ia, E. and G{\textbackslash}'{\{}o{\}}mez, M."
    names += r' and S\{o}rli, K.'
    [paper] = read(f'@misc{{k, title={{T}}, author={{{names}}}, year=2022}}').papers
    assert [person.family for person in paper.authors] == ['García', 'Gómez', 'Sørli']


@pytest.mark.parametrize(
    ('written', 'shown'),
    [
        ('1-12', '1–12'),
        ('1--12', '1–12'),
        ('1---12', '1–12'),
        ('1–-12', '1–12'),
        ('034–051', '034–051'),
        ('S1 - S12', 'S1–S12'),
        ('12-1--12-15', '12-1–12-15'),
        ('1--2, 5--6', '1–2, 5–6'),
        ('e123', 'e123'),
        ('2E6-GS-6-02', '2E6-GS-6-02'),
        ('iv-xii', 'iv–xii'),
        ('532--532', '532'),
        ('1-', '1'),
        ('12--', '12'),
        ('--', ''),
        ('n/a', ''),
        ('xx--xx', ''),
        ('null', ''),
        ('0--0', ''),
        ('pp. 3--4', '3–4'),
        ('Article ID 406154', ''),
        ('accepted', ''),
        ('12 pages', ''),
    ],
)
def test_ranges_of_pages_have_an_en_dash(read: Read, written: str, shown: str) -> None:
    """Whatever dash was typed; a hyphen within a page number stays."""
    assert paper_of(read, f'pages={{{written}}}').text('pages') == shown


def test_keywords_are_split_at_semicolons_or_commas(read: Read) -> None:
    """Both are in use, with commas within terms; LaTeX is read, and PubMed's stars are no text."""
    paper = paper_of(read, 'keywords={machine learning, {NLP}, G{\\"o}del,}')
    assert paper.keywords == ('machine learning', 'NLP', 'Gödel')
    paper = paper_of(read, 'keywords={Diabetes, Type 2; *Humans;}')
    assert paper.keywords == ('Diabetes, Type 2', 'Humans')


@pytest.mark.parametrize('value', ['true', '{true}', '"True"', 'yes', '{1}', '1'])
def test_a_paper_may_be_selected(read: Read, value: str) -> None:
    """In any of the spellings of "true", bare or not, without a report."""
    bibliography = read(f'@misc{{k, title={{T}}, selected = {value}, year=2022}}')
    assert bibliography.papers[0].selected
    assert bibliography.problems == ()


@pytest.mark.parametrize('value', ['false', '{no}', '{}', '0'])
def test_other_papers_are_not_selected(read: Read, value: str) -> None:
    """Being there is not enough."""
    assert not paper_of(read, f'selected = {value}').selected


def test_private_paths_are_never_kept(read: Read) -> None:
    """What BibDesk, JabRef and Zotero say of files does not get into pages or exports."""
    paper = paper_of(
        read,
        'file={:/home/jane/a.pdf:PDF}, bdsk-file-1={YnBsa}, local-url={file://x}, '
        'pdf={/home/jane/a.pdf}, url={file:///home/jane/a.pdf}, year=2022',
    )
    assert 'jane' not in repr(paper)
    assert dict(paper.fields) == {'title': 'T', 'date': '2022'}


def test_addresses_are_exported_as_they_are_linked(read: Read) -> None:
    """LaTeX in an address is gone, an unsafe address too, and a DOI is bare."""
    paper = paper_of(
        read,
        'url={\\url{https://x.org/a\\_b}}, code={javascript:alert(1)}, '
        'doi={https://doi.org/10.1000/abc}',
    )
    assert paper.fields['url'] == 'https://x.org/a_b'
    assert paper.fields['doi'] == '10.1000/abc'
    assert 'code' not in paper.fields


def test_addresses_in_a_note_are_links(read: Read) -> None:
    """Bare ones too, without the punctuation behind them."""
    note = r'Code: https://x.org/a\_b(c), (see https://y.org/d). \url{https://z.org}'
    assert rich_line(paper_of(read, f'note={{{note}}}').rich('note')) == (
        'Code: [https://x.org/a_b(c)](https://x.org/a_b(c)), '
        '(see [https://y.org/d](https://y.org/d)). [https://z.org](https://z.org)'
    )


def test_what_is_wrong_alike_in_many_entries_is_told_once(read: Read) -> None:
    """Paths and keys differ, and what to do does not."""
    names = ('Lake', 'River', 'Sea', 'Pond')
    entries = ''.join(
        f'@misc{{{name}, title={{{name}}}, author={{{name}, Ann}}, year=2020, '
        f'pdf={{../{name}.pdf}}, crossref={{the{name}}}}}\n'
        for name in names
    )
    told = [problem.message for problem in read(entries).problems]
    assert len(told) == 2
    assert all(message.endswith('(and in 3 more entries: River, Sea, Pond)') for message in told)


@pytest.mark.parametrize(
    ('title', 'shown'),
    [
        ('The Tune of" Green Sleeves": A Song', 'The Tune of "Green Sleeves": A Song'),
        ('A "Good" Title', 'A "Good" Title'),
        ('A 19" Monitor and a 21" One', 'A 19" Monitor and a 21" One'),
    ],
)
def test_quotes_of_google_scholar_stand_at_the_right_words(
    read: Read, title: str, shown: str
) -> None:
    """It puts the space before the first one behind it."""
    assert plain_text(read(f'@book{{k, title={{{title}}}}}').papers[0].title) == shown


def test_what_a_note_cites_is_named(read: Read) -> None:
    """A key is shown as authors and year, and as itself with a warning where no entry has it."""
    papers, problems, _ = read(
        '@book{a, title={A}, author={Doe, Ann and de la Roe, Bo}, year=2020, ids={old}}\n'
        '@book{b, title={B}, author={Doe, Ann and others}, year={in press}}\n'
        '@misc{c, title={C}, author={X, Y}, year=2021, '
        'note={As \\emph{in \\cite{old}} and \\citep[p.~3]{b,nobody}.}}'
    )
    assert rich_line(papers[2].rich('note')) == (
        'As *in [Doe and de la Roe, 2020(old)]* and [Doe et al., in press(b); nobody].'
    )
    assert [p.message.partition(' leads')[0] for p in problems] == ['\\cite{nobody}']


@pytest.mark.parametrize(
    ('note', 'is_out'),
    [
        ('preprint. In preparation', False), ('Invited; submitted to J. of Rivers', False),
        ('In preparation', False), ('Best paper. Accepted in 2020', True),
        ('Long story. In review of the works of others, much was found that nobody knew', True),
    ],
)  # fmt: skip
def test_a_note_may_say_in_its_second_sentence_that_nothing_is_out(
    read: Read, note: str, is_out: bool
) -> None:
    """No machine is told a date of publication then."""
    assert (paper_of(read, f'year=2022, note={{{note}}}').issued is not None) is is_out


@pytest.mark.parametrize(
    ('note', 'shown', 'identifiers'),
    [
        ('Publisher: Elsevier', '', {}),
        ('Pages: 2020.03.04.976662 Section: New Results', '', {}),
        ('cited By 12', '', {}),
        ('Cited By :5', '', {}),
        ('00012', '', {}),
        ('12345', '12345', {}),
        ('Export Date: 12 March 2020', '', {}),
        ('WOS:000123456700001', '', {}),
        ('QID: Q12345', '', {}),
        (r'Read\_Status: Read Read\_Status\_Date: 2022', '', {}),
        ('Preprint, arXiv:2201.00001', '', {'arxiv': '2201.00001'}),
        (r'\href{http://arxiv.org/abs/2201.00001/}{arXiv:2201.00001}', '', {'arxiv': '2201.00001'}),
        (
            r'\href{https://arxiv.org/abs/math/0309136}{arXiv:math/0309136}',
            '',
            {'arxiv': 'math/0309136'},
        ),
        (
            r'preprint. \href{https://arxiv.org/abs/2201.00001}{arXiv:2201.00001}',
            '',
            {'arxiv': '2201.00001'},
        ),
        ('Best paper. Also available at arXiv:2201.00001', 'Best paper', {'arxiv': '2201.00001'}),
        (
            r'preprint. \href{https://arxiv.org/abs/2201.00001}{arXiv:2201.00001}. See errata',
            'preprint. See errata',
            {'arxiv': '2201.00001'},
        ),
        ('Cited by: 3; All Open Access, Gold Open Access', '', {}),
        ('PMID: 32873123', '', {'pmid': '32873123'}),
        ('Number: 3 Publisher: Lake Press', '', {}),
        ('{PMID:} 32873123', '', {'pmid': '32873123'}),
        (
            'arXiv:2201.00001 [cs, math] Comment: 12 pages',
            'Comment: 12 pages',
            {'arxiv': '2201.00001'},
        ),
        (
            r'[PubMed:\href{https://www.ncbi.nlm.nih.gov/pubmed/30123456}{30123456}] '
            r'[DOI:\href{https://dx.doi.org/10.1016/j.x.1}{10.1016/j.x.1}]',
            '',
            {'pmid': '30123456', 'doi': '10.1016/j.x.1'},
        ),
        ('Section: 92 Type: Book Section', '', {}),
        ('Type: Book Section', '', {}),
        ('Type: portable stone', 'Type: portable stone', {}),
        ('Translated from: Pages of a Life', 'Translated from: Pages of a Life', {}),
        ('Best paper. Pages: see the errata', 'Best paper. Pages: see the errata', {}),
    ],
)
def test_bookkeeping_of_programs_is_no_note(
    read: Read, note: str, shown: str, identifiers: dict[str, str]
) -> None:
    """What Zotero, PubMed and publishers keep in the note is kept, but not shown as one."""
    paper = paper_of(read, f'year=2022, note={{{note}}}')
    assert paper.text('note') == shown
    assert paper.identifiers == identifiers
    assert paper.fields['note'] == note


def test_a_series_in_the_note_is_the_series(read: Read) -> None:
    """Publishers export it so, to Zotero."""
    note = 'note={Series Title: The Rivers Publisher: X}'
    paper = paper_of(read, f'year=2022, {note}')
    assert (paper.text('series'), paper.text('note')) == ('The Rivers', '')
    assert paper_of(read, f'{note}, series={{S}}').text('series') == 'S'


def test_what_al_folio_has_in_markdown_is_shown_as_it_does(read: Read) -> None:
    """Its field begins with a full stop, as there it follows the venue."""
    paper = paper_of(read, 'year=2022, additional_info={. *More* is [found here](https://x.org/a)}')
    assert paper.text('additional_info') == 'More is found here'
    assert 'https://x.org/a' in repr(paper.texts['additional_info'])
    plain = paper_of(read, 'year=2022, additional_info={5*3, * equal, a [sic]}')
    assert plain.text('additional_info') == '5*3, * equal, a [sic]'
    assert paper_of(read, 'annotation={, eds.}').text('annotation') == 'eds.'


def test_notes_to_oneself_are_never_kept(read: Read) -> None:
    """Reference managers export them as "annote"."""
    paper = paper_of(read, 'year=2022, annote={so wrong}')
    assert 'so wrong' not in str(paper)


def test_a_record_at_pubmed_is_linked_once(read: Read) -> None:
    """Its old and new addresses lead to one place."""
    urls = (
        'http://www.ncbi.nlm.nih.gov/pubmed/29875123',
        (
            'http://eutils.ncbi.nlm.nih.gov/entrez/eutils/elink.fcgi?dbfrom=pubmed{\\&}id=29875123&cmd=x'
        ),
    )
    for url in urls:
        paper = paper_of(read, f'year=2022, pmid={{29875123}}, url={{{url}}}')
        assert [link.kind for link in paper.links] == ['pmid']


@pytest.mark.parametrize(
    ('fields', 'identifiers'),
    [
        ('doi={10.1103/A.85.099903, 10.1103/A.76.073010}, pages={073010}',
         {'doi': '10.1103/A.76.073010'}),
        ('doi={10.1007/J(2015)999, 10.1007/J(2015)137}, pages={137--150}',
         {'doi': '10.1007/J(2015)137'}),
        ('arxivid={arXiv:1011.1669v3}, eprint={arXiv:1011.1669v3}, isbn={9788578110796},'
         ' doi={10.1017/CBO9781107415324.004}, pmid={25246403}', {}),
        ('isbn={9788578110796}', {'isbn': '9788578110796'}),
        ('doi={10/gnpm2w}, url={https://doi.org/10.1000/a}', {'doi': '10.1000/a'}),
        ('url={https://academic.oup.com/nar/doi/10.1093/nar/gkae252/7642061}',
         {'doi': '10.1093/nar/gkae252'}),
    ],
)  # fmt: skip
def test_numbers_of_other_works_are_not_those_of_this_one(
    read: Read, fields: str, identifiers: dict[str, str]
) -> None:
    """INSPIRE has DOIs of errata in front, and Mendeley wrote one paper's numbers everywhere."""
    paper = paper_of(read, f'year=2022, {fields}')
    assert paper.identifiers == identifiers
    assert not {'eprint', 'pmid'} & paper.fields.keys()


@pytest.mark.parametrize(
    ('fields', 'kinds'),
    [
        ('doi={10.1/a}, url={https://doi.org/10.1/A#.WY3U-h.mendeley}', ['doi']),
        ('eprint={2201.00001}, url={https://arxiv.org/abs/2201.00001v2}', ['arxiv']),
        ('arxiv-id={2201.00001}, url={https://arxiv.org/abs/2201.00001}', ['arxiv']),
        ('eprint={2201.00001}, url={https://arxiv.org/abs/2201.00002}', ['arxiv', 'url']),
        ('doi={10.1000/a}, url={https://doi.org/10/gjksg7}', ['doi']),
        ('url={https://doi.org/10/gjksg7}', ['doi']),
        ('doi={10.1000/a 10.1000/b}', ['doi', 'url']),
        ('organization={https://x.org/a\\_b?c=1}', ['url']),
    ],
)
def test_one_page_is_linked_once(read: Read, fields: str, kinds: list[str]) -> None:
    """A place within it, or its version, does not make it another one."""
    paper = paper_of(read, f'year=2022, {fields}')
    assert [link.kind for link in paper.links] == kinds


def test_annotations_mark_authors(read: Read) -> None:
    """The notation of biblatex says who contributed equally; marks behind names add to it."""
    paper = paper_of(
        read,
        'author={Doe, Jane and Roe*, Richard and Poe, Ann}, '
        'author+an={1=equal; 3=equal,corresponding; 2:family=x; 1:given=highlight}, '
        'author+an:orcid={2="0000-0002-1825-0097"; 3="https://x.org"}',
    )
    found = [sorted(person.annotations) for person in paper.authors]
    assert found == [['equal', 'highlight'], ['equal'], ['corresponding', 'equal']]


def test_an_annotation_of_nobody_is_reported(read: Read) -> None:
    """The number must be that of an author."""
    bibliography = read('@misc{k,title={T},author={Doe, J.},year=2022,\nauthor+an={2=equal; x}}')
    assert findings(bibliography) == [(2, 'name'), (2, 'name')]


@pytest.mark.parametrize(
    ('written', 'meant'),
    [('artcle', 'article'), ('confrence', 'inproceedings'), ('inproceeding', 'inproceedings'),
     ('books', 'book'), ('phdtesis', 'thesis'), ('bok', 'book'), ('mics', 'misc'),
     ('book_chapter', 'incollection'), ('talks', 'talk'), ('msthesis', 'thesis'),
     ('book_section', 'incollection'), ('paper-conference', 'inproceedings'),
     ('proceedings-article', 'inproceedings'), ('posted-content', 'preprint'), ('data', 'dataset'),
     ('book chapter', 'incollection'), ('phd thesis', 'thesis'), ('doctoralthesis', 'thesis')],
)  # fmt: skip
def test_a_mistyped_type_is_taken_for_the_one_meant(read: Read, written: str, meant: str) -> None:
    """Else it would be a heading of its own."""
    bibliography = read(f'@{written}{{k, title={{T}}, author={{Doe, J}}, year=2022}}')
    assert [paper.type for paper in bibliography.papers] == [meant]
    [problem] = bibliography.problems
    assert f'there is no entry type @{written}; it is taken for @' in problem.message


@pytest.mark.parametrize(
    ('written', 'meant'),
    [('bookchapter', 'incollection'), ('dissertation', 'thesis'), ('webpage', 'online'),
     ('technicalreport', 'report'), ('workshop', 'inproceedings')],
)  # fmt: skip
def test_another_name_of_a_type_is_that_type(read: Read, written: str, meant: str) -> None:
    """Nothing is wrong with it."""
    bibliography = read(f'@{written}{{k, title={{T}}, author={{Doe, J}}, year=2022}}')
    assert [paper.type for paper in bibliography.papers] == [meant]
    assert bibliography.problems == ()


@pytest.mark.parametrize(('kind', 'words'), [
    ('workingpaper', 'Working paper'), ('white-paper', 'White paper'),
    ('habilitation', 'Habilitation'), ('diplomathesis', 'Diploma thesis'),
])  # fmt: skip
def test_a_type_that_says_more_than_the_one_meant_is_said(
    read: Read, kind: str, words: str
) -> None:
    """A working paper is no technical report."""
    assert SUBTYPES[paper_of(read, 'author={Doe, J}, year=2022', kind).text('type')] == words


@pytest.mark.parametrize(('written', 'name', 'value'), [
    ('journalname', 'journaltitle', 'J'), ('Journal_Title', 'journaltitle', 'J'),
    ('how_published', 'howpublished', 'On paper'), ('adress', 'location', 'Rome'),
    ('organisation', 'organization', 'ACM'), ('seris', 'series', 'S'), ('pgs', 'pages', '7'),
    ('university', 'institution', 'U'), ('yr', 'date', '2019'), ('prize', 'award', 'Best'),
])  # fmt: skip
def test_a_field_of_another_name_is_the_one_meant(
    read: Read, written: str, name: str, value: str
) -> None:
    """Programs and people have names of their own for the fields that matter."""
    paper = paper_of(read, f'author={{Doe, J}}, {written}={{{value}}}', 'misc')
    assert paper.fields[name] == value


def test_an_address_in_a_field_of_a_strange_name_is_no_number_of_a_page(read: Read) -> None:
    """It is a link, and two in one field are two."""
    paper = paper_of(
        read, 'author={Doe, J}, page={https://x.org/a}, url2={https://x.org/b and https://x.org/c}'
    )
    assert paper.text('pages') == ''
    assert [(link.label, link.url[-1]) for link in paper.links] == [
        ('Page', 'a'), ('x.org', 'b'), ('x.org', 'c')
    ]  # fmt: skip


def test_three_names_of_one_field_cost_no_entry(read: Read) -> None:
    """The first one counts."""
    paper = paper_of(read, 'author={Doe, J}, honor={A}, prize={B}, awards={C}, year=2020')
    assert paper.text('award') == 'A'
    paper = paper_of(read, 'author={Doe, J}, address={A}, nationality={B}, year=2020')
    assert paper.text('location') == 'A'


def test_what_repeats_within_one_entry_is_said_once(read: Read) -> None:
    """And of no other entry."""
    names = ('pdf', 'code', 'slides', 'video', 'poster')
    fields = ',\n'.join(f'{name}={{coming soon}}' for name in names)
    given = read(f'@misc{{k, title={{T}}, author={{Doe, J}}, year=2022, html={{false}}, {fields}}}')
    [problem] = given.problems
    assert problem.message.endswith('(and 4 more times in this entry)')


def test_a_type_that_nobody_knows_is_told_once(read: Read) -> None:
    """It makes a heading of its own, which somebody may well want."""
    entry = '@podcast{k%d, title={T %d}, author={Doe, J}, year=2022}\n'
    bibliography = read(entry % (1, 1) + entry % (2, 2))
    assert [paper.type for paper in bibliography.papers] == ['podcast', 'podcast']
    assert findings(bibliography) == [(1, 'hint')]
    assert 'there is no entry type @podcast' in bibliography.problems[0].message
    [hint] = read('@award{a, title={A}, year=2022}\n@post{b, title={B}, year=2022}').problems
    assert 'there are no entry types @award, @post' in hint.message


@pytest.mark.parametrize(('entry', 'title'), [
    ('@degree{k, degree={MPhil}, institution={U}, date={2021/2022}}', 'MPhil'),
    ('@glossdef{k, word={{\\~n}u}, definition={An animal}}', 'ñu'),
    ('@visit{k, school={Uni of X}, date={2024}}', 'Uni of X'),
    ('@visit{k, title={T}, institution={U}, date={2024}}', 'T'),
    ('@report{k, institution={U}, date={2024}}', ''),
])  # fmt: skip
def test_an_entry_of_a_strange_type_is_called_by_what_it_has(
    read: Read, entry: str, title: str
) -> None:
    """People who make up types make up fields, too; other types have titles."""
    bibliography = read(entry)
    assert [paper.title_text for paper in bibliography.papers] == [title]
    assert any('no title' in said.message for said in bibliography.problems) == (not title)


def test_messages_about_one_entry_or_many_are_few(read: Read) -> None:
    """One key twice is not also one work twice; lists with commas are told once."""
    entry = '@misc{k, title={T}, author={Doe, J}, year=2022, keywords={a}, keywords={b}}\n'
    bibliography = read(entry + entry.replace('={a}', '={c}').replace('2022', '2022, note={N}'))
    [problem] = bibliography.problems
    assert 'another entry with this key' in problem.message
    assert bibliography.papers[0].keywords == ('a', 'b')
    lists = (f'@misc{{c{n}, title={{T{n}}}, year=2022, author={{Doe, J., Roe, B., Poe, {c}.}}}}'
             for n, c in enumerate('ABCD'))  # fmt: skip
    [problem] = read('\n'.join(lists)).problems
    assert problem.message.endswith('(and in 3 more entries: c1, c2, c3)')


def test_a_volume_that_is_missing_is_told_and_not_its_date(read: Read) -> None:
    """The date would come with it."""
    entry = '@inproceedings{k, title={T}, author={Doe, J}, crossref={c}}'
    assert findings(read(entry)) == [(1, 'reference')]


def test_macros_of_a_file_that_is_missing_are_told_at_once(read: Read) -> None:
    """Who keeps the names of journals in another file has forgotten that, and no single one."""
    entry = '@article{k%d, title={T%d}, author={Doe, J}, year=2022, journal=%s}'
    macros = ('xjair', 'xaij', 'xjair', 'xker')
    bibliography = read('\n'.join(entry % (n, n, name) for n, name in enumerate(macros)))
    [problem] = bibliography.problems
    assert problem.message.startswith('no @string defines xjair, it is taken as text')
    assert problem.message.endswith('k1, k2, k3); nor does one define xaij, xker')


@pytest.mark.parametrize('field', [
    'author+an:nation = {=American}', 'url = {citeulike-article-id:12 http://x.org/a}',
    'note = {\\url{{https://x.org/a\\_b}}}', 'note = {A{\\ifmmode---\\else\\textemdash\\fi}b}',
    'date = {300 BC}', 'date = {Siglo IV a.C.}', 'date = {44 v. Chr.}',
])  # fmt: skip
def test_what_is_right_is_not_complained_of(read: Read, field: str) -> None:
    """Fields for styles of one's own, numbers beside addresses, dates before our era."""
    year = '' if 'date' in field else ', year=2022'
    bibliography = read(f'@misc{{k, title={{T}}, author={{Doe, J}}{year}, {field}}}')
    assert bibliography.problems == ()


def test_an_author_who_is_lost_is_told_once(read: Read) -> None:
    """An entry whose author nobody can read has one all the same."""
    assert findings(read('@misc{k, title={T}, author={\\me}, year=2022}')) == [(1, 'name')]


def test_a_mistyped_field_is_taken_for_the_one_meant(read: Read) -> None:
    """One letter may be wrong, where the right field is not there as well."""
    bibliography = read(
        '@article{k,\n titel={T},\n autor={Doe, Jane},\n jounal={J},\n year=2022,\n yaer=1999}'
    )
    assert paper_line(bibliography.papers[0]) == 'k | article | T | Doe, Jane | J | 2022'
    assert findings(bibliography) == [(2, 'field'), (3, 'field'), (4, 'field')]
    assert paper_of(read, 'editon={2nd}').text('edition') == '2nd'  # and no editor


# Definitions


def test_definitions_are_joined_and_shared(read: Read) -> None:
    """A macro may hold macros, stand in another file or on the same line, and in any case."""
    text = '@article{k, title={T} # sep # {U}, journal=JG, year=2022, author={Doe, J.}}'
    bibliography = read(text, '@string{jg = pre # {Good}}\n@string(PRE = "J. ") @string{sep={: }}')
    assert bibliography.papers[0].title_text == 'T: U'
    assert bibliography.papers[0].text('journaltitle') == 'J. Good'


def test_a_bare_word_is_taken_as_text_and_reported(read: Read) -> None:
    """The report shows both ways to mend it."""
    bibliography = read('@article{k,\n title={T}, author={Doe, J.}, year=2022,\n journal = tocs}')
    assert bibliography.papers[0].text('journaltitle') == 'tocs'
    [problem] = bibliography.problems
    assert (problem.line, problem.subtype) == (3, 'macro')
    assert 'journal = {tocs}' in problem.message
    assert '@string{tocs = {…}}' in problem.message


def test_the_journals_of_astronomy_are_known(read: Read) -> None:
    """As a bare word and as a macro of LaTeX."""
    assert paper_of(read, 'journal=apj').text('journaltitle') == 'The Astrophysical Journal'
    assert paper_of(read, 'journal={\\apj}').text('journaltitle') == 'The Astrophysical Journal'


# Doubles


def test_a_doubled_field_has_its_first_value_that_is_not_empty(read: Read) -> None:
    """The report stands on the line of the second."""
    bibliography = read(
        '@misc{k, title={T}, author={D, J}, year=2022, note={},\n note={A},\n note={B}}'
    )
    assert bibliography.papers[0].text('note') == 'A'
    assert findings(bibliography) == [(3, 'duplicate')]


def test_both_dialects_in_one_entry_are_no_double(read: Read) -> None:
    """As the ACM exports them: the publisher's place, and the place of the conference."""
    bibliography = read(
        '@misc{k, title={T}, author={D, J}, year=1999, journal={J. A.}, journaltitle={J. B.}}\n'
        '@misc{l, title={U}, author={D, J}, year=1999, address={New York}, location={Lyon}}'
    )
    first, second = (paper.fields for paper in bibliography.papers)
    assert (first['journaltitle'], first['journal']) == ('J. B.', 'J. A.')
    assert (second['location'], second['venue']) == ('New York', 'Lyon')
    assert bibliography.problems == ()


def test_a_value_that_lacks_its_braces_is_read_and_reported(read: Read) -> None:
    """A number may stand without them, and other values may not."""
    bibliography = read(
        '@misc{k, title={T}, author={D, J}, date = 2020-05-01, volume = 3,\n doi = 10.1000/abc}'
    )
    assert str(bibliography.papers[0].date) == '2020-05-01'
    assert bibliography.papers[0].identifiers == {'doi': '10.1000/abc'}
    assert findings(bibliography) == [(1, 'syntax'), (2, 'syntax')]


def test_two_works_under_one_key_are_both_kept(read: Read) -> None:
    """The second has a key that does not change when others come; a third is told apart, too."""
    entry = '@misc{k, title={T%s}, author={Doe, J.}, year=2022}\n'
    bibliography = read(entry % 1 + entry % 2 + entry % 3 + '@misc{k-2, title={X}, year=1}')
    assert [paper.key for paper in bibliography.papers] == ['k', 'k-3', 'k-4', 'k-2']
    assert findings(bibliography)[:2] == [(2, 'duplicate'), (3, 'duplicate')]


def test_the_same_entry_in_two_files_is_shown_once(read: Read) -> None:
    """The report names the file and line of the first."""
    entry = '@misc{k, title={T}, author={Doe, J.}, year=2022}'
    bibliography = read(entry, '\n' + entry)
    assert len(bibliography.papers) == 1
    [problem] = bibliography.problems
    assert (problem.file, problem.line, problem.subtype) == ('b.bib', 2, 'duplicate')
    assert 'a.bib line 1' in problem.message


def test_keys_that_differ_in_case_only_are_reported(read: Read) -> None:
    """Both keep their key, as biblatex has it."""
    bibliography = read('@misc{K, title={A}, year=1}\n@misc{k, title={B}, year=2}')
    assert [paper.key for paper in bibliography.papers] == ['K', 'k']
    assert findings(bibliography) == [(2, 'duplicate')] or (2, 'duplicate') in findings(
        bibliography
    )


def test_an_entry_without_a_key_has_one_from_its_words(read: Read) -> None:
    """Family name, year and title make it, so that it stays the same."""
    text = '@misc{, title={The Middle}, author={{\\\'E}mile van G{\\"o}del and Doe}, year=2022}'
    assert [paper.key for paper in read(text).papers] == ['godel2022middle']


def test_other_keys_lead_to_an_entry_unless_they_are_taken(read: Read) -> None:
    """The field of biblatex for them is "ids"."""
    bibliography = read(
        '@misc{a, title={A}, author={D, J}, year=1999,\n ids={old, a, b, older}}\n'
        '@misc{b, title={B}, author={D, J}, year=1999}'
    )
    assert bibliography.papers[0].aliases == ('old', 'older')
    assert findings(bibliography) == [(2, 'duplicate')]


# Inheritance


def test_a_paper_inherits_from_its_volume(read: Read) -> None:
    """The title of the volume is the book title of the paper; what names the volume stays."""
    bibliography = read(
        '@inproceedings{p, title={T}, author={Doe, J.}, crossref={V}, pages={1--2}}\n'
        '@proceedings{v, title={Proc. X}, subtitle={Sub}, year=2022, editor={Poe, Ann},\n'
        ' doi={10.1/v}, url={https://x.org}, publisher={P}, crossref={series}}\n'
        '@mvproceedings{series, title={All}, publisher={Other}, address={Here}, year=2020}'
    )
    paper = bibliography.papers[0]
    assert paper.title_text == 'T'
    assert paper.text('booktitle') == 'Proc. X'
    assert paper.text('booksubtitle') == 'Sub'
    assert paper.text('maintitle') == 'All'
    assert paper.text('publisher') == 'P'
    assert paper.text('location') == 'Here'
    assert paper.year == 2022
    assert [person.name for person in paper.editors] == ['Ann Poe']
    assert 'doi' not in paper.identifiers
    assert paper.links == ()
    assert bibliography.problems == ()


def test_what_leads_to_the_volume_is_not_the_papers(read: Read) -> None:
    """Links, identifiers and fields that nobody knows stay with the volume."""
    own = 'demo={https://d.org}, dataset={https://e.org}, data={https://f.org}, pmid={12345678}'
    bibliography = read(
        '@inproceedings{p, title={T}, author={Doe, J.}, crossref={v}}\n'
        f'@proceedings{{v, title={{V}}, year=2022, acmid={{1}}, openreview={{abcdefg}}, {own}}}'
    )
    paper = bibliography.papers[0]
    assert (paper.links, paper.identifiers) == ((), {})
    assert {'demo', 'dataset', 'data', 'pmid', 'acmid'}.isdisjoint(paper.fields)


def test_a_paper_keeps_its_own_date(read: Read) -> None:
    """A year of its own is not mixed with the date of the volume."""
    bibliography = read(
        '@inproceedings{p, title={T}, year=2021, crossref={v}}\n'
        '@proceedings{v, title={Proc. X}, date={2022-05-03}}'
    )
    assert str(bibliography.papers[0].date) == '2021'


def test_data_of_xdata_entries_is_taken_over(read: Read) -> None:
    """They are no works, and may themselves take over others."""
    bibliography = read(
        '@xdata{press, publisher={P}, xdata={place}}\n@xdata{place, location={L}}\n'
        '@book{k, title={T}, author={Doe, J.}, year=2022, xdata={press}}'
    )
    [paper] = bibliography.papers
    assert (paper.text('publisher'), paper.text('location')) == ('P', 'L')


@pytest.mark.parametrize(
    ('child', 'parent', 'field'),
    [
        ('inbook', 'book', 'booktitle'), ('inbook', 'mvbook', 'maintitle'),
        ('book', 'mvbook', 'maintitle'), ('incollection', 'collection', 'booktitle'),
        ('incollection', 'mvcollection', 'maintitle'), ('inreference', 'reference', 'booktitle'),
        ('inproceedings', 'proceedings', 'booktitle'), ('inproceedings', 'book', 'booktitle'),
        ('inproceedings', 'mvproceedings', 'maintitle'), ('article', 'periodical', 'journaltitle'),
        ('article', 'book', ''), ('article', 'article', ''), ('inbook', 'inbook', ''),
        ('misc', 'misc', ''),
    ],
)  # fmt: skip
def test_what_the_title_of_the_parent_is_depends_on_both_types(
    read: Read, child: str, parent: str, field: str
) -> None:
    """The pairs are those of biblatex."""
    bibliography = read(
        f'@{child}{{c, title={{T}}, crossref={{p}}}}\n@{parent}{{p, title={{P}}, year=2022}}'
    )
    paper = bibliography.papers[0]
    shown = {name for name in paper.texts if plain_text(paper.texts[name]) == 'P'}
    assert shown == ({field} if field else set())
    assert (paper.title_text, paper.year) == ('T', 2022)


def test_a_part_of_a_book_has_the_author_of_the_book(read: Read) -> None:
    """And so has a part of another author, as the author of the book."""
    papers = read(
        '@inbook{a, title={A}, crossref={b}}\n'
        '@inbook{c, title={C}, author={Poe, A}, crossref={b}}\n'
        '@book{b, title={B}, author={Doe, J}, author+an={1=equal}, year=2022}'
    ).papers
    assert [[p.name for p in x.authors] for x in papers[:2]] == [['J Doe'], ['A Poe']]
    assert [[p.name for p in x.book_authors] for x in papers[:2]] == [['J Doe']] * 2
    assert not papers[1].authors[0].annotations


def test_a_month_takes_its_year_from_the_volume(read: Read) -> None:
    """BibTeX inherits field by field; but no part of the volume's day is mixed with it."""
    [paper, _] = read(
        '@inproceedings{c, title={T}, month=mar, crossref={p}}\n'
        '@proceedings{p, title={P}, date={2022-05-03}}'
    ).papers
    assert str(paper.date) == '2022-03'


@pytest.mark.parametrize('start', range(3))
def test_a_long_chain_is_followed_to_its_end(read: Read, start: int) -> None:
    """Whichever entry comes first, the others that it needs are read before it."""
    order = [range(1000), range(999, -1, -1), [*range(500, 1000), *range(500)]][start]
    chain = ''.join(f'@inbook{{k{n}, title={{T}}, crossref={{k{n + 1}}}}}\n' for n in order)
    papers = {p.key: p for p in read(f'{chain}@book{{k1000, title={{B}}, year=2022}}').papers}
    assert {paper.year for paper in papers.values()} == {2022}


def test_single_values_and_items_come_from_xdata(read: Read) -> None:
    """Granular, as biblatex calls them; what leads nowhere is reported and left out."""
    bibliography = read(
        '@xdata{x-1, author={Bloom, Bo and Anders, Al}, location={A and C}, title={Some title}}\n'
        '@xdata{y, editor={xdata=x-1-author-2}}\n'
        '@book{k, author={Smith, Si and xdata=x-1-author-1}, editor={xdata=y-editor},\n'
        ' title={xdata=x-1-title}, address={xdata=x-1-location and B}, year=2022,\n'
        ' publisher={xdata=x-1}, note={xdata=x-1-author-7}}'
    )
    [paper] = bibliography.papers
    assert [person.name for person in paper.authors] == ['Si Smith', 'Bo Bloom']
    assert [person.name for person in paper.editors] == ['Al Anders']
    assert paper.title_text == 'Some title'
    assert paper.text('location') == 'A and C and B'
    assert {'publisher', 'note'}.isdisjoint(paper.fields)
    assert findings(bibliography) == [(5, 'reference')] * 2
    words = read(
        '@xdata{x, keywords={one, two}}'
        '@book{k, author={A Doe}, title={T}, year=2022, keywords={xdata=x-keywords-2, three}}'
        '@book{l, author={B Roe}, title={U}, year=2022, related={k;k}}'
    )
    assert (words.papers[0].keywords, words.problems) == (('two', 'three'), ())
    nowhere = read('@book{k, author={A Doe}, title={T}, year=2022, location={xdata=no-location}}')
    assert [problem.message for problem in nowhere.problems] == [
        '"xdata=no-location" leads to nothing; write xdata=KEY-FIELD'
    ]


@pytest.mark.parametrize('role', ['crossref', 'xdata', 'related'])
def test_a_reference_that_leads_nowhere_is_reported(read: Read, role: str) -> None:
    """The entry itself is shown."""
    bibliography = read(f'@misc{{k, title={{T}}, year=2022,\n {role}={{nothing}}}}')
    assert len(bibliography.papers) == 1
    assert findings(bibliography) == [(2, 'reference')]


def test_entries_that_refer_to_one_another_end(read: Read) -> None:
    """A circle is reported and does no harm."""
    bibliography = read(
        '@misc{a, title={A}, year=1, crossref={b}}\n@misc{b, title={B}, year=2, crossref={a}}\n'
        '@misc{c, title={C}, year=3, crossref={c}}'
    )
    assert [paper.title_text for paper in bibliography.papers] == ['A', 'B', 'C']
    assert 'reference' in {problem.subtype for problem in bibliography.problems}


def test_what_is_wrong_with_an_inherited_field_is_said_once(read: Read) -> None:
    """It is said of the entry in which the field stands."""
    bibliography = read(
        '@inproceedings{p, title={T}, author={D, J}, crossref={v}}\n'
        '@proceedings{v, title={\\strangemacro{X}}, year=2022}'
    )
    assert [problem.line for problem in bibliography.problems] == [2]


# Files


@pytest.mark.parametrize(
    'data',
    [
        '@misc{k, title={Gödel}}'.encode('utf-8-sig'),
        '@misc{k,\r\n title={Gödel}}'.encode(),
        '@misc{k,\r title={Gödel}}'.encode(),
        '@misc{k, title={Gödel}}'.encode('utf-16'),
        '\ufeff\ufeff@misc{k, title={Gödel}}'.encode(),
        '@misc{k, title={G\u200bödel}}'.encode(),
    ],
)
def test_encodings_and_line_ends_do_not_matter(read: Read, data: bytes) -> None:
    """What is clear is read without a word about bytes."""
    bibliography = read(data)
    assert bibliography.papers[0].title_text == 'Gödel'
    assert 'file' not in {problem.subtype for problem in bibliography.problems}


def test_a_line_in_latin_1_is_read_and_reported(read: Read) -> None:
    """Lines in UTF-8 beside it are read as such."""
    data = '@misc{k, title={日本}}\n'.encode() + '@misc{l, title={Gödel}}\n'.encode('latin-1')
    bibliography = read(data)
    assert [paper.title_text for paper in bibliography.papers] == ['日本', 'Gödel']
    assert (2, 'file') in findings(bibliography)


def test_null_bytes_are_dropped_and_reported(read: Read) -> None:
    """They come from disks that failed."""
    bibliography = read(b'@misc{k,\n title={A\0B}, year=2022}')
    assert bibliography.papers[0].title_text == 'AB'
    assert (2, 'file') in findings(bibliography)


def test_a_file_that_cannot_be_read_costs_no_other(tmp_path: Path) -> None:
    """The report names it."""
    good = tmp_path / 'good.bib'
    good.write_text('@misc{k, title={T}, year=2022}')
    bibliography = read_bibliography([tmp_path / 'none.bib', tmp_path, good], tmp_path)
    assert [paper.key for paper in bibliography.papers] == ['k']
    assert [p.subtype for p in bibliography.problems if p.file == 'none.bib'] == ['file']


def test_problems_come_by_file_and_line(read: Read) -> None:
    """So that one can work through them, whatever noticed them."""
    text = '@misc{a, title={T}, year=x}\n@misc{a, title={U}, year=y\n'
    bibliography = read(text, text)
    places = [(problem.file, problem.line) for problem in bibliography.problems]
    assert places == sorted(places)
    assert {problem.file for problem in bibliography.problems} == {'a.bib', 'b.bib'}


def test_papers_know_where_they_stand(read: Read) -> None:
    """The file is named as seen from the root."""
    bibliography = read('\n\n@misc{k, title={T}, year=2022}')
    assert (bibliography.papers[0].file, bibliography.papers[0].line) == ('a.bib', 3)


def test_what_is_wrong_with_many_entries_is_said_once(read: Read) -> None:
    """The first of them is named, and how many there are; a few are named one by one."""
    entry = '@article{k%d, title={T%d \\own{x}}, author={Doe, J}, year=2022}\n'
    few = read(''.join(entry % (n, n) for n in range(3))).problems
    assert [problem.line for problem in few] == [1, 2, 3]
    [problem] = read(''.join(entry % (n, n) for n in range(9))).problems
    assert (problem.line, problem.key) == (1, 'k0')
    assert problem.message.endswith('(and in 8 more entries: k1, k2, k3, k4, k5 …)')
    marked = ''.join(
        f'@misc{{m{n}, title={{M{n}}}, author={{Doe{n % 2}a, J.*}}, year=2022}}\n' for n in range(5)
    )
    [hint] = read(marked).problems  # of several people
    assert hint.message.endswith('(and in 4 more entries: m1, m2, m3, m4)')


def test_a_list_without_authors_is_the_owners(read: Read) -> None:
    """Where most entries name nobody, the owner is meant; and so it is of talks."""
    entry = '@article{k%d, title={T%d}, year=2022}\n'
    assert read(''.join(entry % (n, n) for n in range(9))).problems == ()
    assert read('@talk{k, title={T}, year=2022}').problems == ()


def test_a_word_in_a_field_for_addresses_is_a_tag(read: Read) -> None:
    """It leads nowhere, and is nobody's mistake."""
    bibliography = read('@misc{k, title={T}, author={Doe, J}, year=2022, dataset={lobbylist}}')
    assert bibliography.problems == ()
    assert bibliography.papers[0].links == ()


@pytest.mark.parametrize(
    ('fields', 'text'),
    [
        ('award={**Best** paper at [CoR](https://x.org)}', 'Best paper at CoR'),
        ('award={Of 200 papers}, award_name={Best paper}', 'Best paper: Of 200 papers'),
        ('award={The best paper award}, award_name={Best paper}', 'The best paper award'),
        ('award_name={Best paper}', 'Best paper'),
        ('award={true}, award_name={Best paper}', 'Best paper'),
    ],
)
def test_awards_are_as_al_folio_has_them(read: Read, fields: str, text: str) -> None:
    """In Markdown, below a name that may be there already."""
    paper = paper_of(read, fields)
    assert plain_text(paper.texts['award']) == text
    links = [inline.target for inline in paper.texts['award'] if isinstance(inline, Markup)]
    assert [link for link in links if link] == (['https://x.org'] if 'https' in fields else [])


def test_files_of_many_people_have_papers_in_common(tmp_path: Path) -> None:
    """The same paper under another key or with other fields is there once, and answers to both."""
    paper = '@article{%s, title={On {Sand}}, author={Doe, J.}, year=2022, doi={%s}, journal={%s}}'
    files = {
        'a.bib': paper % ('k', '10.1000/x', 'J') + '@misc{m, title={Mud}, year=2021}',
        'b.bib': paper % ('k', '10.1000/x', 'Journal') + '@misc{m, title={Other}, year=2020}',
        'c.bib': paper % ('Doe2022', 'https://doi.org/10.1000/X', 'J'),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding='utf-8')
    paths = [tmp_path / name for name in files]
    bibliography = read_bibliography(paths, tmp_path, of_many=True)
    assert [paper.key for paper in bibliography.papers] == ['k', 'm', 'm-2']
    assert bibliography.papers[0].aliases == ('Doe2022',)
    said = [(p.file, p.subtype) for p in bibliography.problems if p.key != 'm']
    assert said == [('b.bib', 'hint'), ('c.bib', 'hint')]
    assert len(read_bibliography(paths, tmp_path).papers) > 3


MACRO = '@string{venue = {%s}}\n'
ENTRIES = """
@inproceedings{one, title={First}, author={Doe, Ann and Roe, Bob}, crossref={book}}
@article{two, title={Second}, author={Doe, Ann}, journal=venue, year=2020}
@article{three, title={Third}, author={Doe, Ann}, journal={Lakes}, year={20x0}}
@article{four, title={Fourth}, author={Doe, Ann}, journal={Lakes}, year=2021}
@proceedings{book, title={Proceedings of %s}, year=2019}
"""
ODD_ENTRIES = """
@misc{five, title={Fifth}, author={Doe, Ann}, month=jan, year=2022, related={two}}
@article{six, title={\\sea}, auhtor={Doe, Ann}, journal={Lakes}, year=2022}
@award{seven, degree={Seventh}, year=2023}
@article{Two, title={Second}, author={Doe, Ann}, journal={Ponds}, year=2020}
@misc{two-arxiv, title={Second}, author={Doe, Ann}, eprint={2001.00001}, eprinttype={arxiv}}
"""


@pytest.mark.parametrize(('venue', 'meeting', 'kept'), [
    ('Rivers', 'Seas', {'one', 'two', 'four', 'book'}),  # all but the one with a problem
    ('Ponds', 'Seas', {'one', 'four', 'book'}),
    ('Rivers', 'Oceans', {'two', 'four'}),
])  # fmt: skip
def test_entries_that_say_the_same_are_not_read_again(
    venue: str, meeting: str, kept: set[str], tmp_path: Path
) -> None:
    """What an entry takes from others counts; lines and problems are those of the file now."""
    file = tmp_path / 'refs.bib'
    file.write_text(MACRO % 'Rivers' + ENTRIES % 'Seas', encoding='utf-8')
    first = read_bibliography([file], tmp_path).reading
    file.write_text('\n\n' + MACRO % venue + ENTRIES % meeting, encoding='utf-8')
    anew = read_bibliography([file], tmp_path)
    again = read_bibliography([file], tmp_path, before=first)
    assert again[:2] == anew[:2]
    taken = first.papers.keys() & again.reading.papers.keys()
    assert {again.reading.papers[digest].key for digest in taken} == kept
    assert [problem.line for problem in again.problems if problem.key == 'three'] == [7]


# What may stand between entries, or in one, and what it does to others.
BITS = (
    '@string{jan = {Janus}}', '@preamble{"\\newcommand{\\sea}{Sea}"}', '@comment{', '}', '{', '"',
    'ids = {two},', 'crossref = {book},', '@misc{two, title={\\sea}, month=jan}', '% ', '@article{',
    '<!--', '-->', 'xdata = {one},', ',', '\n',
)  # fmt: skip


@pytest.mark.parametrize('seed', range(3))
def test_a_reading_does_not_show_what_was_read_before(seed: int, tmp_path: Path) -> None:
    """Whatever is edited, what is taken from the last reading is what reading it anew gives."""
    chance, file, before, taken = random.Random(seed), tmp_path / 'refs.bib', None, 0
    start = MACRO % 'Rivers' + ENTRIES % 'Seas' + ODD_ENTRIES
    text = start
    for step in range(40):
        file.write_text(text, encoding='utf-8')
        anew = read_bibliography([file], tmp_path, of_many=bool(seed % 2))
        again = read_bibliography([file], tmp_path, of_many=bool(seed % 2), before=before)
        assert again[:2] == anew[:2]
        taken += len(before.entries.keys() & again.reading.entries.keys()) if before else 0
        before, at = again.reading, chance.randrange(len(text))
        left = chance.choice((at, at, at + 3))
        text = text[:at] + chance.choice(BITS) + text[left:] if step % 8 else start
    assert taken > 40


def test_values_that_stand_for_nothing_are_none(read: Read) -> None:
    """Forms and programs fill fields in; a number of Rome and a title may look alike."""
    for value in ('n/a', 'NA', 'None', 'nan', 'TBD', '-', '0', '??', '[s.n.]', 'not available'):
        names = (
            'journal',
            'number',
            'note',
            'publisher',
            'edition',
            'url',
            'pdf',
            'abstract',
            'isbn',
        )
        given = read(f'@article{{k, title={{{value}}}, author={{Doe, Ann}}, year=2020, '
                     f'{", ".join(f"{name}={{{value}}}" for name in names)}}}')  # fmt: skip
        [paper] = given.papers
        assert (paper_line(paper), given.problems) == (
            f'k | article | {value} | Doe, Ann |  | 2020',
            (),
        ), value
    assert paper_of(read, 'author={Doe, A}, year=2020, volume={XX}').text('volume') == 'XX'
    [hint] = read('@misc{k, title={T}, author={Doe, Ann}, year={TBD}}').problems
    assert 'it has no date' in hint.message


@pytest.mark.parametrize(('abstract', 'shown'), [
    ('BACKGROUND: Foo. METHODS/DESIGN: Bar.', 'BACKGROUND: Foo.\n\nMETHODS/DESIGN: Bar.'),
    ('<jats:title>Abstract</jats:title><jats:p>Foo.</jats:p>', 'Foo.'),
    ('Abstract. Foo.', 'Foo.'), ('AbstractFoo is.', 'Foo is.'),
    ('Background\nWe did.\nMethods\nMore\nof it.',
     'Background\n\nWe did.\n\nMethods\n\nMore of it.'),
    ('ABSTRACT Foo.', 'Foo.'),
    (r'\textbf{Abstract:} Foo.', 'Foo.'),
    ('Abstract algebra. SEE: x', 'Abstract algebra. SEE: x'),
    ('Abstract Interpretation: a theory.', 'Abstract Interpretation: a theory.'),
])  # fmt: skip
def test_an_abstract_is_told_apart_from_its_heading(read: Read, abstract: str, shown: str) -> None:
    """The page has the word "Abstract"; the parts that PubMed joins are paragraphs."""
    paper = paper_of(read, f'author={{Doe, A}}, year=2020, abstract={{{abstract}}}')
    assert paper.text('abstract') == shown


def test_what_is_no_doi_in_many_entries_is_said_once(read: Read) -> None:
    """With the keys of the others."""
    entry = '@misc{k%d, title={T%d}, author={Doe, J}, year=2022, doi={soon %d}}\n'
    [problem] = read(''.join(entry % (at, at, at) for at in range(5))).problems
    assert problem.message.endswith('(and in 4 more entries: k1, k2, k3, k4)')
