"""Where the names that people have at a service lead: a table of the services' addresses."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_cv.model.tables import nonempty


class Service(NamedTuple):
    """A service: how it is called, and the address of a person there."""

    title: str
    address: str


# The service by its name in small letters, without blanks -> how its links are made.
SERVICES = {
    'acm': Service('ACM', 'https://dl.acm.org/profile/{}'),
    'arxiv': Service('arXiv', 'https://arxiv.org/a/{}'),
    'behance': Service('Behance', 'https://www.behance.net/{}'),
    'bluesky': Service('Bluesky', 'https://bsky.app/profile/{}'),
    'bitbucket': Service('Bitbucket', 'https://bitbucket.org/{}'),
    'codeberg': Service('Codeberg', 'https://codeberg.org/{}'),
    'codepen': Service('CodePen', 'https://codepen.io/{}'),
    'dblp': Service('DBLP', 'https://dblp.org/pid/{}'),
    'dribbble': Service('Dribbble', 'https://dribbble.com/{}'),
    'facebook': Service('Facebook', 'https://facebook.com/{}'),
    'flickr': Service('Flickr', 'https://www.flickr.com/{}'),
    'github': Service('GitHub', 'https://github.com/{}'),
    'gitlab': Service('GitLab', 'https://gitlab.com/{}'),
    'googlescholar': Service('Google Scholar', 'https://scholar.google.com/citations?user={}'),
    'hal': Service('HAL', 'https://cv.hal.science/{}'),
    'ieee': Service('IEEE', 'https://ieeexplore.ieee.org/author/{}'),
    'impactstory': Service('Impactstory', 'https://profiles.impactstory.org/u/{}'),
    'inspirehep': Service('INSPIRE', 'https://inspirehep.net/authors/{}'),
    'instagram': Service('Instagram', 'https://instagram.com/{}'),
    'kaggle': Service('Kaggle', 'https://www.kaggle.com/{}'),
    'keybase': Service('Keybase', 'https://keybase.io/{}'),
    'lastfm': Service('Last.fm', 'https://www.last.fm/user/{}'),
    'lattes': Service('Lattes', 'http://lattes.cnpq.br/{}'),
    'leetcode': Service('LeetCode', 'https://leetcode.com/u/{}'),
    'linkedin': Service('LinkedIn', 'https://www.linkedin.com/in/{}'),
    'linkedincompany': Service('LinkedIn', 'https://www.linkedin.com/company/{}'),
    'medium': Service('Medium', 'https://medium.com/@{}'),
    'orcid': Service('ORCID', 'https://orcid.org/{}'),
    'osf': Service('OSF', 'https://osf.io/{}/'),
    'pinterest': Service('Pinterest', 'https://www.pinterest.com/{}'),
    'publons': Service('Publons', 'https://publons.com/a/{}/'),
    'pubmed': Service('PubMed', 'https://www.ncbi.nlm.nih.gov/myncbi/{}/'),
    'quora': Service('Quora', 'https://www.quora.com/profile/{}'),
    'reddit': Service('Reddit', 'https://www.reddit.com/user/{}'),
    'researchgate': Service('ResearchGate', 'https://www.researchgate.net/profile/{}'),
    'researcherid': Service('ResearcherID', 'https://www.webofscience.com/wos/author/record/{}'),
    'scopus': Service('Scopus', 'https://www.scopus.com/authid/detail.uri?authorId={}'),
    'semanticscholar': Service('Semantic Scholar', 'https://www.semanticscholar.org/author/{}'),
    'soundcloud': Service('SoundCloud', 'https://soundcloud.com/{}'),
    'spotify': Service('Spotify', 'https://open.spotify.com/user/{}'),
    'ssrn': Service('SSRN', 'https://papers.ssrn.com/sol3/cf_dev/AbsByAuth.cfm?per_id={}'),
    'stackoverflow': Service('Stack Overflow', 'https://stackoverflow.com/users/{}'),
    'strava': Service('Strava', 'https://www.strava.com/athletes/{}'),
    'telegram': Service('Telegram', 'https://t.me/{}'),
    'tiktok': Service('TikTok', 'https://www.tiktok.com/@{}'),
    'twitch': Service('Twitch', 'https://www.twitch.tv/{}'),
    'twitter': Service('X', 'https://x.com/{}'),
    'unsplash': Service('Unsplash', 'https://unsplash.com/@{}'),
    'vimeo': Service('Vimeo', 'https://vimeo.com/{}'),
    'weibo': Service('Weibo', 'https://weibo.com/{}'),
    'whatsapp': Service('WhatsApp', 'https://wa.me/{}'),
    'wikidata': Service('Wikidata', 'https://www.wikidata.org/wiki/{}'),
    'wikipedia': Service('Wikipedia', 'https://en.wikipedia.org/wiki/User:{}'),
    'x': Service('X', 'https://x.com/{}'),
    'xing': Service('Xing', 'https://www.xing.com/profile/{}'),
    'youtube': Service('YouTube', 'https://www.youtube.com/@{}'),
    'zotero': Service('Zotero', 'https://www.zotero.org/{}'),
    'zhihu': Service('Zhihu', 'https://www.zhihu.com/people/{}'),
}
_ALSO = {
    'scholar': 'googlescholar', 'google': 'googlescholar', 'researchgateprofile': 'researchgate',
    'research': 'researchgate', 'inspire': 'inspirehep', 'gs': 'googlescholar',
    'weboscience': 'researcherid', 'xtwitter': 'twitter', 'twitterx': 'twitter',
}  # fmt: skip
_ORCID = re.compile(r'\d{4}-\d{4}-\d{4}-\d{3}[\dXx]')


def link_at(network: str, name: str) -> tuple[str, str] | None:
    """Return the words and the address of a link to somebody at a service; None if not known."""
    key = re.sub(r'[\W_]', '', network.lower())
    name = name.strip()
    service = SERVICES.get(_ALSO.get(key, key))
    if re.match(r'https?://', name):
        return (service.title if service else network), name
    if re.match(r'(?:www\.)?[\w-]+\.[\w.-]+/\S', name):
        return (service.title if service else network.capitalize()), f'https://{name}'
    if key == 'mastodon' and (match := re.fullmatch(r'@?([^@\s]+)@([\w.-]+)', name)):
        server, user = (match[2], match[1])
        return 'Mastodon', f'https://{server}/@{user}'
    if service is None or not name:
        return None
    return service.title, service.address.format(name.removeprefix('@'))


def title_of(address: str) -> str:
    """Return how the service at an address is called, '' if it is not known."""
    host = re.match(r'https?://(?:www\.|cv\.)?([\w.-]+)', address)
    if host is None:
        return ''
    if host[1].startswith('scholar.google.'):
        return 'Google Scholar'
    services = (
        s.title for s in SERVICES.values() if f'//{host[1]}/' in s.address.replace('www.', '')
    )
    return next(services, '')


class PersonLinks(dict[str, str]):
    """The links of a person: the words of each, and where it leads."""

    def add(self, network: str, name: str) -> bool:
        """Add the link to somebody at a service; return whether the service is known."""
        found = link_at(network, name) if name else None
        if found:
            self[found[0]] = found[1]
        return found is not None

    def owner(self, **facts: object) -> dict[str, object]:
        """Return what is known of the person; the number at ORCID is a fact of its own."""
        orcid = ''
        for words, address in list(self.items()):
            if 'orcid.org/' in address and (match := _ORCID.search(address)):
                orcid = match[0].upper()
                del self[words]
        return nonempty({**facts, 'orcid': facts.get('orcid') or orcid, 'links': dict(self)})
