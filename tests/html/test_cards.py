"""The pictures that previews of links show: which a page has, what is on them, when drawn."""

from __future__ import annotations

import pytest
from PIL import Image
from readers import read_head
from sites import Site, build, write_site

from sphinx_cv.site.cards import Preview, preview_for

REFS = """
@article{sand, title={Sand that Moves}, author={Ann Example and Bob Other}, journal={J}, year=2024}
@article{long, title={LONG}, author={Ann Example}, journal={J}, year=2023}
@article{left, title={חול ומים}, author={Ann Example}, journal={J}, year=2022}
@article{seen, title={Seen}, author={Ann Example}, journal={J}, year=2021,
  preview={wide.png}, preview_alt={A curve}}
@article{tiny, title={Tiny}, author={Ann Example}, journal={J}, year=2020, preview={dot.png}}
""".replace('LONG', 'Everything at once and ' * 12 + 'W' * 90)
FILES = {
    'index.md': '# Ann Example\n\n```{cv:publications}\n```\n\n```{toctree}\na\nb\nc\n```\n',
    'refs.bib': REFS,
    'a.md': '---\nog:image: wide.png\nog:image:alt: A wide one\n---\n# A\n',
    'b.md': '---\nmyst:\n  html_meta:\n    "property=og:image": https://x.org/b.png\n---\n# B\n',
    'c.md': '---\nog:image: https://x.org/c.png\n---\n# C\n',
}
CONF = """
html_baseurl = 'https://ann.example.org/cv'
cv_outputs = ['metadata']
cv_owner = {'name': 'Ann Example', 'photo': 'ann.png', 'position': 'Professor'}
"""


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with pictures of its own for some of its pages."""
    source = write_site(tmp_path_factory.mktemp('cards') / 'site', FILES, CONF)
    for name, size in (('wide.png', (2400, 1200)), ('dot.png', (90, 60)), ('ann.png', (40, 40))):
        Image.linear_gradient('L').resize(size).save(source / name)
    return build(source)


def picture(site: Site, page: str) -> dict[str, str]:
    """What the head of a page says of its picture."""
    head = read_head(site.text(f'{page}.html'))
    assert dict(head.metas)['twitter:card'] == 'summary_large_image'
    return {
        name.removeprefix('og:image').strip(':'): said
        for name, said in head.properties.items()
        if name.startswith('og:image')
    }


def test_cards_are_drawn(site: Site) -> None:
    """Of the size that previews have, small, and with words for those who cannot see them."""
    assert site.warnings == []
    assert picture(site, 'papers/sand') == {
        '': 'https://ann.example.org/cv/_cards/papers/sand.png', 'width': '1200', 'height': '630',
        'alt': 'Sand that Moves. Ann Example, Bob Other. J, 2024',
    }  # fmt: skip
    assert picture(site, 'index')['alt'] == 'Ann Example. Professor'
    # Pages that come from no document have that of the first page.
    assert picture(site, 'search') == picture(site, 'index')
    cards = sorted((site.output / '_cards').rglob('*.png'))
    names = [path.stem for path in cards]
    assert names == ['a', 'index', 'left', 'long', 'sand', 'seen', 'tiny']
    for path in cards:
        with Image.open(path) as image:
            assert image.size == ((1200, 600) if path.stem in {'a', 'seen'} else (1200, 630))
        assert path.stat().st_size <= 60_000


def test_long_titles_stay_within(site: Site) -> None:
    """However long a word or a title is, the margins are white."""
    with Image.open(site.output / '_cards' / 'papers' / 'long.png') as image:
        grey = image.convert('L')
        assert grey.crop((1120, 0, 1200, 630)).getextrema()[0] > 250
        assert grey.crop((100, 0, 1100, 24)).getextrema()[0] > 250
        assert grey.crop((100, 80, 1100, 400)).getextrema()[0] < 60


def test_the_direction_is_that_of_the_title(site: Site) -> None:
    """What is written from right to left begins on the right."""
    with Image.open(site.output / '_cards' / 'papers' / 'left.png') as image:
        assert image.convert('L').getpixel((1190, 300)) < 100
        assert image.convert('L').getpixel((10, 300)) > 250


def test_the_picture_of_the_owner_wins(site: Site) -> None:
    """A page's, and that of a paper if it is large enough; what names one keeps it alone."""
    assert picture(site, 'a') == {
        '': 'https://ann.example.org/cv/_cards/a.png', 'width': '1200', 'height': '600',
        'alt': 'A wide one',
    }  # fmt: skip
    assert picture(site, 'b') == {'': 'https://x.org/b.png'}
    assert site.text('b.html').count('og:image') == 1
    assert picture(site, 'c') == {'': 'https://x.org/c.png', 'alt': 'C. Ann Example. Professor'}
    assert picture(site, 'papers/seen')['alt'] == 'A curve'
    assert picture(site, 'papers/tiny')['alt'].startswith('Tiny.')


def test_only_what_is_new_is_drawn(site: Site) -> None:
    """A build without change draws nothing, one changed paper is one picture."""
    folder = site.output / '_cards'
    before = {path: path.stat().st_mtime_ns for path in folder.rglob('*.*')}
    build(site.source)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob('*.*')} == before
    refs = site.source / 'refs.bib'
    refs.write_text(REFS.replace('Sand that', 'Mud that').replace('@article{tiny', '@comment{'))
    build(site.source)
    after = {path: path.stat().st_mtime_ns for path in folder.rglob('*.*')}
    assert before.keys() - after.keys() == {folder / 'papers' / 'tiny.png'}
    assert [path.stem for path, time in after.items() if time != before[path]] == ['sand']


def test_papers_of_a_large_site_have_the_picture_of_its_first_page(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless conf.py asks for pictures; other pages have theirs."""
    monkeypatch.setattr('sphinx_cv.site.cards.MANY_CARDS', 5)
    env = site.app.env

    def shown(page: str) -> Preview:
        found = preview_for(env, page)
        assert found
        return found

    assert shown('papers/long').path == '_cards/index.png'
    assert shown('c').address == 'https://x.org/c.png'
    monkeypatch.setitem(env.config._raw_config, 'cv_cards', True)
    assert shown('papers/long').path == '_cards/papers/long.png'


def test_one_picture_for_all_or_none(site: Site) -> None:
    """As ``cv_cards`` says; what was drawn before is gone."""
    chosen = build(site.source, cv_cards='wide.png')
    assert picture(chosen, 'papers/left')['width'] == '1200'
    assert picture(chosen, 'papers/left')['height'] == '600'
    none = build(site.source, cv_cards=False)
    assert 'og:image' not in none.text('papers/left.html')
    assert 'twitter:card' not in none.text('index.html')
    assert not list((none.output / '_cards').rglob('*.png'))
    nowhere = build(site.source, html_baseurl='', cv_cards=True)
    assert 'og:image' not in nowhere.text('index.html')
