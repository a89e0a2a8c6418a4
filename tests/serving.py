"""Serve a folder of files on this machine, as a host would."""

from __future__ import annotations

import functools
import http.server
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, added: Mapping[str, str], directory: str) -> None:
        self.added = added
        super().__init__(*args, directory=directory)

    def end_headers(self) -> None:
        for name, value in self.added.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(folder: Path, **headers: str) -> Iterator[str]:
    """Serve *folder* on this machine, with further *headers*; give the address of its root."""
    added = {name.replace('_', '-'): value for name, value in headers.items()}
    handler = functools.partial(_QuietHandler, added=added, directory=str(folder))
    with http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f'http://127.0.0.1:{server.server_port}/'
        server.shutdown()
