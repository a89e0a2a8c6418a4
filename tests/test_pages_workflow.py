"""GitHub Pages, as far as it can be tried here: the workflow that publishes the site."""

from __future__ import annotations

import yaml
from places import PROJECT


def test_the_workflow_publishes_what_make_builds() -> None:
    """Make builds site and manual with the address that GitHub gives, and both go out."""
    text = (PROJECT / '.github' / 'workflows' / 'pages.yml').read_text(encoding='utf-8')
    jobs = yaml.safe_load(text)['jobs']
    steps = jobs['build']['steps']
    (make,) = [step for step in steps if 'run' in step]
    assert make['run'].startswith('make docs')
    assert 'base_url' in make['env']['READTHEDOCS_CANONICAL_URL']
    upload = next(step for step in steps if 'upload-pages-artifact' in step.get('uses', ''))
    makefile = (PROJECT / 'Makefile').read_text(encoding='utf-8')
    assert f'HTML := {upload["with"]["path"]}\n' in makefile
    assert jobs['deploy']['needs'] == 'build'
    assert jobs['deploy']['permissions'] == {'pages': 'write', 'id-token': 'write'}
