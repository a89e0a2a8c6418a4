"""How people are named and who stands out: on pages, in the PDF and in plain text alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sites import build, plain, write_site

if TYPE_CHECKING:
    from sites import Site

CONF = """
cv_outputs = ['cv.txt']
cv_author_limit = 4
cv_people = {'Cleo Third': {'aliases': ['Cleopatra Third'], 'url': 'https://cleo.org'}}
cv_names = {
    'form': 'Family, G.',
    'small_caps': True,
    'and': ', &',
    'first': 2,
    'last': False,
    'marked': {
        'owner': {'as': 'underline', 'meaning': 'the author of this page'},
        'students': {'as': 'italic °', 'meaning': 'supervised by me'},
        'Cleo Third': '‡',
    },
}
"""
REFS = """
@article{one, title={One}, author={Bob Other and Ann Example and Cleopatra Third},
    editor={Dora Fourth}, journal={J}, year={2024}, author+an={2=equal}}
@incollection{two, title={Two}, author={Ann Example and Eve Fifth}, editor={Dora Fourth},
    booktitle={B}, year={2023}}
@article{many, title={Many}, journal={J},
    author={Al Ames and Bo Bell and Ce Cole and Di Dent and Ann Example and Fi F}, year={2022}}
"""
INDEX = """# Ann Example

```{cv:publications}
```

```{cv:mentee} Bob Other
:dates: 2020-01/2024-02
```

```{toctree}
:glob:
:hidden:
papers/*
```
"""


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """That site as html."""
    files = {'index.md': INDEX, 'refs.bib': REFS}
    return build(write_site(tmp_path_factory.mktemp('naming'), files, CONF))


LEGEND = (
    '* equal contribution, underlined: the author of this page, ‡ Cleo Third, '
    'italic and °: supervised by me'
)


def test_names_on_a_page(site: Site) -> None:
    """In one form, with what joins them, and with a legend of all that stands out."""
    page = site.text()
    assert 'Other, B.°, Example, A.*, & Third, C.‡' in plain(page)
    assert 'Ames, A., Bell, B., …, Example, A., et al.' in plain(page)
    assert 'edited by D. Fourth' in plain(page)
    assert '<span class="cv-own cv-underlined"><span class="cv-small-caps">Example</span>' in page
    assert 'cv-mentee cv-italic' in page
    assert page.count('class="cv-legend') == 1
    assert LEGEND in plain(page)
    assert 'cv-extra.css' in page


def test_names_on_the_page_of_a_paper(site: Site) -> None:
    """There people lead to the index and to their entries, whatever form their names have."""
    page = site.text('papers/one.html')
    assert 'Other, B.°, Example, A.*, & Third, C.‡' in plain(page)
    assert '#cv-mentee-bob-other' in page
    assert 'cv-coauthor.html#' in site.text('papers/two.html')
    assert LEGEND in plain(page)
    assert 'Other, B., Example, A., & Third, C. “One”.' in plain(page)


def test_names_in_plain_text(site: Site) -> None:
    """There are no looks, and signs remain."""
    text = site.text('cv.txt')
    assert '- Other, B.°, Example, A.*, & Third, C.‡. “One”.' in text
    assert '- Ames, A., Bell, B., …, Example, A., et al. “Many”.' in text
    assert '* equal contribution, ° supervised by me, ‡ Cleo Third' in text


def test_names_in_the_pdf(site: Site) -> None:
    """The PDF sets them in the same way, and explains the same."""
    text = build(site.source, 'cvpdf').text('cv.typ').replace('"#"', '')
    assert '#underline[#smallcaps[#"Example"]#", A."]' in text
    assert '#emph[' in text
    assert '#legend[#"' + LEGEND + '"]' in text
