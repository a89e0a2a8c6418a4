"""The settings ``cv_pdf`` and ``cv_variants`` of ``conf.py``, checked and typed."""

from __future__ import annotations

import difflib
import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from sphinx_cv.model.dates import PartialDate
from sphinx_cv.site.settings import changes_of_owner

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Report = Callable[[str], None]
    Test = Callable[[object], bool]

MAIN = 'cv'  # the file name of the full CV, without its suffix
DESIGNS = ('classic', 'modern', 'columns')
PAPER_SIZES = ('us-letter', 'a4')

_LENGTH = re.compile(r'\d+(\.\d+)?(pt|mm|cm|in)')
_COLOR = re.compile(r'#[0-9a-fA-F]{6}')
_LANGUAGE = re.compile(r'[A-Za-z]{2,3}(?:[_-][A-Za-z]{2,8})*')
_FILE_NAME = re.compile(r'\w[\w.-]*')


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one PDF.

    *sections* are ids, page names or titles, in order, ``*`` for all others; none means all.
    *filter*, *limit* and *since* choose papers; *filter*, *entries* and *since* choose entries.
    *sort* is the order of papers in each list.
    *pages* is the number of pages that the owner allows, 0 for any. *owner* is what the header
    says otherwise of the owner, or whose CV it is.
    """

    title: str = ''
    design: str = 'classic'
    template: str = ''
    paper: str = 'us-letter'
    font_size: str = '10pt'
    margin: str = '0.8in'
    accent: str = ''
    sections: tuple[str, ...] = ()
    numbered: bool = False
    previews: bool = False
    print_links: bool = False
    date: str = 'auto'
    fonts: tuple[str, ...] = ()
    font_paths: tuple[str, ...] = ()
    filter: str = ''
    entries: str = ''
    sort: str = ''
    limit: int = 0
    since: str = ''
    pages: int = 0
    keywords: tuple[str, ...] = ()
    owner: Mapping[str, object] = field(default_factory=dict)
    language: str = ''


# Settings about the contents of the full CV, which its variants do not inherit.
_OWN = ('title', 'sections', 'filter', 'entries', 'sort', 'limit', 'since', 'pages')


def read_outputs(pdf: object, variants: object, report: Report) -> dict[str, Settings]:
    """Return the settings of every PDF by its file name without ``.pdf``, the full CV first.

    *pdf* and *variants* are ``cv_pdf`` and ``cv_variants`` as the owner wrote them; what
    cannot be used goes to *report* as a sentence, and the default stands.
    """
    # Whether it is made, says another place; asked for by name, it is made with the defaults.
    main = _settings({} if pdf in (None, False, True) else pdf, {}, 'cv_pdf', report)
    outputs = {MAIN: main}
    base = {name: value for name, value in asdict(main).items() if name not in _OWN}
    if not isinstance(variants, dict):
        report('cv_variants is not a dict; write cv_variants = {"cv-short": {"limit": 10}}')
        return outputs
    for given, changes in variants.items():
        name = str(given).removesuffix('.pdf')
        if _FILE_NAME.fullmatch(name) and name not in outputs:
            outputs[name] = _settings(changes, base, f'cv_variants["{given}"]', report)
        else:
            report(
                f'cv_variants: "{given}" cannot be the file name of a further PDF; '
                'use letters, digits, "-" and "_", and each name once'
            )
    return outputs


def _settings(given: object, base: Mapping[str, object], where: str, report: Report) -> Settings:
    """Return the valid settings in *given*; *base* and the defaults say the others."""
    values = dict(base)
    if not isinstance(given, dict):
        report(f'{where} is not a dict; write {{"paper": "a4"}} or leave it out')
        given = {}
    for name, value in given.items():
        if problem := _problem(str(name), value):
            report(f'{where}: {problem}')
        else:
            values[str(name)] = _form(str(name), value, where, report)
    build: Callable[..., Settings] = Settings
    return build(**values)


def _form(name: str, value: object, where: str, report: Report) -> object:
    """Return a setting that is right in the form that the code uses."""
    if name == 'owner':
        return changes_of_owner(value, lambda text: report(f'{where}["owner"]{text}'))
    return tuple(value) if isinstance(value, list) else value


def _problem(name: str, value: object) -> str:
    """Return what is wrong with a setting and what it takes; '' if it is right."""
    if name not in CHECKS:
        near = difflib.get_close_matches(name.lower(), CHECKS, 1)
        hint = f'did you mean "{near[0]}"? Or ' if near else ''
        return f'"{name}" is not a setting; {hint}use one of {", ".join(sorted(CHECKS))}'
    test, allowed = CHECKS[name]
    return '' if test(value) else f'{name} cannot be {value!r}; it is {allowed}'


def _one_of(*choices: str) -> tuple[Test, str]:
    *others, last = (f'"{choice}"' for choice in choices)
    return (
        lambda value: isinstance(value, str) and value in choices,
        f'{", ".join(others)} or {last}',
    )


def _like(pattern: re.Pattern[str], allowed: str) -> tuple[Test, str]:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value)), allowed


def _is_texts(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(PartialDate.parse(value))
    except ValueError:
        return False


_A_LENGTH = 'a length in pt, mm, cm or in'
CHECKS: dict[str, tuple[Test, str]] = {
    'title': (_is_text, 'a text'),
    'design': _one_of(*DESIGNS),
    'template': (_is_text, 'the name of a Typst file beside conf.py'),
    'paper': _one_of(*PAPER_SIZES),
    'font_size': _like(_LENGTH, f'{_A_LENGTH}, such as "10.5pt"'),
    'margin': _like(_LENGTH, f'{_A_LENGTH}, such as "0.8in" or "2cm"'),
    'accent': _like(_COLOR, 'a colour written as "#1f4e79"'),
    'sections': (_is_texts, 'a list of section ids, page names or titles, with "*" for the others'),
    'numbered': (_is_flag, 'True or False'),
    'previews': (_is_flag, 'True or False'),
    'print_links': (_is_flag, 'True or False'),
    'date': (
        lambda value: value in ('', 'auto') or _is_date(value),
        '"auto", a date such as "2025-08" or "2025-08-31", or "" for none',
    ),
    'fonts': (_is_texts, 'a list of font family names'),
    'keywords': (_is_texts, 'a list of words'),
    'font_paths': (_is_texts, 'a list of folders with font files'),
    'filter': (_is_text, 'an expression as the option :filter: of a list takes it'),
    'entries': (_is_text, 'an expression as the option :filter: of cv:entries takes it'),
    'sort': (_is_text, 'an order of papers as the option :sort: of a list takes it'),
    'limit': (_is_count, 'a number of papers, 0 for all'),
    'since': (lambda value: value == '' or _is_date(value), 'a date such as "2021" or "2021-08"'),
    'owner': (
        lambda value: isinstance(value, (dict, str)) and bool(value),
        'a name, or a dictionary of what cv_owner says otherwise, such as {"position": "Engineer"}',
    ),
    'language': _like(_LANGUAGE, 'the language of the PDF, such as "de" or "en_GB"'),
    'pages': (_is_count, 'the number of pages allowed, 0 for any'),
}
