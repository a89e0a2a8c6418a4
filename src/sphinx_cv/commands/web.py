"""The one way to the network: https alone, limits obeyed, every failure in words for people.

What a service is asked goes through `Web.get`, which keeps answers, waits where it is told to,
tries again where that helps, follows redirects by itself, and never leaves the scheme that it
began with.
``SPHINX_CV_SERVICES`` puts another server in the place of all services, for tests: it is asked for
``ADDRESS/HOST/PATH``.
"""

from __future__ import annotations

import json
import os
import time
import xml.etree.ElementTree as ET
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin, urlsplit

from sphinx_cv.commands.cache import Answer, Cache
from sphinx_cv.commands.records.nested import mapping
from sphinx_cv.commands.shape import CommandError, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    import requests

    from sphinx_cv.commands.console import Console

_TRIES = 3
_TIMEOUT = (10.0, 30.0)  # seconds to connect, seconds between two pieces of an answer
_DEADLINE = 90.0  # seconds for one answer as a whole
_LARGEST = 20_000_000  # bytes
_REDIRECTS = 8
_MAY_PASS = frozenset({429, 500, 502, 503, 504})
# Seconds between two questions, where a service asks for that.
# https://info.arxiv.org/help/api/tou.html, https://www.ncbi.nlm.nih.gov/books/NBK25497/
_PACE = {'export.arxiv.org': 3.0, 'arxiv.org': 3.0, 'eutils.ncbi.nlm.nih.gov': 0.34, 'dblp.org': 1}


class ServiceError(CommandError):
    """A service that cannot be reached, sets a limit, or answers what nobody can use."""

    def __init__(self, message: str) -> None:
        super().__init__(message, Status.SERVICE)


class NotFoundError(CommandError):
    """A number that a service does not know."""

    def __init__(self, message: str) -> None:
        super().__init__(message, Status.UNKNOWN)


class Web:
    """A client of public services, with manners."""

    def __init__(self, console: Console, cache: Cache, *, contact: str = '') -> None:
        self.console = console
        self.cache = cache
        self.base = os.environ.get('SPHINX_CV_SERVICES', '').rstrip('/')
        self.timeout = float(os.environ.get('SPHINX_CV_TIMEOUT', '0') or 0)
        self.patience = float(os.environ.get('SPHINX_CV_PATIENCE', '60') or 0)
        contact = os.environ.get('SPHINX_CV_MAILTO', contact)
        self.agent = f'sphinx-cv/{version("sphinx-cv")}' + (
            f' (mailto:{contact})' if contact else ''
        )
        self.contact = contact
        self._session: requests.Session | None = None
        self._last: dict[str, float] = {}
        self._question = ''  # the last one

    def get(
        self,
        url: str,
        *,
        parameters: Mapping[str, str] | None = None,
        accept: str = '*/*',
        secrets: Mapping[str, str] | None = None,
    ) -> Answer:
        """Ask for *url*; an answer of 200 or 404 comes back, everything else is a `ServiceError`.

        *secrets* are headers with tokens: what is told for them is not kept on the disk.
        """
        if parameters:
            url = f'{url}?{urlencode(parameters)}'
        question = self._question = f'{self.base} {url} {accept}'
        if not secrets and (kept := self.cache.read(question)):
            self.console.detail(f'kept answer of {url}')
            return kept
        answer = self._ask(url, {'Accept': accept, **(secrets or {})})
        if not secrets and answer.status == 200:
            self.cache.write(question, answer)
        return answer

    def get_json(
        self,
        url: str,
        *,
        parameters: Mapping[str, str] | None = None,
        accept: str = 'application/json',
    ) -> Any:
        """Ask for *url*; return the JSON that comes back, None if there is nothing there."""
        answer = self.get(url, parameters=parameters, accept=accept)
        if answer.status != 200:
            return None
        try:
            return json.loads(answer.text)
        except ValueError as error:
            raise self.wrong(url, 'JSON') from error

    def get_work(
        self, url: str, *path: str, title: str = 'title', accept: str = 'application/json'
    ) -> dict[str, Any] | None:
        """Ask for a work; return what the names of *path* lead to, None if there is nothing.

        What has nothing by the name of *title* is a wrong answer.
        """
        if (answer := self.get_json(url, accept=accept)) is None:
            return None
        found = mapping(answer, *path)
        if not found.get(title):
            raise self.wrong(url, 'a record with a title')
        return found

    def get_xml(
        self, url: str, *, parameters: Mapping[str, str] | None = None
    ) -> ET.Element | None:
        """Ask for *url*; return the XML that comes back, None if there is nothing there."""
        answer = self.get(url, parameters=parameters)
        if answer.status != 200:
            return None
        try:
            return ET.fromstring(answer.text)
        except ET.ParseError as error:
            raise self.wrong(url, 'XML') from error

    def wrong(self, url: str, expected: str) -> ServiceError:
        """Return the error that says that an answer is not what it is to be; forget the answer."""
        self.cache.drop(self._question)
        host = urlsplit(url).hostname
        return ServiceError(
            f'{host} gives a wrong answer ({expected} was expected); nothing is taken'
        )

    def is_alive(self, url: str) -> str:
        """Return what is wrong with the address *url*: '' for nothing, or where nobody can say."""
        try:
            answer = self.get(url)
        except ServiceError as error:
            # A host that does not exist any more is gone; one that does not answer may be back.
            return 'its server does not exist' if 'cannot be found' in str(error) else ''
        return {404: 'not found (404)', 410: 'gone (410)'}.get(answer.status, '')

    def _ask(self, url: str, headers: Mapping[str, str]) -> Answer:
        host = urlsplit(url).hostname or url
        waited = 0.0
        for tries in range(1, _TRIES + 1):
            self._keep_pace(host)
            answer, pause, reason = self._try(url, headers, host)
            if not reason and answer.status not in _MAY_PASS:
                return self._checked(answer, host)
            pause = pause or 2.0 ** (tries - 1)
            if tries == _TRIES or waited + pause > self.patience:
                break
            self.console.detail(f'{host} has no answer yet; trying again in {pause:.0f} s')
            time.sleep(pause)
            waited += pause
        raise ServiceError(reason or _busy(host, answer.status, pause))

    def _keep_pace(self, host: str) -> None:
        pace = 0.0 if self.base else _PACE.get(host, 0.1)
        wait = self._last.get(host, 0.0) + pace - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._last[host] = time.monotonic()

    def _try(self, url: str, headers: Mapping[str, str], host: str) -> tuple[Answer, float, str]:
        """Ask once; return the answer, how many seconds it says to wait, and why there is none."""
        import requests

        start = time.monotonic()
        try:
            answer, pause = self._follow(url, headers, host)
        except requests.RequestException as error:
            reason, may_pass = _explain(error, host)
            self.console.detail(f'GET {url}: {reason}')
            if not may_pass:
                raise ServiceError(reason) from error
            return Answer(0, '', url), 0.0, reason
        took = time.monotonic() - start
        self.console.detail(f'GET {url}: {answer.status}, {len(answer.text)} signs, {took:.1f} s')
        return answer, pause, ''

    def _follow(self, url: str, headers: Mapping[str, str], host: str) -> tuple[Answer, float]:
        """Ask, and go where the answer sends us, as long as the scheme stays."""
        url = self._placed(url)
        first = urlsplit(url)
        for _ in range(_REDIRECTS):
            own = headers if urlsplit(url).netloc == first.netloc else _public(headers)
            with self._open().get(
                url,
                headers=dict(own),
                timeout=(self.timeout, self.timeout) if self.timeout else _TIMEOUT,
                allow_redirects=False,
                stream=True,
            ) as response:
                if not response.is_redirect:
                    return self._read(response), _pause(response.headers.get('Retry-After', ''))
                following = urljoin(url, response.headers['Location'])
            scheme = urlsplit(following).scheme
            if scheme != first.scheme:
                raise ServiceError(
                    f'{host} sends us from {first.scheme}: to {scheme}:, which is not followed'
                )
            url = following
        raise ServiceError(f'{host} sends us in circles; nothing was taken from it')

    def _open(self) -> requests.Session:
        import requests

        if self._session is None:
            self._session = requests.Session()
            self._session.headers['User-Agent'] = self.agent
        return self._session

    def _placed(self, url: str) -> str:
        if not url.startswith('https://'):
            raise ServiceError(f'{url} is not an https:// address, and is not asked')
        return f'{self.base}/{url.removeprefix("https://")}' if self.base else url

    def _read(self, response: requests.Response) -> Answer:
        """Read an answer within bounds of time and size."""
        end = time.monotonic() + (self.timeout or _DEADLINE)
        host = urlsplit(response.url).hostname
        parts, size = [], 0
        for part in response.iter_content(65536):
            parts.append(part)
            size += len(part)
            if size > _LARGEST:
                raise ServiceError(f'the answer of {host} is larger than {_LARGEST} bytes')
            if time.monotonic() > end:
                raise ServiceError(f'{host} is too slow; try again later')
        url = response.url
        if self.base:
            url = 'https://' + url.removeprefix(f'{self.base}/')
        return Answer(response.status_code, _decoded(b''.join(parts), response), url)

    def _checked(self, answer: Answer, host: str) -> Answer:
        if answer.status in {200, 404, 410}:
            return answer
        if answer.status in {401, 403}:
            raise ServiceError(f'{host} does not let us in ({answer.status})')
        if answer.status in {400, 406, 422}:  # how some say that they know no such number
            return answer._replace(status=404)
        raise ServiceError(f'{host} answers with status {answer.status}; try again later')


def _public(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that another host may see."""
    return {name: value for name, value in headers.items() if name == 'Accept'}


def _decoded(data: bytes, response: requests.Response) -> str:
    """Return the text of an answer: UTF-8, unless it says another encoding, or is none."""
    stated = 'charset' in response.headers.get('Content-Type', '').lower()
    encoding = (response.encoding if stated else '') or 'utf-8'
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return data.decode('utf-8', errors='replace')


def _pause(text: str) -> float:
    """Return the seconds of a ``Retry-After`` header, a number or a date; 0 for none."""
    text = text.strip()
    if text.isdecimal():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return 0.0


def _busy(host: str, status: int, pause: float) -> str:
    if status == 429:
        return f'{host} says that it was asked too often; try again in {pause:.0f} seconds'
    return f'{host} is out of order at the moment ({status}); try again later'


def _explain(error: Exception, host: str) -> tuple[str, bool]:
    """Return what went wrong, and whether it may go well the next time."""
    import requests

    text = str(error)
    if isinstance(error, requests.exceptions.SSLError):
        return f'the certificate of {host} is not valid, so its answer is not trusted', False
    if isinstance(error, requests.exceptions.Timeout):
        return f'{host} does not answer in time; try again later', True
    if any(sign in text for sign in ('NameResolution', 'getaddrinfo', 'Name or service')):
        return f'{host} cannot be found; is this computer connected to the network?', False
    if 'Network is unreachable' in text:
        return 'there is no connection to the network', False
    if isinstance(error, requests.exceptions.ProxyError):
        return f'the proxy does not let us reach {host}', False
    return f'{host} cannot be reached, or breaks off its answer; try again later', True
