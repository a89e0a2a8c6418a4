"""Lists of more rows than a browser lays out at once: they can be filtered before all is there."""

from __future__ import annotations

import http.server
import json
import re
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from test_filter import TYPED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from playwright.sync_api import Page
    from themes import Site

COPIES = 100
ROW = re.compile(r'<dt id="(cv-paper-[^"]+)">.*?</dd>\n', re.DOTALL)
FACTS = re.compile(r'(?<=class="cv-facts">).*?(?=</script>)')
# What a key changes at once, and the papers that one sees then.
CHANGED_AT_ONCE = """() => {
    const box = document.querySelector('.cv-filter input');
    const observer = new MutationObserver(() => {});
    observer.observe(document.body, {attributeFilter: ['hidden'], subtree: true});
    box.value = 'sieve';
    box.dispatchEvent(new Event('input', {bubbles: true}));
    const changed = observer.takeRecords().filter(({target}) => target.tagName === 'DT').length;
    const rows = [...document.querySelectorAll('dt[id^=cv-paper]')];
    const seen = rows.filter((term) => term.checkVisibility()).slice(0, 30);
    return [changed, seen.map(({id}) => id.split('-')[2])];
}"""
SHOWN = """[...document.querySelectorAll('dt[id^=cv-paper]')].filter(
    (term) => term.checkVisibility()).length"""


def lengthened(page: str) -> str:
    """Return a page whose first group has a hundred rows more for each of the page."""
    rows = {row[1]: row[0] for row in ROW.finditer(page)}
    facts = json.loads(FACTS.findall(page)[0])
    known = dict(facts['rows'])
    lists = ''
    for number in range(COPIES):
        copies = (row.replace(name, f'{name}-{number}', 1) for name, row in rows.items())
        lists += f'<dl class="cv-publications simple">\n{"".join(copies)}</dl>\n'
        facts['rows'] += [(f'{name}-{number}', known[name]) for name in rows]
    text = json.dumps(facts)
    return FACTS.sub(lambda _: text, page, count=1).replace('</dl>\n', f'</dl>\n{lists}', 1)


class _SlowHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a site, and of one page the first half until somebody asks for the other."""

    def __init__(self, *args: Any, page: bytes, go_on: threading.Event, directory: str) -> None:
        self.page, self.go_on = page, go_on
        super().__init__(*args, directory=directory)

    def do_GET(self) -> None:
        if not self.path.startswith('/publications.html'):
            super().do_GET()
            return
        self.send_response(200)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(self.page)))
        self.end_headers()
        half = len(self.page) // 2
        self.wfile.write(self.page[:half])
        self.wfile.flush()
        self.go_on.wait(20)
        self.wfile.write(self.page[half:])

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def slow(furo: Site) -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of a long list of which half is there, and what sends the rest."""
    go_on = threading.Event()
    page = lengthened((furo.folder / 'publications.html').read_text(encoding='utf-8'))
    handler = partial(_SlowHandler, page=page.encode(), go_on=go_on, directory=str(furo.folder))
    with http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f'http://127.0.0.1:{server.server_port}/publications.html', go_on.set
        go_on.set()
        server.shutdown()


@pytest.fixture
def listed(slow: tuple[str, Callable[[], None]], opened: Callable[[str], Page]) -> Page:
    """The page of the long list, all of which is there."""
    address, go_on = slow
    go_on()
    page = opened('about:blank')
    page.goto(address)
    return page


def test_a_reader_need_not_wait(
    slow: tuple[str, Callable[[], None]], opened: Callable[[str], Page]
) -> None:
    """What is typed before all of a page is there holds for the rest, too."""
    address, go_on = slow
    page = opened('about:blank')
    page.goto(f'{address}?year=2021', wait_until='commit')
    box = page.get_by_role('searchbox', name='Filter publications')
    page.wait_for_function("document.querySelectorAll('dt').length > 550")
    box.fill('counting')
    status = page.locator('.cv-status')
    expect(status).to_have_text(re.compile(rf'^\d+ of {12 * (COPIES + 1)} papers'))
    assert page.evaluate('document.readyState') == 'loading'
    page.wait_for_function(f'((early) => 0 < early && early < {2 * COPIES})({SHOWN})')
    assert page.evaluate('document.readyState') == 'loading'
    go_on()
    page.wait_for_load_state()
    expect(status).to_have_text(f'{2 * (COPIES + 1)} of {12 * (COPIES + 1)} papers')
    page.wait_for_function(f'{SHOWN} === {2 * (COPIES + 1)}')
    assert box.input_value() == 'counting'
    page.get_by_role('button', name='Clear').click()
    page.wait_for_function(f'{SHOWN} === {12 * (COPIES + 1)}')


def test_a_key_changes_what_one_sees(listed: Page) -> None:
    """At once it changes as many rows as a high screen has, and the others when there is time."""
    changed, seen = listed.evaluate(CHANGED_AT_ONCE)
    assert {*seen} <= TYPED['sieve']
    assert 0 < changed < 100
    listed.wait_for_function(f'{SHOWN} === {6 * (COPIES + 1)}')


def test_links_lead_to_their_rows(listed: Page) -> None:
    """A row is at the top where the address names it, although none above it was laid out."""
    names = listed.evaluate("[...document.querySelectorAll('dt[id^=cv-paper]')].map(({id}) => id)")
    for name in (names[-500], names[300]):
        listed.evaluate(f'location.hash = {name!r}')
        place = f'document.getElementById({name!r}).getBoundingClientRect().top'
        listed.wait_for_function(f'{place} > 0 && {place} < 200')
        listed.wait_for_timeout(300)
        assert 0 < listed.evaluate(place) < 200
