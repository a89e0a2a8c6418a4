"""The table of servers for preprints, and the one answer to whether a paper is a preprint."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.model.patterns import regex
from sphinx_cv.model.types import WORKS, type_of

if TYPE_CHECKING:
    from sphinx_cv.model.papers import Paper


class Server(NamedTuple):
    """A server for preprints.

    *words* is a regular expression for what people write in place of a journal, where that is not
    the *name*; *doi* is one for the beginning of DOIs that only preprints there have.
    """

    name: str
    words: str = ''
    doi: str = ''
    identifier: str = ''  # the name of its numbers among the identifiers of a paper
    mixed: bool = False  # whether it has data, slides and programs as well


# The last ones stand for all that call themselves alike.
SERVERS = (
    # dblp calls arXiv "CoRR".
    Server('arXiv', r'arxiv|corr\b(?!\.)', r'10\.48550/', 'arxiv'),
    Server('HAL', r'hal\b(?!\.| leonard)', '', 'hal'),
    Server('OpenReview', r'open ?review(?:\.net)?\b(?! of)', '', 'openreview'),
    Server('bioRxiv', '', r'10\.(?:1101|64898)/(?:19|20)?\d\d'),
    Server('medRxiv'),
    Server('ChemRxiv', '', r'10\.26434/'),
    Server('EarthArXiv', '', r'10\.31223/'),
    Server('EdArXiv', '', r'10\.35542/'),
    Server('engrXiv', '', r'10\.31224/'),
    Server('MetaArXiv', '', r'10\.31222/'),
    Server('PsyArXiv', '', r'10\.31234/'),
    Server('SocArXiv', '', r'10\.31235/'),
    Server('TechRxiv', '', r'10\.36227/'),
    Server('OSF Preprints', r'osf (?:e-?|pre-?)prints', r'10\.31219/'),
    Server('OSF', r'osf\b|open science framework', mixed=True),
    Server('SSRN', r'ssrn|social science research network', r'10\.2139/ssrn'),
    Server('Research Square', r'research ?square', r'10\.21203/'),
    Server('Zenodo', mixed=True),
    Server('figshare', mixed=True),
    Server('Preprints.org', r'preprints?\.org|preprints$', r'10\.20944/'),
    Server('Authorea', '', r'10\.22541/'),
    Server('ESS Open Archive', r'ess ?open ?archive|essoar|earth and space science open archive'),
    Server('SciELO Preprints', '', r'10\.1590/scielopreprints'),
    Server('PeerJ Preprints', '', r'10\.7287/peerj\.preprints'),
    Server('Nature Precedings'),
    Server('Cambridge Open Engage', '', r'10\.33774/'),
    Server('Optimization Online'),
    Server('PhilSci Archive', r'philsci[ -]?archive'),
    Server('Cryptology ePrint Archive', r'cryptol\w*\.? e-?print|cryptoeprint|iacr e-?print|iacr$'),
    Server('ECCC', r'eccc\b|electron\w*\.? colloq\w*\.?(?: on)? comput'),
    Server('', r'(?P<name>\w*xiv|vixra)\b'),
    Server('', r'(?:[\w.]+ ){0,2}(?:e-?|pre-?)prints?\b(?! of)'),
)
# What stands in front of the name of a server, or of a publisher who runs one.
_LEAD = (
    r'\W*(?:the )?(?:(?:a )?(?:pre-?|e-?)prints?\b\W*|(?:(?:also )?(?:available|posted|deposited|'
    r'published|submitted|online)\b\W*))*(?:(?:at|on|in|to|via|from)\b\W*)?(?:iacr\W+)?(?:the )?'
    r'(?:https?://(?:www\.)?)?'
)
_WORDS = [(server, f'(?:{server.words or re.escape(server.name)})') for server in SERVERS]
_PATTERNS = [(server, regex(_LEAD + words, re.IGNORECASE)) for server, words in _WORDS]
# Almost no journal is a server, which one expression tells, and each takes long to compile.
_ANY = regex(f'{_LEAD}(?:{"|".join(words for _, words in _WORDS)})', re.IGNORECASE)
_DOIS = [(server, regex(server.doi, re.IGNORECASE)) for server in SERVERS if server.doi]
# Types of eprint that are numbers in catalogues of what was published.
_CATALOGUES = frozenset('pubmed pmid pmc pmcid jstor hdl googlebooks doi isbn url'.split())
# The fields that name who put a paper online, where none names the work it is in.
_PLACES = ('journaltitle', 'booktitle', 'howpublished', 'publisher', 'institution', 'organization')


class Eprint(NamedTuple):
    """The number of a preprint in the archive of that name, '' for what is not known."""

    archive: str
    number: str


@lru_cache(maxsize=4096)
def server_in(text: str) -> Server | None:
    """Return the server for preprints that *text* names in place of a journal, if it does."""
    for server, pattern in _PATTERNS if text and _ANY.match(text) else ():
        if match := pattern.match(text):
            return (
                server if server.name else server._replace(name=match.groupdict().get('name', ''))
            )
    return None


def is_preprint(paper: Paper) -> bool:
    """Return whether *paper* is only on a server for preprints, whatever its type says."""
    name = type_of(paper.type).work
    work = WORKS[name]
    if name == 'preprint':
        return True
    if named := paper.text(*work.container):
        return server_in(named) is not None
    if not work.preprint:
        return False
    if (server := _server_of(paper)) and not (server.mixed and work.any_sort):
        return True
    return work.preprint == 'number' and bool(_numbered(paper).archive or _identified(paper))


def eprint(paper: Paper) -> Eprint:
    """Return where *paper* is as a preprint, and its number there."""
    if (found := _numbered(paper)).archive:
        return found
    server = _server_of(paper)
    if not server and not is_preprint(paper):
        return found
    number = _identified(paper)
    return number or Eprint(server.name if server else '', '')


def _numbered(paper: Paper) -> Eprint:
    if number := paper.identifiers.get('arxiv', ''):
        return Eprint('arXiv', number)
    kind, number = paper.text('eprinttype'), paper.text('eprint')
    if kind and number and kind.lower() not in _CATALOGUES:
        server = server_in(kind)
        return Eprint(server.name if server and server.name else kind, number)
    if not (doi := paper.identifiers.get('doi', '')):
        return Eprint('', '')
    return Eprint(next((row.name for row, form in _DOIS if form.match(doi)), ''), '')


def _identified(paper: Paper) -> Eprint | None:
    rows = (server for server in SERVERS if server.identifier in paper.identifiers)
    return next((Eprint(row.name, paper.identifiers[row.identifier]) for row in rows), None)


def _server_of(paper: Paper) -> Server | None:
    found = (server_in(paper.text(name)) for name in _PLACES if name in paper.texts)
    return next((server for server in found if server), None)
