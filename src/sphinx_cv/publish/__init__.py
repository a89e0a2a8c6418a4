"""What stands beside the pages of a finished site: exports, PDFs of papers, sitemap, 404 page."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.util import logging

from sphinx_cv.publish.exports import beside, collect, export_files, local_pdfs
from sphinx_cv.publish.hosting import (
    NOT_FOUND_BODY,
    NOT_FOUND_FILE,
    NOT_FOUND_TITLE,
    robots,
    rooted,
    sitemap,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_cv.domain import CVDomain

logger = logging.getLogger(__name__)

# Names of the files that an earlier build left, so that those without a source can go.
LEFT = 'cv-left.json'
NOT_FOUND = '404'


def publish(builder: StandaloneHTMLBuilder, domain: CVDomain) -> None:
    """Write all files beside the pages, and remove those that an earlier build left in vain."""
    url = site_url(builder)
    collection = collect(domain, url, builder.get_target_uri)
    texts = dict(export_files(domain.library, collection))
    texts['robots.txt'] = robots(url)
    if url:
        texts['sitemap.xml'] = sitemap(_addresses(builder))
    own = [name for name in texts if not _is_given(builder, name)]
    for name in own:
        _write(Path(builder.outdir, name), texts[name])
    pdfs = dict(_copy_pdfs(builder, domain))
    _write_not_found(builder, url)
    pages = (Path(builder.get_output_path(name)) for name in builder.env.found_docs)
    kept = [page.relative_to(builder.outdir).as_posix() for page in pages]
    _remove_left(builder, {*own, *pdfs, *kept})


def site_url(builder: StandaloneHTMLBuilder) -> str:
    """Give the address of the site with a slash at its end, '' where it is not known."""
    url: str = builder.config.html_baseurl or ''
    return f'{url.rstrip("/")}/' if url else ''


def _addresses(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    for docname in builder.env.found_docs - {NOT_FOUND}:
        yield site_url(builder) + builder.get_target_uri(docname)


def _is_given(builder: StandaloneHTMLBuilder, name: str) -> bool:
    """Whether the owner of the site has a file of that name, which then wins."""
    folders = (Path(builder.confdir, folder) for folder in builder.config.html_extra_path)
    return any((folder / name).is_file() or folder.name == name for folder in folders)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # As bytes, because line ends belong to a format and not to the machine.
    path.write_bytes(text.encode())


def _copy_pdfs(builder: StandaloneHTMLBuilder, domain: CVDomain) -> Iterator[tuple[str, Path]]:
    """Put the PDFs that lie in the site beside the pages of their papers."""
    for key, path in local_pdfs(domain.library).items():
        source, page = Path(builder.srcdir, path), domain.page(key)
        if not page:
            continue
        if not source.is_file():
            logger.warning(
                'paper %s: there is no file %s; put it there, or mend the field pdf',
                key, path, type='cv', subtype='file',
            )  # fmt: skip
            continue
        name = beside(builder.get_target_uri(page.docname), 'pdf')
        target = Path(builder.outdir, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        yield name, source


def _write_not_found(builder: StandaloneHTMLBuilder, url: str) -> None:
    """Leave a 404 page at the root: the owner's document of that name, else one of ours."""
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
        context = {'title': NOT_FOUND_TITLE, 'body': NOT_FOUND_BODY.format(home=home)}
        builder.handle_page(NOT_FOUND, context, 'page.html', outfilename=path)
    page = written.read_text(encoding='utf-8')
    _write(path, rooted(page, builder.get_target_uri(NOT_FOUND), url))


def _remove_left(builder: StandaloneHTMLBuilder, kept: Iterable[str]) -> None:
    """Remove what the last build wrote and this one did not: its paper or document is gone."""
    record = Path(builder.doctreedir, f'{builder.name}-{LEFT}')
    now = sorted(kept)
    before = json.loads(record.read_text('utf-8')) if record.is_file() else []
    for name in set(cast('list[str]', before)) - set(now):
        Path(builder.outdir, name).unlink(missing_ok=True)
    record.write_text(json.dumps(now), encoding='utf-8')
