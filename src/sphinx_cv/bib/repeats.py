"""What an entry says twice, or that only a program wants to know: said once, or not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model.addresses import unescape
from sphinx_cv.model.states import parted, state_alone, state_in_words
from sphinx_cv.model.types import SUBTYPES, WORKS, type_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTH = (
    r'(?:jan|feb|m\W*[aä]r|maa|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|f[ée]v|avr|jui|ao[uû]|'
    r'd[ée]c|gen|mag|giu|lug|ago|set|ott|dic|ene|abr|out|fev)'
)
# The day on which somebody looked at a page, by itself.
_ACCESS = re.compile(
    r'\W*(?:online\W+)?(?:(?:last|date|zuletzt|letzter|stand|dernier|ultimo|[úu]ltim[oa]|data) )?'
    r'(?:accessed|visited|retrieved|consulted|viewed|checked|abgerufen|aufgerufen|zugegriffen|'
    r'gesehen|besucht|gepr[üu]ft|zugriff|consult[ée]\w*|consultado|acc[eè]s|accesso|acesso|'
    r'consultazione|dost[ęe]pu?|geraadpleegd|eri[şs]im tarihi|citov[áa]no|h[äa]mtad|'
    r'дата обращения|дата доступа|最后访问|访问日期)'
    r'(?:[\W\d]|(?:on|am|em|el|le|op|il|de|st|nd|rd|th)\b|'
    rf'\b{_MONTH}\w*)*\d\W*',
    re.IGNORECASE,
)
_AVAILABLE = re.compile(
    r'(?:\W*online\W+)?(?:(?:available|accessible|retrieved|url|see|link)\W+)?'
    r'(?:(?:online|at|from|on|under|via)\W+)*(https?://\S+?)[\s.,;\])]*',
    re.IGNORECASE,
)
_IN = re.compile(r'^In:?\s+(?=Proc|Advances|The\b|\d)')
_SIGNS = re.compile(r'[{}\\]')
_DATASET = re.compile(r'\W*data ?set\W*', re.IGNORECASE)
_NUMBERED_PATENT = re.compile(r'(?:U\.?S\.? )?patent(?: no\.?| number)? ([\d,./]+)', re.IGNORECASE)
# Where the words of a note may stand as well.
_PLACES = ('journaltitle', 'booktitle', 'howpublished', 'publisher', 'series', 'eventtitle')


def settle_repeats(found: dict[str, str], kind: str) -> None:
    """Take out of the values of an entry of that type what others of them say."""
    if 'booktitle' in found and found['booktitle'].startswith('In'):
        found['booktitle'] = _IN.sub('', found['booktitle'], count=1)
    if 'note' in found and _repeats(found['note'], found, kind):
        found['note'] = ''
    if 'location' in found:
        _settle_location(found)
    number = found.get('number', '')
    if len(number) > 3 and number in (found.get('pages'), found.get('eid')):
        is_part = WORKS[type_of(kind).work].container
        found['number' if is_part or 'eid' in found else 'pages'] = ''


def _repeats(note: str, found: Mapping[str, str], kind: str) -> bool:
    """Return whether a note says nothing that the line and the links do not."""
    words = _plain(note)
    if _ACCESS.fullmatch(words) or _bare(words) in {_bare(said) for said in _said(found)}:
        return True
    if link := _AVAILABLE.fullmatch(unescape(note)):
        address = link[1].rstrip('/')
        others = (text for name, text in found.items() if name != 'note' and '//' in text)
        return any(unescape(text).rstrip('/') == address for text in others)
    if state := state_alone(note):
        return state in {parted(found.get(name, ''))[0] for name in _PLACES}
    if kind == 'dataset':
        return _DATASET.fullmatch(note) is not None
    same = _NUMBERED_PATENT.fullmatch(words) if kind == 'patent' else None
    return same is not None and _digits(same[1]) in _digits(found.get('number', ''))


def _said(found: Mapping[str, str]) -> list[str]:
    """Return what the line says, in the words in which a note may say it again."""
    year = (found.get('date') or found.get('year', ''))[:4]
    names = [_plain(found[name]) for name in _PLACES if found.get(name)]
    said = [*names, *(f'{name} {year}' for name in names)]
    if kind := found.get('type'):
        said.append(_plain(SUBTYPES.get(kind, kind)))  # PhD thesis
    if state := found.get('pubstate'):
        said.append(_plain(state_in_words(state)))
    if version := _plain(found.get('version', '')):
        said += [f'version {version}', f'v{version}', f'version {version.removeprefix("v")}']
    return [words for words in said if words]


def _settle_location(found: dict[str, str]) -> None:
    """Take the place away that stands behind the name of a publisher, or in that of an event."""
    place = _plain(found['location'])
    for name in ('publisher', 'institution', 'organization', 'booktitle'):
        text = found.get(name, '')
        if ',' in text and f', {place},' in f'{_plain(text)},':
            found['location'] = ''


def _plain(text: str) -> str:
    return _SIGNS.sub('', text).lower().strip(' .()[]')


def _bare(words: str) -> str:
    return words.replace('.', '')  # PhD, Ph.D.


def _digits(text: str) -> str:
    return ''.join(filter(str.isdecimal, text))
