"""Everybody can read and operate the pages: axe-core, small screens, keyboards, big fingers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import axe_playwright_python
import pytest
from playwright.sync_api import expect
from themes import FILES, PAGES, THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import BrowserContext, Page
    from themes import Framed, Site

AXE = Path(axe_playwright_python.__file__).with_name('axe.min.js')
RULES = {
    'type': 'tag',
    'values': ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
COLOURS = {'type': 'rule', 'values': ['color-contrast', 'link-in-text-block']}
# What of a page is ours; the rest is the theme's.
OURS = [
    '.cv-chart', '.cv-list-head', '.cv-legend', '.cv-group', '.cv-publications', '.cv-entries',
    '.cv-owner', '.cv-page', 'h1', '.indextable', '.domainindex-table',
]  # fmt: skip
# Every page is looked at in the first two. Those that have most are in the others, too, where all
# that can differ is the colours, as each width and each scheme was there before.
SCREENS = ((320, 'light'), (1280, 'dark'))
OTHERS = ((320, 'dark'), (1280, 'light'))
MANY = {'index', 'publications', 'papers/sieve2024'}
CHECK = """async ([ours, only]) => {
    const looks = new Map();
    // All that the contrast of a text depends on, in which the rows of a list are mostly the same.
    const look = (element) => {
        if (!element) return '';
        if (!looks.has(element)) {
            const style = getComputedStyle(element);
            const styles = ['color', 'backgroundColor', 'backgroundImage', 'opacity', 'textShadow',
                'fontSize', 'fontWeight'].map((name) => style[name]);
            looks.set(element, [look(element.parentElement), element.localName, element.open,
                element.getAttribute('class'), element.checkVisibility(), ...styles].join());
        }
        return looks.get(element);
    };
    const text = (element) => element.matches('input, select') ? 'a field' : [...element.childNodes]
        .map((node) => node.nodeType === Node.TEXT_NODE ? node.data.trim() : '').join('');
    const some = [...document.querySelectorAll('details')].slice(0, 4);
    for (const details of some) details.open = true;
    // Two groups of a list are as good as all.
    const include = ours.flatMap((name) => [...document.querySelectorAll(name)].slice(0, 2));
    // The one heading of a page is the theme's, where the page is.
    const rest = only.type === 'tag' ? {'page-has-heading-one': {enabled: false}} : {};
    const first = new Map();
    const exclude = [];
    for (const element of include.flatMap((part) => [part, ...part.querySelectorAll('*')])) {
        // Of a single sign, axe-core says nothing.
        const name = `${look(element)} ${text(element).length > 1}`;
        if (text(element) && (first.get(name) ?? element) !== element) exclude.push(element);
        else if (text(element)) first.set(name, element);
    }
    const run = async (context, runOnly, rules) =>
        (await axe.run(context, {resultTypes: ['violations'], runOnly, rules})).violations.flatMap(
            ({id, nodes}) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
    // To look twice takes longer than to look at a few texts that are alike.
    if (exclude.length < 50) return run({include}, only, rest);
    const contrast = 'color-contrast';
    const others = {type: only.type, values: only.values.filter((name) => name !== contrast)};
    const alike = {include: [...include, ...first.values()], exclude};
    return [
        ...await run({include}, others, {...rest, [contrast]: {enabled: false}}),
        ...await run(alike, {type: 'rule', values: [contrast]}),
    ];
}"""
WIDE = """() => [...document.querySelectorAll('[class*="cv-"], [class*="cv-"] *')]
    .filter((element) => !element.closest('.cv-unseen'))
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .map((element) => element.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll(
        '.cv-links a, .cv-ways a, .cv-contact a, .cv-up a, .cv-filter :is(input, select, button),'
        + '.cv-copy, .cv-details > summary, .cv-chart a')]
    .filter((element) => element.checkVisibility() && !element.hidden)
    .map((element) => [element.outerHTML.slice(0, 120), element.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 23.9)
    .map(([html, box]) => `${box.width}x${box.height} ${html}`)"""


def violations(page: Page, rules: Mapping[str, object] = RULES) -> list[str]:
    """Return what axe-core finds wrong in our parts of a page, some of it unfolded."""
    found: list[str] = page.evaluate(CHECK, [OURS, rules])
    return found


def add_axe(page: Page, site: Site) -> None:
    """Load axe-core from the site, so that the browser keeps it for the next page."""
    shutil.copy2(AXE, site.folder)
    page.add_script_tag(url=site.url + AXE.name)


@pytest.mark.parametrize('name', PAGES)
def test_axe_finds_nothing(furo: Site, opened: Callable[[str], Page], name: str) -> None:
    """Every kind of page is fine for everybody, light and dark, on phone and desk."""
    page = opened(f'{furo.url}{name}.html')
    add_axe(page, furo)
    looks = [(*screen, RULES) for screen in SCREENS]
    looks += [(*screen, COLOURS) for screen in OTHERS if name in MANY]
    found = {}
    for width, scheme, rules in looks:
        page.emulate_media(color_scheme=scheme, reduced_motion='reduce')
        page.set_viewport_size({'width': width, 'height': 800})
        found |= dict.fromkeys(violations(page, rules), (scheme, width))
    assert not found


@pytest.mark.parametrize('themed', THEMES[1:], indirect=True, scope='session')
@pytest.mark.parametrize('name', sorted(MANY))
def test_axe_finds_nothing_under_any_theme(
    themed: Site, opened: Callable[[str], Page], name: str
) -> None:
    """Colours that come from any other theme can be read on its ground."""
    page = opened(f'{themed.url}{name}.html')
    add_axe(page, themed)
    page.set_viewport_size({'width': 320, 'height': 800})
    found = violations(page)
    page.evaluate('document.documentElement.dataset.theme = "dark"')
    page.emulate_media(color_scheme='dark', reduced_motion='reduce')
    page.set_viewport_size({'width': 1280, 'height': 800})
    # What is not a colour was there before, and under one theme each page is looked at both ways.
    assert found + violations(page, COLOURS) == []


def test_small_screens_show_everything(themed: Site, framed: Framed) -> None:
    """No page scrolls sideways, and what is pressed is at least 24 pixels high and wide."""
    for page in framed(themed.url, FILES, width=320):
        assert page.evaluate(SMALL) == [], page.url
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert page.evaluate(WIDE) == [], page.url
        assert page.evaluate('innerWidth') == 320
        if themed.folder.name == 'furo':
            assert page.evaluate('document.scrollingElement.scrollWidth') == 320, page.url


def test_a_keyboard_reaches_everything(furo: Site, opened: Callable[[str], Page]) -> None:
    """Tab leads from the filter to each control and row, and Enter opens what unfolds."""
    page = opened(furo.url + 'publications.html')
    page.get_by_role('searchbox', name='Filter publications').focus()
    reached = []
    for _ in range(30):
        page.keyboard.press('Tab')
        reached.append(
            page.evaluate('document.activeElement.innerText || document.activeElement.name')
        )
        if 'Abstract' in reached[-1]:
            break
    assert {'First or equal-first author', 'SIEVE: Fast Filters for Erdős Graphs'} <= set(reached)
    page.keyboard.press('Enter')
    expect(page.get_by_text('We filter graphs.')).to_be_visible()
    outline = page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
    assert outline != 'none'


def test_links_and_buttons_have_names_of_their_own(
    furo: Site, opened: Callable[[str], Page]
) -> None:
    """Who hears a list of links knows which PDF is which."""
    page = opened(furo.url + 'publications.html')
    expect(page.get_by_role('link', name='PDF of SIEVE', exact=True)).to_be_visible()
    expect(
        page.get_by_role('link', name='2024: 2 papers (1 conference, 1 journal)')
    ).to_be_visible()
    summary = page.locator('summary[aria-label="BibTeX of SIEVE"]')
    summary.click()
    expect(page.get_by_role('button', name='Copy BibTeX of SIEVE')).to_be_visible()


def test_bibtex_is_copied(
    themed: Site, context: BrowserContext, opened: Callable[[str], Page]
) -> None:
    """The button on a paper's page puts its BibTeX onto the clipboard, as it is."""
    context.grant_permissions(['clipboard-read', 'clipboard-write'])
    page = opened(themed.url + 'papers/sieve2024.html')
    page.get_by_role('button', name='Copy BibTeX').click()
    expect(page.locator('.cv-code [role=status]')).to_have_text('Copied BibTeX')
    copied = page.evaluate('navigator.clipboard.readText()')
    assert copied.lstrip().startswith('@inproceedings{sieve2024,')
    assert copied.rstrip().endswith('}')
    assert 'Copy' not in copied


def test_motion_is_only_for_those_who_like_it(furo: Site, opened: Callable[[str], Page]) -> None:
    """Nothing of ours moves where the system asks for rest."""
    page = opened(furo.url + 'publications.html')
    page.emulate_media(reduced_motion='reduce')
    page.goto(furo.url + 'publications.html#cv-paper-sieve2024')
    name = page.locator('#cv-paper-sieve2024 .cv-title').evaluate(
        'element => getComputedStyle(element).animationName'
    )
    assert name == 'none'


def test_print_leaves_out_what_paper_cannot_do(furo: Site, opened: Callable[[str], Page]) -> None:
    """A printed list has its papers, and neither controls nor links."""
    page = opened(furo.url + 'publications.html')
    page.emulate_media(media='print')
    expect(page.get_by_text('SIEVE: Fast Filters for Erdős Graphs').first).to_be_visible()
    for name in ('.cv-filter', '.cv-links', '.cv-details', '.skip-to-content'):
        assert not page.locator(name).first.is_visible()


def test_a_printed_page_of_a_paper_has_the_addresses(
    furo: Site, opened: Callable[[str], Page]
) -> None:
    """Nobody can press a link on paper."""
    page = opened(furo.url + 'papers/sieve2024.html')
    page.emulate_media(media='print')
    links = page.locator('.cv-links a[href^="http"]')
    shown = links.evaluate_all(
        "links => links.map(link => getComputedStyle(link, '::after').content)"
    )
    assert shown
    assert all('http' in words for words in shown)


def test_the_key_of_the_chart_has_colours_in_forced_colours(
    furo: Site, opened: Callable[[str], Page]
) -> None:
    """Who has chosen the colours of the system can tell the kinds of papers apart."""
    page = opened(furo.url + 'publications.html')
    page.emulate_media(forced_colors='active')
    grounds = page.locator('.cv-key [class^="cv-kind"]').evaluate_all(
        'signs => signs.map(sign => getComputedStyle(sign).backgroundColor)'
    )
    assert len(grounds) > 1
    assert len(set(grounds)) == len(grounds)
    page.emulate_media(forced_colors='none')
