"""What a PDF says of itself, and where it falls short of PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
from PIL import ImageChops

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL import Image


def text_of(pdf: Path) -> str:
    """Return the text in the order of the page, white space as single spaces."""
    return ' '.join(_extracted(pdf).split())


def _extracted(pdf: Path) -> str:
    """Ask poppler, as applicant-tracking systems do, else the reader of Chromium."""
    if not shutil.which('pdftotext'):
        return pdfium_text(pdf)
    command = ['pdftotext', '-raw', str(pdf), '-']
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def pdfium_text(pdf: Path) -> str:
    """Return the text as PDFium finds it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return '\n'.join(page.get_textpage().get_text_bounded() for page in document)


def picture(pdf: Path, page: int = 0) -> Image.Image:
    """Return a page in shades of grey, one pixel for each point."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].render(grayscale=True).to_pil()


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Return the part of the pixels, of 1, that are dark in one picture and light in the other."""
    if one.size != other.size:
        return 1
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[96:]) / sum(counts)


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Return the elements of a tag tree, in reading order."""
    children = node.get('/K', [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and '/S' in child:
            yield child
            yield from elements(child)


def tags(document: pikepdf.Pdf) -> list[str]:
    """Return the names of all tags in reading order, custom ones by what they stand for."""
    root = document.Root.StructTreeRoot
    roles = {str(name): str(role) for name, role in root.get('/RoleMap', {}).items()}
    names = [str(element.S) for element in elements(root)]
    return [roles.get(name, name).removeprefix('/') for name in names]


def links(document: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Return the link annotations of all pages."""
    annotations = (a for page in document.pages for a in page.get('/Annots', []))
    return [annotation for annotation in annotations if annotation.Subtype == '/Link']


def addresses(document: pikepdf.Pdf) -> set[str]:
    """Return the addresses to which links lead out of the document."""
    return {str(link.A.URI) for link in links(document) if '/URI' in link.get('/A', {})}


def flaws(pdf: Path) -> list[str]:
    """Return what is against PDF/UA-1 (ISO 14289-1) or PDF/A-2a (ISO 19005-2)."""
    with pikepdf.open(pdf) as document:
        with document.open_metadata() as metadata:
            named = {
                'pdfuaid:part': '1', 'pdfaid:part': '2', 'pdfaid:conformance': 'A',
            }  # fmt: skip
            found = [f'{k} is {metadata.get(k)}' for k, v in named.items() if metadata.get(k) != v]
            found += [f'no {k}' for k in ('dc:title', 'dc:language') if not metadata.get(k)]
        return [*found, *_root_flaws(document), *_tag_flaws(document), *_page_flaws(document)]


def _root_flaws(document: pikepdf.Pdf) -> Iterator[str]:
    root = document.Root
    if not root.get('/MarkInfo', {}).get('/Marked'):
        yield 'not tagged'
    if not root.get('/Lang'):
        yield 'no language'
    if not root.get('/ViewerPreferences', {}).get('/DisplayDocTitle'):
        yield 'the title is not displayed'
    if '/OutputIntents' not in root:
        yield 'no output intent'
    if '/EmbeddedFiles' in root.get('/Names', {}) or '/AcroForm' in root:
        yield 'files or forms inside'


def _tag_flaws(document: pikepdf.Pdf) -> Iterator[str]:
    levels = [int(tag[1]) for tag in tags(document) if re.fullmatch('H[1-6]', tag)]
    for before, level in zip([0, *levels], levels, strict=False):
        if level > before + 1:
            yield f'heading {level} after {before}'
    for element in elements(document.Root.StructTreeRoot):
        if element.S in ('/Figure', '/Formula') and not element.get('/Alt'):
            yield f'{element.S} without a text'
        if element.S == '/Table' and '/TH' not in {str(e.S) for e in elements(element)}:
            yield 'a table whose columns have no names'
        if element.S == '/LBody' and '/K' not in element:
            yield 'an empty item of a list'
        if element.S == '/L' and not all(str(k.S) in {'/LI', '/L', '/Caption'} for k in element.K):
            yield 'a list with what is no item'


def pages_out_of_order(document: pikepdf.Pdf) -> list[int]:
    """Return the pages that are painted in another order than that of their tags."""
    tagged = list(_marks(document.Root.StructTreeRoot, None))
    found = []
    for number, page in enumerate(document.pages, 1):
        painted = [
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == 'BDC' and '/MCID' in operands[1]
        ]
        if [mark for where, mark in tagged if where == page.objgen] != painted:
            found.append(number)
    return found


def _marks(
    node: pikepdf.Object, page: pikepdf.Object | None
) -> Iterator[tuple[tuple[int, int], int]]:
    """Return page and number of each marked piece of content, in the order of the tags."""
    page = node.get('/Pg', page)
    children = node.get('/K', pikepdf.Array())
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, int):
            yield page.objgen, child
        elif '/MCID' in child:
            yield child.get('/Pg', page).objgen, int(child.MCID)
        else:
            yield from _marks(child, page)


def _page_flaws(document: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(document.pages, 1):
        if page.get('/Annots') and page.get('/Tabs') != '/S':
            yield f'page {number}: tab order is not that of the structure'
        for name, font in page.Resources.get('/Font', {}).items():
            if '/ToUnicode' not in font:
                yield f'page {number}: font {name} has no text'
            for inner in font.get('/DescendantFonts', []):
                if not any(str(key).startswith('/FontFile') for key in inner.FontDescriptor):
                    yield f'page {number}: font {name} is not inside'
    for link in links(document):
        if not link.get('/Contents') or '/StructParent' not in link:
            yield f'a link without words or tag: {link.get("/A", link.get("/Dest"))}'
