"""What a hostile bibliography, a strict content policy and a missing network do to the pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
from builds import sphinx_build
from serving import serving
from themes import FILES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from builds import Build
    from playwright.sync_api import BrowserContext, Dialog, Page, Request
    from themes import Framed, Site

CODE = 'window.hacked=1'
SAFE_SCHEMES = {'', 'http', 'https', 'mailto'}

# Everything that has made some page run what an author, or a publisher's export, put in a field.
ATTACKS = (
    f'<script>{CODE}</script>',
    f'<img src=x onerror={CODE}>',
    f'"><svg onload="{CODE}">',
    f"'><details open ontoggle='{CODE}'>",
    f'&lt;script&gt;{CODE}&lt;/script&gt;',
    f'&amp;lt;img src=x onerror={CODE}&amp;gt;',
    f'<a href="javascript:{CODE}">x</a>',
    f'<a href="java&#115;cript&colon;{CODE}">x</a>',
    f'<a href="data:text/html,&lt;script&gt;{CODE}&lt;/script&gt;">x</a>',
    rf'\href{{javascript:{CODE}}}{{x}} \url{{javascript:{CODE}}}',
    rf'\textbf{{<script>{CODE}</script>}} {{\it <img src=x onerror={CODE}>}}',
    rf'$\text{{<script>{CODE}</script>}} \href{{javascript:{CODE}}}{{x}}$',
    f'`<script>{CODE}</script>` ![x](javascript:{CODE}) [x](javascript:{CODE})',
    f'</title></script><script>{CODE}</script>',
    f']]></script><!--<script>{CODE}//-->',
)
FIELDS = ('note', 'abstract', 'keywords', 'booktitle', 'publisher', 'abbr', 'award', 'impact')
ADDRESSES = ('url', 'pdf', 'code', 'slides', 'video', 'website', 'doi', 'eprint')


def hostile_bibliography() -> str:
    """Return a bibliography that has every attack in every sort of field."""
    entries = []
    for number, attack in enumerate(ATTACKS):
        fields = dict.fromkeys(FIELDS, attack)
        fields |= dict.fromkeys(ADDRESSES, f'javascript:{CODE}//{number}')
        fields |= {'title': f'Paper {number} {attack}', 'year': '2024'}
        fields['author'] = f'{{{attack}}} and Doe, Jane {attack.replace(",", "")}'
        lines = ''.join(f'  {name} = {{{value}}},\n' for name, value in fields.items())
        entries.append(f'@inproceedings{{k{number}"><script>{CODE}</script>,\n{lines}}}\n')
    return '\n'.join(entries)


@pytest.fixture(scope='module')
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A site made of the hostile bibliography."""
    folder = tmp_path_factory.mktemp('hostile')
    source = folder / 'source'
    source.mkdir()
    (source / 'conf.py').write_text(
        "extensions = ['myst_parser', 'sphinx_cv']\n"
        "html_theme = 'furo'\nbibtex_bibfiles = ['refs.bib']\n"
        "cv_owner = {'name': 'Jane Doe'}\nhtml_baseurl = 'https://cv.example/'\n"
    )
    (source / 'index.md').write_text('# Jane Doe\n\n```{cv:publications}\n:group-by: year\n```\n')
    (source / 'refs.bib').write_text(hostile_bibliography())
    return sphinx_build(source, folder / 'html')


def addresses(folder: Path, *suffixes: str) -> list[str]:
    """Return the addresses of all files of those kinds, below *folder*."""
    files = sorted(path for path in folder.rglob('*') if path.suffix in suffixes)
    return [quote(path.relative_to(folder).as_posix()) for path in files]


def test_no_attack_runs_on_any_page(
    hostile: Build, context: BrowserContext, framed: Framed
) -> None:
    """Nothing in a bibliography runs, and no link of a page has a scheme that could."""
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    context.on('dialog', note)
    pages = addresses(hostile.output, '.html')
    assert len(pages) > len(ATTACKS)
    with serving(hostile.output) as root:
        for page in framed(root, pages):
            assert page.evaluate('window.hacked') is None, page.url
            hrefs = page.eval_on_selector_all(
                'a[href], link[href], img[src], script[src], form[action]',
                'nodes => nodes.map(node => node.href || node.src || node.action)',
            )
            schemes = {urlsplit(href).scheme for href in hrefs if isinstance(href, str)}
            assert schemes <= SAFE_SCHEMES, page.url
            assert page.locator('[onerror], [onload], [ontoggle], [onclick]').count() == 0, page.url
    context.remove_listener('dialog', note)
    assert not dialogs


def test_no_attack_runs_in_exports_and_feeds(hostile: Build, framed: Framed) -> None:
    """A browser that opens an export or the feed shows text."""
    files = addresses(hostile.output, '.xml', '.json', '.txt')
    with serving(hostile.output) as root:
        frames = framed(root, files)
        assert not [frame.url for frame in frames if frame.evaluate('window.hacked')]


def test_no_attack_runs_in_search_results(hostile: Build, framed: Framed) -> None:
    """The search page shows titles and summaries of hostile papers as text."""
    typed = ('paper', f'paper <script>{CODE}</script>', f'"><img src=x onerror={CODE}>')
    with serving(hostile.output) as root:
        pages = framed(root, [f'search.html?q={quote(words)}' for words in typed])
        for page in pages:
            page.locator('#search-results').wait_for()
            page.wait_for_load_state('networkidle')
        assert not [page.url for page in pages if page.evaluate('window.hacked')]


def test_structured_data_cannot_be_left(hostile: Build) -> None:
    """Titles with ``</script>`` stay inside the JSON-LD that they are part of."""
    text = (hostile.output / 'index.html').read_text(encoding='utf-8')
    for block in text.split('<script type="application/ld+json">')[1:]:
        assert json.loads(block.partition('</script>')[0])


def test_no_page_asks_a_third_party(furo: Site, context: BrowserContext, framed: Framed) -> None:
    """Every request of a page goes to the site itself."""
    asked: set[str] = set()

    def note(request: Request) -> None:
        asked.add(request.url)

    context.on('request', note)
    for page in framed(furo.url, [*FILES, 'search.html?q=sieve', '404.html']):
        page.wait_for_load_state('networkidle')
    context.remove_listener('request', note)
    # The 404 page is served for any address, so its own links have the address of the site.
    foreign = [url for url in asked if not url.startswith((furo.url, 'data:'))]
    assert {furo.url + name for name in FILES} < asked
    assert not foreign


def test_ours_works_under_a_strict_policy(furo: Site, opened: Callable[[str], Page]) -> None:
    """Under ``default-src 'self'`` the filter works, and nothing of ours is inline."""
    with serving(furo.folder, Content_Security_Policy="default-src 'self'") as root:
        page = opened(f'{root}publications.html?q=counting')
        rows = page.locator('dl.cv-publications > dt:visible')
        rows.first.wait_for()
        assert 0 < rows.count() < 12
        # As it is sent; what the script sets later, the policy allows or the browser reports.
        inline = page.evaluate("""async () => {
            const sent = await (await fetch(location.href)).text();
            const parsed = new DOMParser().parseFromString(sent, 'text/html');
            return [...parsed.querySelectorAll(
                'script:not([src]):not([type$="json"]), style, [style]'
            )].map((node) => node.outerHTML);
        }""")
    assert not [markup for markup in inline if 'cv-' in markup]
