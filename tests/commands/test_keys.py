"""A key for the next paper, made as the keys of the others are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sphinx_cv.commands.bibfile.keys import learn_keys
from sphinx_cv.commands.cleaning import read_fields

if TYPE_CHECKING:
    from sphinx_cv.model import Paper

PAPERS = [
    ('Vaswani, A. and Shazeer, N. and Parmar, N.', 'The Attention of All', '2017', 'Proc. NIPS'),
    ('Müller, Jörg and Roe, R.', 'A Big-Thing: on bridges', '1999', 'Annals of Things'),
    ('van den Berg, Ann', 'Why rivers bend', '2004', 'Water'),
]
NEXT = ('Doe-Smith, Jane and Łoś, Jan', 'On the Ice of Mars', '2030', 'Journal of Ice (JOI)')


def paper(author: str, title: str, year: str, journal: str, *, key: str = '') -> Paper:
    """Return an article."""
    fields = {'author': author, 'title': title, 'date': year, 'journaltitle': journal}
    return replace(read_fields('article', fields, 'refs.bib')[0], key=key)


@pytest.mark.parametrize(
    ('keys', 'expected'),
    [
        (['vaswani2017attention', 'muller1999big', 'berg2004rivers'], 'doesmith2030ice'),
        (['Vaswani2017', 'Muller1999', 'Berg2004'], 'DoeSmith2030'),
        (['Vaswani:2017abc', 'Muller:1999xyz', 'Berg:2004qrs'], 'DoeSmith:2030'),
        (['vaswani_attention_2017', 'muller_big_1999', 'berg_rivers_2004'], 'doesmith_ice_2030'),
        (['vaswani17', 'muller99', 'berg04'], 'doesmith30'),
        (['VSP17', 'MR99', 'Ber04'], 'DŁ30|DL30'),
        (['my:vaswani2017', 'my:muller1999', 'my:berg2004'], 'my:doesmith2030'),
        (['vaswani-etal-2017-attention', 'muller-roe-1999-big', 'berg-2004-rivers'],
         'doesmith-los-2030-ice'),
        (['VaswaniShazeerParmar2017', 'MullerRoe1999', 'Berg2004'], 'DoeSmithLos2030'),
        (['2017-vaswani', '1999-muller', '2004-berg'], '2030-doesmith'),
        (['a', 'kivi', 'lora'], 'doesmith2030ice'),
    ],
)  # fmt: skip
def test_the_next_key_is_like_the_others(keys: list[str], expected: str) -> None:
    """Whatever the owner's way is; where there is none, name, year and word."""
    papers = [paper(*facts, key=key) for facts, key in zip(PAPERS, keys, strict=True)]
    manner = learn_keys(papers)
    following = paper(*NEXT)
    key = manner.propose(following, keys)
    assert key in expected.split('|')
    assert manner.propose(following, [*keys, key]) == f'{key}a'
