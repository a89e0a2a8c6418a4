"""What ``sphinx-cv new`` reads, it writes or tells: no single fact is dropped in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_cv.commands.new.project import project_files
from sphinx_cv.commands.new.sources.cv_records import CvRecord, leaves
from sphinx_cv.commands.new.sources.dates import when, when_span
from sphinx_cv.commands.new.sources.json_resume import from_resume
from sphinx_cv.commands.new.sources.markdown import myst_line, myst_text
from sphinx_cv.commands.new.sources.rendercv import read_rendercv

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.commands.new.found import Found

KEYS = st.sampled_from(
    'name title label position company institution area degree studyType location city url date '
    'startDate end_date summary description highlights keywords details level bullet authors doi '
    'publisher items contents odd roles courses score network username email phone website'.split()
)
FACTS = st.recursive(
    st.just(''),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
SECTIONS = st.sampled_from('work education awards skills projects publications odd_things'.split())


def numbered(facts: object, numbers: list[int]) -> object:
    """Return *facts* with a word of its own for each single one."""
    match facts:
        case dict():
            return {key: numbered(value, numbers) for key, value in facts.items()}
        case list():
            return [numbered(value, numbers) for value in facts]
    numbers.append(len(numbers))
    return f'fact{len(numbers):04}x'


def lost(facts: object, found: Found) -> list[object]:
    """Return the facts that are neither in the project nor told."""
    found.owner.setdefault('name', 'Ada Example')
    texts = project_files(found, 'sphinx-cv').values()
    everything = '\n'.join((*texts, *(f'{left.place} {left.what}' for left in found.left)))
    return [fact for _, fact in leaves(facts) if str(fact) not in everything]


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(SECTIONS, st.lists(FACTS, max_size=3) | FACTS, max_size=3),
    st.dictionaries(KEYS, FACTS, max_size=4),
)
def test_no_fact_of_a_resume_is_lost(sections: dict[str, object], basics: object) -> None:
    """Whatever form its records have."""
    facts = numbered({**sections, 'basics': basics}, [])
    assert lost(facts, from_resume(CvRecord(facts, 'resume.json'))) == []


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(SECTIONS, st.lists(FACTS, max_size=3) | FACTS, max_size=3),
    st.dictionaries(KEYS, FACTS, max_size=4),
)
def test_no_fact_of_rendercv_is_lost(sections: dict[str, object], owner: dict[str, object]) -> None:
    """Whatever form its records have."""
    facts = numbered({'cv': {**owner, 'sections': sections}}, [])
    assert lost(facts, read_rendercv(facts, 'cv.yaml')) == []


@pytest.mark.parametrize(
    ('written', 'dates'),
    [
        ('2019', '2019'), ('2018 - 2020', '2018/2020'), ('1917-1933', '1917/1933'),
        ('Fall 2019', '2019-23'), ('Sept. 2015–present', '2015-09/'), ('since 2019', '2019/'),
        ('2019–', '2019/'), ('06/2020–08/2021', '2020-06/2021-08'), ('2018-19', '2018/2019'),
        ('Jan - Mar 2020', '2020-01/2020-03'), ('August 15, 2024', '2024-08-15'),
        ('12.05.2020', '2020-05-12'), ('Oktober 2019', '2019-10'), ('2024年9月', '2024-09'),
        ('2017, 2018-2020', '2017, 2018/2020'), ('2021-08/2024-08', '2021-08/2024-08'),
        ('mars 2019 -- juin 2020', '2019-03/2020-06'),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(written: str, dates: str) -> None:
    """Years, months in several languages, stretches, open ones, lists."""
    assert when(written) == (dates, '')


def test_what_is_no_date_stays_as_words() -> None:
    """The entry shows it all the same."""
    assert when('after the flood') == ('', 'after the flood')
    assert when_span('2020', '2019') == ('', '2020 – 2019')


@pytest.mark.parametrize(
    ('read', 'written', 'meant'),
    [
        (myst_line, 'a <b>bold</b> <a href="https://x.example">link</a>', 'a **bold** [link](https://x.example)'),
        (myst_line, '[away](/local/) and [there](https://x.example)', 'away and [there](https://x.example)'),
        (myst_line, 'from $5 to $10,000', r'from \$5 to \$10,000'),
        (myst_line, '10<sup>th</sup> &amp; last', '10{sup}`th` & last'),
        (myst_text, '# Big\n\ntext{: .lead}\n\n---\n', '**Big**\n\ntext'),
        (myst_text, '<ul><li>one</li><li>two</li></ul>', '- one\n- two'),
        (myst_text, '`{% raw %}` stays', '`{% raw %}` stays'),
    ],
)  # fmt: skip
def test_markdown_of_others_is_ours(read: Callable[[str], str], written: str, meant: str) -> None:
    """HTML, Liquid and prices mean what they mean there."""
    assert read(written) == meant
