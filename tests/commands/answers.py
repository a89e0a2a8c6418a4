"""What the services of the tests know: some forty works that do not exist, dirty as real ones.

Each row of ``WORKS`` is what somebody types, and fields that the entry must then have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services import arxiv_entry

if TYPE_CHECKING:
    from services import Services

DOE = {'given': 'Jane', 'family': 'Doe', 'sequence': 'first', 'affiliation': []}
ROE = {'given': 'Richard', 'family': 'Roe', 'sequence': 'additional', 'affiliation': []}


def date(*parts: int | None) -> dict[str, list[list[int | None]]]:
    """Return a date of CSL."""
    return {'date-parts': [list(parts)]}


CROSSREF = {
    '10.1/caps': {
        'type': 'journal-article', 'title': ['DEEP LEARNING FOR MRI IN 3D: A REVIEW'],
        'author': [{'given': 'JANE', 'family': 'DOE'}, {'given': 'R. T.', 'family': 'ROE-SMITH'}],
        'container-title': ['IEEE TRANSACTIONS ON MADE UP THINGS'], 'issued': date(2029, 3),
        'volume': '7', 'page': '1-1',
    },
    '10.1/html': {
        'type': 'journal-article', 'author': [DOE], 'issued': date(2028),
        'title': ['Growth of <i>E.&nbsp;coli</i> in H<sub>2</sub>O &amp;amp; R&D'],
        'container-title': ['Water &amp; Life'],
    },
    '10.1/mathml': {
        'type': 'journal-article', 'author': [DOE], 'issued': date(2027),
        'container-title': ['Physics of Nothing'], 'article-number': '014501', 'page': '014501',
        'title': [
            'Decay of <mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:msup>'
            '<mml:mi>B</mml:mi><mml:mn>0</mml:mn></mml:msup></mml:math> mesons'
        ],
    },
    '10.1/names': {
        'type': 'journal-article', 'title': ['Names in one field'], 'issued': date(2026),
        'author': [{'name': 'Doe, Jane; Roe, Richard; Poe, Petra', 'sequence': 'first'}],
        'container-title': ['Journal of Names'],
    },
    '10.1/etal': {
        'type': 'journal-article', 'title': ['Too many people.'], 'issued': date(2026),
        'author': [DOE, {'given': 'Richard', 'family': 'Roe et al.'}],
        'container-title': ['Journal of Names'],
    },
    '10.1/deposit': {
        'type': 'journal-article', 'title': ['An old paper, lately deposited'], 'author': [DOE],
        'issued': date(None), 'created': date(2019, 4, 1), 'deposited': date(2024, 1, 1),
        'container-title': ['Journal of Age'],
    },
    '10.1/event': {
        'type': 'proceedings-article', 'title': ['A talk without a book'], 'author': [DOE],
        'issued': date(2025, 7), 'container-title': [],
        'event': {'name': '12th Conference on Nothing', 'location': 'Nowhere'},
    },
    '10.1/lncs': {
        'type': 'book-chapter', 'title': ['Vision of vision'], 'author': [DOE, ROE],
        'container-title': ['Lecture Notes in Computer Science', 'Computer Vision – ECCV 2024'],
        'issued': date(2024), 'page': '1–17', 'publisher': 'Springer', 'ISBN': ['9783030000000'],
    },
    '10.1/chapter': {
        'type': 'book-chapter', 'title': ['On method'], 'author': [DOE],
        'editor': [{'given': 'Petra', 'family': 'Poe'}], 'page': '33-55', 'issued': date(2011),
        'container-title': ['The Book of Methods'], 'publisher': 'University Press',
        'publisher-location': 'Oxford',
    },
    '10.1/book': {
        'type': 'monograph', 'title': ['The Whole'], 'subtitle': ['And Its Parts'],
        'author': [DOE], 'publisher': 'University Press', 'issued': date(2003),
        'ISBN': ['http://id.crossref.org/isbn/9780000000002'],
    },
    '10.1/thesis': {
        'type': 'dissertation', 'title': ['A long thought'], 'author': [DOE],
        'institution': [{'name': 'University of Nowhere'}], 'issued': date(2015),
    },
    '10.1/report': {
        'type': 'report', 'title': ['What we did'], 'author': [{'name': 'Working Group on Things'}],
        'publisher': 'Institute of Things', 'issued': date(2016), 'report-number': 'IT-16-3',
    },
    '10.1101/2024.01.02.123456': {
        'type': 'posted-content', 'subtype': 'preprint', 'title': ['Cells on their way'],
        'author': [DOE, ROE], 'posted': date(2024, 1, 2), 'institution': [{'name': 'bioRxiv'}],
        'publisher': 'Cold Spring Harbor Laboratory',
        'relation': {'is-preprint-of': [{'id': '10.1/cells', 'id-type': 'doi'}]},
    },
    '10.2139/ssrn.4000000': {
        'type': 'posted-content', 'subtype': 'preprint', 'title': ['Money and its price'],
        'author': [DOE], 'posted': date(2023), 'publisher': 'Elsevier BV',
        'institution': [{'name': 'SSRN'}],
    },
    '10.1038/s41586-029-00001-1': {
        'type': 'journal-article', 'title': ['A great find'], 'author': [DOE, ROE],
        'container-title': ['Nature'], 'volume': '600', 'issue': '7', 'page': '100-105',
        'published-online': date(2028, 12, 20), 'published-print': date(2029, 1, 5),
        'issued': date(2028, 12, 20),
    },
    '10.1016/(sici)1097-0001(1999)1:1<1::aid-1>3.0.co;2-k': {
        'type': 'journal-article', 'title': ['Signs in a number'], 'author': [DOE],
        'container-title': ['Old Letters'], 'issued': date(1999),
    },
    '10.1/percent': {
        'type': 'journal-article', 'title': ['100% of $5 in C# and a_b'], 'author': [DOE],
        'container-title': ['Signs'], 'issued': date(2020),
    },
    '10.1/braces': {
        'type': 'journal-article', 'title': ['A brace } too many {'], 'author': [DOE],
        'container-title': ['Signs'], 'issued': date(2021),
    },
    '10.1/prize': {
        'type': 'journal-article', 'title': ['Müller–Lyer in 数学'], 'issued': date(2022),
        'author': [{'given': 'Jürgen', 'family': 'von der Müller'}, {'family': '王', 'given': '芳'}],
        'container-title': ['Zeitschrift für Zeichen'],
    },
}  # fmt: skip

WORKS = [
    ('10.1/caps', {'author': 'Doe, Jane and Roe-Smith, R. T.', 'pages': '1', 'year': '2029',
                   'title': 'Deep learning for {MRI} in {3D}: {A} review|'
                            'Deep learning for {MRI} in {3D}: A review',
                   'journal': 'IEEE Transactions on Made Up Things'}),
    ('doi:10.1/html', {'title': r'Growth of \emph{E.~coli} in H\textsubscript{2}O \& {R\&D}|'
                                r'Growth of \emph{E. coli} in H\textsubscript{2}O \& R\&D|'
                                r'Growth of \emph{E.~coli} in H\textsubscript{2}O \& R\&D',
                       'journal': r'Water \& Life'}),
    ('https://doi.org/10.1/mathml', {'title': r'Decay of B\textsuperscript{0} mesons',
                                     'eid': '014501'}),
    ('10.1/names', {'author': 'Doe, Jane and Roe, Richard and Poe, Petra'}),
    ('10.1/etal', {'author': 'Doe, Jane and Roe, Richard and others', 'title': 'Too many people'}),
    ('10.1/deposit', {'title': 'An old paper, lately deposited', 'year': ''}),
    ('10.1/event', {'booktitle': '12th Conference on Nothing', '': 'inproceedings'}),
    ('10.1/lncs', {'booktitle': 'Computer Vision – ECCV 2024', '': 'inproceedings',
                   'series': 'Lecture Notes in Computer Science', 'pages': '1--17'}),
    ('10.1/chapter', {'': 'incollection', 'editor': 'Poe, Petra', 'address': 'Oxford'}),
    ('10.1/book', {'': 'book', 'title': 'The Whole: And Its Parts', 'isbn': '9780000000002'}),
    ('10.1/thesis', {'': 'phdthesis', 'school': 'University of Nowhere', 'type': ''}),
    ('10.1/report', {'': 'techreport', 'institution': 'Institute of Things', 'number': 'IT-16-3',
                     'author': '{Working Group on Things}'}),
    ('https://www.biorxiv.org/content/10.1101/2024.01.02.123456v2.full.pdf',
     {'howpublished': 'bioRxiv', 'doi': '10.1101/2024.01.02.123456', 'year': '2024'}),
    ('https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4000000', {'howpublished': 'SSRN'}),
    ('https://www.nature.com/articles/s41586-029-00001-1',
     {'journal': 'Nature', 'year': '2029', 'pages': '100--105'}),
    ('10.1016/(SICI)1097-0001(1999)1:1<1::AID-1>3.0.CO;2-K', {'journal': 'Old Letters'}),
    ('10.1/percent', {'title': r'100\% of \$5 in {C\#} and a\_b|100\% of \$5 in C\# and a\_b'}),
    ('10.1/braces', {'title': 'A brace too many'}),
    ('10.1/prize', {'author': 'von der Müller, Jürgen and 王, 芳'}),
    ('10.5281/zenodo.111', {'title': 'Tool', '': 'software', 'version': '1.2',
                            'code': 'https://github.com/doe/tool'}),
    ('10.7910/DVN/ABC', {'': 'dataset', 'author': 'Doe, Jane and {Institute of Things}'}),
    ('10.9999/medra', {'title': 'A paper of another agency', 'journal': 'Atti del Nulla'}),
    ('3001.00001', {'eprint': '3001.00001', 'archiveprefix': 'arXiv', 'primaryclass': 'cs.LG',
                    'title': r'A Fast $\alpha$-Method', 'code': 'https://github.com/doe/fast',
                    'author': 'Doe, Jane and Müller, José'}),
    ('arXiv:3002.00002v3', {'eprint': '3002.00002'}),
    ('https://arxiv.org/pdf/3003.00003v1.pdf', {'eprint': '3003.00003'}),
    ('hep-th/9901001', {'eprint': 'hep-th/9901001'}),
    ('10.48550/arXiv.3004.00004', {'eprint': '3004.00004', 'doi': ''}),
    ('978-0-262-03561-3', {'': 'book', 'title': 'Deep Nothing: An Introduction',
                           'publisher': 'Some Press', 'address': 'Boston', 'year': '2016'}),
    ('ISBN 0-306-40615-2', {'author': 'Poe, Petra', 'publisher': 'Other Press', 'year': '1980'}),
    ('33333333', {'pmid': '33333333', 'pages': '11--19', 'journal': 'Annals of Health', 'year': '2021',
                  'title': r'Effects of \emph{nothing} on health|'
                           r'Effects of \emph{nothing} on Health',
                  'author': 'Doe, Jane A. and {The Nothing Study Group} and others'}),
    ('PMC7777777', {'pmid': '33333334'}),
    ('https://pubmed.ncbi.nlm.nih.gov/33333335/', {'pmid': '33333335'}),
    ('https://aclanthology.org/2029.acl-long.1/', {'booktitle': 'Proceedings of ACL'}),
    ('N29-1423', {'title': 'Old Anthology'}),
    ('https://openreview.net/forum?id=aBcDeFgHiJ', {'booktitle': 'The Conference on Learning',
                                                     'openreview': 'aBcDeFgHiJ'}),
    ('https://openreview.net/pdf?id=oldOldOld1', {'openreview': 'oldOldOld1', 'booktitle': 'Learning 2019',
                                                 'title': 'From the old interface'}),
    ('https://proceedings.mlr.press/v300/doe29a.html',
     {'booktitle': 'Proceedings of the Conference', 'pages': '1--10',
      'pdf': 'https://proceedings.mlr.press/v300/doe29a/doe29a.pdf'}),
    ('https://papers.example.org/42', {'title': 'Tags alone', 'journal': 'Journal of Heads',
                                       'author': 'Doe, Jane and Roe, Richard', 'year': '2023'}),
    ('https://zenodo.org/records/222', {'title': 'A poster', '': 'poster'}),
    ('https://github.com/doe/tool2', {'title': 'Tool two', '': 'software',
                                      'code': 'https://github.com/doe/tool2'}),
    ('https://github.com/doe/paper.git', {'title': 'The paper to cite', '': 'article'}),
    ('https://hal.science/hal-01234567v2', {'hal': 'hal-01234567', 'title': 'En France'}),
    ('https://dblp.org/rec/conf/x/Doe29', {'title': '{BERT:} and others|BERT: and others'}),
    ('https://inspirehep.net/literature/1234567', {'collaboration': 'ATLAS'}),
]  # fmt: skip


def pubmed(pmid: str, title: str, more: str = '') -> str:
    """Return an article as PubMed has it."""
    return (
        '<?xml version="1.0" ?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "https://x/y.dtd">'
        f'<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID>'
        '<Article><Journal><ISSN IssnType="Electronic">1111-2222</ISSN><JournalIssue>'
        '<Volume>4</Volume><Issue>2</Issue><PubDate><Year>2021</Year><Month>Feb</Month></PubDate>'
        '</JournalIssue><Title>Annals of health (Basel, Switzerland)</Title></Journal>'
        f'<ArticleTitle>{title}</ArticleTitle><Pagination><MedlinePgn>11-9</MedlinePgn>'
        '</Pagination><Abstract><AbstractText Label="AIM">None.</AbstractText></Abstract>'
        '<AuthorList CompleteYN="N"><Author><LastName>Doe</LastName><ForeName>Jane A</ForeName>'
        '</Author><Author><CollectiveName>The Nothing Study Group</CollectiveName></Author>'
        f'</AuthorList></Article></MedlineCitation><PubmedData><ArticleIdList>'
        f'<ArticleId IdType="pubmed">{pmid}</ArticleId>{more}</ArticleIdList></PubmedData>'
        '</PubmedArticle></PubmedArticleSet>'
    )


def put_all(services: Services) -> None:
    """Teach the services all works."""
    for doi, message in CROSSREF.items():
        services.put_crossref(doi, **message)
    services.put_crossref('10.1016/(SICI)1097-0001(1999)1:1<1::AID-1>3.0.CO;2-K',
                          **CROSSREF['10.1016/(sici)1097-0001(1999)1:1<1::aid-1>3.0.co;2-k'])  # fmt: skip
    services.put_arxiv(
        arxiv_entry('3001.00001', 'A Fast $\\alpha$-Method', ['Jane Doe', 'José Müller'],
                    '2030-01-03', comment='10 pages. Code: https://github.com/doe/fast.'),
        arxiv_entry('3002.00002', 'Two', ['Jane Doe'], '2030-02-03'),
        arxiv_entry('3003.00003', 'Three of\n  them', ['Jane Doe'], '2030-03-03'),
        arxiv_entry('3004.00004', 'Four', ['Jane Doe'], '2030-04-03'),
        arxiv_entry('hep-th/9901001', 'Old strings', ['Jane Doe'], '1999-01-03'),
    )  # fmt: skip
    put_data(services)
    put_books(services)
    put_pages(services)
    services.put('eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi', '')

    from services import Reply

    def efetch(query: dict[str, list[str]]) -> Reply:
        number = query['id'][0]
        title = 'Effects of <i>nothing</i> on health.' if number == '33333333' else f'No {number}.'
        return Reply(pubmed(number, title))

    services.answers['eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi'] = efetch
    services.put('pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/', {
        'status': 'ok', 'records': [{'pmcid': 'PMC7777777', 'pmid': 33333334}],
    })  # fmt: skip


def put_data(services: Services) -> None:
    """Teach DataCite, Zenodo, GitHub and the resolver."""
    services.put('api.datacite.org/dois/10.5281/zenodo.111', {'data': {'attributes': {
        'doi': '10.5281/zenodo.111', 'titles': [{'title': 'Tool'}], 'publisher': 'Zenodo',
        'creators': [{'name': 'Doe, Jane', 'nameType': 'Personal', 'givenName': 'Jane',
                      'familyName': 'Doe'}],
        'types': {'resourceTypeGeneral': 'Software'}, 'version': '1.2', 'publicationYear': 2024,
        'dates': [{'date': '2024-05-06T00:00:00Z', 'dateType': 'Issued'}],
        'relatedIdentifiers': [{'relationType': 'IsSupplementTo', 'relatedIdentifierType': 'URL',
                                'relatedIdentifier': 'https://github.com/doe/tool'}],
    }}})  # fmt: skip
    services.put('api.datacite.org/dois/10.7910/DVN/ABC', {'data': {'attributes': {
        'doi': '10.7910/DVN/ABC', 'titles': [{'title': 'Data', 'titleType': None}],
        'creators': [{'name': 'Doe, Jane'},
                     {'name': 'Institute of Things', 'nameType': 'Organizational'}],
        'publisher': {'name': 'Harvard Dataverse'}, 'publicationYear': 2020,
        'types': {'resourceTypeGeneral': 'Dataset'}, 'dates': [],
    }}})  # fmt: skip
    services.put('doi.org/10.9999/medra', {
        'type': 'article-journal', 'title': 'A paper of another agency', 'author': [DOE],
        'container-title': 'Atti del Nulla', 'issued': date(2019), 'DOI': '10.9999/medra',
    })  # fmt: skip
    services.put('zenodo.org/api/records/222', {'doi': '10.5281/zenodo.222', 'metadata': {
        'title': 'A poster', 'creators': [{'name': 'Doe, Jane'}], 'publication_date': '2025-01-02',
        'resource_type': {'type': 'poster', 'title': 'Poster'},
    }})  # fmt: skip
    services.put('raw.githubusercontent.com/doe/tool2/HEAD/CITATION.cff', (
        'cff-version: 1.2.0\ntitle: Tool two\nversion: 2.0\ndate-released: 2023-02-03\n'
        'authors:\n  - family-names: Doe\n    given-names: Jane\n  - name: Institute of Things\n'
    ))  # fmt: skip
    services.put('raw.githubusercontent.com/doe/paper/HEAD/CITATION.cff', (
        'cff-version: 1.2.0\ntitle: Code\nauthors: [{family-names: Doe, given-names: Jane}]\n'
        'preferred-citation:\n  type: article\n  title: The paper to cite\n  journal: J. Cite\n'
        '  year: 2022\n  authors: [{family-names: Doe, given-names: Jane}]\n'
    ))  # fmt: skip


def put_books(services: Services) -> None:
    """Teach Open Library one book, and Google the other."""
    from services import Reply

    def library(query: dict[str, list[str]]) -> Reply:
        import json

        book = {
            'title': 'Deep Nothing', 'subtitle': 'An Introduction', 'publish_date': 'Nov 2016',
            'authors': [{'name': 'Jane Doe', 'url': 'x'}], 'publishers': [{'name': 'Some Press'}],
            'publish_places': [{'name': 'Boston'}],
        }  # fmt: skip
        key = query['bibkeys'][0]
        return Reply(json.dumps({key: book} if key.endswith('9780262035613') else {}))

    services.answers['openlibrary.org/api/books'] = library
    services.put('www.googleapis.com/books/v1/volumes', {'totalItems': 1, 'items': [{'volumeInfo': {
        'title': 'On Nothing', 'authors': ['Petra Poe'], 'publisher': 'Other Press',
        'publishedDate': '1980-01',
    }}]})  # fmt: skip


def put_pages(services: Services) -> None:
    """Teach the sites that have BibTeX, tags or an interface for each paper."""
    services.put('aclanthology.org/2029.acl-long.1.bib', (
        '@inproceedings{doe-roe-2029-big,\n    title = "A Big {P}aper",\n    author = "Doe, Jane  and\n'
        '      Roe, Richard",\n    booktitle = "Proceedings of ACL",\n    month = jul,\n'
        '    year = "2029",\n    url = "https://aclanthology.org/2029.acl-long.1/",\n}\n'
    ))  # fmt: skip
    services.put('aclanthology.org/N29-1423.bib', (
        '@inproceedings{x, title="Old Anthology", author="Doe, Jane", booktitle="Proceedings",'
        ' year=1929}'
    ))  # fmt: skip
    services.put('api2.openreview.net/notes', {'notes': []})
    from services import Reply

    def notes(query: dict[str, list[str]]) -> Reply:
        import json

        note = {'id': 'aBcDeFgHiJ', 'pdate': 1893456000000, 'content': {
            'title': {'value': 'Reviewed in public'}, 'authors': {'value': ['Jane Doe']},
            'venue': {'value': 'Learning 2030 oral'}, 'abstract': {'value': 'We review.'},
            '_bibtex': {'value': '@inproceedings{\ndoe2030reviewed,\ntitle={Reviewed in public},\n'
                                 'author={Jane Doe},\nbooktitle={The Conference on Learning},\n'
                                 'year={2030},\nurl={https://openreview.net/forum?id=aBcDeFgHiJ}\n}'},
        }}  # fmt: skip
        return Reply(json.dumps({'notes': [note] if query['id'] == ['aBcDeFgHiJ'] else []}))

    services.answers['api2.openreview.net/notes'] = notes
    services.put('api.openreview.net/notes', {'notes': [{'id': 'oldOldOld1', 'content': {
        'title': 'From the old interface', 'authors': ['Jane Doe', 'Richard Roe'],
        'venue': 'Learning 2019 Poster'}, 'cdate': 1546300800000,
    }]})  # fmt: skip
    services.put('proceedings.mlr.press/v300/doe29a.html', (
        '<html><head><meta name="citation_title" content="Learning"><meta name="citation_pdf_url" '
        'content="https://proceedings.mlr.press/v300/doe29a/doe29a.pdf"></head><body>'
        '<code class="citecode" id="bibtex">\n@InProceedings{pmlr-v300-doe29a,\n'
        '  title = \t {Learning &amp; Forgetting},\n  author = {Doe, Jane},\n  booktitle = '
        '{Proceedings of the Conference},\n  pages = {1--10},\n  year = {2029},\n  volume = {300}\n}'
        '</code><code id="endnote">%0 Conference Paper</code></body></html>'
    ))  # fmt: skip
    services.put('papers.example.org/42', (
        '<head><meta name="citation_title" content="Tags alone"/><meta name="citation_author" '
        'content="Doe, Jane"><meta name="citation_author" content="Roe, Richard"><meta '
        'name="citation_journal_title" content="Journal of Heads"><meta name='
        '"citation_publication_date" content="2023/04/05"></head>'
    ))  # fmt: skip
    services.put('hal.science/hal-01234567/bibtex', (
        '@article{doe:hal-01234567,\n  TITLE = {{En France}},\n  AUTHOR = {Doe, Jane},\n  URL = '
        '{https://hal.science/hal-01234567},\n  JOURNAL = {{Revue}},\n  YEAR = {2018},\n}'
    ))  # fmt: skip
    services.put('dblp.org/rec/conf/x/Doe29.bib', (
        '@inproceedings{DBLP:conf/x/Doe29,\n  author       = {Jane Doe and\n                  '
        'Richard Roe 0002},\n  title        = {{BERT:} and others},\n  booktitle    = {Conf {X}},\n'
        '  year         = {2029},\n  timestamp    = {Mon, 01 Jan 2029},\n  bibsource    = {dblp}\n}'
    ))  # fmt: skip
    services.put('inspirehep.net/api/literature/1234567', (
        '@article{ATLAS:2029abc,\n    author = "Aad, Georges and others",\n    collaboration = '
        '"ATLAS",\n    title = "{Search for nothing in $pp$ collisions}",\n    eprint = "2901.00001",'
        '\n    archivePrefix = "arXiv",\n    primaryClass = "hep-ex",\n    journal = "JHEP",\n'
        '    year = "2029"\n}\n'
    ))  # fmt: skip
