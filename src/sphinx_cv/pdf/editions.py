"""The full PDF and its variants: the settings, the parts and the Typst source of each."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from sphinx.util import logging
from sphinx.util.nodes import process_only_nodes

from sphinx_cv.model.words import _, comma
from sphinx_cv.pdf.compile import TypstSource, compile_pdf
from sphinx_cv.pdf.contents import choose_parts, gather, untitled
from sphinx_cv.pdf.document import Facts, date_in_words, document
from sphinx_cv.pdf.forms import FORMS
from sphinx_cv.pdf.freshness import PdfRecord
from sphinx_cv.pdf.lists import fill
from sphinx_cv.pdf.pictures import PHOTO, take_picture
from sphinx_cv.pdf.scripts import fonts_taken, has_other_scripts
from sphinx_cv.pdf.selection import Shelf, narrow
from sphinx_cv.pdf.settings import read_outputs
from sphinx_cv.pdf.targets import Links, find_anchors, find_paper_pages
from sphinx_cv.site.builders import public_uri
from sphinx_cv.site.history import last_change
from sphinx_cv.site.kept import Kept, basis
from sphinx_cv.site.memory import memory_of
from sphinx_cv.site.project import wants
from sphinx_cv.site.within import web_address
from sphinx_cv.site.written import targets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sphinx.builders import Builder
    from sphinx.config import Config

    from sphinx_cv.model import Owner
    from sphinx_cv.pdf.compile import Trouble
    from sphinx_cv.pdf.contents import Part
    from sphinx_cv.pdf.papers import PdfRow
    from sphinx_cv.pdf.settings import Settings
    from sphinx_cv.pdf.translator import TypstTranslator
    from sphinx_cv.site.memory import Memory

ROWS = 'cv-pdf-rows.pickle'  # in the folder of the doctrees

logger = logging.getLogger(__name__)


def warn(subtype: str, message: str, place: str = '') -> None:
    """Log a warning of type ``cv``, with the place at which to mend what is wrong."""
    logger.warning('%s', message, location=place or None, type='cv', subtype=subtype)


def outputs(builder: Builder) -> dict[str, Settings]:
    """Return the settings of every PDF by its name; log warnings for wrong ones."""
    config = builder.config
    return read_outputs(config.cv_pdf, config.cv_variants, lambda text: warn('pdf_setting', text))


def wanted_pdfs(config: Config) -> list[str]:
    """Return the names of the PDFs that a website has beside its pages."""
    names = read_outputs(config.cv_pdf, config.cv_variants, lambda _problem: None)
    return [name for name in names if wants(config, f'{name}.pdf')]


def by_language(config: Config) -> dict[str, list[str]]:
    """Return the names of the PDFs by their language; that of the site comes first."""
    found: dict[str, list[str]] = {config.language: []}
    for name, settings in read_outputs(config.cv_pdf, config.cv_variants, lambda _: None).items():
        language = settings.language.replace('-', '_') or config.language
        found.setdefault(language, []).append(name)
    return found


def make_sources(builder: Builder, names: Collection[str]) -> dict[str, TypstSource]:
    """Return the sources of PDFs by name; *builder* is one for Typst, and has their language."""
    library = memory_of(builder.env).library
    read: dict[str, _Pages] = {}
    kept: Kept[PdfRow] = Kept(Path(builder.doctreedir, ROWS), basis())
    sources = {}
    wanted = {name: one for name, one in outputs(builder).items() if name in names}
    for name, settings in wanted.items():
        owner = library.owner_with(settings.owner)
        with _standing_out(builder, owner):
            pages = read[owner.name] = read.get(owner.name) or _read_pages(builder, kept)
            held = _parts(pages.parts, settings, _shelf(memory_of(builder.env)), name)
            spellings = (owner.name, *owner.aliases)
            held = [inner for part in held for inner in untitled(part, spellings)]
            sources[name] = _make_source(builder, pages, held, settings, owner)
    kept.save()
    return sources


class _Pages(NamedTuple):
    """What was read: the first page, the parts of all, and when they last changed."""

    root: nodes.document
    parts: list[Part]
    changed: datetime


def _read_pages(builder: Builder, kept: Kept[PdfRow]) -> _Pages:
    env, config = builder.env, builder.config
    read: dict[str, nodes.document] = {}

    def page(docname: str) -> nodes.document:
        read[docname] = env.get_doctree(docname)
        with _said_by_pages(builder):
            process_only_nodes(read[docname], builder.tags)
        return read[docname]

    def resolve(doctree: nodes.document, docname: str) -> None:
        with _said_by_pages(builder):
            env.resolve_references(doctree, docname, builder)
        builder.post_process_images(doctree)

    parts = gather(config.root_doc, page, resolve)
    fill(parts, builder, kept)
    files = [Path(env.doc2path(name)) for name in read] + list(memory_of(env).library.files)
    files += [Path(env.srcdir, name) for name, (on, _) in env.images.items() if on & {*read}]
    return _Pages(read[config.root_doc], parts, last_change(files, Path(builder.srcdir)))


@contextmanager
def _standing_out(builder: Builder, owner: Owner) -> Iterator[None]:
    """Let the names of *owner* stand out."""
    memory, before = memory_of(builder.env), memory_of(builder.env).library
    if owner.name != before.owner.name:
        memory.library = before.of(owner)
    try:
        yield
    finally:
        memory.library = before


@contextmanager
def _said_by_pages(builder: Builder) -> Iterator[None]:
    """Drop the warnings that the build of the pages gives as well."""
    with logging.pending_logging() as said:
        yield
        if getattr(builder, 'addresses', None) is not None:
            said.clear()


def _parts(parts: Sequence[Part], settings: Settings, shelf: Shelf, name: str) -> list[Part]:
    """Return the parts of the PDF *name*; log warnings for sections and papers not there."""
    chosen, unknown = choose_parts(parts, settings.sections)
    for section in unknown:
        known = ', '.join(f'"{part.title}"' for part in parts if part.title)
        warn('pdf_setting', f'{name}.pdf has no section "{section}"; the sections are {known}')
    return narrow(chosen, settings, shelf, lambda text: warn('pdf_setting', f'{name}.pdf: {text}'))


def _shelf(memory: Memory) -> Shelf:
    library = memory.library
    return Shelf(
        {**library.references, **library.papers},
        {(docname, place.anchor): place.entry for docname, place in memory.entries()},
        library.person_named,
    )


def _make_source(
    builder: Builder,
    pages: _Pages,
    parts: Sequence[Part],
    settings: Settings,
    owner: Owner,
) -> TypstSource:
    translator = _translator(builder, pages, parts, settings)
    sections = [translator.translate(part) for part in parts]
    # Links may lead to nodes that were translated without an anchor of their own.
    sections.insert(0, translator.anchors(sorted(translator.links.used)))
    facts = _facts(builder, settings, owner, pages.changed)
    facts = replace(facts, photo=_photo(builder, translator, owner))
    template = _template(Path(builder.confdir), settings.template)
    text = document(settings, _named(builder, owner), facts, parts, sections, template)
    return TypstSource(
        text=text,
        risks=translator.risks,
        pictures={name: Path(builder.srcdir, file) for name, file in translator.pictures.items()},
        font_paths=tuple(Path(builder.confdir, folder) for folder in settings.font_paths),
        system_fonts=bool(settings.fonts) or has_other_scripts(text),
        timestamp=int(pages.changed.timestamp()),
        pages=settings.pages,
    )


def _translator(
    builder: Builder, pages: _Pages, parts: Sequence[Part], settings: Settings
) -> TypstTranslator:
    links = _links(builder, parts)
    translator = cast(
        'TypstTranslator', builder.create_translator(pages.root, builder, links, FORMS)
    )
    translator.numbered = settings.numbered
    translator.previews = settings.previews
    translator.take_footnotes(pages.parts)  # which may stand in a part that was not chosen
    return translator


def _photo(builder: Builder, translator: TypstTranslator, owner: Owner) -> str:
    """Return the name of the photograph among the pictures; '' if the PDF is to have none."""
    file = owner.photo[0].lstrip('/')
    if 'pdf' not in owner.show.get('photo', ()) or not Path(builder.srcdir, file).is_file():
        return ''
    return take_picture(translator, file, Path(file).name, PHOTO)


def _template(confdir: Path, name: str) -> str:
    """Return the owner's own Typst, '' where there is none; log a warning if it is missing."""
    if not name:
        return ''
    try:
        return Path(confdir, name).read_text(encoding='utf-8-sig')
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, 'strerror', '') or 'it is not UTF-8'
        warn('pdf_setting', f'the template {name} cannot be read: {reason}; it is left out')
        return ''


def _links(builder: Builder, parts: Sequence[Part]) -> Links:
    links = Links(
        find_anchors(parts),
        find_paper_pages(parts, builder.env.all_docs),
        site=lambda page: _site(builder, page),
    )
    for part in parts:
        elements = [node for node in part.nodes if isinstance(node, nodes.Element)]
        for reference in (r for node in elements for r in node.findall(nodes.reference)):
            # Places are marked while the text is written, so what leads to them comes first.
            links.target(reference, part.docname)
        for leaf in part.lists():
            for key, name in zip(leaf['keys'], leaf['ids'], strict=True):
                for to in targets(leaf['rows'][key].body):
                    links.lead(leaf['addresses'][to], part.docname, f'{part.docname}#{name}')
    return links


def _named(builder: Builder, owner: Owner) -> Owner:
    config = builder.config
    links = {
        label: web_address(builder.env, partial(_page_uri, builder), config.html_baseurl, address)
        for label, address in owner.links.items()
    }
    return replace(
        owner,
        name=owner.name or str(config.author or config.project),
        links={label: address for label, address in links.items() if address},
    )


def _facts(builder: Builder, settings: Settings, owner: Owner, changed: datetime) -> Facts:
    named = _named(builder, owner)
    about = [text for text in (named.position, named.affiliation) if text]
    day = date_in_words(settings.date, changed)
    heading = builder.env.titles[builder.config.root_doc].astext()
    return Facts(
        heading=heading if heading in named.aliases else named.name,
        title=settings.title or _('{name} – Curriculum Vitae').format(name=named.name),
        description=comma().join([_('Curriculum vitae of {name}').format(name=named.name), *about]),
        keywords=settings.keywords or (_('curriculum vitae'), named.name, *about),
        language=builder.config.language,
        updated=_('Last updated on {date}').format(date=day) if day else '',
    )


def _site(builder: Builder, page: str) -> str:
    """Return the address of *page* on the site; '' if it is unknown."""
    base = str(builder.config.html_baseurl).rstrip('/')
    if not base or not page:
        return ''
    if page not in builder.env.all_docs:
        return f'{base}/{page}'
    return f'{base}/{public_uri(partial(_page_uri, builder), builder.config, page)}'


def _page_uri(builder: Builder, page: str) -> str:
    if addresses := getattr(builder, 'addresses', None):
        return str(addresses[page])
    suffix = builder.config.html_link_suffix or builder.config.html_file_suffix or '.html'
    return f'{page}{suffix}'


def write_pdfs(
    sources: Mapping[str, TypstSource], builder: Builder, beside: Iterable[str] = ()
) -> None:
    """Write the PDFs whose sources have changed; note them, and the files *beside* them.

    Where something is wrong, the next build tries again: what is missing may be there then. Say
    once which fonts were taken beside ours.
    """
    record, folder = PdfRecord(builder), Path(builder.outdir)
    made: dict[str, str] = {}
    taken: dict[str, str] = {}
    for name, source in sources.items():
        file, digest = f'{name}.pdf', source.digest()
        if record.source_of(file) == digest:
            made[file] = digest
            continue
        pdf, troubles = compile_pdf(source)
        _write(pdf, folder / file, troubles)
        taken |= fonts_taken(source.text, pdf or b'')
        made |= {} if troubles else {file: digest}
    record.note([*beside, *(f'{name}.pdf' for name in sources)], made)
    if taken:
        fonts = ', '.join(f'{font} for {script}' for script, font in taken.items())
        logger.info('fonts of the PDFs beside those of sphinx-cv: %s', fonts)


def _write(pdf: bytes | None, file: Path, troubles: Iterable[Trouble]) -> None:
    """Write a PDF; log warnings for what it cannot show."""
    for trouble in troubles:
        warn(trouble.subtype, f'{file.name}: {trouble.message}', trouble.place)
    if pdf is None:
        file.unlink(missing_ok=True)
    elif not file.is_file() or file.read_bytes() != pdf:
        # All of it or nothing: somebody may be reading, and a build may be ended.
        part = file.with_suffix('.part')
        part.write_bytes(pdf)
        part.replace(file)


def write_sources(sources: dict[str, TypstSource], folder: Path) -> None:
    """Write the Typst files and their pictures into *folder*, where Typst can compile them."""
    for name, source in sources.items():
        (folder / f'{name}.typ').write_bytes(source.text.encode())
        for picture, file in source.pictures.items():
            (folder / picture).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, folder / picture)
