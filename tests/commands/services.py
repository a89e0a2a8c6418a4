"""Public services on loopback: a server that answers in their shape, and with their dirt.

All answers are written for these tests; the works in them do not exist.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Reply(NamedTuple):
    """An answer: status, body and headers; *wait* is for how many seconds it is held back."""

    body: str = ''
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    wait: float = 0.0


class Services:
    """The answers by address, ``HOST/PATH``, and what was asked so far."""

    def __init__(self) -> None:
        self.answers: dict[str, Reply | Callable[[dict[str, list[str]]], Reply]] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.headers: list[dict[str, str]] = []
        self.address = ''
        self.gate = threading.Event()

    def put(self, address: str, answer: object, **more: Any) -> None:
        """Set the answer of one address; what is no text is JSON."""
        body = answer if isinstance(answer, str) else json.dumps(answer)
        self.answers[address] = Reply(body, **more)

    def put_crossref(self, doi: str, **message: Any) -> None:
        """Set what Crossref says of a DOI."""
        whole = {'DOI': doi, 'URL': f'https://doi.org/{doi}', **message}
        answer = {'status': 'ok', 'message-type': 'work', 'message': whole}
        self.put(f'api.crossref.org/works/{doi}', answer)

    def put_arxiv(self, *entries: str) -> None:
        """Set what arXiv knows: `arxiv_entry` for each number."""

        def answer(query: dict[str, list[str]]) -> Reply:
            wanted = query.get('id_list', [''])[0].split(',')
            found = [e for e in entries if any(f'abs/{number}v' in e for number in wanted)]
            return Reply(arxiv_feed(*found))

        self.answers['export.arxiv.org/api/query'] = answer

    def reply(self, path: str, query: dict[str, list[str]]) -> Reply:
        """Return the answer for a path."""
        answer = self.answers.get(path, Reply('{"message": "no such thing"}', 404))
        return answer(query) if callable(answer) else answer


def arxiv_entry(number: str, title: str, authors: list[str], published: str, **more: str) -> str:
    """Return an entry as the interface of arXiv has it."""
    people = ''.join(f'<author><name>{name}</name></author>' for name in authors)
    extra = ''.join(f'<arxiv:{name}>{text}</arxiv:{name}>' for name, text in more.items())
    return (
        f'<entry><id>http://arxiv.org/abs/{number}v2</id><updated>2031-01-01T00:00:00Z</updated>'
        f'<published>{published}T17:59:59Z</published><title>{title}</title>'
        f'<summary>  We study things.\n It works. </summary>{people}{extra}'
        '<arxiv:primary_category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/></entry>'
    )


def arxiv_feed(*entries: str) -> str:
    """Return a feed of arXiv."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:arxiv="http://arxiv.org/schemas/atom"><title>ArXiv Query</title>'
        + ''.join(entries)
        + '</feed>'
    )


@contextmanager
def serve() -> Iterator[Services]:
    """Run the services on loopback."""
    services = Services()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            path = unquote(parts.path).lstrip('/')
            services.asked.append(path)
            services.agents.add(self.headers['User-Agent'])
            services.headers.append(dict(self.headers.items()))
            reply = services.reply(path, parse_qs(parts.query))
            if reply.wait:
                services.gate.wait(reply.wait)
            data = reply.body.encode()
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            self.send_header('Content-Length', str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None
    services.address = f'http://127.0.0.1:{server.server_address[1]}'
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
    thread.start()
    try:
        yield services
    finally:
        services.gate.set()
        server.shutdown()
        server.server_close()
