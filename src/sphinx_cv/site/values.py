"""What a value in ``conf.py`` may be: readers that bring it into one form, or refuse it."""

from __future__ import annotations

import difflib
import os
import re
from types import NoneType
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.model.addresses import clean_url, site_address, site_file
from sphinx_cv.model.people import clean_orcid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Report = Callable[[str], None]
    # Returns a value in the form that the code uses. Raises ValueError if it is not what the row
    # says; what is wrong with a part of it is reported, with the name of that part.
    Reader = Callable[[object, Report], object]


class Key(NamedTuple):
    """A key of a setting that is a dictionary."""

    read: Reader
    takes: str  # in words, behind "it is"
    about: str


def about(name: str, report: Report) -> Report:
    """Return a report of what is within the thing that is called so."""
    return lambda text: report(name + text)


def a_text(value: object, report: Report) -> str:
    """Return a text of one line."""
    if not isinstance(value, str) or not value.isprintable():
        raise ValueError
    return value.strip()


def some_texts(value: object, report: Report) -> tuple[str, ...]:
    """Return texts, of which there may be one alone."""
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, (list, tuple, set, frozenset)):
        raise ValueError
    return tuple(a_text(one, report) for one in values)


def a_flag(value: object, report: Report) -> bool:
    """Return a truth value, which the command line gives as a word."""
    if isinstance(value, str):  # as the command line hands it over
        value = {'1': True, 'true': True, '0': False, 'false': False}.get(value.lower())
    if value not in (True, False):
        raise ValueError
    return bool(value)


def a_count(value: object, report: Report) -> int:
    """Return a number from 1."""
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError
    return value


def an_orcid(value: object, report: Report) -> str:
    """Return an ORCID iD in its usual form."""
    found = clean_orcid(text := a_text(value, report))
    if text and not found:
        raise ValueError
    return found


def a_mail(value: object, report: Report) -> str:
    """Return an e-mail address."""
    text = a_text(value, report).removeprefix('mailto:')
    if text and not re.fullmatch(r'[^\s@<>:]+@[^\s@<>:]+', text):
        raise ValueError
    return text


def an_address(value: object, report: Report) -> str:
    """Return a web address, or that of a part of the site."""
    found = site_address(text := a_text(value, report))
    if text and not found:
        raise ValueError
    return found


def _facts(value: object, *names: str) -> dict[object, object]:
    """Return a dictionary: *value* itself, or *names* with the items of a tuple or with one value.

    The second application, which makes the PDFs, gets settings that the first has read into tuples.
    """
    if isinstance(value, dict):
        return value
    return dict(zip(names, value if isinstance(value, tuple) else (value,), strict=False))


def some_affiliations(value: object, report: Report) -> tuple[tuple[str, str], ...]:
    """Return the name of each, and its address at ROR."""
    if not isinstance(value, (list, tuple)):
        raise ValueError
    return tuple(_affiliation(item, report) for item in value)


def _affiliation(value: object, report: Report) -> tuple[str, str]:
    facts = _facts(value, 'name', 'ror')
    number = a_text(facts.get('ror', ''), report).rstrip('/').rpartition('/')[2]
    if number and not re.fullmatch(r'0[a-z0-9]{8}', number):
        raise ValueError
    return a_text(facts.get('name', ''), report), f'https://ror.org/{number}' if number else ''


def a_photo(value: object, report: Report) -> tuple[str, str]:
    """Return a picture of the site, or its address, and what it shows."""
    facts = _facts(value, 'file', 'alt')
    file = a_text(facts.get('file', ''), report)
    if file and not site_file(file) and not clean_url(file).url:
        raise ValueError
    return file, a_text(facts.get('alt', ''), report)


def some_files(value: object, report: Report) -> list[str]:
    """Return names of files."""
    values = [value] if isinstance(value, (str, os.PathLike)) else value or []
    if not isinstance(values, (list, tuple)):
        raise ValueError
    paths = (os.fspath(one) if isinstance(one, os.PathLike) else one for one in values)
    return [a_text(path, report) for path in paths]


def a_dictionary(value: object) -> dict[object, object]:
    """Return a dictionary, which may be left out."""
    if not isinstance(value, (dict, NoneType)):
        raise ValueError
    return dict(value or {})


def items_of(value: object) -> Iterable[tuple[object, object]]:
    """Return keys and values of a dictionary."""
    if not isinstance(value, dict):
        raise ValueError
    return value.items()


def some_languages(value: object, report: Report) -> dict[str, str]:
    """Return the code of each language, and the address of the site in it with a slash behind."""
    result = {}
    for code, root in a_dictionary(value).items():
        if not isinstance(code, str) or not re.fullmatch(r'[A-Za-z]{2,3}([-_]\w{2,4})*', code):
            report(f': "{code}" is no code of a language, such as "de" or "pt_BR"')
        elif not isinstance(root, str) or not re.match(r'https?://|\.{0,2}/|\w', root):
            report(f'["{code}"] cannot be {root!r}; it is an address, or a path such as "../de/"')
        else:
            result[code.replace('-', '_')] = f'{root.rstrip("/")}/'
    return result


def some_words(value: object, report: Report) -> dict[str, str | dict[str, str]]:
    """Return word -> other word, and code of a language -> such words in this language alone."""
    result: dict[str, str | dict[str, str]] = {}
    for word, other in a_dictionary(value).items():
        if isinstance(word, str) and isinstance(other, str):
            result[word] = other
        elif isinstance(word, str) and isinstance(other, dict):
            result[word.replace('-', '_')] = {str(one): str(text) for one, text in other.items()}
        else:
            report(f'[{word!r}] cannot be {other!r}; it is a text')
    return result


def read_parts(
    value: Mapping[object, object], parts: Mapping[str, Key], report: Report
) -> dict[str, object]:
    """Return what is right of a dictionary whose keys are those of *parts*."""
    result: dict[str, object] = {}
    for name, written in value.items():
        if name not in parts:
            near = difflib.get_close_matches(str(name).lower(), parts, 1, 0.5)
            hint = f'did you mean "{near[0]}"? ' if near else ''
            report(f': there is no "{name}"; {hint}It takes {", ".join(parts)}')
        elif written is not None:
            part, where = parts[str(name)], f'["{name}"]'
            try:
                result[str(name)] = part.read(written, about(where, report))
            except ValueError:
                report(f'{where} cannot be {written!r}; it is {part.takes}')
    return result
