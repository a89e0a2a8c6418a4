"""A release says the same version everywhere, and is published without a token."""

from __future__ import annotations

import tomllib

import yaml
from places import PROJECT


def text(name: str) -> str:
    """Return a file of the project."""
    return (PROJECT / name).read_text(encoding='utf-8')


def test_the_version_is_the_same_everywhere() -> None:
    """In the package, its lock file, its citation and the changelog."""
    version = tomllib.loads(text('pyproject.toml'))['project']['version']
    lock = tomllib.loads(text('uv.lock'))['package']
    assert next(row['version'] for row in lock if row['name'] == 'sphinx-cv') == version
    assert yaml.safe_load(text('CITATION.cff'))['version'] == version
    assert f'\n## [{version}] - ' in text('CHANGELOG.md')


def test_only_the_job_that_publishes_may_prove_who_it_is() -> None:
    """It builds nothing, and runs after all tests."""
    workflow = yaml.safe_load(text('.github/workflows/release.yml'))
    build, publish = workflow['jobs']['build'], workflow['jobs']['publish']
    assert workflow['permissions'] == {'contents': 'read'}
    assert publish['permissions'] == {'id-token': 'write'}
    assert publish['needs'] == 'build'
    assert not [step for step in publish['steps'] if 'run' in step]
    commands = [step['run'] for step in build['steps'] if 'run' in step]
    assert commands.index('make test') < commands.index('.venv/bin/uv build')
