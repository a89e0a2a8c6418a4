"""Services that are slow, wrong, busy or away: a clear message, nothing changed, a status."""

from __future__ import annotations

import ssl
import subprocess
import threading
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from services import Reply, arxiv_entry

from sphinx_cv.cli import main

if TYPE_CHECKING:
    from services import Services

WORK = 'api.crossref.org/works/10.1/x'
GOOD = {'type': 'journal-article', 'title': ['Good'], 'container-title': ['J']}


def failure(services: Services, capsys: pytest.CaptureFixture[str], what: str = '10.1/x') -> str:
    """Return what is said when *what* cannot be had, with the status for that."""
    Path('refs.bib').write_text('% mine\n')
    assert main(['add', what]) == 3
    assert Path('refs.bib').read_text() == '% mine\n'
    out, err = capsys.readouterr()
    assert out == ''
    assert 'Traceback' not in err
    return err


@pytest.mark.parametrize(
    ('reply', 'words'),
    [
        (Reply('<html>Please log in</html>'), 'wrong answer (JSON was expected)'),
        (Reply(''), 'wrong answer'),
        (Reply('{"status": "ok", "message": {}}'), 'wrong answer (a record with a title'),
        (Reply('[]'), 'wrong answer'),
        (Reply('', 429, (('Retry-After', '3600'),)), 'asked too often; try again in 3600 seconds'),
        (Reply('', 503), 'out of order at the moment (503)'),
        (Reply('', 500), 'out of order'),
        (Reply('', 403), 'does not let us in'),
        (Reply('', 302, (('Location', 'https://elsewhere.example/x'),)), 'which is not followed'),
        (Reply('', 302, (('Location', 'file:///etc/passwd'),)), 'which is not followed'),
        (Reply('', 302, (('Location', '/api.crossref.org/works/10.1/x'),)), 'in circles'),
    ],
)
def test_a_service_that_fails_is_told(
    reply: Reply, words: str, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong, and with whom."""
    services.answers[WORK] = reply
    err = failure(services, capsys)
    assert words in err
    assert 'api.crossref.org' in err


def test_a_wrong_answer_is_not_kept(services: Services, capsys: pytest.CaptureFixture[str]) -> None:
    """When the service is well again, it is asked again."""
    services.answers[WORK] = Reply('<html>')
    failure(services, capsys)
    services.put_crossref('10.1/x', **GOOD)
    assert main(['add', '10.1/x']) == 0


def test_a_slow_service_is_not_waited_for(
    services: Services, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the time that it has."""
    monkeypatch.setenv('SPHINX_CV_TIMEOUT', '0.2')
    services.answers[WORK] = Reply('{}', wait=5)
    assert 'does not answer in time' in failure(services, capsys)


def test_nobody_at_the_address(
    services: Services, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A port where nobody listens."""
    monkeypatch.setenv('SPHINX_CV_SERVICES', 'http://127.0.0.1:9')
    assert 'cannot be reached' in failure(services, capsys)


def test_a_host_that_is_not_found_means_no_network(
    services: Services, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most often it is one's own."""
    monkeypatch.setenv('SPHINX_CV_SERVICES', 'http://services.invalid')
    for name in ('http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'):
        monkeypatch.delenv(name, raising=False)
    assert 'is this computer connected to the network?' in failure(services, capsys)


def test_a_limit_is_obeyed_and_tried_again(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For as long as the service says, in seconds or as a date."""
    monkeypatch.setenv('SPHINX_CV_PATIENCE', '5')
    services.put_crossref('10.1/x', **GOOD)
    good = services.answers[WORK]
    assert isinstance(good, Reply)
    when = formatdate(time.time() + 2, usegmt=True)
    replies = [
        Reply('', 429, (('Retry-After', '1'),)),
        Reply('', 503, (('Retry-After', when),)),
        good,
    ]
    services.answers[WORK] = lambda _: replies.pop(0)
    start = time.monotonic()
    assert main(['add', '10.1/x']) == 0
    assert time.monotonic() - start >= 1
    assert services.asked.count(WORK) == 3


def test_an_answer_is_kept_for_its_lifetime(services: Services) -> None:
    """Who asks twice asks the network once, unless the answer is to be fresh."""
    services.put_crossref('10.1/x', **GOOD)
    for arguments, times in (([], 1), ([], 1), (['--fresh'], 2)):
        assert main(['add', '--dry-run', '10.1/x', *arguments]) == 0
        assert services.asked.count(WORK) == times


def test_what_was_asked_of_whom_is_told_when_wanted(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    """With -v, and only then."""
    services.put_crossref('10.1/x', **GOOD)
    assert main(['add', '--dry-run', '-v', '10.1/x']) == 0
    assert 'GET https://api.crossref.org/works/10.1/x: 200' in capsys.readouterr().err
    assert main(['add', '--dry-run', '10.1/x']) == 0
    assert 'GET' not in capsys.readouterr().err


def test_the_contact_is_that_of_the_environment(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Services like to know whom to write to."""
    monkeypatch.setenv('SPHINX_CV_MAILTO', 'me@example.org')
    services.put_crossref('10.1/x', **GOOD)
    assert main(['add', '--dry-run', '10.1/x']) == 0
    [agent] = services.agents
    assert agent.startswith('sphinx-cv/')
    assert '(mailto:me@example.org)' in agent


def test_a_redirect_on_the_same_scheme_is_followed(services: Services) -> None:
    """Services move."""
    services.put_arxiv(arxiv_entry('3001.00001', 'Moved', ['Jane Doe'], '2030-01-01'))
    services.answers['new.example/api'] = services.answers['export.arxiv.org/api/query']

    def moved(query: dict[str, list[str]]) -> Reply:
        return Reply('', 301, (('Location', f'/new.example/api?id_list={query["id_list"][0]}'),))

    services.answers['export.arxiv.org/api/query'] = moved
    assert main(['add', '3001.00001']) == 0


def test_a_certificate_that_nobody_vouches_for_is_refused(
    services: Services,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No answer is taken from who cannot prove to be asked."""
    pem = tmp_path / 'own.pem'
    command = (
        'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 '
        f'-subj /CN=localhost -keyout {pem} -out {tmp_path / "cert"}'
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    pem.write_text(pem.read_text() + (tmp_path / 'cert').read_text())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server = HTTPServer(('127.0.0.1', 0), BaseHTTPRequestHandler)
    server.handle_error = lambda *_: None
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
    thread.start()
    monkeypatch.setenv('SPHINX_CV_SERVICES', f'https://localhost:{server.server_address[1]}')
    try:
        assert 'certificate' in failure(services, capsys)
    finally:
        server.shutdown()
        server.server_close()
