"""Web addresses and paths as people write them in BibTeX -> addresses that are safe to link."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from sphinx_cv.model.patterns import regex

# LaTeX and HTML around or within an address -> the characters meant, in this order.
_MEANT = (
    # of Markdown and Org
    (regex(r'\[[^\[\]]*\]\(((?:[^()\s]|\([^()\s]*\))+)\)'), r'\1'),
    (regex(r'^\s*\[\[([^\[\]\s]+)\](?:\[[^\[\]]*\])?\]'), r'\1'),
    (
        regex(
            r'\\(?:url|path|nolinkurl|href)\s*\{([^{}]*)\}'
            r'(?:\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})?'
        ),
        r'\1',
    ),
    (regex(r'<a\s[^>]*?href\s*=\s*["\']?([^"\'>\s]+)[^>]*>.*?</a>', re.IGNORECASE), r'\1'),
    (
        regex(r'\$\s*\\sim\s*\$|\{?\\textasciitilde(?:\{\}|\s)?|\\(?:string|~\{\}|(?=~))~?'),
        '~',
    ),
    (regex(r'\\textunderscore(?:\{\}|\s)?'), '_'),
    (regex(r'\$<\$|\\textless(?:\{\}|\s)?|&lt;'), '<'),
    (regex(r'\$>\$|\\textgreater(?:\{\}|\s)?|&gt;'), '>'),
    (regex(r'\\(?:allowbreak|linebreak|-|/)(?:\{\})?\s*'), ''),
    (regex(r'\\slash(?:\{\})?\s*'), '/'),
    (regex(r'&amp;|\\&'), '&'),
    (regex(r'\\([_%#$~{}^])'), r'\1'),
    (regex(r'[{}]'), ''),
    (regex(r'%5C(?=[_&%#~])', re.IGNORECASE), ''),
)
_LATEX_OR_HTML = regex(r'[\\{}&<$[]|%5C')

# "https://", also where a colon or a slash is missing or is one too many.
# What forms leave in an address, and the same once more behind it; a DOI may hold "<1:X>".
_TAGS = regex(r'\s*<[A-Za-z/][^<>:]*(?:>|$)|(?<=\S)\s+<https?:[^<>]*>?$')
_HTTP = regex(r'(https?)\s*(?::\s*/{1,3}|://+|//+|:(?=[\w-]+\.))(?=[^\W_]|\[)', re.IGNORECASE)
# Words before an address, the address behind a library's login, and that of a repository of code.
_LEAD = regex(
    r'(?:(?:(?:available|online|accessible|url|link|see|from|at|on|in|retrieved|the)\b[:,]?|'
    r'citeulike-article-id:\d+|[A-Za-z]{2,12}:)\s+)+(?=http)',
    re.IGNORECASE,
)
_BEHIND_LOGIN = regex(
    r'https?://(?:[^/]*/login\?q?url=|(?:dx\.)?doi\.org/)(https?://.*)', re.IGNORECASE
)
# A host as the proxy of a library calls it, with its full stops or with hyphens in their place.
_PROXIED = regex(
    r'(?:([\w.-]+?)\.(?:(?:ez|lib|web|e)?-?proxy[\w-]*(?:\.[\w-]+){2,}|(?:[\w-]+\.)?idm\.oclc\.org)'
    # proxies of other names, by the hosts that they are asked for most
    r'|((?:dx-)?doi-org|(?:www|link|dl|ieeexplore|journals|onlinelibrary|pubs|academic|search|'
    r'linkinghub|iopscience)(?:-[\w-]+)?-(?:com|org|net|edu|gov|int))(?:\.[\w-]+){2,})'
    r'(?::\d+)?(?=[/?#]|$)',
    re.IGNORECASE,
)
_REPOSITORY = regex(r'(?:git\+|ssh://)?git@([\w.-]+\.\w+)[:/]([\w./~-]+?)(?:\.git)?/?')
# A name and a password, which nobody else is to see.
_CREDENTIALS = regex(r'[^/?#@\s]*:[^/?#@\s]*@')
_SCHEME = regex(r'[A-Za-z][A-Za-z0-9+.-]*:')
_BARE_HOST = regex(r'(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?')
# A host before a path, by its last part, and no folder.
_WITH_HOST = regex(
    r'(?:www\.)?[\w.-]+\.(?:com|org|net|edu|gov|info|io|dev|ai|eu|ac\.[a-z]{2}|co\.[a-z]{2}|at|au|be|br|ca|'
    r'ch|cn|cz|de|dk|es|fi|fr|hu|ie|il|in|it|jp|kr|nl|no|pl|pt|ru|se|tw|uk|us)/',
    re.IGNORECASE,
)
_MAIL = regex(r'mailto:[^\s@:]+@[^\s@:]+', re.IGNORECASE)
# What follows a space within one address, not a remark behind it such as "(accessed 2020)".
_GOES_ON = regex(r'[^\s(]*(?:/\w|\.[A-Za-z])\S*|\([^()\s]*\)\.[A-Za-z]\w{1,3}')
_REMARK = regex(
    r'[(\[](?!\w+\)\.\w{2,4}$)|(?:last|accessed|retrieved|visited|consult|abgerufen|and|see|checked|on)\b|'
    r'file:',
    re.IGNORECASE,
)
_NEXT = regex(r'(?:^|(?<=[\s,;|\\]))(?=https?:)')
# Mendeley joins addresses by a line end, and escapes that.
_ESCAPED_LINE_END = regex(r'(?:\{\\%\}|\\?%)5C[nr](?=https?:)')
_UNSAFE = {ord(c): f'%{ord(c):02X}' for c in ' "<>\\^`{|}'}

# Roots of file systems: a path below one is on a private disk and not in the site.
_PRIVATE = regex(
    r'/(?:home|users|tmp|var|mnt|media|volumes|private|root|etc|usr|opt|srv)/|~|//', re.IGNORECASE
)
_DOCUMENT = regex(
    r'[^\s?#]+\.(?:pdf|ps|e?ps\.gz|html?|zip|gz|pptx?|odp|key|docx?|txt|md|rst|ipynb|bib|png|jpe?g|svg|gif|webp|avif|webm|mp4)',
    re.IGNORECASE,
)

_PHONE = regex(r'tel:[+\d().-]+')
# A page or a file of the site, from its root.
_PATH = regex(r'/?\w[\w.-]*(?:/\w[\w.-]*)*/?(?:#\S*)?')

_HOST = regex(r'https?://(?:[^/@\s]*@)?(\[[^]]+\]|[^/:?#\s]+)', re.IGNORECASE)
_LOCAL = regex(r'localhost\.|127\.|10\.\d+\.\d+\.\d+$|192\.168\.|0\.0|.*\.(?:local|internal|lan)$')


class Address(NamedTuple):
    """A cleaned address, '' where there is no safe one, and what had to be repaired."""

    url: str
    problem: str = ''


def unescape(text: str) -> str:
    """Return an address without the LaTeX and HTML that protects its characters."""
    if _LATEX_OR_HTML.search(text):
        for pattern, replacement in _MEANT:
            text = pattern.sub(replacement, text)
    return text.strip()


def split_urls(text: str) -> list[str]:
    """Return the addresses in a field; a space within an address does not split it."""
    text = _ESCAPED_LINE_END.sub(' ', text)
    starts = [match.start() for match in _NEXT.finditer(text)] if text.count('http') > 1 else []
    if len(starts) < 2:
        return [text]
    ends = [*starts[1:], len(text)]
    return [
        text[a:b].strip(' ,;|\\').removesuffix(' and') for a, b in zip(starts, ends, strict=True)
    ]


def clean_url(text: str) -> Address:
    """Return the web or mail address in *text*, repaired if it is clear what was meant."""
    text = unescape(text)
    text = _TAGS.sub('', text) if '<' in text else text
    url = _LEAD.sub('', text.strip(' <>,;"\''), count=1)
    if behind := _BEHIND_LOGIN.fullmatch(url):
        url = behind[1]
    elif repository := _REPOSITORY.fullmatch(url):
        url = f'https://{repository[1]}/{repository[2]}'
    elif url.startswith('//'):
        url = f'https:{url}'
    if match := _HTTP.match(url):
        rest = url[match.end() :]
        if _HTTP.match(rest):
            return clean_url(rest)
        if _CREDENTIALS.match(rest):
            return Address('')
        if (proxied := _PROXIED.match(rest)) and (host := _behind_proxy(proxied[1] or proxied[2])):
            address = f'https://{host}{rest[proxied.end() :]}'
            return Address(address, f'it leads through the proxy of a library; write {address}')
        rest, problem = _without_spaces(rest)
        url = f'{match[1].lower()}://{rest.translate(_UNSAFE)}'
        return Address(url, problem) if is_public(url) else Address('')
    if _MAIL.fullmatch(url):
        return Address(url.translate(_UNSAFE))
    is_page = _WITH_HOST.match(url) or not _DOCUMENT.fullmatch(url)
    if not _SCHEME.match(url) and _BARE_HOST.fullmatch(url) and is_page:
        return Address(f'https://{url}')
    return Address('')


def _behind_proxy(name: str) -> str:
    """Return the host for which a proxy stands; a hyphen of its own is written as two."""
    if '.' not in name:
        name = name.replace('--', '\n').replace('-', '.').replace('\n', '-')
    return name if '.' in name else ''


def _without_spaces(rest: str) -> tuple[str, str]:
    if ' ' not in rest:
        return rest, ''
    first, *others = rest.split()
    remark = next((at for at, word in enumerate(others) if _REMARK.match(word)), len(others))
    last = max((at for at, w in enumerate(others[:remark], 1) if _GOES_ON.fullmatch(w)), default=0)
    if last == len(others):
        problem = 'there is a space in the address; write %20 for it, or remove it'
    else:
        problem = 'there is text behind the address, which is left out; move it to "note"'
    return '%20'.join((first, *others[:last])), problem


def is_public(url: str) -> bool:
    """Return whether the host of a web address is one that others can reach."""
    host = _HOST.match(url)
    return _is_public_host(host[1].lower()) if host else not url.startswith('http')


@lru_cache(maxsize=1024)
def _is_public_host(name: str) -> bool:
    return name[0] == '[' or ('.' in name.strip('.') and not _LOCAL.match(name))


def clean_path(text: str) -> str:
    """Return the path of a file of the site, relative to its root; '' for any other path."""
    path = unescape(text).strip().removeprefix('./')
    return path.lstrip('/') if _is_within(path) else ''


def is_document(path: str) -> bool:
    """Return whether *path* ends as the name of a file that a site offers."""
    return _DOCUMENT.fullmatch(path) is not None


def site_file(text: str) -> str:
    """Return the path of a page or a file of the site, in which a blank may stand; else ''."""
    path = text.partition('#')[0].strip().removeprefix('./')
    return path if _is_within(path) and is_document(path.replace(' ', '_')) else ''


def _is_within(path: str) -> bool:
    """Return whether nothing in *path* leads out of the folder of the site, or is hidden there."""
    is_hidden = any(part.startswith('.') for part in path.split('/'))
    is_private = _PRIVATE.match(path) or any(sign in path for sign in ':\\')
    return path.isprintable() and not is_private and not is_hidden


def not_in_site(text: str) -> str:
    """Return why the path of a file is none within the site; '' if that is not the reason."""
    if '\\' in text and '//' not in text:
        return f'"{text}" is written as on Windows; write "{text.replace(chr(92), "/")}"'
    if '//' not in text and is_document(text.replace(' ', '_')) and not site_file(text):
        return f'"{text}" is hidden or not in the folder of the site; put the file there'
    return ''


def site_address(text: str) -> str:
    """Return the web address, or the page or file of the site, that a setting names.

    Whatever a browser would run, or nobody else can reach, is '' instead.
    """
    if _PHONE.fullmatch(text):
        return text
    path = text.removeprefix('./')
    if site_file(path):
        return path
    is_page = _PATH.fullmatch(path) and not _PRIVATE.match(path)
    return clean_url(text).url or (path if is_page else '')
