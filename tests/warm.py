"""Builds a site for the process that others are forks of: what the first loads, they all have."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

from sites import build, copy_root
from sparing import spare_repetitions

spare_repetitions()
with tempfile.TemporaryDirectory() as folder:
    build(copy_root('browser', Path(folder, 'site')), cv_pdf=False)
# Otherwise each fork would copy the memory of all that is loaded when it looks for garbage.
gc.collect()
gc.freeze()
