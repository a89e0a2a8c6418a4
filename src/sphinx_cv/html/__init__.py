"""A web page around the body of a document: what its head says, and what lies beside it."""

from __future__ import annotations

from pathlib import Path

STATIC = Path(__file__).parent / 'static'
SCORER = Path(__file__).with_name('scorer.js')
