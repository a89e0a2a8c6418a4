"""The filter above a long list: what it shows, what it says, and what stands in the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page
    from themes import Site

ALL = 12


def shown(page: Page) -> list[str]:
    """Return the keys of the papers that are to be seen."""
    ids = page.locator('.cv-publications > dt:visible').evaluate_all('rows => rows.map(r => r.id)')
    return [name.removeprefix('cv-paper-') for name in ids]


def headings(page: Page) -> list[str]:
    """Return the years that are to be seen."""
    found = page.locator('.cv-group > h2:visible').all_inner_texts()
    return [text.strip().rstrip('¶#\uf0c1') for text in found]


# What is typed, and the papers that it leaves.
TYPED = {
    'sieve': {'sieve2024', 'theorem2024', 'edited2021', 'future', 'tables2022', 'quick2021'},
    'wisniewski': {'sieve2024'},
    'WIŚNIEWSKI': {'sieve2024'},
    'Wiśniewski, 2024': {'sieve2024'},
    'strom': {'poincare2023', 'angstrom2023'},
    'counting 2021': {'quick2021', 'slow2021'},
    "o'neill": {'poincare2023'},
    'okoye census': {'crowd2022'},
    'random graphs': {'sieve2024'},
    'nothing of that kind': set(),
    # A name that an index asks for is not the beginning of another.
    '"o\'neill"': {'poincare2023'},
    '"wisniew"': set(),
    '2024 "wiśniewski': {'sieve2024'},
}


def test_typing_narrows_the_list(furo: Site, opened: Callable[[str], Page]) -> None:
    """Words are looked for in title, names, venue, year and keywords, without case and accents."""
    page = opened(furo.url + 'publications.html')
    box = page.get_by_role('searchbox', name='Filter publications')
    status = page.locator('.cv-status')
    found = {}
    for typed, keys in TYPED.items():
        box.fill(typed)
        more = '' if keys else '; take a choice back, or search for fewer words'
        expect(status).to_have_text(f'{len(keys)} of {ALL} papers{more}')
        found[typed] = {*shown(page)}
    assert found == TYPED


def test_a_bar_of_the_chart_filters_the_list(furo: Site, opened: Callable[[str], Page]) -> None:
    """Pressed again, it takes the choice back."""
    page = opened(furo.url + 'publications.html')
    bar = page.locator('.cv-bars a[aria-label^="2024"]')
    bar.click()
    assert headings(page) == ['2024']
    expect(page).to_have_url(re.compile('year=2024'))
    bar.click()
    assert len(shown(page)) == ALL


def test_every_theme_has_the_filter(themed: Site, opened: Callable[[str], Page]) -> None:
    """Years without a paper vanish, and Escape brings everything back."""
    page = opened(themed.url + 'publications.html')
    everything = shown(page)
    box = page.get_by_role('searchbox', name='Filter publications')
    box.fill('godel')
    assert shown(page) == ['sieve2024', 'theorem2024']
    assert headings(page) == ['2024']
    box.press('Escape')
    assert shown(page) == everything
    assert len(everything) == ALL
    expect(page.locator('.cv-status')).to_have_text('')


def test_menus_and_button_narrow_the_list(furo: Site, opened: Callable[[str], Page]) -> None:
    """Year, type, venue and the owner's part can be chosen, alone and together."""
    page = opened(furo.url + 'publications.html')
    page.get_by_label('Any year').select_option('2021')
    assert len(shown(page)) == 3
    page.get_by_label('Any type').select_option('Conference papers')
    assert shown(page) == ['slow2021', 'quick2021']
    page.get_by_label('Any venue').select_option('Things')
    assert shown(page) == ['slow2021']
    page.get_by_role('button', name='Clear').click()
    page.get_by_role('button', name='First or equal-first author').click()
    assert shown(page) == ['future', 'sieve2024', 'preprint2023', 'thesis2016']
    expect(page.get_by_role('button', name='First or')).to_have_attribute('aria-pressed', 'true')


def test_the_address_holds_the_state(furo: Site, opened: Callable[[str], Page]) -> None:
    """What one sees can be sent to somebody else."""
    page = opened(furo.url + 'publications.html')
    page.get_by_role('searchbox', name='Filter publications').fill('counting linear')
    page.get_by_label('Any year').select_option('2021')
    page.wait_for_url('**/publications.html?q=counting+linear&year=2021')
    other = opened(page.url)
    assert shown(other) == ['quick2021']
    assert other.get_by_role('searchbox', name='Filter').input_value() == 'counting linear'


def test_each_group_says_how_many_papers_it_has(furo: Site, opened: Callable[[str], Page]) -> None:
    """Also where the browser has not drawn it yet when the script looks."""
    page = opened(furo.url + 'publications.html')
    expect(page.locator('.cv-filter')).to_be_visible()
    assert all(page.locator('.cv-count').all_text_contents())


def test_an_address_of_nonsense_shows_everything(furo: Site, opened: Callable[[str], Page]) -> None:
    """A year that the list lacks does not hide the list."""
    page = opened(furo.url + 'publications.html?year=1812&other=1#nowhere%20at%20all')
    assert len(shown(page)) == ALL


def test_a_link_to_a_hidden_row_shows_it(furo: Site, opened: Callable[[str], Page]) -> None:
    """The table of contents and shared links lead somewhere, whatever is filtered."""
    page = opened(furo.url + 'publications.html?q=sieve#cv-paper-slow2021')
    assert 'slow2021' in shown(page)
    expect(page.locator('#cv-paper-slow2021')).to_be_in_viewport()


def test_the_way_back_keeps_the_filter(furo: Site, opened: Callable[[str], Page]) -> None:
    """From a paper, and from its neighbour, one comes back to the list as one left it."""
    page = opened(furo.url + 'publications.html?q=counting')
    page.wait_for_timeout(300)
    page.get_by_role('link', name='SlowCount').first.click()
    page.locator('.cv-newer a').click()
    page.locator('.cv-up a', has_text='Publications').click()
    page.wait_for_url('**/publications.html?q=counting#cv-paper-*')
    assert 'slow2021' in shown(page)


def test_without_a_script_the_list_is_whole(furo: Site, context: BrowserContext) -> None:
    """Controls that would do nothing are absent."""
    page = context.new_page()
    without = {'value': True}
    context.new_cdp_session(page).send('Emulation.setScriptExecutionDisabled', without)
    page.goto(furo.url + 'publications.html?q=counting')
    assert page.locator('.cv-publications > dt:visible').count() == ALL
    assert page.locator('.cv-filter, .cv-copy').count() == 0
    page.locator('.cv-details > summary', has_text='Abstract').first.click()
    expect(page.get_by_text('We filter graphs.')).to_be_visible()


def test_a_strict_policy_is_kept(furo: Site, context: BrowserContext) -> None:
    """The filter works where a host allows neither inline scripts nor inline styles."""
    page = context.new_page()
    policy = {'Content-Security-Policy': "default-src 'self'; script-src 'self'; style-src 'self'"}
    page.route('**/publications.html', lambda route: route.fulfill(
        response=(answer := route.fetch()), headers={**answer.headers, **policy}))  # fmt: skip
    complaints: list[str] = []
    page.on('console', lambda message: complaints.append(f'{message.text} {message.location}'))
    page.goto(furo.url + 'publications.html')
    page.get_by_role('searchbox', name='Filter publications').fill('naive')
    assert shown(page) == ['preprint2023']
    assert not [text for text in complaints if 'cv.js' in text]


def test_short_lists_have_no_filter(furo: Site, opened: Callable[[str], Page]) -> None:
    """A list that one sees at a glance needs no tools."""
    page = opened(furo.url + 'index.html')
    assert page.locator('.cv-publications').count() == 1
    assert page.locator('.cv-filter').count() == 0
