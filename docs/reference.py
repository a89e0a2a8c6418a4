"""The reference of the manual, in Markdown, from the tables that the extension itself reads.

Each setting, directive, option and role is an object of Sphinx, which other manuals can link.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

from sphinx_cv.cli import COMMANDS
from sphinx_cv.commands.completion import make_completion
from sphinx_cv.commands.shape import STATUSES
from sphinx_cv.model.kinds import KINDS
from sphinx_cv.pdf.settings import CHECKS as PDF_SETTINGS
from sphinx_cv.pdf.settings import Settings
from sphinx_cv.site.settings import BIBFILES, LAB, NAMES, OWNER, PERSON, SETTINGS

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_cv.model.kinds import Kind
    from sphinx_cv.model.options import Option

# Where an option stands, in words.
PLACES = {
    'title': 'behind the title',
    'before': 'in the line below the title, before the organization',
    'after': 'in the line below the title, behind the organization',
    'end': 'in the line below the title, behind the place',
    'below': 'in a line of its own',
    'beside': 'in the line of the option before it',
    'link': 'among the links',
    'hidden': 'nowhere on a page',
}
FORMS = {
    'text': 'a text, with markup',
    'flag': 'without a value',
    'list': 'a list with commas',
    'series': 'a list with semicolons, each item with its dates',
    'email': 'an e-mail address',
    'number': 'a number, whose digits are grouped as the language does',
    'date': 'a date',
}


def fence(name: str, argument: str, options: dict[str, str], body: str) -> str:
    """Return a directive in Markdown, with a fence that is longer than all within."""
    marks = '`' * (1 + _longest(body))
    lines = ''.join(f':{key}: {_quoted(value)}\n' for key, value in options.items())
    return f'{marks}{{{name}}} {argument}\n{lines}\n{body.strip()}\n{marks}\n'


def _quoted(value: str) -> str:
    """Return the value of an option so that MyST, which reads it as YAML, takes it as it is."""
    return "'" + value.replace("'", "''") + "'" if value else ''


def _longest(body: str) -> int:
    """Return the length of the longest fence in Markdown, and 2 where there is none."""
    lines = (line.strip() for line in body.splitlines())
    return max(2, *(len(line) - len(line.lstrip('`')) for line in lines))


def setting(name: str, body: str) -> str:
    """Return a setting of ``conf.py``, or a key of one such as ``cv_owner.name``."""
    top, _, key = name.partition('.')
    if not key:
        row = {**SETTINGS, 'bibtex_bibfiles': BIBFILES}[top]
        default = 'what the project is: a CV or not' if callable(row.default) else repr(row.default)
        return _confval(name, row.takes, default, f'{row.about}.', body)
    if top in PARTS:
        part = PARTS[top][key]
        return _confval(name, part.takes, '', f'{part.about}.', body)
    return _confval(name, PDF_SETTINGS[key][1], repr(getattr(Settings(), key)), '', body)


PARTS = {'cv_owner': OWNER, 'cv_people': PERSON, 'cv_names': NAMES, 'cv_lab': LAB}


def _confval(name: str, takes: str, default: str, about: str, body: str) -> str:
    said = about[:1].upper() + about[1:]
    options = {'type': takes} | ({'default': f'`{default}`'} if default else {})
    return fence('confval', name, options, f'{said}\n\n{body}')


def kind(name: str, body: str) -> str:
    """Return a kind of entry: its directive, its own options, and its example as *body*."""
    row = KINDS[name]
    other = ''.join(f'`{also}` is the same as `{to}`. ' for also, to in row.also.items())
    example = fence('example', name, {}, f'{body}\n\nSee {{cv:{row.objtype}}}`{_title(body)}`.')
    link = f'`` {{cv:{row.objtype}}}`title` `` links such an entry by its title or its `name`.'
    options = '\n'.join(_option(option) for option in row.options)
    about = f'{row.about[:1].upper()}{row.about[1:]}.\n\n{_exports(row)}\n\n{other}'
    body = f'{about}\n\n{example}\n{options}\n{role(f"cv:{row.objtype}", link)}'
    return fence('rst:directive', f'.. cv:{name}:: title', {}, body)


def _title(body: str) -> str:
    """Return the title of the first entry of an example."""
    return body.partition('}')[2].partition('\n')[0].strip()


def _exports(row: Kind) -> str:
    said = [
        f'Heading of a group: {row.heading}.' if row.heading else '',
        f'Section of JSON Resume: `{row.resume}`.' if row.resume else '',
        f'Title in the feed: {row.feed.format("…")}.' if row.feed else '',
    ]
    return ' '.join(text for text in said if text)


def _option(option: Option) -> str:
    shown = '' if option.words in ('{}', '') else f', as “{option.words}”'
    resume = f' `{option.resume}` in JSON Resume.' if option.resume else ''
    body = f'Stands {PLACES[option.at]}{shown}.{resume}'
    options = {'type': FORMS[option.form], 'no-contents-entry': ''}
    return fence('rst:directive:option', option.name, options, body)


def role(name: str, body: str) -> str:
    """Return a role."""
    return fence('rst:role', name, {}, body)


def keys(name: str, body: str) -> str:
    """Return all keys of a setting."""
    return '\n'.join(setting(f'{name}.{key}', '') for key in PARTS[name])


def command(name: str, body: str) -> str:
    """Return a command of ``sphinx-cv`` with its examples and options, as its help has them."""
    commands = (*COMMANDS, make_completion(COMMANDS))
    found = next(row for row in commands if row.name == name)
    parser = argparse.ArgumentParser(add_help=False)
    found.declare(parser)
    examples = ''.join(f'{line}  # {what}\n' for line, what in found.examples)
    about = ' '.join(found.description.split())
    head = f'## {name}\n\n{about}\n\n```sh\n{examples}```\n\n{body}\n'
    options = ''.join(map(_command_option, parser._actions))
    return f'{head}\n```{{program}} sphinx-cv {name}\n```\n\n{options}'


def _command_option(action: argparse.Action) -> str:
    value = f' {action.metavar or action.dest.upper()}' if action.nargs != 0 else ''
    names = ', '.join(f'{flag}{value}' for flag in action.option_strings) or str(action.metavar)
    choices = f' One of {", ".join(map(str, action.choices))}.' if action.choices else ''
    said = (action.help or '').replace('%(default)s', str(action.default))
    return fence('option', names, {}, f'{said[:1].upper()}{said[1:]}.{choices}') + '\n'


def statuses(name: str, body: str) -> str:
    """Return the table of exit statuses."""
    rows = ''.join(f'| {status:d} | {what} |\n' for status, what in STATUSES.items())
    return f'| status | what it says |\n| --- | --- |\n{rows}'


MADE = {
    'setting': setting,
    'kind': kind,
    'keys': keys,
    'command': command,
    'statuses': statuses,
}


class MadeDirective(SphinxDirective):
    """``{setting} NAME`` and the like: an object of the reference, with content of its own."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        text = MADE[self.name](''.join(self.arguments), '\n'.join(self.content))
        return self.parse_text_to_nodes(text)
