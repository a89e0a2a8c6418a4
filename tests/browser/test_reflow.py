"""Nothing is cut off: on any width, in text of twice the size, with words of any length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builds import STRICT, sphinx_build
from serving import serving
from sites import write_site
from themes import FILES, Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Frame
    from themes import Framed

# Width of the window, and size of the reader's text.
VIEWS = (
    (320, 16), (375, 16), (768, 16), (1280, 16), (1920, 16), (320, 32), (1280, 32),
)  # fmt: skip
WORD = 'Donaudampfschifffahrt' * 10
ADDRESS = 'https://example.org/' + 'a-path-without-end/' * 5
FOUR_LINES = 'A title of four lines that says everything on rivers ' * 5
CHART = '```{cv:chart}\n```\n'
AUTHORS = ' and '.join(f'Author{number}, Ann' for number in range(300))
LONG = [
    f'{name}.html'
    for name in ('index', 'publications', 'one', 'papers/word', 'papers/many', 'papers/four')
]
# Every piece of text lies within the window, and within whatever would clip it.
CUT = """() => {
    const cut = [];
    const width = document.scrollingElement.scrollWidth;
    const main = document.querySelector('article');
    const words = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const clipped = (element) => {
        for (; element !== main; element = element.parentElement)
            if (getComputedStyle(element).overflowX !== 'visible')
                return element.getBoundingClientRect();
        return {left: 0, right: innerWidth};
    };
    while (words.nextNode()) {
        const {data, parentElement: element} = words.currentNode;
        if (!data.trim() || element.closest('.cv-unseen, option') || !element.checkVisibility())
            continue;
        range.selectNodeContents(words.currentNode);
        const {left, right} = clipped(element);
        for (const box of range.getClientRects())
            if (box.width > 1 && (box.right > right + 1 || box.left < left - 1))
                cut.push(`${Math.round(box.left)} to ${Math.round(box.right)}: ${data}`);
    }
    return {cut: cut.slice(0, 3), width, window: innerWidth};
}"""


@pytest.fixture(scope='module')
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site on which everything is long, or alone."""
    folder = tmp_path_factory.mktemp('long')
    papers = f"""
@article{{word, title={{On {WORD}}}, author={{Example, Ann and {WORD}, Bo}}, journal={{{WORD}}},
  date={{2024}}, note={{See {ADDRESS} now}}, award={{{WORD}}}, annotation={{**{WORD}**}},
  abstract={{{WORD} {ADDRESS}}}, abbr={{{WORD[:50]}}}, doi={{10.1234/{WORD}}}}}
@inproceedings{{many, title={{Many hands}}, author={{Example, Ann and {AUTHORS}}}, date={{2023}}}}
@misc{{four, title={{{FOUR_LINES}}}, author={{Example, Ann}}, date={{2022}}, url={{{ADDRESS}}}}}
@book{{one, title={{One}}, author={{Example, Ann}}, date={{2020}}, keywords={{alone}}}}
"""
    index = f"""# Ann Example {WORD}

```{{cv:owner}}
```

## Posts of {WORD}

```{{cv:position}} Professor of {WORD}
:organization: University of {WORD}
:place: {WORD}
:dates: 2020/
:url: {ADDRESS}

- A point of {WORD}, see {ADDRESS}
```

```{{toctree}}
publications
one
```
"""
    files = {
        'refs.bib': papers,
        'index.md': index,
        'publications.md': f'# All\n\n{CHART}\n```{{cv:publications}}\n:group-by: year\n```\n',
        'one.md': '# One\n\n```{cv:publications}\n:filter: "alone" in keywords\n```\n',
    }
    owner = f"cv_owner |= {{'position': '{WORD}', 'email': '{'a' * 60}@example.org'}}\n"
    source = write_site(folder / 'source', files, f"html_theme = 'furo'\ncv_outputs = []\n{owner}")
    output = sphinx_build(source, folder / 'html', *STRICT).output
    with serving(output) as url:
        yield Site(output, url)


def cut(frames: Sequence[Frame]) -> dict[str, list[str]]:
    """Return what of pages is cut off, by page, width of the window and size of its text."""
    page = frames[0].page
    session = page.context.new_cdp_session(page)
    for frame in frames:
        frame.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    cut = {}
    for width, size in VIEWS:
        fonts = {'standard': size, 'fixed': size * 13 // 16}
        session.send('Page.setFontSizes', {'fontSizes': fonts})
        page.set_viewport_size({'width': width, 'height': 800})
        for frame in frames:
            found = frame.evaluate(CUT)
            cut[f'{frame.url}, {width} px, text of {size} px'] = found['cut']
            assert found['window'] == width
            # Furo's own head is too wide for large text on a telephone.
            if size == 16 or width > 700:
                assert found['width'] <= width, frame.url
    return {where: what for where, what in cut.items() if what}


def test_what_is_long_is_not_cut_off(long: Site, framed: Framed) -> None:
    """Words of 200 characters, addresses, titles of four lines, hundreds of authors, one paper."""
    assert cut(framed(long.url, LONG)) == {}


def test_no_kind_of_page_is_cut_off(furo: Site, framed: Framed) -> None:
    """Telephones and walls show all of it, and so do those who need large letters."""
    assert cut(framed(furo.url, FILES)) == {}
