"""In which language the site prints, and which words the owner puts in the place of ours."""

from __future__ import annotations

import difflib
import gettext
import string
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.i18n import CatalogRepository, docname_to_domain

from sphinx_cv.model.words import DOMAIN, LOCALE, Words, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.config import Config


def site_words(config: Config, srcdir: Path, language: str = '') -> Words:
    """Return the words of the site, or those that it has for another *language*."""
    code = language.replace('-', '_') or config.language
    words = words_of(code, own_words(config, code), _own_catalogues(config, srcdir, code))
    if language or not config.cv_entry_language:
        return words
    return replace(words, others=partial(site_words, config, srcdir))


def own_words(config: Config, language: str) -> dict[str, str]:
    """Return what ``cv_words`` puts in the place of words, above all for that *language*."""
    given = config.cv_words
    general = {word: other for word, other in given.items() if isinstance(other, str)}
    for code in (language.partition('_')[0], language):
        general |= given[code] if isinstance(given.get(code), dict) else {}
    return general


def _own_catalogues(config: Config, srcdir: Path, language: str) -> tuple[Path, ...]:
    """Return the folders of ``locale_dirs``; compile the catalogues of our words in them.

    Sphinx compiles all catalogues, but only after these words are needed.
    """
    repository = CatalogRepository(
        srcdir, config.locale_dirs, language, getattr(config, 'source_encoding', 'utf-8')
    )
    for catalogue in repository.catalogs:
        if catalogue.domain == DOMAIN and catalogue.is_outdated():
            catalogue.write_mo(language, config.gettext_allow_fuzzy_translations)
    return tuple(Path(srcdir, name) for name in config.locale_dirs)


def wrong_words(config: Config, words: Words) -> Iterator[str]:
    """Yield a sentence for each of ``cv_words`` that changes nothing, or that cannot be filled."""
    given = own_words(config, words.language)
    known = {name: name for name in _template()} if given else {}
    known |= {words.catalogue.gettext(name): name for name in known if name}
    for word, other in given.items():
        if word not in known:
            near = difflib.get_close_matches(word, known, 1)
            hint = f'did you mean "{near[0]}"?' if near else 'write it as it is printed'
            yield f'cv_words: nothing prints "{word}"; {hint}'
        elif wrong := placeholders(other) - placeholders(known[word]):
            yield f'cv_words["{word}"] cannot have "{{{min(wrong)}}}"; it is not told that'


def placeholders(text: str) -> set[str]:
    """Return the names in braces of *text*; a brace that is alone is none."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {text}


def _template() -> list[str]:
    """Return all words in English, in all their plural forms."""
    from babel.messages.pofile import read_po

    with (LOCALE / f'{DOMAIN}.pot').open('rb') as source:
        ids = [message.id for message in read_po(source) if message.id]
    return [form for one in ids for form in ([one] if isinstance(one, str) else one)]


def page_words(config: Config, srcdir: Path, docname: str) -> Callable[[str], str]:
    """Return what translates texts of a page, by the catalogues of ``locale_dirs`` for it."""
    domain = docname_to_domain(docname, config.gettext_compact)
    chain = gettext.NullTranslations()
    for name in reversed(config.locale_dirs):
        languages = [config.language]
        found = gettext.translation(domain, Path(srcdir, name), languages, fallback=True)
        found.add_fallback(chain)
        chain = found
    return lambda text: chain.gettext(text) if text else ''
