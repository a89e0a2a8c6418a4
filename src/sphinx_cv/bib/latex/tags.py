"""HTML and MathML in a field: the meaning of tags, entities, and addresses that are safe."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html.entities import html5
from typing import TYPE_CHECKING

from sphinx_cv.mathematics.accents import accented
from sphinx_cv.model import Inline, Markup, Text
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.model import MarkupKind

    Report = Callable[[str, str], None]

MARKUP: dict[str, MarkupKind] = {
    'i': 'emphasis', 'em': 'emphasis', 'cite': 'emphasis', 'var': 'emphasis', 'dfn': 'emphasis',
    'italic': 'emphasis', 'b': 'strong', 'strong': 'strong', 'bold': 'strong', 'sub': 'subscript',
    'inf': 'subscript', 'sup': 'superscript', 'sc': 'small-caps', 'scp': 'small-caps',
    'code': 'code', 'tt': 'code', 'kbd': 'code', 'samp': 'code', 'monospace': 'code', 'a': 'link',
}  # fmt: skip
# Elements that are a space, or the words of one of their attributes.
SIGNS = frozenset(('td', 'th', 'img'))
# Elements that begin and end a paragraph, or a heading, where there is room for some.
PARAGRAPHS = frozenset((
    'p', 'div', 'li', 'tr', 'hr', 'title', 'sec', 'section', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6',
    'ul', 'ol', 'dl', 'dt', 'dd', 'blockquote', 'abstract', 'list', 'list-item', 'label', 'br',
    'break', 'abstracttext',
))  # fmt: skip
# Tags that stand alone in real titles and abstracts; other names of tags are words then.
_ALONE = frozenset((
    'br', 'p', 'hr', 'li', 'tr', 'td', 'th', 'i', 'em', 'b', 'sub', 'sup', 'sc', 'scp', 'tt', 'u',
    'wbr', 'div', 'span', 'ul', 'ol', 'inf', 'strong', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'jats',
))  # fmt: skip
# Other tags that are dropped wherever they stand; a word that is none of these stays text.
KNOWN = (
    frozenset(MARKUP)
    | SIGNS
    | PARAGRAPHS
    | frozenset((
        'span', 'font', 'u', 's', 'strike', 'del', 'ins', 'big', 'small', 'q', 'mark', 'abbr',
        'acronym', 'address', 'ul', 'ol', 'dl', 'dt', 'dd', 'table', 'tbody', 'thead', 'blockquote',
        'pre', 'center', 'img', 'svg', 'iframe', 'object', 'embed', 'form', 'input', 'button',
        'body', 'html', 'head', 'meta', 'link', 'base', 'video', 'audio', 'source', 'details',
        'summary', 'label', 'select', 'option', 'textarea', 'template', 'marquee', 'section',
        'article', 'h3', 'h4', 'h5', 'h6', 'nobr', 'wbr', 'bdi', 'bdo', 'time', 'math', 'picture',
        'figure', 'canvas', 'frame', 'frameset', 'applet', 'isindex', 'keygen', 'noscript', 'xref',
        'inline-formula', 'alternatives', 'tex-math', 'styled-content', 'roman', 'underline',
    ))
)  # fmt: skip

TAG = regex(r'<(/?)([A-Za-z][\w-]*(?::[A-Za-z][\w-]*)?)((?=[\s/>])[^<>]*)>')
_TAG_NAME = regex(r'<(/?)([A-Za-z][\w-]*)')
# What these enclose is code, never text.
CODE = regex(r'<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>',
                  re.IGNORECASE | re.DOTALL)  # fmt: skip
_MATHML = regex(r'<((?:\w+:)?math)\b[^<>]*>', re.IGNORECASE)
_HREF = regex(r"""(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_SAID = regex(r'\b(?:alt|label)\s*=\s*"([^"]*)"', re.IGNORECASE)
_STYLE = regex(r'(?:class|style)\s*=\s*["\'][^"\']*small-?caps', re.IGNORECASE)
_ENTITY = regex(
    r'(?:\{\\&\}|\\?&)(?:\\(?=#))?(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});'
)
# How some programs export the tags of a title.
_ESCAPED_TAG = regex(
    r'\{{0,3}(?:\\textless *(?:\{\})?|\$\\?(?:<|less|lt)\$)\}{0,3}'
    r"""(/?[A-Za-z][\w:-]*)((?:\s+[\w:-]+=(?:"[^"<>$]*"|'[^'<>$]*'))*\s*/?)"""
    r'\{{0,3}(?:\\textgreater *(?:\{\})?|\$\\?(?:>|greater|gt)\$)\}{0,3}'
)
_LATEX_SIGNS = str.maketrans({c: '\\' + c for c in '{}$_%#'} | {
    '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '&': '\\&',
    '`': '\\textasciigrave{}', '\u00a0': '~', '"': '\\textquotedbl{}',
})  # fmt: skip
_SAFE = regex(r'(?:https?://[^/\s]|mailto:[^@\s]+@)\S*', re.IGNORECASE)


def is_html(source: str) -> bool:
    """Return whether *source* has tags or entities, which LaTeX cannot read or would print."""
    source = restore_tags(source)
    if '<' in source:
        names = tag_names(source)
        if any(is_tag(match, names) for match in TAG.finditer(source)):
            return True
    return '&' in source and decode_entities(source) != source


def restore_tags(source: str) -> str:
    r"""Return *source* with tags for those written as ``\textless i\textgreater``, ``$<$i$>$``."""
    if '\\textless' not in source and '$' not in source:
        return source
    source = source.replace('{$><$}', '{$>$}{$<$}')  # as Zotero writes one behind another
    # Programs that give a title capitals give them to tags, too.
    closed = {match[1].lower() for match in _ESCAPED_TAG.finditer(source) if match[1][0] == '/'}

    def restored(match: re.Match[str]) -> str:
        name, attributes = match.groups()
        is_sure = name[0] == '/' or f'/{name.lower()}' in closed or attributes.strip()
        is_sure = is_sure or name.lower() == 'br'
        return f'<{name}{attributes}>' if is_sure or '$' not in match[0] else match[0]

    return _ESCAPED_TAG.sub(restored, source)


def decode_entities(source: str) -> str:
    """Return *source* with its entities as characters, escaped if LaTeX reads them otherwise."""
    for _ in range(3):  # exports escape twice, some three times
        decoded = _ENTITY.sub(_decode, source)
        if decoded == source:
            break
        source = decoded
    return source


def _decode(match: re.Match[str]) -> str:
    name = match[1]
    if not name.startswith('#'):
        character = html5.get(name + ';')
        if name == 'amp':
            # Bare, so that the next round finds what was escaped twice.
            return '&'
        return match[0] if character is None else character.translate(_LATEX_SIGNS)
    number = int(name[2:], 16) if name[1] in 'xX' else int(name[1:])
    if number > 0x10FFFF or 0xD800 <= number < 0xE000 or number < 32:
        return ' '
    return chr(number).translate(_LATEX_SIGNS)


def kind(name: str, attributes: str) -> MarkupKind | None:
    """Return the markup that a start tag means; None if only its text matters."""
    if _STYLE.search(attributes):
        return 'small-caps'
    return MARKUP.get(name)


def tag_names(source: str) -> frozenset[tuple[str, str]]:
    """Return all that could be a tag in *source*: its slash, if any, and its name in small."""
    return frozenset((slash, name.lower()) for slash, name in _TAG_NAME.findall(source))


def is_tag(match: re.Match[str], names: frozenset[tuple[str, str]]) -> bool:
    """Return whether a match is a tag, and not a comparison or a word such as ``List<T>``.

    *names* are those of all that could be tags in the same text.
    """
    slash, name, attributes = match.groups()
    if attributes.strip(' /') and '=' not in attributes:
        return False
    if ':' in name or '=' in attributes:
        return True
    if ('' if slash else '/', name.lower()) in names:
        return True
    if len(name) == 1 and match.string[match.start() - 1 : match.start()].isalnum():
        return name == 'p'  # a<b>c
    known = KNOWN if slash or attributes else _ALONE
    return name.lower() in known and not (len(name) == 1 and name.isupper())


def said(name: str, attributes: str) -> str:
    """Return what stands for a tag: a space, or the words that only an attribute has."""
    match = _SAID.search(attributes) if name in {'img', 'abstracttext'} else None
    if match is None:
        return ' '
    return match[1] if name == 'img' else f'{match[1]}: '


def href(attributes: str) -> str:
    """Return the address of an ``<a>``."""
    match = _HREF.search(attributes)
    return '' if match is None else next((group for group in match.groups() if group), '')


def safe_address(address: str) -> str:
    """Return *address* if it is safe to link (http, https, mailto); else ''."""
    cleaned = re.sub(r'\\([%#&_~{}$])(?:\{\})?', r'\1', address.strip()).replace(
        '\\textasciitilde{}', '~'
    )
    cleaned = cleaned.replace('<', '%3C').replace('>', '%3E')  # old DOIs have them
    return cleaned if _SAFE.fullmatch(cleaned) and not set('"\\{}') & set(cleaned) else ''


def shown_address(address: str) -> str:
    """Return an address as readers see it."""
    return re.sub(r'[\\{}]', '', address).strip()


def checked_link(address: str, content: list[Inline], report: Report) -> list[Inline]:
    """Return a link on *content*; the content alone, with a report, if *address* is not safe."""
    target = safe_address(address)
    if address.startswith('#'):
        return content  # to another part of the page that it was on
    if target:
        return [Markup('link', tuple(content), target)]
    report(
        'unsafe_url',
        f'"{shown_address(address)[:60]}" cannot be linked; '
        'write one that begins with https://, http:// or mailto:',
    )
    return content


def mathml_end(source: str, at: int) -> int:
    """Return the end of the ``<math>`` element at *at*; 0 if it has none, -1 if there is none."""
    start = _MATHML.match(source, at)
    if start is None:
        return -1
    end = source.lower().find(f'</{start[1].lower()}', start.end())
    return source.find('>', end) + 1 if end >= 0 else 0


def mathml_rich(source: str, read: Callable[[str], list[Inline]]) -> list[Inline]:
    """Return the text of a ``<math>`` element, its scripts as markup; *read* reads LaTeX in it."""
    bare = re.sub(r'(</?)(?:\w+:)?(\w+)', lambda tag: tag[1] + tag[2].lower(), source)
    bare = re.sub(r"""\s+(?!open|close)[\w:-]+\s*=\s*("[^"]*"|'[^']*')""", '', bare)
    try:
        root = ET.fromstring(re.sub(r'&(?!#?\w+;)', '&amp;', bare))
    except ET.ParseError:
        return read(re.sub(r'<[^>]*>', '', source))
    return _show(root, read)


_SCRIPTS: dict[str, tuple[MarkupKind, ...]] = {
    'msub': ('subscript',), 'msup': ('superscript',), 'msubsup': ('subscript', 'superscript'),
    'munder': ('subscript',), 'mover': ('superscript',),
    'munderover': ('subscript', 'superscript'),
}  # fmt: skip
# What stands over a letter, as the combining character: bars, hats, tildes, arrows, dots.
_OVER = {
    sign: accent
    for signs, accent in (
        ('\u00af\u203e\u2015_', '\u0304'), ('^\u02c6', '\u0302'), ('~\u02dc\u223c', '\u0303'),
        ('\u2192\u20d7', '\u20d7'), ('.\u02d9', '\u0307'), ('\u00a8', '\u0308'),
        ('\u02c7', '\u030c'), ('\u02d8', '\u0306'),
    )
    for sign in signs
}  # fmt: skip


def _show(element: ET.Element, read: Callable[[str], list[Inline]]) -> list[Inline]:
    name = element.tag
    parts = [_show(child, read) for child in element if not child.tag.startswith('annotation')]
    if name in _SCRIPTS and len(parts) > 1:
        over = _OVER.get(''.join(element[1].itertext()).strip())
        if name == 'mover' and over and parts[0]:
            return [accented(parts[0][0], over), *parts[0][1:]]
        scripts = zip(_SCRIPTS[name], parts[1:], strict=False)
        return [*parts[0], *(Markup(kind, tuple(part)) for kind, part in scripts)]
    if name == 'mfrac' and len(parts) == 2:
        return [*parts[0], Text('/'), *parts[1]]
    if name == 'mroot' and len(parts) == 2:
        return [Markup('superscript', tuple(parts[1])), Text('√'), *parts[0]]
    if name == 'msqrt':
        parts.insert(0, [Text('√')])
    if name == 'mfenced':
        parts = _fenced(parts, element)
    text = element.text or ''
    text = text if name == 'mtext' else text.strip()
    # Other signs of LaTeX, such as the "~" over a letter, are themselves here.
    is_latex = not {'\\', '{', '$'}.isdisjoint(text)
    own = read(text) if is_latex else [Text(text)] if text else []
    return own + [inline for part in parts for inline in part]


def _fenced(parts: list[list[Inline]], element: ET.Element) -> list[list[Inline]]:
    """Return the parts of an ``<mfenced>`` within the brackets that it stands for."""
    apart = [inline for part in parts for inline in (Text(', '), *part)][1:]
    return [[Text(element.get('open', '(')), *apart, Text(element.get('close', ')'))]]


_TEX = regex(r'<((?:\w+:)?tex(?:-math)?)\b[^<>]*>([^<]{1,2000})</\1\s*>', re.IGNORECASE)
_AROUND_DOCUMENT = regex(r'.*\\begin\{document\}|\\end\{document\}.*', re.DOTALL)
# Where the same formula stands in LaTeX and in MathML.
_ALTERNATIVES = regex(
    r'(</(?:\w+:)?tex-math\s*>)\s*<((?:\w+:)?math)\b[^<>]*>.{0,4000}?</\2\s*>', re.I | re.DOTALL
)


def formulas_between_dollars(source: str) -> str:
    """Return *source* with dollars around what ``<tex-math>`` encloses, a whole document or not."""
    return _TEX.sub(_between_dollars, _ALTERNATIVES.sub(r'\1', source))


def _between_dollars(match: re.Match[str]) -> str:
    latex = _AROUND_DOCUMENT.sub('', match[2])
    return f'${latex.strip().strip("$").strip()}$'
