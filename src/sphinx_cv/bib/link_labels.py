"""Labels of addresses that no field gives one: what they lead to, in a word or two."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_cv.model.fields import FIELDS
from sphinx_cv.model.patterns import regex

# Ends of names of hosts -> what is there, or who it is.
_HOSTS = {
    'github.com': 'Code', 'github.io': 'Web page', 'gitlab.com': 'Code', 'bitbucket.org': 'Code',
    'codeberg.org': 'Code', 'sourceforge.net': 'Code', 'sr.ht': 'Code', 'pypi.org': 'PyPI',
    'cran.r-project.org': 'CRAN', 'youtube.com': 'Video', 'youtu.be': 'Video',
    'vimeo.com': 'Video', 'videolectures.net': 'Video', 'slideslive.com': 'Video',
    'speakerdeck.com': 'Slides', 'slideshare.net': 'Slides', 'zenodo.org': 'Zenodo',
    'figshare.com': 'figshare', 'datadryad.org': 'Dryad', 'osf.io': 'OSF',
    'huggingface.co': 'Hugging Face', 'kaggle.com': 'Kaggle', 'doi.org': 'DOI',
    'arxiv.org': 'arXiv', 'biorxiv.org': 'bioRxiv', 'medrxiv.org': 'medRxiv', 'ssrn.com': 'SSRN',
    'openreview.net': 'OpenReview', 'proceedings.mlr.press': 'PMLR', 'hal.science': 'HAL',
    'hal.archives-ouvertes.fr': 'HAL', 'aclanthology.org': 'ACL Anthology',
    'nips.cc': 'NeurIPS', 'neurips.cc': 'NeurIPS', 'mlsys.org': 'MLSys', 'siam.org': 'SIAM',
    'ijcai.org': 'IJCAI', 'thecvf.com': 'CVF', 'aclweb.org': 'ACL Anthology',
    'semanticscholar.org': 'Semantic Scholar', 'acm.org': 'ACM',
    'ieeexplore.ieee.org': 'IEEE Xplore', 'springer.com': 'Springer', 'nature.com': 'Nature',
    'sciencedirect.com': 'ScienceDirect', 'elsevier.com': 'Elsevier', 'wiley.com': 'Wiley',
    'tandfonline.com': 'Taylor & Francis', 'jstor.org': 'JSTOR', 'oup.com': 'Oxford',
    'cambridge.org': 'Cambridge', 'sagepub.com': 'SAGE', 'mdpi.com': 'MDPI',
    'frontiersin.org': 'Frontiers', 'plos.org': 'PLOS', 'ncbi.nlm.nih.gov': 'PubMed',
    'adsabs.harvard.edu': 'ADS', 'inspirehep.net': 'INSPIRE', 'dblp.org': 'DBLP',
    'books.google.com': 'Google Books', 'researchgate.net': 'ResearchGate',
    'githubusercontent.com': 'Code', 'bilibili.com': 'Video', 'ted.com': 'Video',
    'dailymotion.com': 'Video', 'europepmc.org': 'Europe PMC', 'eprint.iacr.org': 'IACR',
    'nbn-resolving.org': 'URN', 'nbn-resolving.de': 'URN',
    'prezi.com': 'Slides', 'psyarxiv.com': 'PsyArXiv',
    'chemrxiv.org': 'ChemRxiv', 'techrxiv.org': 'TechRxiv',
    'researchsquare.com': 'Research Square',
    'hdl.handle.net': 'Handle', 'scholar.google.com': 'Google Scholar',
    'wikipedia.org': 'Wikipedia',
    'archive.org': 'Internet Archive', 'dataverse.harvard.edu': 'Dataverse',
    'pangaea.de': 'PANGAEA', 'softwareheritage.org': 'Software Heritage',
    'acs.org': 'ACS', 'aps.org': 'APS', 'aip.org': 'AIP', 'iop.org': 'IOP', 'pnas.org': 'PNAS',
    'science.org': 'Science', 'cell.com': 'Cell', 'bmj.com': 'BMJ', 'jmlr.org': 'JMLR',
    'usenix.org': 'USENIX', 'rsc.org': 'RSC', 'ams.org': 'AMS', 'aaai.org': 'AAAI',
    'dagstuhl.de': 'Dagstuhl', 'ceur-ws.org': 'CEUR-WS', 'projecteuclid.org': 'Project Euclid',
    'degruyter.com': 'De Gruyter', 'muse.jhu.edu': 'Project MUSE',
    'drive.google.com': 'Google Drive', 'docs.google.com': 'Google Docs', 'dropbox.com': 'Dropbox',
}  # fmt: skip
# Where the first part of a path is a person or a group.
_PEOPLE = {'github.com': 'GitHub', 'gitlab.com': 'GitLab', 'codeberg.org': 'Codeberg'}
# Ends of names of files -> what is in them.
_ENDINGS = {
    'pdf': 'PDF', 'ppt': 'Slides', 'pptx': 'Slides', 'odp': 'Slides', 'key': 'Slides',
    'mp4': 'Video', 'webm': 'Video', 'mov': 'Video', 'zip': 'Download', 'tar': 'Download',
    'tgz': 'Download', 'gz': 'Download', 'bz2': 'Download', 'csv': 'Download',
    'ps': 'PostScript', 'eps': 'PostScript',
}  # fmt: skip
# Those that are words of a language, and no names.
WORDS = (
    'Code', 'Code and data', 'Download', 'Link', 'Open access', 'PDF', 'Slides', 'Talk', 'Video',
    'Web page',
)  # fmt: skip
_PARTS = regex(r'\w+://(?:[^/?#@]*@)?([^/?#:]*)[^/?#]*([^?#]*)')
_LONGEST = 30
_URL = regex(r'^url[_-]|(?<=\w)[_-]?(?:ur[li]|link)$')
_NUMBER = regex(r'[_-]?\d+$')
_NO_WORDS = frozenset(('url', 'uri', 'link', 'citeulike-linkout'))
# Fields that hold an address and have a name that is no word.
_FIELD_WORDS = {
    'ads': 'ADS', 'codedata': 'Code and data', 'oa': 'Open access', 'orcid': 'ORCID',
    'hf': 'Hugging Face', 'huggingface': 'Hugging Face', 'github': 'Code', 'youtube': 'Video',
    'talk': 'Talk', 'ppt': 'Slides', 'openaccess': 'Open access', 'ee': 'Link',
}  # fmt: skip


def address_label(url: str) -> str:
    """Return what is at an address: ``PDF``, ``Code``, ``Video``, the name of its host."""
    host, path = _parts(url)
    label = _file_label(path) or _host_label(host)
    is_profile = label == 'Code' and '/' not in path.strip('/') and host in _PEOPLE
    return _PEOPLE[host] if is_profile else label


def host_label(url: str) -> str:
    """Return the name of the host of an address, or what is on all its pages: ``Code``."""
    return _host_label(_parts(url)[0])


def _parts(url: str) -> tuple[str, str]:
    """Return the host and the path of an address, in lower case."""
    match = _PARTS.match(url.lower())
    return (match[1], match[2]) if match else ('', url.lower())


@lru_cache(maxsize=1024)
def _host_label(host: str) -> str:
    host = host.removeprefix('www.')
    labels = host.split('.')
    if labels[1:2] == ['google']:
        labels[2:] = ['com']  # whatever the country
    for at in range(len(labels) - 1):
        if known := _HOSTS.get('.'.join(labels[at:])):
            return known
    if labels[0] == 'gitlab':  # of an institution
        return 'Code'
    return host if 0 < len(host) <= _LONGEST else 'Link'


def _file_label(path: str) -> str:
    """Return what is in the file at the end of a path, '' where that is no file."""
    is_pdf = '/pdf/' in path or '/epdf/' in path or path.rstrip('/').endswith(('/pdf', '/document'))
    if is_pdf and not path.endswith(('.html', '.htm')):  # the last one at HAL
        return 'PDF'
    stem, dot, ending = path.rpartition('.')
    if ending == 'gz':
        ending = stem.rpartition('.')[2]
        return _ENDINGS.get(ending, 'Download')
    return _ENDINGS.get(ending, '') if dot else ''


def field_label(name: str, url: str) -> str:
    """Return the label of a link that stands in a field of that name, '' if that says nothing."""
    name = _URL.sub('', _NUMBER.sub('', name))  # as BibBase has them
    if name in _NO_WORDS or (name == 'ads' and name not in url):
        return ''
    if name in FIELDS and FIELDS[name].label:
        return FIELDS[name].label
    words = re.sub(r'[_-]+', ' ', name).strip()
    return _FIELD_WORDS.get(name) or words.capitalize()
