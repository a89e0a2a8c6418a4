"""Fences of directives: options are what they look like, and what is swallowed is told."""

from __future__ import annotations

import pytest
from sites import Site, build, write_site

from sphinx_cv.site.markup import as_meant, slips

PAPERS = (
    '@article{a, title={Aa}, author={Example, Ann}, journal={J}, year=2024, keywords={attention}}\n'
    '@article{b, title={Bb}, author={Example, Ann}, journal={J}, year=2023}\n'
)


@pytest.mark.parametrize('value', [
    '"attention" in keywords', '"A" and B', 'Dept #3', 'C#', '# 3', "'x' % title", '[a] and b',
    '| x', '> x', '*x*', '@foo', '`x`', '%x', 'key: value', '!x', '&a', '- x', "it's", '{"a"}',
    'a:', '"half', '"a" "b"',
])  # fmt: skip
def test_an_option_is_what_it_looks_like(value: str) -> None:
    """Both forms of MyST give the very words, and the following options too."""
    from myst_parser.parsers.options import options_to_items

    page = f'```{{cv:position}} P\n:organization: {value}\n:dates: 2020/\n```\n'
    lines = [line[1:] for line in as_meant(page).splitlines()[1:-1]]
    found, _ = options_to_items('\n'.join(lines))
    assert [text for _, text in found] == [value, '2020/']
    block = f'```{{cv:position}} P\n---\norganization: {value}\ndates: 2020/\n---\n```\n'
    found, _ = options_to_items('\n'.join(as_meant(block).splitlines()[2:-2]))
    assert [text for _, text in found] == [value, '2020/']


@pytest.mark.parametrize('page', [
    "```{cv:position} P\n:organization: 'in quotes'\n:dates:\n```\n",
    '```{cv:position} P\n:organization: "in quotes"\n```\n',
    '```{note} P\n:class: "a" b\n```\n',
    '```{cv:position} P\n---\nplace: |\n  several\n  lines\n---\n```\n',
    'Text: :dates: "a" b\n', '```\nx\n```\n',
    '````markdown\n```{cv:position} P\n:place: "a" b\n```\n````\n',
    '```{cv:position} P\n\nWords\n```\n',
])  # fmt: skip
def test_what_is_right_already_stays(page: str) -> None:
    """Quotes of YAML, other directives and words are left alone."""
    assert as_meant(page) == page


@pytest.mark.parametrize(('page', 'number', 'words'), [
    ('```{cv:award} A\n:dates: 2020\n\n# Next\n\n```{cv:award} B\n```\n', 1, 'the heading "Next"'),
    ('x\n```{cv:award} A\n\n```{cv:award} B\n```\n', 2, 'the {cv:award} of line 4'),
    ('x\n\n```{cv:award} A\nwords\n', 3, 'is not closed; put ```'),
    (':::{cv:award} A\n:::\n:::{cv:award} B\n', 3, 'is not closed; put :::'),
])  # fmt: skip
def test_an_unclosed_fence_is_told_where_it_is_opened(page: str, number: int, words: str) -> None:
    """It swallows a heading, the next entry or the rest of the page."""
    (line, message), *others = slips(page)
    assert (line, others) == (number, [])
    assert words in message


@pytest.mark.parametrize('page', [
    '````{cv:award} A\n```{cv:award} B\n```\n````\n', '```{cv:award} A\n```\n\n# Next\n',
    '> ```{cv:award} A\n> ```\n', ':::{cv:award} A\n```{code}\nx\n```\n:::\n',
    '```{cv:award} A\n#1 of 30\n```\n',
    '````markdown\n```{cv:award} A\n## x\n```\n````\n',
    '- item\n\n    ```{cv:award} A\n    ```\n', '```{cv:award} A\n```\n\n```\ncode\n```\n',
])  # fmt: skip
def test_a_closed_fence_says_nothing(page: str) -> None:
    """Nor does one fence within another."""
    assert list(slips(page)) == []


PAGE = """# Ann Example

```{cv:publications}
:filter: "attention" in keywords
```

```{cv:position} Engineer

:organization: "A" and B
:dates: 2020/2021
```

```{cv:grnat} Money
```

    ```{cv:award} Indented
    ```

```{cv:award} Prize
:dates: 2020

## Next
"""

OTHER = """---
orphan: true
---
# Other

```{include} part.txt
```

```{include} shown.txt
:literal:
```
"""
PART = """Words.

```{cv:position} Big
:organization: "A" # and B
:plaze: here
```
"""


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with what people write."""
    folder = tmp_path_factory.mktemp('markup') / 'source'
    files = {'index.md': PAGE, 'refs.bib': PAPERS, 'other.md': OTHER}
    included = {'part.txt': PART, 'shown.txt': PART.replace('Big', 'Shown')}
    return build(write_site(folder, files | included), 'text')


def test_a_list_has_what_its_filter_says(site: Site) -> None:
    """The filter of the manual works, and so do options below an empty line."""
    text = site.text('index.txt')
    assert 'Aa' in text
    assert 'Bb' not in text
    assert '"A" and B' in text
    assert '2020 – 2021' in text
    assert ':dates:' not in text


@pytest.mark.parametrize('words', [
    'index.md:13: WARNING: there is no {cv:grnat}; did you mean {cv:grant}? There are {cv:',
    'index.md:16: WARNING: {cv:award} is indented by four, and so read as code',
    'index.md:19: WARNING: {cv:award} holds the heading "Next" of line 22; close its fence before',
])  # fmt: skip
def test_what_is_swallowed_is_told(site: Site, words: str) -> None:
    """At its line, in words of ours, and nothing else is said."""
    assert [text for text in site.warnings if words in text], site.warnings
    assert len(site.warnings) <= 5, site.warnings


def test_what_a_page_includes_is_read_as_the_page_is(site: Site) -> None:
    """Options are what they look like, messages have the place, and what is shown as code stays."""
    text = site.text('other.txt')
    assert '"A" # and B' in text.partition('```')[0]
    assert '   :organization: "A" # and B\n' in text
    (message,) = [text for text in site.warnings if 'no option "plaze"' in text]
    # MyST-Parser 4.0 counts the lines of such a file from 2.
    assert message.startswith(('part.txt:3: WARNING: ', 'part.txt:4: WARNING: '))
