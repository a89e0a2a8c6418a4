"""Markdown of other programs, with their HTML, Liquid and shortcodes, as MyST's Markdown."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    # Where an address of the old site leads now; '' for nowhere.
    Resolve = Callable[[str], str]
    # What has been left out.
    Tell = Callable[[str], None]

_CODE = re.compile(
    r'(^ {0,3}(?:```|~~~).*?^ {0,3}(?:```|~~~)\s*$|`[^`\n]+`)', re.DOTALL | re.MULTILINE
)
_COMMENT = re.compile(r'<!--.*?-->', re.DOTALL)
_DEAD = re.compile(
    r'<(script|style|iframe|svg|video|audio|object|form|button)\b[^>]*>.*?</\1\s*>',
    re.DOTALL | re.IGNORECASE,
)
_LAYOUT = re.compile(
    r'\{:[^}\n]*\}|(?m:^\{[.#\w][^}\n]*\}[ ]*$)|\{%-?\s*(?:end)?(?:raw|comment)\s*-?%\}'
)
_RELATIVE = re.compile(
    r'\{\{-?\s*[\'"]([^\'"]*)[\'"]\s*(?:\|\s*(?:relative|absolute)_url\s*)?-?\}\}'
)
_BASE = re.compile(r'\{\{-?\s*(?:site\.(?:baseurl|url)|page\.url)\s*(?:\|[^}]*)?-?\}\}')
_ICON = re.compile(r'\{\{[<%]\s*icon\b.*?[>%]\}\}')
_LIQUID = re.compile(r'\{%.*?%\}|\{\{.*?\}\}', re.DOTALL)
_ANCHOR = re.compile(r'<a\b([^>]*)>(.*?)</a\s*>', re.DOTALL | re.IGNORECASE)
_IMAGE = re.compile(r'<img\b([^>]*)>', re.IGNORECASE)
_MARKS = {'b': '**', 'strong': '**', 'i': '*', 'em': '*', 'code': '`', 'u': '', 'mark': ''}
_STYLED = re.compile(r'<(b|strong|i|em|code)\b[^>]*>(.*?)</\1\s*>', re.DOTALL | re.IGNORECASE)
_RAISED = re.compile(r'<(sup|sub)\b[^>]*>([^<>]*)</\1\s*>', re.IGNORECASE)
_HEADING = re.compile(r'<h([1-6])\b[^>]*>(.*?)</h\1\s*>', re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(
    r'<br\s*/?>|</(?:p|div|ul|ol|tr|table|section|center|details|summary)\s*>', re.IGNORECASE
)
_ITEM = re.compile(r'\s*<li\b[^>]*>\s*', re.IGNORECASE)
_TAG = re.compile(r'</?[a-zA-Z][\w:-]*(?:\s[^<>]*)?/?>')
_LINK = re.compile(
    r'(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^)\s>]*)>?((?:\s+"[^"]*")?)\s*\)(?:\{[^}\n]*\})?'
)
_PRICE = re.compile(r'(?<![\\$\w])\$(?=\d[\d.,]*\s?(?:[kKmM]|million|billion)?(?:[\s).,;:/+–-]|$))')
_ADDRESS = re.compile(r'(?<![\w(<"\'\[/])(https?://[^\s<>()\[\]]+[^\s<>()\[\].,;:!?\'"])')


def web_only(address: str) -> str:
    """Return an address of the whole web as it is, and none for one within the old site."""
    return address if re.match(r'(?:https?:)?//|mailto:|tel:', address) else ''


def myst_line(text: str, resolve: Resolve = web_only) -> str:
    """Return one or more lines of text with markup, as Markdown; nothing becomes a block."""
    parts = _CODE.split(html.unescape(text) if '<' not in text and '`' not in text else text)
    return ''.join(p if i % 2 else _inline(p, resolve) for i, p in enumerate(parts)).strip('\n ')


def _inline(text: str, resolve: Resolve) -> str:
    text = _COMMENT.sub('', text).replace('\u00ad', '').replace('&shy;', '')
    for _ in range(3):  # within one another
        text = _STYLED.sub(_mark, text)
    text = _RAISED.sub(
        lambda m: f'{{{m[1].lower()}}}`{m[2].strip()}`' if m[2].strip() else '', text
    )
    text = _ANCHOR.sub(lambda m: _anchor(m, resolve), text)
    text = _TAG.sub('', _BREAK.sub('\n' if '\n' in text else ' ', text))
    text = _LINK.sub(lambda m: _link(m, resolve), text)
    return _PRICE.sub(r'\\$', html.unescape(text))


def _mark(match: re.Match[str]) -> str:
    mark, inner = _MARKS[match[1].lower()], match[2].strip()
    return f'{mark}{inner}{mark}' if inner else ''


def _attribute(attributes: str, name: str) -> str:
    match = re.search(
        rf'\b{name}\s*=\s*(?:"([^"]*)"|\'([^\']*)\'|([^\s>]+))', attributes, re.IGNORECASE
    )
    return html.unescape(next(filter(None, match.groups()), '')).strip() if match else ''


def _anchor(match: re.Match[str], resolve: Resolve) -> str:
    words = ' '.join(_TAG.sub('', match[2]).split())
    return f'[{words}]({_attribute(match[1], "href").replace(" ", "%20")})' if words else ''


def _link(match: re.Match[str], resolve: Resolve) -> str:
    picture, words, address, title = match.groups()
    target = resolve(address.strip())
    if not target:
        return '' if picture else words
    if picture and '//' in target:  # a picture from elsewhere is not in print
        return f'[{words or "Picture"}]({target})'
    return f'{picture}[{words}]({target}{title})'


def myst_text(
    text: str, resolve: Resolve = web_only, tell: Tell = lambda what: None, *, level: int = 0
) -> str:
    """Return a text of paragraphs as Markdown that MyST reads without complaint.

    Headings begin at *level*; 0 makes bold lines of them, as within an entry. *tell* hears of what
    only the old program could show.
    """
    text = text.replace('\r\n', '\n').replace('\t', '    ').strip('\n')
    parts = _CODE.split(text)
    text = ''.join(_code(p) if i % 2 else _block(p, resolve, tell) for i, p in enumerate(parts))
    text = _headings(text, level)
    text = re.sub(r'^[ ]+$', '', text, flags=re.MULTILINE)
    return re.sub(r'\n{3,}', '\n\n', text).strip()


def _code(text: str) -> str:
    """Return code as it is, without attributes that MyST would take for a directive."""
    return re.sub(r'^( {0,3}(?:```+|~~~+))\s*\{[^}\n]*\}', r'\1', text)


def _block(text: str, resolve: Resolve, tell: Tell) -> str:
    text = _COMMENT.sub('', text)
    text = _RELATIVE.sub(r'\1', _BASE.sub('', _ICON.sub('', _LAYOUT.sub('', text))))
    text = _gone(_DEAD, text, tell)
    text = _gone(_LIQUID, text, tell)
    text = _HEADING.sub(lambda m: f'\n\n{"#" * int(m[1])} {" ".join(m[2].split())}\n\n', text)
    text = _IMAGE.sub(lambda m: _picture(m[1]), text)
    text = _ITEM.sub('\n- ', text)
    if _TAG.search(text):  # in Markdown, HTML that is indented is no code
        text = re.sub(r'^[ ]+(?=<)', '', text, flags=re.MULTILINE)
        text = re.sub(r'</li\s*>', '', text, flags=re.IGNORECASE)
        text = _BREAK.sub('\n\n', text)
    footnotes = set(re.findall(r'^\[\^([^\]]+)\]:', text, re.MULTILINE))
    text = re.sub(r'\[\^([^\]]+)\]', lambda m: m[0] if m[1] in footnotes else m[1], text)
    return _inline(text, resolve)


def _picture(attributes: str) -> str:
    return (
        f'![{_attribute(attributes, "alt")}]({_attribute(attributes, "src").replace(" ", "%20")})'
    )


def _gone(pattern: re.Pattern[str], text: str, tell: Tell) -> str:
    def leave(match: re.Match[str]) -> str:
        if not re.match(r'\{%-?\s*(?:assign|endif|endfor|else|end\w+)', match[0]):
            tell(match[0])
        return ''

    return pattern.sub(leave, text)


def _headings(text: str, level: int) -> str:
    """Return *text* with its headings one below the other from *level* on, or in bold for 0."""
    text = re.sub(
        r'^(?!\s*[-*+>|#]|\s*\d+\.)(\S[^\n]*)\n(=+|-{3,})[ ]*$',
        _underlined,
        text,
        flags=re.MULTILINE,
    )
    outer: list[int] = []

    def moved(match: re.Match[str]) -> str:
        words = re.sub(r'\s*\{#[^}]*\}|\s+#+\s*$', '', match[2]).strip().strip('*').strip()
        if not words:
            return ''
        if not level:
            return f'\n**{words}**\n'
        depth = len(match[1])
        while outer and outer[-1] >= depth:
            outer.pop()
        outer.append(depth)
        return f'\n{"#" * min(level + len(outer) - 1, 6)} {words}\n'

    parts = _CODE.split(_drop_rules(text))
    pattern = re.compile(r'^ {0,3}(#{1,6})[ ]+(.*)$', re.MULTILINE)
    return ''.join(p if i % 2 else pattern.sub(moved, p) for i, p in enumerate(parts))


def _drop_rules(text: str) -> str:
    """Return *text* without lines across the page, of which docutils allows few."""
    return re.sub(r'^ {0,3}([-*_])(?:[ ]*\1){2,}[ ]*$', '', text, flags=re.MULTILINE)


def _underlined(match: re.Match[str]) -> str:
    return f'{"#" if match[2].startswith("=") else "##"} {match[1]}'
