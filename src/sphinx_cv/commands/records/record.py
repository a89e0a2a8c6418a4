"""A paper as somebody else describes it, before it is cleaned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_cv.bib.names.organisations import names_organisation
from sphinx_cv.model.preprints import SERVERS
from sphinx_cv.model.tables import nonempty

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ET_AL = re.compile(r'(?:and\s+|[,;]\s*)?(?:et\.?\s*al\.?|and others|…|\.\.\.)\s*$', re.IGNORECASE)
_MATH = re.compile(r'(\$\$[^$]+\$\$|\$(?=[^$]*[\\^_{}=<>+]|[a-zA-Z]\$)[^$\n]+\$|\\\(.+?\\\))')
_BARE_AMPERSAND = re.compile(r'&(?!(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w*);)')
_MEANT = {'%': r'\%', '#': r'\#', '_': r'\_', '$': r'\$', '~': r'\textasciitilde{}'}
_SIGNS = re.compile(r'(?<!\\)[%#_$~]')
# The tags of publishers are those of HTML, with a prefix; an abstract need not say that it is one.
_JATS = re.compile(r'(</?)jats:')
_HEADING = re.compile(r'<title>\s*(?:Abstract|Summary)[.:]?\s*</title>\s*', re.IGNORECASE)
_TAG = re.compile(r'(<[^<>]*>|&#?\w+;)')


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """One paper: its biblatex type, and its fields by biblatex's names.

    Values are LaTeX, with whatever HTML the source has in them: the reader of bibliographies
    understands both. *relations* are pairs of Crossref's word for a relation and a DOI.
    """

    source: str
    type: str
    fields: Mapping[str, str]
    relations: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, source: str, kind: str, fields: Mapping[str, str], **more: Any) -> RawRecord:
        """Return a record with those of *fields* that have a value."""
        return cls(source=source, type=kind, fields=nonempty(fields), **more)

    def related(self, *kinds: str) -> tuple[str, ...]:
        """Return the DOIs to which the work stands in one of these relations."""
        return tuple(doi for kind, doi in self.relations if kind in kinds)


def is_preprint_doi(doi: str) -> bool:
    """Return whether only preprints on a server have such a DOI."""
    return any(re.match(server.doi, doi, re.IGNORECASE) for server in SERVERS if server.doi)


def latex_of(text: object) -> str:
    """Return plain text, perhaps with formulas and HTML in it, as a value of BibTeX."""
    if not isinstance(text, str | int | float):
        return ''
    plain = _HEADING.sub('', _JATS.sub(r'\1', ' '.join(str(text).split())))
    parts = _MATH.split(plain)
    return _balanced(''.join(_formula(p) if i % 2 else _plain(p) for i, p in enumerate(parts)))


def _formula(text: str) -> str:
    inner = text.strip('$') if text.startswith('$') else text[2:-2]
    return f'${inner.strip()}$'


def _plain(text: str) -> str:
    text = _BARE_AMPERSAND.sub(r'\\&', text)
    parts = _TAG.split(text)  # addresses within tags stay as they are
    return ''.join(
        part if i % 2 else _SIGNS.sub(lambda match: _MEANT[match[0]], part)
        for i, part in enumerate(parts)
    )


def _balanced(text: str) -> str:
    """Return *text* without its braces if they do not match, for they would end the entry."""
    depth = 0
    for sign in text:
        depth += (sign == '{') - (sign == '}')
        if depth < 0:
            break
    return text if depth == 0 else text.replace('{', '').replace('}', '')


def person(given: str, family: str, *, particle: str = '', suffix: str = '') -> str:
    """Return a person as BibTeX writes one: ``van den Berg, Jr., Ann``."""
    both = f'{given} {family}'
    if both.isupper() and any(len(word) > 2 for word in given.split()):
        given, family = _lowered(given), _lowered(both)[len(given) + 1 :]
    given, family = _lowered(given), _lowered(family)
    if not given:
        return literal(family) if names_organisation(family) else f'{particle} {family}'.strip()
    surname = ' '.join(part for part in (particle.strip(), family) if part)
    return ', '.join(part for part in (surname, suffix.strip(), given) if part)


def literal(name: str) -> str:
    """Return an organisation as BibTeX writes one."""
    return f'{{{name}}}' if name else ''


def split_names(text: str) -> list[str]:
    """Return the names in one field in which a source has a person, many, or an organisation."""
    text = ' '.join(text.split())
    others = ['others'] if _ET_AL.search(text) else []
    text = _ET_AL.sub('', text).strip(' ,;')
    if not text:
        return others
    if ';' in text or ' and ' in text:
        parts = [part.strip(' ,') for part in re.split(r';|\band\b', text)]
        if all(' ' in part for part in parts if part) and not names_organisation(text):
            return [_whole(part) for part in parts if part] + others
        if ';' in text:
            return [_whole(part) for part in text.split(';') if part.strip()] + others
        return [literal(text), *others]
    return [_whole(text), *others]


def _whole(name: str) -> str:
    name = name.strip()
    if names_organisation(name):
        return literal(name)
    family, comma, given = (part.strip() for part in name.partition(','))
    if comma:
        return person(given, family)
    return _lowered(name) if ' ' in name else name


def _lowered(name: str) -> str:
    """Return a name with small letters, if it is written in capitals."""
    letters = [c for c in name if c.isalpha()]
    words = re.findall(r'[^\W\d_]+', name)
    if len(letters) < 4 or not name.isupper() or all(len(word) < 4 for word in words):
        return name.strip()
    return re.sub(r'[^\W\d_]+', lambda m: m[0] if len(m[0]) == 1 else m[0].capitalize(), name)


def people(texts: Iterable[str]) -> str:
    """Return people as BibTeX lists them, given fields in which a source has one or several."""
    return bibtex_names(name for text in texts for name in split_names(text))


def bibtex_names(names: Iterable[str]) -> str:
    """Return a list of names as BibTeX writes it, each once."""
    found = list(dict.fromkeys(name for name in names if name))
    if 'others' in found:
        found = [*(name for name in found if name != 'others'), 'others']
    return ' and '.join(found)
