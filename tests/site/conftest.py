"""The site of this repository, whosever it is, built once in a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builds import STRICT, sphinx_build
from owner import copy_site, is_first_owner
from serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builds import Build

# These know by heart what the first owner's CV says, and have nothing to say of another.
collect_ignore_glob = ['data', *(() if is_first_owner() else ('test_cv_*.py',))]


@pytest.fixture(scope='session')
def site(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The owner's site as html, without a warning; read it, but leave it as it is."""
    folder = tmp_path_factory.mktemp('site')
    source = copy_site(folder / 'source')
    return sphinx_build(source, folder / 'html', *STRICT)


@pytest.fixture(scope='session')
def site_url(site: Build) -> Iterator[str]:
    """The address at which the owner's site is served during the tests."""
    with serving(site.output) as address:
        yield address
