"""Where things are: the project, its package, and what the tests bring along."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parent
PROJECT = TESTS.parent
PACKAGE = PROJECT / 'src' / 'sphinx_cv'
ROOTS = TESTS / 'roots'
DATA = TESTS / 'data'
