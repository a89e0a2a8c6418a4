"""Where pages of the PDF end: nowhere behind a heading, and never just before the end."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from sphinx_cv.model import Owner
from sphinx_cv.pdf.compile import TypstSource, compile_pdf
from sphinx_cv.pdf.document import Facts, document
from sphinx_cv.pdf.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


HEADING = 'Last part'


def cv_of(lines: int, design: str, *more: str) -> str:
    """Return the Typst of a CV of two sections, of which the first has so many entries."""
    sections = [
        f'#heading(level: 1)[{name}]\n#entries({"entry(what: [Something])[], " * count})\n'
        for name, count in (('First part', lines), (HEADING, 9))
    ]
    sections[1:1] = more
    facts = Facts(title='CV', heading='Ada')
    return document(Settings(design=design), Owner(name='Ada'), facts, [], sections)


def pages_of(text: str, folder: Path) -> list[list[str]]:
    """Return the lines of each page, without its foot."""
    pdf, troubles = compile_pdf(TypstSource(text))
    assert troubles == []
    (folder / 'cv.pdf').write_bytes(pdf or b'')
    command = ['pdftotext', '-layout', 'cv.pdf', '-']
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return [
        [line.strip().lower() for line in page.splitlines() if line.strip() and 'Page ' not in line]
        for page in run.stdout.split('\f')[:-1]
    ]


@pytest.mark.parametrize('design', ['classic', 'modern', 'columns'])
def test_no_page_ends_badly(design: str, tmp_path: Path) -> None:
    """However long a CV is, two lines follow a heading, and the last page is worth its paper."""
    numbers = set()
    for count in (28, 30, 32, 33, 34, 37, 40):
        pages = pages_of(cv_of(count, design), tmp_path)
        numbers.add(len(pages))
        assert len(pages[-1]) > 4, count
        for page in pages:
            assert HEADING.lower() not in page[-2:], count
    # Within these lengths the text runs over to a second page.
    assert numbers == {1, 2}


PAPER = 'paper([Of rivers], [Ada], [Proceedings], [A remark], [Another], [A last one]),'
PAPERS = f'#heading(level: 1)[Papers]\n#heading(level: 2)[2024]\n#papers({PAPER * 12})\n'


@pytest.mark.parametrize('design', ['classic', 'modern', 'columns'])
def test_a_list_begins_where_three_lines_of_it_have_room(design: str, tmp_path: Path) -> None:
    """Below its headings its first paper may go on to the next page, after its third line."""
    ends = set()
    for count in range(30, 41):
        first, second = pages_of(cv_of(count, design, PAPERS), tmp_path)[:2]
        lines = ' '.join(first).split('papers')[1:]
        assert not lines or 'of rivers ada proceedings' in lines[0], count
        assert ('papers' in second) is (not lines), count
        ends.add(second[0])
    assert {'papers', 'a remark'} <= ends
