"""Web pages: what the head of a page says, and the files that stand beside the pages.

The extension imports the handlers of :mod:`head` and :mod:`publish`, the writers of
:mod:`formulas`, and the paths of what a site serves.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ['SCORER', 'STATIC']

STATIC = Path(__file__).parent / 'static'
SCORER = Path(__file__).with_name('scorer.js')
