"""The settings of ``conf.py``: one table by which they are registered, checked and documented.

What people naturally write is brought into one form; what cannot be used is reported, and only
that is left out.
"""

from __future__ import annotations

import difflib
import os
from types import NoneType
from typing import TYPE_CHECKING, Literal, NamedTuple

from sphinx_cv.formatting.names import LOOKS, NAME_FORMS
from sphinx_cv.model.dates import PartialDate
from sphinx_cv.model.localized import localize, localized
from sphinx_cv.model.people import PLACES
from sphinx_cv.site.project import given, is_cv
from sphinx_cv.site.values import (
    Key,
    a_count,
    a_dictionary,
    a_flag,
    a_mail,
    a_photo,
    a_text,
    about,
    an_address,
    an_orcid,
    items_of,
    read_parts,
    some_affiliations,
    some_files,
    some_languages,
    some_texts,
    some_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.config import Config

    from sphinx_cv.site.values import Reader, Report


class Setting(NamedTuple):
    """A setting: its *default*, what Sphinx does when it changes, and what it may be."""

    default: object
    rebuild: Literal['env', 'html', '']
    types: tuple[type, ...]
    read: Reader
    takes: str  # in words, behind "it is"
    about: str


def mend_settings(config: Config, report: Report) -> None:
    """Check all settings, put those that are right in their form, and the default for others."""
    is_named = getattr(config, 'bibtex_bibfiles', None) is not None
    for name, row in (SETTINGS | ({'bibtex_bibfiles': BIBFILES} if is_named else {})).items():
        value = getattr(config, name)
        if name == 'cv_owner' and isinstance(value, dict):
            value = _in_language(value, config.language)
        if name in _NAMED and isinstance(value, dict):
            value = {key: localized(inner, config.language) for key, inner in value.items()}
        elif name in _LOCALIZED:
            value = localized(value, config.language)
        try:
            setattr(config, name, row.read(value, about(name, report)))
        except ValueError:
            report(f'{name} cannot be {value!r}; it is {row.takes}')
            default = row.default(config) if callable(row.default) else row.default
            setattr(config, name, default)
    for problem in (*_unknown(config), *_no_bibliographies(config)):
        report(problem)


# What is printed of them may be in several languages.
_LOCALIZED = frozenset('cv_owner cv_lab cv_links cv_pdf'.split())
# Their keys are names of people, kinds and files.
_NAMED = frozenset('cv_people cv_kinds cv_variants'.split())


def _in_language(owner: Mapping[object, object], language: str) -> dict[str, object]:
    """Return what is said of the owner, of which some may be in several languages."""
    found = {str(key): said for key, said in owner.items()}
    localize(found, OWNER, language)
    return found


def _unknown(config: Config) -> Iterator[str]:
    """Yield a sentence for each name in ``conf.py`` that was meant to be a setting of ours."""
    known = [*SETTINGS, *(row.name for row in config if row.name.startswith('cv_'))]
    for name in sorted(given(config)):
        if name in config or not isinstance(config._raw_config.get(name), _DATA):
            continue
        is_ours = name.lower().startswith('cv_')
        near = difflib.get_close_matches(name.lower(), [*known, 'bibtex_bibfiles'], 1, 0.85)
        near = near or difflib.get_close_matches(name.lower(), known, 1, 0.5 if is_ours else 0.85)
        if near and name.lower() not in {'cv', 'bibtex'}:
            yield f'"{name}" is not a setting; did you mean {near[0]}?'
        elif is_ours:
            yield f'"{name}" is not a setting; those of sphinx-cv are {", ".join(known)}'


_DATA = (str, int, float, list, tuple, dict, set, NoneType)


def _no_bibliographies(config: Config) -> Iterator[str]:
    """Yield a sentence for each file of others that is none of the bibliographies."""
    names = [os.path.normpath(name) for name in getattr(config, 'bibtex_bibfiles', None) or ()]
    for name in config.cv_references:
        if os.path.normpath(name) not in names:
            near = difflib.get_close_matches(name, names, 1)
            hint = f'did you mean "{near[0]}"?' if near else 'name it there too'
            yield f'cv_references: "{name}" is none of bibtex_bibfiles; {hint}'


def _outputs(value: object, report: Report) -> list[str] | None:
    return None if value is None else list(some_texts(value, report))


def _links(value: object, report: Report) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError
    result = {}
    for label, written in value.items():
        try:
            result[a_text(label, report)] = an_address(written, report)
        except ValueError:
            report(f'["{label}"] cannot be {written!r}; it is {_ADDRESS}')
    return result


def _prose(value: object, report: Report) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value.strip()


def _rows(value: object, report: Report) -> dict[str, str]:
    return {a_text(label, report): a_text(str(text), report) for label, text in items_of(value)}


def _show(value: object, report: Report) -> dict[str, tuple[str, ...]]:
    """Return field -> the places where it appears; True stands for all, False for none."""
    result = {}
    for name, said in items_of(value):
        places = (PLACES if said else ()) if isinstance(said, bool) else some_texts(said, report)
        if wrong := [place for place in places if place not in PLACES]:
            report(f'["{name}"] cannot have "{wrong[0]}"; it takes {", ".join(PLACES)}')
        result[a_text(name, report)] = tuple(place for place in places if place in PLACES)
    return result


def _owner(value: object, report: Report) -> dict[str, object]:
    return _named_thing(value, OWNER, report, 'nobody; write {"name": "Ada Example"}')


def changes_of_owner(value: object, report: Report) -> dict[str, object]:
    """Return what is right of other facts about the owner, or of the name of somebody else."""
    return read_parts(
        a_dictionary({'name': value} if isinstance(value, str) else value), OWNER, report
    )


def _year(value: object, report: Report) -> str:
    """Return a date as ISO 8601 has it, which may be a number."""
    return PartialDate.parse(str(value)).iso


def _lab(value: object, report: Report) -> dict[str, object]:
    return _named_thing(value, LAB, report, 'nothing; write {"name": "River Lab"}')


def _named_thing(
    value: object, parts: Mapping[str, Key], report: Report, lacking: str
) -> dict[str, object]:
    """Return what is right of the facts about somebody or something that must have a name."""
    facts = a_dictionary({'name': value} if isinstance(value, str) and value else value)
    result = read_parts(facts, parts, report)
    if facts and not result.get('name'):
        report(f' names {lacking}')
    return result


def _known_people(value: object, report: Report) -> dict[str, dict[str, object]]:
    result = {}
    for name, facts in a_dictionary(value).items():
        known = {'url': facts} if isinstance(facts, str) else {} if facts is None else facts
        if not isinstance(name, str) or not name.strip() or not isinstance(known, dict):
            report(f'[{name!r}] cannot be {facts!r}; it is an address, or a dictionary')
            continue
        result[name] = read_parts(known, PERSON, about(f'["{name}"]', report))
    return result


def _form(value: object, report: Report) -> str:
    if value not in NAME_FORMS:
        raise ValueError
    return str(value)


def _between(value: object, report: Report) -> str:
    """Return what separates names, which a space follows."""
    text = a_text(value, report)
    if not text:
        raise ValueError
    return f'{text} '


def _conjunction(value: object, report: Report) -> str | bool:
    return value if isinstance(value, bool) else a_text(value, report)


def _marked(value: object, report: Report) -> dict[str, tuple[str, str]]:
    """Return who stands out -> how, and what the legend says of it."""
    result = {}
    for name, said in items_of(value):
        parts = said if isinstance(said, tuple) else (said, '')
        facts = said if isinstance(said, dict) else {'as': parts[0], 'meaning': parts[-1]}
        way = a_text(facts.get('as', ''), report)
        signs = [word for word in way.split() if word not in (*LOOKS, 'none')]
        if not way or len(signs) > 1 or any(map(str.isalnum, ''.join(signs))):
            report(f'["{name}"] cannot be {way!r}; it is of {", ".join(LOOKS)}, a sign, or none')
        else:
            result[a_text(name, report)] = (way, a_text(facts.get('meaning', ''), report))
    return result


def _styles(value: object, report: Report) -> dict[str, str]:
    """Return name of a style, or its file -> the words of its button, '' for those of the style."""
    if isinstance(value, dict):
        return {a_text(name, report): a_text(words, report) for name, words in value.items()}
    return dict.fromkeys(some_texts(value or (), report), '')


def _file(value: object, report: Report) -> str:
    return a_text(value or '', report)


def _cards(value: object, report: Report) -> object:
    return value if isinstance(value, bool) else _file(value, report)


def _names(value: object, report: Report) -> dict[str, object]:
    return read_parts(a_dictionary(value), NAMES, report)


def _pdf(value: object, report: Report) -> object:
    if not isinstance(value, (dict, bool, NoneType)):
        raise ValueError
    return value


def _named(value: object, report: Report) -> dict[object, object]:
    return a_dictionary(value)


_ADDRESS = 'a web address, or a page or a file of the site such as "members/kim.md"'

OWNER = {
    'name': Key(a_text, 'a name', 'your name, as it stands above the CV'),
    'aliases': Key(some_texts, 'a list of names', 'other spellings of your name'),
    'position': Key(a_text, 'a text', 'what you are'),
    'affiliation': Key(a_text, 'a text', 'where'),
    'email': Key(a_mail, 'an address such as "ada@example.org"', 'your e-mail address'),
    'show_email': Key(a_flag, 'True or False', 'whether it stands in clear text, in exports too'),
    'orcid': Key(
        an_orcid, 'an ORCID iD such as "0000-0002-1825-0097", whose last digit checks the others',
        'your ORCID iD, or its address',
    ),
    'links': Key(
        _links, 'a dictionary such as {"GitHub": "https://github.com/ada"}',
        'words and the addresses to which they lead',
    ),
    'department': Key(a_text, 'a text', 'the part of the affiliation'),
    'affiliations': Key(
        some_affiliations, 'a list of names, or of dictionaries such as {"name": "MIT", "ror": …}',
        'several, in place of `affiliation`, with their numbers at [ROR](https://ror.org)',
    ),
    'tagline': Key(a_text, 'a text', 'one line about you'),
    'summary': Key(_prose, 'a text', 'some sentences about you'),
    'pronouns': Key(a_text, 'a text', 'your pronouns'),
    'phone': Key(a_text, 'a text', 'your telephone number; private unless `show` names it'),
    'address': Key(_prose, 'a text', 'your postal address; private unless `show` names it'),
    'photo': Key(
        a_photo,
        'a file of the site, or a dictionary such as {"file": "ada.jpg", "alt": "Ada at sea"}',
        'a photograph, and what it shows',
    ),
    'rows': Key(_rows, 'a dictionary such as {"Nationality": "Utopian"}', 'whatever else'),
    'show': Key(
        _show, 'a dictionary such as {"phone": ["pdf"], "rows": False}',
        'where something may appear: `site`, `pdf`, `exports`, all (`True`) or none (`False`)',
    ),
}  # fmt: skip

LAB = {
    'name': Key(a_text, 'a name', 'the name of the group'),
    'affiliation': Key(a_text, 'a text', 'what it is a part of'),
    'department': Key(a_text, 'a text', 'the part of that'),
    'summary': Key(a_text, 'a text', 'what it does'),
    'address': Key(_prose, 'a text', 'its postal address'),
    'ror': Key(a_text, 'an address at ROR', 'its number at [ROR](https://ror.org)'),
    'email': Key(a_mail, 'an address such as "lab@example.org"', 'its e-mail address'),
    'logo': Key(an_address, _ADDRESS, 'its logo; without it, that is the `html_logo`'),
    'founded': Key(_year, 'a year such as 2012, or a date', 'when it was founded'),
    'links': Key(
        _links, 'a dictionary such as {"GitHub": "https://github.com/lab"}',
        'its other addresses',
    ),
}  # fmt: skip

PERSON = {
    'position': Key(a_text, 'a text', 'what the person is, on a page of members'),
    'group': Key(a_text, 'a text', 'the heading under which members stand together'),
    'dates': Key(a_text, 'a text such as "2021/"', 'since when, or from when to when'),
    'pronouns': Key(a_text, 'a text', 'the pronouns of that person'),
    'email': Key(a_mail, 'an address such as "ada@example.org"', 'the e-mail address of a member'),
    'links': Key(
        _links,
        'a dictionary such as {"GitHub": "https://github.com/ada"}',
        'words and the addresses to which they lead, of a member',
    ),
    'photo': Key(
        a_photo,
        'a file of the site, or a dictionary such as {"file": "bob.jpg", "alt": "Bob at sea"}',
        'a photograph, and what it shows',
    ),
    'url': Key(an_address, _ADDRESS, 'where the name leads'),
    'aliases': Key(some_texts, 'a list of names', 'other spellings of the name'),
    'orcid': Key(
        an_orcid,
        'an ORCID iD such as "0000-0002-1825-0097", whose last digit checks the others',
        'the ORCID iD of that person, or its address',
    ),
}

_A_FORM = 'one of "{}"'.format('", "'.join(NAME_FORMS))

NAMES = {
    'form': Key(_form, _A_FORM, 'how names are written'),
    'others': Key(_form, _A_FORM, 'how all but the first are written, if otherwise'),
    'small_caps': Key(a_flag, 'True or False', 'whether family names stand in small capitals'),
    'between': Key(_between, 'a text such as ";"', 'what stands between names'),
    'and': Key(
        _conjunction, 'True for the word of the language, or a text such as "and" or ", &"',
        'what stands before the last name',
    ),
    'first': Key(
        a_count, 'a number from 1', 'how many of more than `cv_author_limit` authors come first'
    ),
    'last': Key(a_flag, 'True or False', 'whether the last of these is shown, too'),
    'marked': Key(
        _marked, 'a dictionary such as {"owner": "bold", "students": "underline"}',
        'who stands out, and how',
    ),
}  # fmt: skip

BIBFILES = Setting(
    [], '', (list, tuple), some_files, 'a list of file names such as ["refs.bib"]',
    'the bibliography files; a setting of sphinxcontrib-bibtex',
)  # fmt: skip

SETTINGS = {
    'cv_owner': Setting(
        {}, 'env', (dict,), _owner, 'a dictionary such as {"name": "Ada Example"}, or the name',
        'whose CV it is; without it, the project is no CV',
    ),
    'cv_people': Setting(
        {}, 'env', (dict,), _known_people, 'a dictionary such as {"Bob Other": "https://bob.org"}',
        'co-authors and students, and where their names lead',
    ),
    'cv_lab': Setting(
        {}, 'env', (dict,), _lab, 'a dictionary such as {"name": "River Lab"}, or the name',
        'the group whose site it is, which search engines are told',
    ),
    'cv_references': Setting(
        [], 'env', (list, tuple), some_files, 'a list of names among bibtex_bibfiles',
        'the bibliography files with works of others',
    ),
    'cv_paper_pages': Setting(
        is_cv, 'env', (bool,), a_flag, 'True or False', 'whether each paper has a page of its own'
    ),
    'cv_author_limit': Setting(
        20, 'env', (int,), a_count, 'a number from 1',
        'how many authors of a paper are shown',
    ),
    'cv_names': Setting(
        {}, 'env', (dict,), _names, 'a dictionary such as {"form": "Family, G.", "and": "&"}',
        'how people are named in lists of papers',
    ),
    'cv_citation_styles': Setting(
        {}, 'env', (list, tuple, dict, str), _styles, 'a list such as ["apa", "ieee", "mine.csl"]',
        'the styles in which pages say how to cite a paper, beside the usual one',
    ),
    'cv_metrics': Setting(
        '', 'env', (str, NoneType), _file, 'a file name such as "metrics.json"',
        'a file beside `conf.py` with numbers about papers and you',
    ),
    'cv_kinds': Setting(
        {}, 'env', (dict,), _named, 'a dictionary such as {"grant": {"heading": "Grants"}}',
        'kinds of entries of your own',
    ),
    'cv_links': Setting(
        {}, 'env', (dict,), _named, 'a dictionary such as {"notebook": "Notebook"}',
        'links of your own, by the name of their field',
    ),
    'cv_numbers': Setting(
        {}, 'env', (dict,), _named, """a dictionary such as {"J": 'type == "article"'}""",
        'which papers have which letters before their numbers',
    ),
    'cv_languages': Setting(
        {}, 'html', (dict,), some_languages, 'a dictionary such as {"de": "../de/"}',
        'where the same site is in other languages',
    ),
    'cv_words': Setting(
        {}, 'env', (dict,), some_words, 'a dictionary such as {"Theses": "Dissertations"}',
        'other words in the place of those that are printed',
    ),
    'cv_entry_language': Setting(
        False, 'env', (bool,), a_flag, 'True or False',
        'whether the words about a paper are in the language of that paper',
    ),
    'cv_pdf': Setting(
        {}, '', (dict, bool, NoneType), _pdf, 'a dictionary such as {"paper": "a4"}, or False',
        'how the PDF looks; `False` for none',
    ),
    'cv_variants': Setting(
        {}, '', (dict,), _named, 'a dictionary such as {"cv-short": {"limit": 10}}',
        'further PDFs from the same pages',
    ),
    'cv_cards': Setting(
        is_cv, 'html', (bool, str, NoneType), _cards, 'True, False, or a file such as "me.jpg"',
        'the pictures that previews of links show: drawn for each page, none, or one for all',
    ),
    'cv_outputs': Setting(
        None, 'env', (list, tuple, str, NoneType), _outputs, 'a list of file names, or "all"',
        'what is made beside the pages',
    ),
}  # fmt: skip
