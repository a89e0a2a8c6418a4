"""Every word of ours is in the language of the site.

All words of a site are Greek here: its own, and by a catalogue made of the template those of
sphinx-cv, whose letters are exchanged one by one. What is written in Latin letters was forgotten.
"""

from __future__ import annotations

import html
import io
import json
import re
from itertools import cycle
from typing import TYPE_CHECKING

import pikepdf
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sites import Site, build, write_site
from typst_pdf import text_of

from sphinx_cv.formatting.highlights import CREDIT, NUMBERS
from sphinx_cv.model.entries import STATES
from sphinx_cv.model.kinds import KINDS
from sphinx_cv.model.states import PUBSTATES
from sphinx_cv.model.words import DOMAIN, LOCALE

if TYPE_CHECKING:
    from collections.abc import Iterator

LATIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
GREEK = str.maketrans(LATIN, 'αβκδεφγηιξκλμνοπθρστυβωχψζΑΒΚΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΒΩΧΨΖ')
KEPT = re.compile(r'(\{\w*\}|<[^>]*>)')

CONF = """
project = 'Αννα'
extensions = ['myst_parser', 'sphinx_cv']
bibtex_bibfiles = ['refs.bib']
language = 'el'
locale_dirs = ['locale']
html_theme = 'basic'
html_baseurl = 'https://example.org/'
cv_owner = {
    'name': 'Αννα Παπα', 'position': 'Θεση', 'affiliation': 'Σχολη', 'email': 'αννα@παπα.γρ',
}
cv_author_limit = 4
cv_variants = {'cv-two': {'title': 'Δευτερο', 'owner': 'Β. Βητα', 'sections': ['all']}}
cv_people = {'Β. Βητα': 'https://example.org/b'}
cv_metrics = 'metrics.json'
"""
AUTHORS = ' and '.join(f'Ω{letter}α, Αννα' for letter in 'αβγδεζηθικλμνξοπρσυφχψω')
FACTS = """
year = 2024, volume = {7}, number = {3}, pages = {1--9}, series = {2}, edition = {2},
note = {Σημειωση}, award = {Βραβειο}, acceptance_rate = {20%}, abstract = {Κειμενο.},
publisher = {Εκδοτης}, address = {Πολη}, translator = {Γαμμα, Γ.}, keywords = {λεξη, αλλη},
pdf = {https://example.org/a}, code = {https://example.org/b}, doi = {10.1/αβγ},
eid = {5}, chapter = {4}, version = {2}
"""
ADDRESSES = [
    *(f'https://{host}/a/b' for host in ('github.com', 'youtu.be', 'github.io', 'speakerdeck.com')),
    *(f'https://example.org/a.{ending}' for ending in ('zip', 'pdf', 'mp4', 'pptx')),
]
BIB = (
    ''.join(
        f'@{kind}{{k{at}, title = {{Τιτλος {at}}}, author = {{Παπα, Αννα and Βητα, Β.}},'
        f' editor = {{Γαμμα, Γ. and Δελτα, Δ.}}, booktitle = {{Βιβλιο}}, journal = {{Τευχος}},'
        f' institution = {{Σχολη}}, school = {{Σχολη}}, {FACTS}}}\n'
        for at, kind in enumerate(
            'article inproceedings incollection phdthesis mastersthesis techreport patent dataset '
            'software unpublished'.split()
        )
    )
    + f'@article{{many, title = {{Πολλοι}}, author = {{{AUTHORS}}}, journal = {{Τευχος}}, '
    'year = {in press}}\n'
    '@book{volume, title = {Τομος}, editor = {Παπα, Αννα and Βητα, Β. and others}, year = 2023, '
    'volumes = 3, pagetotal = 300}\n'
    '@incollection{part, title = {Μερος}, author = {Παπα, Αννα and Βητα, Β. and Δελτα, Δ.}, '
    'booktitle = {Βιβλιο}, maintitle = {Ολον}, volume = 4, pages = 5, pubstate = {inpress}, '
    'editor = {Α, Α and Β, Β and Γ, Γ and Δ, Δ and Ε, Ε and Ζ, Ζ}, bookauthor = {Ζητα, Ζ.}, '
    'date = {2020-21}, holder = {Α and Β and Γ}, author+an = {1=equal; 2=equal; 3=corresponding}}\n'
    '@article{old, title = {Παλαιο}, author = {Παπα, Αννα}, journal = {Τευχος}, date = {-0050~}, '
    f'contribution = {{{", ".join(CREDIT)}}}, demo = {{https://example.org/c}}}}\n'
    + ''.join(
        f'@article{{state{at}, title = {{Νεο {at}}}, author = {{Παπα, Αννα}}, year = {{{state}}}, '
        f'journal = {{Τευχος}}, url = {{{url}}}, github = {{https://example.org/g}}}}\n'
        for at, (state, url) in enumerate(
            zip(
                [*PUBSTATES, 'minor revision', 'revised', 'accepted'],
                cycle(ADDRESSES),
                strict=False,
            )
        )
    )
    + '@misc{nodate, title = {Αχρονο}, author = {Παπα, Αννα}, related = {part, k1}}\n'
)
PAGE = """# Αννα Παπα

```{{cv:owner}}
```

Βλεπε {{cv:paper}}`k1` και {{cite}}`many`.

```{{cv:downloads}}
```

```{{cv:chart}}
```

```{{toctree}}
:hidden:

all
```

```{{cv:metrics}}
```

{entries}
"""
ENTRY = """```{{cv:{kind}}} Τιτλος {kind_name}
:dates: 2020-03/2021-04, 2022-05/, /2019, 2024~, 2010-21, 2012-06-12/2012-06-14, Autumn 2022
:status: {status}
:slides: https://example.org/σ
:paper: k1
{options}
```
"""
# What no language translates: addresses, numbers and codes of names.
SAME = re.compile(
    r'https?:\S+|www\.\S+|\S+@\S+|\S+ \(at\) \S+|doi:\S*|\{\w+\}|\bmany\b|'
    r'\b(?:ORCID|BibTeX|RIS|CSL JSON|XML)\b|'
    r'Link to this heading|Permalink to \S+'  # words of Sphinx
)
TAG = re.compile(r'<(script|style|math|pre)\b.*?</\1>|<[^>]+>', re.DOTALL)
SPOKEN = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"')
MAIN = re.compile(r'<div class="body" role="main">(.*?)<div class="clearer">', re.DOTALL)


def greek(text: str) -> str:
    """Return *text* in Greek letters, but for what is filled in."""
    parts = KEPT.split(text)
    return ''.join(part if at % 2 else part.translate(GREEK) for at, part in enumerate(parts))


def catalogue() -> bytes:
    """Return the catalogue in which every word is written in Greek letters."""
    result = Catalog(locale='el')
    with (LOCALE / f'{DOMAIN}.pot').open('rb') as source:
        for message in read_po(source):
            if isinstance(message.id, tuple):
                result.add(message.id, tuple(map(greek, message.id)))
            elif message.id:
                result.add(message.id, greek(message.id))
    file = io.BytesIO()
    write_mo(file, result)
    return file.getvalue()


def entries() -> Iterator[str]:
    """Yield an entry of each kind with all its options."""
    for at, (name, kind) in enumerate(KINDS.items()):
        values = {'email': 'α@παπα.γρ', 'flag': '', 'series': 'Πολη (2020); Χωρα (2021)'}
        options = {
            option.name: values.get(option.form, f'Ψ{number}')
            for number, option in enumerate(kind.options)
            if option.at != 'hidden'
        }
        links = {option.name for option in kind.options if option.at == 'link'}
        lines = [
            f':{option}: {"https://example.org/λ" if option in links else value}'
            for option, value in {**options, 'currency': 'Ε'}.items()
            if option != 'currency' or any('currency' in o.words for o in kind.options)
        ]
        words = name.translate(GREEK)
        status = STATES[at % len(STATES)]
        yield ENTRY.format(kind=name, kind_name=words, options='\n'.join(lines), status=status)


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site in Greek letters."""
    folder = tmp_path_factory.mktemp('greek')
    body = PAGE.format(entries='\n'.join(entries()))
    listing = '# Ολα\n\n```{cv:publications}\n:group-by: type\n```\n\n'
    metrics = [
        {'what': what, 'number': 3, 'source': 'Πηγη', 'day': '2026-11-01', 'paper': key}
        for key in ('', 'old')
        for what in NUMBERS
    ]
    files = {'conf.py': CONF, 'index.md': body, 'all.md': listing, 'refs.bib': BIB}
    write_site(folder, {**files, 'metrics.json': json.dumps(metrics)})
    file = folder / 'locale' / 'el' / 'LC_MESSAGES' / f'{DOMAIN}.mo'
    file.parent.mkdir(parents=True)
    file.write_bytes(catalogue())
    return build(folder)


def latin(text: str) -> set[str]:
    """Return the words in Latin letters, but for those that are the same in all languages."""
    return set(re.findall(r'[A-Za-z]{2,}', SAME.sub(' ', text)))


def spoken(page: str) -> str:
    """Return what a page says to who sees it and who hears it."""
    main = MAIN.search(page)
    body = (main[1] if main else page).partition('<div class="cv-coins"')[0]
    return html.unescape(TAG.sub(' ', body) + ' ' + ' '.join(SPOKEN.findall(body)))


def test_pages_are_in_the_language_of_the_site(site: Site) -> None:
    """Pages of papers, lists, indices and the one for wrong addresses; scripts and metadata too."""
    found = {}
    pages = ['index', 'all', 'papers/k1', 'papers/part', 'papers/many', 'papers/volume', '404']
    pages += ['papers/old', *(f'papers/state{at}' for at in range(8))]
    for name in (*pages, 'cv-year', 'cv-venue', 'cv-coauthor'):
        page = site.text(f'{name}.html')
        heads = re.findall(r'<meta (?:name|property)="(?:og:)?description" content="([^"]*)"', page)
        data = re.search(r'data-words="([^"]*)"', page)
        words = json.loads(html.unescape(data[1])).values() if data else ()
        found[name] = latin(' '.join((spoken(page), *heads, *words)))
    assert {name: words for name, words in found.items() if words} == {}


def test_files_are_in_the_language_of_the_site(site: Site) -> None:
    """The CV as plain text and the feed."""
    assert latin(site.text('cv.txt')) == set()
    feed = re.sub(r'<(id|updated|published)>.*?</\1>|<[^>]*>', ' ', site.text('feed.xml'))
    assert latin(feed) == set()


def test_the_pdf_is_in_the_language_of_the_site(site: Site) -> None:
    """All that is printed, and what is said of the file."""
    for file in (site.output / 'cv.pdf', site.output / 'cv-two.pdf'):
        with pikepdf.open(file) as pdf:
            told = ' '.join(
                str(pdf.docinfo.get(f'/{name}', '')) for name in ('Title', 'Subject', 'Keywords')
            )
        assert told.strip()
        assert latin(f'{text_of(file)} {told}') == set()


def test_the_search_names_objects_in_the_language_of_the_site(site: Site) -> None:
    """What an entry is, as results of the search say it."""
    index = json.loads(site.text('searchindex.js').removeprefix('Search.setIndex(').rstrip(')'))
    assert latin(' '.join(words for domain, _, words in index['objnames'].values())) == set()
