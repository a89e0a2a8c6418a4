"""A list of names on one line -> its names: split at "and", and where people did so at commas."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.bib.names.persons import (
    EXTENDED,
    NUMBERED,
    ORGANISATION,
    PARTICLES,
    has_legal_form,
    is_family,
    is_initials,
    is_middle,
    is_protected,
    is_suffix,
    is_title,
    restored,
)
from sphinx_cv.model import is_cjk
from sphinx_cv.model.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Report = Callable[[str, str], None]

AND = regex(r'(?:^|(?<=[\s,]))and(?=[\s,]|$)', re.IGNORECASE)
# Commas and semicolons of other scripts; the first stands between words of a list only.
_FOREIGN = {'\u3001': ' and ', '\uff1b': ';', '\u061b': ';', '\uff06': ' & '}
# "and" in other languages, between names that are written out; some stand within names as well.
_FOREIGN_AND = regex(r'\s(?:und|et|och|og|и|та|ve|oraz|with|mit|avec)\s')
# This one joins two family names as well, of which the second is one word mostly.
_SPANISH_AND = regex(r'(?<=\S) [yei] (?=\S)')
_SLASH = regex(r' (?:[/|]|\u24e1|r\u20dd) ')  # the letter is that of authors in random order
_GLUED_AND = regex(r'(?<=\.)and(?=\s[A-Z])|(?<=\s)and(?=[A-Z][a-z])')
_DOT_BETWEEN = regex(r'(?<=[\u3400-\u9fff])[・·](?=[\u3400-\u9fff])')
_OTHERS = regex(
    r'(?:and\s+)?(?:\d+\s+)?(?:others|more|et\.?\s*al|al|u\.\s?a|und andere|et autres|y otros|'
    r'e outros|и др|等|他|ほか|외)[.,]*|\.{2,}|…|[\s,]*',
    re.IGNORECASE,
)
_COMMAS = ',\uff0c\u060c'  # the usual one, that of East Asia, and the Arabic one
_WIDE_COMMAS = str.maketrans(dict.fromkeys(_COMMAS[1:], ','))
_EDGES = ' \t\r\n,&\uff0c'
_TWO_WORDS = regex(r'[^\W\d_a-z][^\s,]*(?: [^\s,]+)* [^\W\d_a-z][^\s,]*')
_EXACTLY_TWO_WORDS = regex(r'[^\W\d_a-z][\w-]+ [^\W\d_a-z][\w-]+')
_GENERATION = regex(r'I{2,3}|IV')
_GIVEN_AND_INITIAL = regex(
    r"(?:[a-z][\w'’]* )*[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)+ [A-Z]\.?"
)
_INITIAL_WITHIN = regex(r'\b[^\W\d_a-z]\.? (?=\S)')
_ONE_COMMA = regex(r'[^\s,][^,]*,[^,]+')
_INITIAL_FIRST = regex(r'(?:[A-Z]\.[\s-]*)+[^\W\d_]{2}')
# The family names of most people in China and Korea, in their characters.
_FAMILIES = frozenset(
    '王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田'
    '董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛'
    '闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴洪申김이박최정강조윤장임한오서신권황안송류전홍고문양손배'
    '백허유남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국'
)
_DOUBLE_FAMILIES = frozenset(
    '欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 司徒 夏侯 令狐'
    ' 남궁 황보 선우 제갈'.split()
)


def split_list(source: str, report: Report, *, of_firms: bool = False) -> list[str]:
    """Split a list at "and"; and, where people did so, at commas, semicolons and ampersands.

    *of_firms* says that who signs such a work may be a company: Example AG.
    """
    if not source.isascii():
        source = _in_western_signs(source)
    if ';' in source:
        report('comma_list', 'semicolons stand between the names; write "and" between them')
        source = source.replace(';', ' and ')
    if '&' in source:
        source = _ampersands(source, report)
    if _SLASH.search(source) and not ORGANISATION.search(source):
        report('comma_list', 'signs stand between the names; write "and" between them')
        source = _SLASH.sub(' and ', source)
    if source.count('and') > source.count(' and ') and _GLUED_AND.search(source):
        report('comma_list', 'a space is missing beside an "and"; add it')
        source = _GLUED_AND.sub(' and ', source)
    names = [name.strip(_EDGES) for name in _at_and(source)]
    names = [part for name in names if name for part in _in_own_language(name, report)]
    if any(map(source.__contains__, _COMMAS)):
        full = any(map(_is_full, names)) and not any(map(_is_inverted, names))
        parts = [_comma_list(name, full, len(names) == 1) for name in names]
        for name, found in zip(names, parts, strict=True):
            _say(name, found, report)
        names = [part for found in parts for part in found]
    return _family_first(names, of_firms=of_firms) or names


def _in_western_signs(source: str) -> str:
    for sign, meant in _FOREIGN.items():
        source = source.replace(sign, meant)
    return _DOT_BETWEEN.sub(' and ', source)


def _at_and(source: str) -> list[str]:
    """Split a list at "and"; where the letters stand between blanks alone, without a pattern."""
    is_plain = source.lower().count('and') == source.count(' and ')
    return source.split(' and ') if is_plain else AND.split(source)


@lru_cache(maxsize=65536)
def is_others(name: str) -> bool:
    """Return whether it stands for the names that are left out."""
    return _OTHERS.fullmatch(restored(name)) is not None


def _say(name: str, parts: Sequence[str], report: Report) -> None:
    if len(parts) > 1:
        shown = restored(name)[:60]
        report('comma_list', f'commas stand between names in "{shown}"; write "and" between them')


def _ampersands(source: str, report: Report) -> str:
    if ' & ' not in source or ORGANISATION.search(source):
        return source
    report('comma_list', '"&" stands between the names; write "and" between them')
    return source.replace(' & ', ' and ')


def _in_own_language(name: str, report: Report) -> list[str]:
    """Split "Ann Doe und Bo Roe"; "von und zu" and organisations stay as they are."""
    if name.count(' ') < 4:
        return [name]
    parts = _FOREIGN_AND.split(name)
    if len(parts) == 1 and all(map(_EXACTLY_TWO_WORDS.fullmatch, _SPANISH_AND.split(name))):
        parts = _SPANISH_AND.split(name)
    if len(parts) == 1 or ORGANISATION.search(name) or not _are_people(parts):
        return [name]
    report('comma_list', f'"{restored(name)[:60]}" are two people; write "and" between them')
    return parts


def _are_people(parts: Sequence[str]) -> bool:
    """Return whether all are names: each in two words, or with one comma, or several of these."""
    pieces = [piece.strip() for part in parts for piece in part.split(',')]
    return all(map(_TWO_WORDS.fullmatch, pieces)) or all(map(_ONE_COMMA.fullmatch, parts))


@lru_cache(maxsize=65536)
def _is_organisation(name: str) -> bool:
    return (ORGANISATION.search(name) or NUMBERED.fullmatch(name)) is not None


@lru_cache(maxsize=65536)
def _is_full(name: str) -> bool:
    """Return whether it is a name in the order it is read: Jane Doe; Jane Doe, PhD."""
    whole, comma, behind = name.partition(', ')
    return ' ' in whole and (not comma or is_suffix(behind)) and not ORGANISATION.search(name)


@lru_cache(maxsize=65536)
def _is_inverted(name: str) -> bool:
    """Return whether it can only be a name with the family first: Doe, Jane."""
    family, comma, given = (part.strip() for part in name.partition(','))
    is_behind = is_suffix(given) or (' ' in family and is_title(given))  # Ann Doe, MD
    is_one = comma and ',' not in given and not is_behind
    if is_one and family.partition(' ')[0] in PARTICLES:
        return True
    return bool(is_one and not (' ' in family and ' ' in given))


@lru_cache(maxsize=65536)
def _comma_list(name: str, full: bool, alone: bool) -> tuple[str, ...]:
    """Split names that only commas separate; one name (von Last, Jr, First) stays whole.

    *full*: another name of the list is in the order it is read, so two names may be meant where
    "Last, First" would have several words on both sides. *alone*: there is no "and" in the list.
    """
    if EXTENDED.match(name):
        return (name,)
    parts = [part.strip() for part in name.translate(_WIDE_COMMAS).split(',') if part.strip()]
    if any(is_cjk(part.replace(' ', '')) for part in parts):
        return tuple(parts) if _are_whole(parts, alone and ',' not in name) else (', '.join(parts),)
    reversed_names = [_before_initials(part) for part in parts]
    if len(parts) > 1 and all(reversed_names):
        return tuple(', '.join(filter(None, found)) for found in reversed_names if found)
    if full and len(parts) == 2 and ' ' in parts[0] and is_title(parts[1]):
        return (' '.join(parts),)
    if len(parts) < 3:
        return tuple(parts) if _are_two(parts, full) else (', '.join(parts),)
    if len(parts) == 3 and _is_one(parts):
        return (', '.join(parts),)
    return _many(parts)


def _is_one(parts: Sequence[str]) -> bool:
    """Return whether three parts are "Last, Jr, First", which they are by the grammar."""
    if is_title(parts[1]) or is_title(parts[2]) or parts[1].startswith('('):
        return True
    return ' ' not in parts[1] and (not is_middle(parts[1]) or is_initials(parts[2]))


def _many(parts: list[str]) -> tuple[str, ...]:
    """Split names whose initials and suffixes are behind commas of their own, or have none."""
    groups: list[list[str]] = []
    for part in parts:
        if groups and (is_initials(part) or is_title(part)):
            groups[-1].append(part)
        else:
            groups.append([part])
    if len(groups) == 2 and groups[0] == parts[:1] and ' ' not in parts[0] and is_title(parts[2]):
        return (', '.join(parts),)  # Roe, Ann, PhD, MPH
    if len(groups) < len(parts):
        return tuple(map(', '.join, groups))
    if len(parts) % 2 == 0 and not any(' ' in part for part in parts[::2]):
        return tuple(map(', '.join, zip(parts[::2], parts[1::2], strict=True)))
    return tuple(parts)


def _are_whole(parts: list[str], alone: bool) -> bool:
    """Return whether names in East Asian characters, or mixed, are whole: 王伟 and 李明.

    *alone* are those between which no comma of ours stands.
    """
    if any(is_cjk(part) and len(part.replace(' ', '')) < 2 for part in parts):
        return False
    if len(parts) > 2 or all(map(_is_whole_eastern, parts)):
        return True
    return alone and all(part[0] in _FAMILIES or part[:2] in _DOUBLE_FAMILIES for part in parts)


def _is_whole_eastern(part: str) -> bool:
    """Return whether it is too long for a family or a given name: 김철수, 王 伟, 山田太郎."""
    return (
        is_cjk(part.replace(' ', ''))
        and (len(part) > 3 or part[0] in _FAMILIES)
        and (len(part) > 2)
    )


def _are_two(parts: list[str], full: bool) -> bool:
    """Return whether both sides of a comma are a whole name: J. Doe, R. Roe."""
    if len(parts) != 2 or any(map(is_suffix, parts)) or parts[0].partition(' ')[0] in PARTICLES:
        return False
    if is_suffix(parts[0].rpartition(' ')[2]):
        return False  # King Jr, Martin Luther
    if all(map(_INITIAL_FIRST.match, parts)):
        return True
    return full and all(' ' in part and not is_initials(part.split()[-1]) for part in parts)


def _family_first(names: Sequence[str], *, of_firms: bool) -> list[str] | None:
    """Put commas into a list as PubMed and Vancouver write it (Doe JA and Kim K.); else None.

    One name says too little: the whole list must be in that form.
    """
    if _are_in_full(names):
        return [_with_comma(name) if _is_person(name) else name for name in names]
    found = {name: _before_initials(name) for name in names if _has_parts(name)}
    splits = [split for name, split in found.items() if split or not _is_organisation(name)]
    if not splits:
        return None
    if not (
        all(splits)
        and _shows_initials([split[1] for split in splits if split], names, of_firms=of_firms)
    ):
        found = {name: split for name, split in found.items() if split and name[0].islower()}
    return _with_commas(names, found) if found else None  # at least van Dam PQ


def _are_in_full(names: Sequence[str]) -> bool:
    """Return whether families come first and given names are whole: Doe Jane M and Roe Bo.

    Initials stand last in names of that form, and in none of them before another word.
    """
    people = list(filter(_is_person, names))
    in_full = [name for name in people if _GIVEN_AND_INITIAL.fullmatch(name)]
    if not in_full or len(in_full) == len(people) or any(map(_INITIAL_WITHIN.search, people)):
        return False
    return len(in_full) > 1 or len(in_full) * 2 > len(people)


def _is_person(name: str) -> bool:
    return _has_parts(name) and not _is_organisation(name)


def _with_comma(name: str) -> str:
    """Put a comma behind the family name that comes first, and its particles."""
    words = name.split()
    end = next((at for at, word in enumerate(words, 1) if not word[0].islower()), 1)
    return f'{" ".join(words[:end])}, {" ".join(words[end:])}'.rstrip(', ')


def _shows_initials(initials: Sequence[str], names: Sequence[str], *, of_firms: bool) -> bool:
    """Return whether what stands last in all names is their initials, and no family name.

    Where there may be firms (*of_firms*), and beside people whose names are in another form, that
    is their legal form: Example AG.
    """
    is_alone = not any(map(_has_bare_initials, names)) and len(initials) < len(names)
    if (of_firms or is_alone) and all(map(has_legal_form, filter(_has_parts, names))):
        return False
    if any('.' in letters for letters in initials):
        return True
    if all(map(is_family, initials)):
        return False  # Yi XU and Wei LI
    is_lone = len(initials) == 1 and not any(map(_has_bare_initials, names))
    if is_lone and len(initials[0]) == 1:
        return False  # Malcolm X
    return any(len(letters) < 3 for letters in initials)  # Jane DOE


def _with_commas(
    names: Sequence[str], found: Mapping[str, tuple[str, str, str] | None]
) -> list[str]:
    return [', '.join(filter(None, found.get(name) or (name,))) for name in names]


def _has_bare_initials(name: str) -> bool:
    """Return whether it is a family name with initials that have no full stops: Doe, JA."""
    _, comma, given = name.partition(', ')
    return bool(comma) and '.' not in given and is_initials(given)


@lru_cache(maxsize=65536)
def _has_parts(name: str) -> bool:
    """Return whether a name shows the form of its list: it is no single word, and no "Doe, A"."""
    return ' ' in name and not (is_others(name) or is_protected(name) or _is_inverted(name))


@lru_cache(maxsize=65536)
def _before_initials(name: str) -> tuple[str, str, str] | None:
    """Split "van Dam PQ Jr" into family name, initials and suffix; None if it is not so."""
    words = name.split()
    if ',' in name or not words[-1][0].isalpha():
        return None
    suffix = words.pop() if len(words) > 2 and is_suffix(words[-1]) else ''
    end = len(words)
    while end > 1 and _are_capitals(words[end - 1]):
        end -= 1
    family = words[:end]
    if end == len(words) or _GENERATION.fullmatch(words[end]):
        return None  # Smith III, James F
    if _are_capitals(family[0]) or not any(map(str.islower, family[-1])):
        return None
    return ' '.join(family), ' '.join(words[end:]), suffix


def _are_capitals(word: str) -> bool:
    """Return whether these are initials: K, KJ, K.J., K.-J."""
    letters = word.replace('.', '').replace('-', '')
    if not (letters.isalpha() and letters.isupper()):
        return False
    return len(letters) < 4 and (len(letters) == 1 or '.' not in word or word.count('.') > 1)
