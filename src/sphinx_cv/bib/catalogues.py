"""Numbers of servers and catalogues that are no identifiers of papers: where they lead."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_cv.model.patterns import regex


class Page(NamedTuple):
    """The page of a number, with {} for it in the address, the label of the link, and its form."""

    label: str
    address: str
    form: str = r'[\w.:/&-]+'

    def number(self, text: str) -> str:
        """Return the number in *text*; '' if there is none."""
        match = regex(self.form).search(text)
        return match[0] if match else ''


_DATED = r'^\d{4}\.\d\d\.\d\d\.\d+$'
_IACR = Page('IACR', 'https://eprint.iacr.org/{}', r'\d{4}/\d+')
# Values of eprinttype.
EPRINTS = {
    'googlebooks': Page('Google Books', 'https://books.google.com/books?id={}'),
    'iacr': _IACR,
    'cryptology eprint archive': _IACR,
    'ssrn': Page('SSRN', 'https://ssrn.com/abstract={}', r'\d+'),
    'biorxiv': Page('bioRxiv', 'https://doi.org/10.1101/{}'),
    'medrxiv': Page('medRxiv', 'https://doi.org/10.1101/{}'),
    'osf': Page('OSF', 'https://osf.io/{}'),
}
# Fields of their own.
NUMBERS = {
    'bibcode': Page('ADS', 'https://ui.adsabs.harvard.edu/abs/{}', r'\d{4}[\w.&]{14}\w'),
    'github': Page('Code', 'https://github.com/{}', r'^[\w.-]+/[\w.-]+$'),
    'gitlab': Page('Code', 'https://gitlab.com/{}', r'^[\w.-]+/[\w.-]+$'),
    'huggingface': Page('Hugging Face', 'https://huggingface.co/{}', r'^[\w.-]+/[\w.-]+$'),
    'zenodo': Page('Zenodo', 'https://zenodo.org/records/{}', r'^\d{4,}$'),
    'osf': Page('OSF', 'https://osf.io/{}', r'^\w{5}$'),
    'biorxiv': Page('bioRxiv', 'https://doi.org/10.1101/{}', _DATED),
    'medrxiv': Page('medRxiv', 'https://doi.org/10.1101/{}', _DATED),
    'swhid': Page('Software Heritage', 'https://archive.softwareheritage.org/{}', r'swh:\S+'),
}
