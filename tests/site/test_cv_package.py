"""The extension knows nothing of the first owner."""

from __future__ import annotations

from owner import owner
from places import PACKAGE, PROJECT

from sphinx_cv.bib import read_bibliography

TEXTS = {'.css', '.html', '.js', '.json', '.py', '.typ'}


def owner_words() -> set[str]:
    """Return what is particular to the owner: spellings of the name, addresses, keys of papers."""
    who = owner()
    keys = [paper.key for paper in read_bibliography([PROJECT / 'refs.bib']).papers]
    return {who['name'], who['email'], *who['aliases'], *who['links'].values(), *keys}


def test_nothing_in_the_package_is_about_the_owner() -> None:
    """Somebody else's CV is made without touching the package."""
    words = owner_words()
    assert len(words) > 20
    for path in PACKAGE.rglob('*'):
        if path.suffix in TEXTS:
            text = path.read_text(encoding='utf-8')
            assert not {word for word in words if word in text}, path
