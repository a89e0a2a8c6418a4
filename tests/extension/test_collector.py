"""The garbage collector, which is the whole process's: builds leave it as they found it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from sites import build, write_site
from sphinx.errors import ThemeError

from sphinx_cv.model.collector import begin_rest, end_rest, forget_rest

if TYPE_CHECKING:
    from pathlib import Path

# Written by a project's own conf.py before pages are read.
FROZEN = """
def setup(app):
    import gc, pathlib
    told = pathlib.Path(app.outdir, 'frozen.txt')
    app.connect('builder-inited', lambda app: told.write_text(str(gc.get_freeze_count())))
"""


def test_a_build_that_fails_leaves_it_at_work(tmp_path: Path) -> None:
    """A theme is looked for while it is at rest, unless somebody has ended that before."""
    with pytest.raises(ThemeError):
        build(write_site(tmp_path, {'index.md': '# Home\n'}), html_theme='none_such')
    assert gc.isenabled()


def test_who_has_switched_it_off_finds_it_off() -> None:
    """Who does so wants it for the whole process."""
    gc.disable()
    try:
        begin_rest()
        end_rest()
        assert not gc.isenabled()
    finally:
        gc.enable()
        forget_rest()


@pytest.mark.parametrize('owner', [{}, {'name': 'Ann Example'}])
def test_only_in_a_cv_it_leaves_out_what_is_there(tmp_path: Path, owner: dict[str, str]) -> None:
    """A project that has the extension, and is no CV, has its collector for itself."""
    site = build(write_site(tmp_path, {'index.md': '# Home\n'}, FROZEN), cv_owner=owner)
    assert (int(site.text('frozen.txt')) > 0) == bool(owner)
    assert not gc.get_freeze_count()
