"""Repositories of code that say in ``CITATION.cff`` how to cite them.

https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-citation-files
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.commands.records.cff import read_cff
from sphinx_cv.commands.records.record import RawRecord
from sphinx_cv.commands.web import NotFoundError

if TYPE_CHECKING:
    from sphinx_cv.commands.web import Web

_FILES = {
    'github.com': 'https://raw.githubusercontent.com/{}/HEAD/CITATION.cff',
    'gitlab.com': 'https://gitlab.com/{}/-/raw/HEAD/CITATION.cff',
    'codeberg.org': 'https://codeberg.org/{}/raw/CITATION.cff',
}


def fetch(place: str, web: Web) -> RawRecord:
    """Return the record of *place*: ``github.com/owner/name``."""
    host, _, name = place.partition('/')
    name = name.removesuffix('.git')
    answer = web.get(_FILES[host].format(name))
    if answer.status != 200:
        raise NotFoundError(f'{host}/{name} has no CITATION.cff; add the DOI of the software')
    record = read_cff(answer.text, f'{host}/{name}')
    fields = {'code': f'https://{host}/{name}', **record.fields}
    return RawRecord.of(record.source, record.type, fields)
