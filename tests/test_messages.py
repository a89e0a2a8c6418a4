"""The catalogues of words: the template is current, and each language is whole and fits."""

from __future__ import annotations

import ast
import re
import runpy
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.pofile import read_po
from places import PACKAGE, PROJECT

from sphinx_cv.model.words import DOMAIN, LOCALE
from sphinx_cv.site.words import placeholders

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

SCRIPT: dict[str, Any] = runpy.run_path(str(PROJECT / 'docs' / 'messages.py'))
LANGUAGES = sorted(file.parts[-3] for file in LOCALE.glob(f'*/LC_MESSAGES/{DOMAIN}.po'))


def catalogue(name: str) -> Catalog:
    """Return the template, or the catalogue of a language."""
    language = '' if name == f'{DOMAIN}.pot' else name.partition('/')[0]
    with (LOCALE / name).open('rb') as source:
        return read_po(source, locale=language or None)


@cache
def template() -> Catalog:
    """Return the template as the code has it now, which takes a while to gather."""
    made: Catalog = SCRIPT['template']()
    return made


def forms(words: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return the plural forms, or the only one."""
    return (words,) if isinstance(words, str) else tuple(words)


def test_the_template_has_all_words() -> None:
    """After a change of words, `make messages` writes it."""
    known = {message.id: message.auto_comments for message in catalogue(f'{DOMAIN}.pot')}
    wanted = {message.id: message.auto_comments for message in template()}
    assert {word for word in wanted if word not in known} == set(), 'run make messages'
    assert {word for word in known if word not in wanted} == set(), 'run make messages'


def test_each_word_says_where_it_stands() -> None:
    """Translators see a word alone; what the code does not say, a table of the script does."""
    assert [message.id for message in template() if message.id and not message.auto_comments] == []
    known = {forms(message.id)[0] for message in template()}
    assert [words for words in SCRIPT['_ABOUT'] if words not in known] == []


def test_all_words_are_gathered() -> None:
    """Babel does not look into f-strings, in which words would stay English."""
    known = {form for message in template() for form in forms(message.id)}
    lost = {
        argument.value
        for path in PACKAGE.rglob('*.py')
        if re.search(r'\b(?:_|ngettext)\(', text := path.read_text(encoding='utf-8'))
        for call in ast.walk(ast.parse(text))
        if isinstance(call, ast.Call) and getattr(call.func, 'id', '') in {'_', 'ngettext'}
        for argument in call.args[:2]
        if isinstance(argument, ast.Constant) and argument.value not in known
    }
    assert lost == set()


@pytest.mark.parametrize('language', LANGUAGES)
def test_a_catalogue_is_whole(language: str) -> None:
    """Each word has a translation with the same placeholders, in each of its plural forms."""
    file = f'{language}/LC_MESSAGES/{DOMAIN}.po'
    known = {message.id: message for message in catalogue(file)}
    missing = [m.id for m in catalogue(f'{DOMAIN}.pot') if m.id and not _is_whole(known.get(m.id))]
    assert missing == []
    for message in filter(lambda message: message.id, known.values()):
        allowed = set().union(*map(placeholders, forms(message.id)))
        for form in forms(message.string):
            assert placeholders(form) <= allowed, message.id
            # A form for one number alone need not say it.
            assert len(forms(message.id)) > 1 or placeholders(form) == allowed, message.id


def _is_whole(message: Message | None) -> bool:
    return message is not None and not message.fuzzy and all(forms(message.string))


@pytest.mark.parametrize('language', LANGUAGES)
def test_a_catalogue_is_compiled(language: str) -> None:
    """What programs read is made from what people read."""
    file = LOCALE / language / 'LC_MESSAGES' / f'{DOMAIN}.po'
    assert file.with_suffix('.mo').read_bytes() == SCRIPT['compiled'](file), 'run make messages'
