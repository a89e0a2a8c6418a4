"""The links of a paper, from its fields and identifiers: each address once, in a fixed order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from sphinx_cv.bib.catalogues import EPRINTS, NUMBERS
from sphinx_cv.bib.identifiers import clean_doi, further_dois, same_record
from sphinx_cv.bib.link_labels import address_label, field_label, host_label
from sphinx_cv.model import Link, Problem
from sphinx_cv.model.addresses import clean_path, clean_url, is_document, is_public, split_urls
from sphinx_cv.model.fields import FIELDS, is_put_away, link_fields
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinx_cv.bib.identifiers import Complain
    from sphinx_cv.model import Paper
    from sphinx_cv.model.fields import Field
    from sphinx_cv.model.tables import Table

# Where al-folio keeps those of them that a bibliography names without a folder.
_FILES_FOLDER = 'assets/pdf'
_EXTENSION = regex(r'\.\w{1,5}$')
# Fields that people also use for a word of their own, as in "dataset = {lobbylist}".
_TAGS = frozenset({'data', 'dataset', 'code', 'demo', 'link', 'website', 'supp'})
_TAG = regex(r'[\w-]+')
# Fields whose addresses lead to something else than the work, or are of programs.
_NO_LINKS = (
    'copyright', 'biburl', 'bibsource', 'bdsk-', 'file', 'rights', 'license', 'ids', 'howpublished',
    'source', 'owner', 'affiliation',
)  # fmt: skip
# Fields for houses, into which programs write an address if they know no name.
_HOUSES = ('organization', 'publisher', 'institution')
_ADDRESS = regex(r'(?:\\url\s*)?\{?\s*https?://[^\s{}]+\s*\}?', re.IGNORECASE)
# Addresses at publishers that lead where those of the DOI lead.
_RESOLVER = regex(
    r'https?://(?:(?:dx\.|rg)?doi\.[a-z.]+|[^/]+/doi(?:/(?:abs|full|abstract))?)/(?:doi:)?'
    r'(10\.[^?]+)(?:\?\w+=.*)?$',
    re.IGNORECASE,
)
# What programs that are no more have put before their own number.
_BOOKKEEPING = regex(r'citeulike-article-id:\s*\d+|<Go to ISI>.*', re.IGNORECASE)
# A short form of a DOI, which is another name of the one that stands beside it.
_SHORT_DOI = regex(r'https?://(?:dx\.)?doi\.org/10/\w+')
_NO_DOI = regex(r'https?://(?:dx\.)?doi\.org/?')
# An address behind the words of a text, and one that LaTeX marks within it.
_BEHIND_WORDS = regex(r'(?<=[\w,;.][\s:(])\s?https?://[^\s{}]+\w/?')
_MARKED = regex(r'\\(?:url|href)\s*\{[^{}]*\}')
# An address in which nothing is to be cleaned: it has no sign of LaTeX or HTML, and no space.
_PLAIN_URL = regex(
    r'https?://(?!\S*(?:/login\?|[,;]https?:)|[^/]*/https?:|[^/]*(?:@|proxy|oclc|-(?:com|org|net|edu|gov|int)\.))'
    r'[A-Za-z0-9][\w./:~?=%#+,;@()!*-]*',
    re.ASCII,
)
_PLAIN_NUMBER = regex(r'[\w./:;()-]+', re.ASCII)
# A title that is one link.
_LINKED = regex(r'[\s{]*\\href\s*\{([^{}\s]+)\}\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})+)\}[\s}]*')


def unlink_title(fields: dict[str, str]) -> None:
    """Make the address to which a whole title is a link one of the work."""
    if '\\href' not in fields.get('title', ''):
        return
    place = next((name for name in ('url', 'html') if name not in fields), '')
    if place and (linked := _LINKED.fullmatch(fields['title'])):
        fields[place], fields['title'] = linked.groups()


def read_links(
    fields: Mapping[str, str], identifiers: Mapping[str, str], complain: Complain
) -> tuple[Link, ...]:
    """Make the links of a paper; an address that an identifier leads to is that identifier's."""
    given = [
        link
        for name in link_fields()
        if name in fields
        for link in _links(name, fields, identifiers, complain)
    ]
    resolvers = FIELDS.having('resolver')
    links = [
        Link(name, _resolved(name, number))
        for name, number in identifiers.items()
        if name in resolvers
    ]
    given += _other_links(fields)
    if 'doi' in fields and 'doi' not in identifiers and (url := clean_url(fields['doi']).url):
        given += [] if _NO_DOI.fullmatch(url) else [_link('url', url)]
    elif 'doi' in fields:
        others = further_dois(fields['doi'])
        given += [Link('url', _resolved('doi', doi), FIELDS['doi'].label) for doi in others]
        given = [link for link in given if not _SHORT_DOI.fullmatch(link.url)]
    # BibTeX has no field for addresses; people, and their teachers, use this one.
    if 'howpublished' in fields and 'url' not in fields:
        found = clean_url(_within(fields['howpublished']))
        given += [_link('url', found.url)] if found.url and not found.problem else []
    houses = [fields[name] for name in _HOUSES if name in fields and '//' in fields[name]]
    given += [_link('url', url) for house in houses if (url := _address_alone(house))]
    if len(links) + len(given) < 2:
        return (*links, *given)
    unique = {_target(link): link for link in reversed((*links, *given))}
    return links_in_order(_told_apart(list(unique.values())[::-1]))


def _address_alone(text: str) -> str:
    """Return the address that is all a field has."""
    return clean_url(text).url if _ADDRESS.fullmatch(text) else ''


def _told_apart(links: Sequence[Link]) -> list[Link]:
    """Return *links*; an address that would have the label of a field is called by its host."""
    words = {FIELDS[link.kind].label for link in links if not link.label}
    return [
        replace(link, label=host_label(link.url)) if link.label in words else link for link in links
    ]


def _within(text: str) -> str:
    """Return the address in a text with words before it; the whole text if it has none."""
    marked = _MARKED.search(text) or _BEHIND_WORDS.search(text)
    return marked[0] if marked else text


def place_files(
    paper: Paper,
    root: Path,
    is_excluded: Callable[[str], bool] = lambda path: False,
    report: Callable[[Problem], None] = lambda problem: None,
) -> Paper:
    """Return *paper* with the paths of its files from *root*, the folder of the site.

    Links to files that the site does not publish are left out and reported.
    """
    local = any(':' not in link.url for link in paper.links)
    if not local and not paper.versions:
        return paper
    links = []
    for link in paper.links:
        placed = link if ':' in link.url else _placed(link, root)
        if ':' not in link.url and (why := unpublished(placed.url, root, is_excluded)):
            report(Problem(paper.file, paper.line, 'file', f'{link.kind}: {why}', paper.key))
        else:
            links.append(placed)
    versions = tuple(place_files(one, root, is_excluded, report) for one in paper.versions)
    return replace(paper, links=tuple(links), versions=versions)


def unpublished(path: str, root: Path, is_excluded: Callable[[str], bool]) -> str:
    """Return why a site does not publish a file, and the remedy; '' if it does."""
    if not (root / path).resolve().is_relative_to(root.resolve()):
        return f'"{path}" leads out of the folder of the site, and is not published; copy it there'
    parts = path.split('/')
    if any(is_excluded('/'.join(parts[: end + 1])) for end in range(len(parts))):
        return (
            f'"{path}" is not published, as exclude_patterns in conf.py leaves it out; '
            'move it, or change that'
        )
    return ''


def _placed(link: Link, root: Path) -> Link:
    folder = root / _FILES_FOLDER
    is_there = not (root / link.url).is_file() and (folder / link.url).is_file()
    return Link(link.kind, f'{_FILES_FOLDER}/{link.url}') if is_there else link


def links_in_order(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return *links* in the order of the table of fields."""
    places = FIELDS.view(_places)
    return tuple(sorted(links, key=lambda link: places[link.kind]))


def _places(fields: Table[Field]) -> dict[str, int]:
    return {name: place for place, name in enumerate(fields.having('label'))}


def _resolved(name: str, number: str) -> str:
    safe = number if _PLAIN_NUMBER.fullmatch(number) else quote(number, safe='/:;().,-_~')
    return FIELDS[name].resolver.format(safe)


def _target(link: Link) -> object:
    """Return a value that is the same for all addresses of one page."""
    if record := same_record(link.url):
        return record
    url = unquote(link.url) if '%' in link.url else link.url
    if resolver := _RESOLVER.match(url):
        return f'doi.org/{resolver[1].partition("#")[0]}'.lower()
    address = url.lower().partition('://')[2]
    return address.removeprefix('www.').removeprefix('dx.').rstrip('/') or url


def _links(
    name: str, fields: Mapping[str, str], identifiers: Mapping[str, str], complain: Complain
) -> Iterator[Link]:
    if _PLAIN_URL.fullmatch(fields[name]) and is_public(fields[name]):
        yield _link(name, fields[name])
        return
    for text in split_urls(fields[name]):
        url, problem = clean_url(text)
        if url:
            yield _link(name, url)
        elif text.lower().startswith(('doi:', '10.')) and (doi := clean_doi(text)):
            yield Link(name, FIELDS['doi'].resolver.format(doi))
        elif (path := clean_path(text)) and _names_file(name, path):
            yield _link(name, path)
        elif not _says_no_address(name, text, identifiers):
            problem = _refusal(text)
        if problem:
            complain(name, problem)


def _says_no_address(name: str, text: str, identifiers: Mapping[str, str]) -> bool:
    """Return whether a field holds no address on purpose: a tag, or a number that is known."""
    is_tag = name in _TAGS and _TAG.fullmatch(text)
    if is_tag or _BOOKKEEPING.fullmatch(text) or text.lower() in {'false', 'no'}:
        return True
    return '//' not in text and any(
        number.lower() in text.lower() for number in identifiers.values()
    )


def _link(name: str, url: str) -> Link:
    """Return a link, with what the address says where the field says nothing of it."""
    return Link(name, url, address_label(url) if name in {'url', 'link'} else '')


def _other_links(fields: Mapping[str, str]) -> Iterator[Link]:
    """Yield links of fields that nobody knows and that hold nothing but an address."""
    if 'eprint' in fields:
        yield from _eprint_links(fields['eprint'], fields.get('eprinttype', '').lower())
    for name, page in NUMBERS.items():
        if name in fields and (number := page.number(fields[name])):
            yield Link('link', page.address.format(quote(number, safe='/:;.')), page.label)
    for name, value in fields.items():
        if 'http' not in value or name in FIELDS or name.startswith(_NO_LINKS):
            continue
        for text in split_urls(value) if not is_put_away(name) else ():
            if _ADDRESS.fullmatch(text) and (url := clean_url(text).url):
                yield Link('link', url, field_label(name, url) or address_label(url))


def _eprint_links(text: str, kind: str) -> Iterator[Link]:
    """Yield the link to an eprint that is an address, or a number on a server."""
    if 'http' in text and (url := clean_url(text).url):
        yield _link('url', url)
    elif page := EPRINTS.get(kind):
        yield Link('url', page.address.format(quote(page.number(text))), page.label)


def _names_file(name: str, path: str) -> bool:
    return is_document(path) or (FIELDS[name].is_file and _EXTENSION.search(path) is not None)


def _refusal(text: str) -> str:
    shown = f'"{text[:60]}" does not become a link'
    if (scheme := re.match(r'([a-z][a-z0-9+.-]+):', text, re.IGNORECASE)) and (
        not scheme[1].lower().startswith('http')
    ):
        return f'{shown}, as {scheme[1]}: is not safe or leads nowhere; write an https:// address'
    if text.lower().startswith('http'):
        return f'{shown}, as nobody else can reach it; write the address that others see'
    if '\\' in text and is_document(text.replace(' ', '_')):
        return f'{shown}, as it is written as on Windows; write "{text.replace(chr(92), "/")}"'
    if text.startswith(('/', '~', '.')):
        return f'{shown}, as it is not in the site; write the path from the root of the site'
    return f'{shown}; write an address that begins with https://'
