"""The files beside the pages of a finished site: exports, PDFs of papers, sitemap, 404 page.

The extension imports :func:`publish`.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.export import EXPORTS
from sphinx_cv.html.publish.exports import (
    collect_exports,
    export_files,
    listed_elsewhere,
    local_pdfs,
    told_pages,
)
from sphinx_cv.html.publish.hosting import not_found, robots, rooted, sitemap
from sphinx_cv.model.collector import collector_at_rest
from sphinx_cv.site.builders import NOT_FOUND, file_beside, has_index, public_uri
from sphinx_cv.site.history import days_of_change
from sphinx_cv.site.indices import INDICES
from sphinx_cv.site.kept import Kept, basis, digest, load, save
from sphinx_cv.site.project import (
    MADE_BY_OTHERS,
    NOT_FOUND_FILE,
    ROBOTS,
    SITEMAP,
    is_cv,
    pages_of_cv,
    wants,
)
from sphinx_cv.site.within import web_address
from sphinx_cv.site.written import shown_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_cv.export.collection import Collection, Page
    from sphinx_cv.model import Paper
    from sphinx_cv.site.memory import Memory

    # Of a document when it was read and the suffixes of files, and the files of its page.
    PageFiles = tuple[tuple[float | None, tuple[str, str]], tuple[str, ...]]
    # Digests of the files before -> those of the files now.
    CardWriter = Callable[[StandaloneHTMLBuilder, Mapping[str, str]], Mapping[str, str]]


# The files that a build has written, by which the next one saves work.
PUBLISHED = 'cv-published-{}.pickle'
KEPT = 'cv-export-{}.pickle'  # what exports of one form have of each paper


class WrittenFiles(NamedTuple):
    """The *exports*, each with a digest of what it is made of, and the names of other *files*.

    *pages* has those that Sphinx writes for each document, by which they stay the same.
    """

    exports: Mapping[str, str] = {}
    files: tuple[str, ...] = ()
    pages: Mapping[str, PageFiles] = {}

    @property
    def names(self) -> frozenset[str]:
        """The names of all files, relative to the folder of the build."""
        return frozenset((*self.exports, *self.files, *chain(*(f for _, f in self.pages.values()))))


def publish(builder: StandaloneHTMLBuilder, memory: Memory, write_cards: CardWriter) -> None:
    """Write all files beside the pages, and remove those of an earlier build that are obsolete.

    *write_cards* writes the pictures of previews of links, as far as they are not as before.
    """
    url = site_url(builder)
    path = Path(builder.doctreedir, PUBLISHED.format(builder.name))
    found = load(path, PUBLISHED)
    before = WrittenFiles(*found) if isinstance(found, tuple) else WrittenFiles()
    with collector_at_rest():
        exports = {
            **_write_exports(builder, memory, url, before.exports),
            **write_cards(builder, before.exports),
        }
    documents = builder.env.found_docs if is_cv(builder.config) else memory.data['pages']
    files = [*_write_for_robots(builder, url), *_copy_pdfs(builder, memory), *_indices(builder)]
    if wants(builder.config, NOT_FOUND_FILE):
        _write_not_found(builder, url)
        files.append(NOT_FOUND_FILE)
    now = WrittenFiles(exports, tuple(sorted(files)), _pages(builder, documents, before.pages))
    if now != before:
        _remove(builder, before.names - now.names)
        save(path, PUBLISHED, tuple(now))


def _remove(builder: StandaloneHTMLBuilder, names: Iterable[str]) -> None:
    """Remove files of an earlier build that neither the owner nor another extension provides."""
    for name in names:
        if (
            not _is_given(builder, name)
            and MADE_BY_OTHERS.get(name) not in builder.config.extensions
        ):
            Path(builder.outdir, name).unlink(missing_ok=True)


def _pages(
    builder: StandaloneHTMLBuilder, docnames: Iterable[str], before: Mapping[str, PageFiles]
) -> dict[str, PageFiles]:
    """Return the files that Sphinx writes for each document: as *before* unless it was read."""
    times = builder.env.all_docs
    suffixes = builder.out_suffix, builder.config.html_sourcelink_suffix
    pages = {}
    for docname in docnames:
        stamp = times.get(docname), suffixes
        found = before.get(docname)
        if found is None or found[0] != stamp:
            found = stamp, (*_files_of(builder, docname),)
        pages[docname] = found
    return pages


def _files_of(builder: StandaloneHTMLBuilder, docname: str) -> Iterator[str]:
    """Yield the files that Sphinx writes for a document: its page and the copy of its source."""
    page = Path(builder.get_output_path(docname))
    yield page.relative_to(builder.outdir).as_posix()
    source = docname + Path(builder.env.doc2path(docname)).suffix
    suffix = builder.config.html_sourcelink_suffix
    yield f'_sources/{source if source.endswith(suffix) else source + suffix}'


def _indices(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield the pages of our indices, as far as Sphinx writes them."""
    domain = builder.env.get_domain('cv')
    for index in INDICES:
        name = f'cv-{index.name}'
        if has_index(builder.config, builder.name, name) and index(domain).generate()[0]:
            yield Path(builder.get_output_path(name)).relative_to(builder.outdir).as_posix()


def _write_exports(
    builder: StandaloneHTMLBuilder, memory: Memory, url: str, before: Mapping[str, str]
) -> Mapping[str, str]:
    """Write the exports that are not up to date; return all, each with its digest."""
    told = told_pages(builder.env, memory)
    documents = {*pages_of_cv(builder.env)}
    anywhere = partial(web_address, builder.env, builder.get_target_uri, url)
    elsewhere = listed_elsewhere(builder.env, memory)
    uri = partial(public_uri, builder.get_target_uri, builder.config)
    collection = collect_exports(memory, url, uri, documents, told, anywhere, elsewhere)
    group = str(builder.config.cv_lab.get('name', ''))
    kept = _KeptForms(Path(builder.doctreedir), memory, collection)
    collection = replace(collection, group=group, kept=kept.get)
    wanted = [name for name in EXPORTS if wants(builder.config, name)]
    files = export_files(memory.library, collection, wanted, kept.get_page)
    own = {file.path: file for file in files}
    if builder.config.html_extra_path:
        own = {path: file for path, file in own.items() if not _is_given(builder, path)}
    for path, file in own.items():
        if before.get(path) != file.made_of or not os.access(f'{builder.outdir}/{path}', os.F_OK):
            _write(builder, {path: file.write()})
    kept.save()
    return {path: file.made_of for path, file in own.items()}


class _KeptForms:
    """What earlier builds have written of papers in each form of export."""

    def __init__(self, folder: Path, memory: Memory, collection: Collection) -> None:
        everywhere = digest(memory.library.owner, memory.library.style, collection.signs)

        @cache
        def shown(paper: Paper) -> str:
            return digest(everywhere, collection.page(paper), shown_of(paper, memory))

        self.shown = shown
        self.folder = folder
        self.asked: dict[str, Kept[str]] = {}

    def get(self, form: str, paper: Paper, make: Callable[[], str]) -> str:
        """Return what a form has of a paper, made now unless an earlier build has made it."""
        return self._of(form).get(self.shown(paper), make)

    def get_page(self, made_of: str, page: Page, make: Callable[[], str]) -> str:
        """Return what an export has of a page, made now unless it was made of the same."""
        return self._of('pages').get(digest(made_of, page), make)

    def _of(self, form: str) -> Kept[str]:
        if form not in self.asked:
            self.asked[form] = Kept(self.folder / KEPT.format(form), basis())
        return self.asked[form]

    def save(self) -> None:
        """Keep what was asked for."""
        for kept in self.asked.values():
            kept.save()


def _write_for_robots(builder: StandaloneHTMLBuilder, url: str) -> list[str]:
    texts = {ROBOTS: robots(url), SITEMAP: sitemap(_addresses(builder, url)) if url else ''}
    wanted = {name: text for name, text in texts.items() if text and wants(builder.config, name)}
    return _write(builder, wanted)


def _write(builder: StandaloneHTMLBuilder, texts: Mapping[str, str]) -> list[str]:
    """Write the files that the owner does not provide, and return their names."""
    own = [name for name in texts if not _is_given(builder, name)]
    for name in own:
        path = Path(builder.outdir, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        # As bytes, because Windows would change the line ends.
        _write_changed(path, texts[name].encode())
    return own


def _write_changed(path: Path, content: bytes) -> None:
    """Write a file unless it has that content already: who copies a site goes by dates of files."""
    if not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)


def site_url(builder: StandaloneHTMLBuilder) -> str:
    """Return the address of the site with a slash at its end; '' if it is unknown."""
    url: str = builder.config.html_baseurl or ''
    return f'{url.rstrip("/")}/' if url else ''


def _addresses(builder: StandaloneHTMLBuilder, url: str) -> Mapping[str, str]:
    """Return the address of each page, and the day of its last change where that is known."""
    days = days_of_change(builder.env)
    return {
        url + public_uri(builder.get_target_uri, builder.config, docname): days.get(docname, '')
        for docname in builder.env.found_docs - {NOT_FOUND}
    }


def _is_given(builder: StandaloneHTMLBuilder, name: str) -> bool:
    """Return whether the owner provides a file of that name, which we then leave alone."""
    folders = (Path(builder.confdir, folder) for folder in builder.config.html_extra_path)
    return any((folder / name).is_file() or folder.name == name for folder in folders)


def _copy_pdfs(builder: StandaloneHTMLBuilder, memory: Memory) -> Iterator[str]:
    """Copy the PDFs of papers to beside the papers' pages; yield the names of the copies."""
    for key, path in local_pdfs(memory.library).items():
        source, page = Path(builder.srcdir, path), memory.page(key)
        if not page or not source.is_file():
            continue
        name = file_beside(builder.get_target_uri(page.docname), 'pdf')
        target = Path(builder.outdir, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_changed(target, source.read_bytes())
        yield name


def _write_not_found(builder: StandaloneHTMLBuilder, url: str) -> None:
    """Write the 404 page: the owner's document of that name, else one of ours."""
    path = Path(builder.outdir, NOT_FOUND_FILE)
    if _is_given(builder, path.name):
        return
    written = path
    if NOT_FOUND in builder.env.found_docs:
        written = Path(builder.get_output_path(NOT_FOUND))
    elif not hasattr(builder, 'globalcontext'):
        return  # nothing was written in this build, so the page is as it should be
    else:
        home = builder.get_relative_uri(NOT_FOUND, builder.config.root_doc)
        title, body = not_found(home)
        context = {'title': title, 'body': body, 'pageurl': None}
        builder.handle_page(NOT_FOUND, context, 'page.html', outfilename=path)
    page = written.read_text(encoding='utf-8')
    page = rooted(page, builder.get_target_uri(NOT_FOUND), url)
    _write_changed(path, page.encode())
