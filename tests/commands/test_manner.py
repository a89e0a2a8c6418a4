"""The owner's file stays the owner's: one entry more, written as the others are."""

from __future__ import annotations

import codecs
import difflib
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_cv.cli import main

if TYPE_CHECKING:
    from services import Services

PAPER = {
    'type': 'journal-article',
    'title': ['Deep RNA folding with large models'],
    'author': [
        {'given': 'Jane', 'family': 'Doe', 'sequence': 'first'},
        {'given': 'Anna', 'family': 'van den Berg'},
    ],
    'container-title': ['Journal of Folding'],
    'volume': '12',
    'issue': '3',
    'page': '101-119',
    'publisher': 'Big House',
    'published-print': {'date-parts': [[2030, 5]]},
    'issued': {'date-parts': [[2030, 5]]},
    'ISSN': ['1234-5678'],
}

ALIGNED = """\
% My papers, newest first.

@article{roe2031late,
  author    = {Roe, Richard},
  title     = {Late Thoughts on {RNA}},
  journal   = {Annals of Things},
  year      = {2031},
  publisher = {House}
}

% the one that everybody cites
@inproceedings{roe2028early,
  author    = {Roe, Richard},
  title     = {Early Thoughts},
  booktitle = {Proceedings of Thinking},
  year      = {2028}
}
"""
QUOTED = """\
@STRING{jof = "Journal of Folding"}

@ARTICLE{Roe:1999,
\tAUTHOR = "Richard Roe",
\tTITLE = "{Old Thoughts}",
\tJOURNAL = jof,
\tYEAR = 1999,
\tMONTH = mar
}
@ARTICLE{Poe:2004,
\tAUTHOR = "Petra Poe",
\tTITLE = "{Older Thoughts}",
\tJOURNAL = jof,
\tYEAR = 2004,
\tMONTH = jan
}
"""
BIBLATEX = """\
@article{doe_first_2020,
    title = {First},
    author = {Doe, Jane},
    date = {2020-03-01},
    journaltitle = {Journal of Folding},
    issn = {1234-5678},
    doi = {10.1/a},
}

@article{poe_second_2021,
    title = {Second},
    author = {Poe, Petra},
    date = {2021-04-01},
    journaltitle = {Journal of Folding},
    issn = {1234-5678},
    doi = {10.1/b},
}

@comment{jabref-meta: databaseType:biblatex;}
"""
COMMA_FIRST = """\
@article{ Alpha01
  , author  = {Alpha, Ann}
  , title   = {On A}
  , journal = {J. A}
  , year    = {2001}
  }

@article{ Beta02
  , author  = {Beta, Bob}
  , title   = {On B}
  , journal = {J. B}
  , year    = {2002}
  }
"""
ONE_LINE = """\
@article{zed:2030, title={On Z}, author={Zed, Z.}, journal={J}, year={2030}}
@article{why:2029, title={On Y}, author={Why, Y.}, journal={J}, year={2029}}
"""
RIGHT = """\
@article {MR1,
    AUTHOR = {Roe, Richard},
     TITLE = {On one},
   JOURNAL = {J. One},
    VOLUME = {1},
      YEAR = {2029},
}

@article {MR2,
    AUTHOR = {Roe, Richard},
     TITLE = {On two},
   JOURNAL = {J. Two},
    VOLUME = {2},
      YEAR = {2030},
}
"""
PASTED = """\
@article{roe2031late,
  author  = {Roe, Richard},
  title   = {Late Thoughts},
  journal = {Annals},
  year    = {2031},
}

@article{Poe_2029, title={Thoughts}, volume={1}, DOI={10.1/p}, author={Poe, P.}, year={2029} }

@article{Zoe_2028, title={Ideas}, volume={1}, DOI={10.1/z}, author={Zoe, P.}, year={2028} }
"""
SECTIONS = """\
%%%%%%%%%% Journal articles %%%%%%%%%%

@article{roe2031late,
  author = {Roe, Richard},
  title = {Late Thoughts},
  journal = {Annals},
  year = {2031},
}

%%%%%%%%%% Conference papers %%%%%%%%%%

@inproceedings{roe2032talk,
  author = {Roe, Richard},
  title = {Talking},
  booktitle = {Talks},
  year = {2032},
}
"""

EXPECTED = {
    'aligned': """\
@article{doe2030deep,
  author    = {Doe, Jane and van den Berg, Anna},
  title     = {Deep {RNA} folding with large models},
  journal   = {Journal of Folding},
  volume    = {12},
  number    = {3},
  pages     = {101--119},
  year      = {2030},
  publisher = {Big House},
  doi       = {10.1234/fold}
}
""",
    'quoted': """\
@ARTICLE{Doe:2030,
\tAUTHOR = "Doe, Jane and van den Berg, Anna",
\tTITLE = "{Deep RNA folding with large models}",
\tJOURNAL = jof,
\tVOLUME = 12,
\tNUMBER = 3,
\tPAGES = "101--119",
\tYEAR = 2030,
\tMONTH = may,
\tDOI = "10.1234/fold"
}
""",
    'biblatex': """\
@article{doe_deep_2030,
    title = {Deep {RNA} folding with large models},
    author = {Doe, Jane and van den Berg, Anna},
    date = {2030-05},
    journaltitle = {Journal of Folding},
    volume = {12},
    number = {3},
    pages = {101--119},
    issn = {1234-5678},
    doi = {10.1234/fold},
}
""",
    'comma-first': """\
@article{ Doe30
  , author  = {Doe, Jane and van den Berg, Anna}
  , title   = {Deep {RNA} folding with large models}
  , journal = {Journal of Folding}
  , volume  = {12}
  , number  = {3}
  , pages   = {101--119}
  , year    = {2030}
  , doi     = {10.1234/fold}
  }
""",
    'right': """\
@article {doe2030deep,
    AUTHOR = {Doe, Jane and van den Berg, Anna},
     TITLE = {Deep {RNA} folding with large models},
   JOURNAL = {Journal of Folding},
    VOLUME = {12},
    NUMBER = {3},
     PAGES = {101--119},
      YEAR = {2030},
       DOI = {10.1234/fold},
}
""",
    'pasted': """\
@article{Doe_2030,
  author  = {Doe, Jane and van den Berg, Anna},
  title   = {Deep {RNA} folding with large models},
  journal = {Journal of Folding},
  volume  = {12},
  number  = {3},
  pages   = {101--119},
  year    = {2030},
  DOI     = {10.1234/fold},
}
""",
    'one-line': (
        '@article{doe:2030, title={Deep {RNA} folding with large models}, '
        'author={Doe, Jane and van den Berg, Anna}, journal={Journal of Folding}, volume={12}, '
        'number={3}, pages={101--119}, year={2030}, doi={10.1234/fold}}\n'
    ),
}
FILES = {
    'aligned': ALIGNED,
    'quoted': QUOTED,
    'biblatex': BIBLATEX,
    'comma-first': COMMA_FIRST,
    'one-line': ONE_LINE,
    'right': RIGHT,
    'pasted': PASTED,
}


def add(services: Services, data: bytes, *options: str) -> bytes:
    """Return what becomes of a bibliography when the paper is added to it."""
    services.put_crossref('10.1234/fold', **PAPER)
    Path('refs.bib').write_bytes(data)
    assert main(['add', '10.1234/fold', *options]) == 0
    return Path('refs.bib').read_bytes()


def added_lines(before: str, after: str) -> str:
    """Return the lines that came, after a check that none went and that all came at one place."""
    lines = list(difflib.ndiff(before.splitlines(True), after.splitlines(True)))
    assert not [line for line in lines if line.startswith('- ')]
    places = [i for i, line in enumerate(lines) if line.startswith('+ ')]
    assert places == list(range(places[0], places[-1] + 1))
    return ''.join(line[2:] for line in lines if line.startswith('+ '))


@pytest.mark.parametrize('name', FILES)
def test_an_entry_is_written_as_the_others(name: str, services: Services) -> None:
    """Case, quotes, columns, commas, fields, their order, months, macros and key are the file's."""
    before = FILES[name]
    after = add(services, before.encode()).decode()
    assert added_lines(before, after).strip('\n') == EXPECTED[name].strip('\n')


@pytest.mark.parametrize('name', FILES)
def test_a_second_run_changes_nothing(name: str, services: Services) -> None:
    """The paper is there."""
    after = add(services, FILES[name].encode())
    assert add(services, after) == after


@pytest.mark.parametrize('name', FILES)
@pytest.mark.parametrize('mark', [b'', codecs.BOM_UTF8])
def test_line_ends_and_marks_of_a_file_stay(name: str, mark: bytes, services: Services) -> None:
    """CRLF is CRLF in the new lines too, and what was before is the same byte by byte."""
    before = mark + FILES[name].replace('\n', '\r\n').encode()
    after = add(services, before)
    assert after.startswith(mark)
    assert b'\n' not in after.replace(b'\r\n', b'')
    new = added_lines(*(text.decode('utf-8-sig') for text in (before, after))).replace('\r\n', '\n')
    assert new.strip('\n') == EXPECTED[name].strip('\n')


def test_git_shows_one_hunk(services: Services) -> None:
    """One entry more is one place in a comparison."""
    Path('refs.bib').write_text(ALIGNED)
    subprocess.run(['git', 'init', '-q'], check=True)
    subprocess.run(['git', 'add', 'refs.bib'], check=True)
    add(services, ALIGNED.encode())
    diff = subprocess.run(['git', 'diff'], capture_output=True, text=True, check=True).stdout
    assert diff.count('\n@@') == 1
    assert '\n-' not in diff.partition('@@')[2]


def position(after: str, key: str = 'doe2030deep') -> list[str]:
    """Return the keys in their order."""
    return [line.partition('{')[2].strip(' ,') for line in after.splitlines() if line[:1] == '@']


def test_the_newest_comes_first_where_that_is_the_order(services: Services) -> None:
    """Between the newer and the older one, before the remark that belongs to the older one."""
    after = add(services, ALIGNED.encode()).decode()
    assert position(after) == ['roe2031late', 'doe2030deep', 'roe2028early']
    assert '}\n\n% the one that everybody cites\n@inproceedings{roe2028early' in after


def test_the_newest_comes_last_where_that_is_the_order(services: Services) -> None:
    """Before what programs keep at the end of the file."""
    after = add(services, BIBLATEX.encode()).decode()
    assert after.endswith('}\n\n@comment{jabref-meta: databaseType:biblatex;}\n')
    assert after.index('doe_deep_2030') > after.index('poe_second_2021')


def test_keys_in_order_stay_so(services: Services) -> None:
    """In a file that is sorted by keys."""
    text = ''.join(
        f'@misc{{{key},\n  title = {{{key}}},\n  year = {{{year}}}\n}}\n'
        for key, year in (
            ('abe2020', 2020),
            ('cox2019', 2019),
            ('eve2021', 2021),
            ('fox2011', 2011),
        )
    )
    after = add(services, text.encode(), '--key', 'doe2030').decode()
    assert position(after) == ['abe2020', 'cox2019', 'doe2030', 'eve2021', 'fox2011']


def test_sections_are_kept(services: Services) -> None:
    """An article stands among the articles, below their heading."""
    after = add(services, SECTIONS.encode()).decode()
    assert position(after) == ['roe2031late', 'doe2030deep', 'roe2032talk']
    assert after.index('doe2030deep') < after.index('Conference papers')


def test_a_file_without_entries_gets_the_manner_of_this_project(services: Services) -> None:
    """Also one that is not there yet."""
    services.put_crossref('10.1234/fold', **PAPER)
    assert main(['add', '10.1234/fold']) == 0
    text = Path('refs.bib').read_text()
    assert text.startswith(
        '@article{doe2030deep,\n  author = {Doe, Jane and van den Berg, Anna},\n'
    )
    assert text.endswith('  doi = {10.1234/fold},\n}\n')


def test_a_broken_file_is_not_touched(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    """The place is told, nobody is asked for anything, and the status says so."""
    broken = '@article{a,\n  title = {T}\n  year = {2020},\n}\n'
    Path('refs.bib').write_text(broken)
    services.put_crossref('10.1234/fold', **PAPER)
    assert main(['add', '10.1234/fold']) == 5
    assert Path('refs.bib').read_text() == broken
    assert 'refs.bib, line 2' in capsys.readouterr().err
    assert services.asked == []


def test_a_file_in_an_old_encoding_stays_in_it(services: Services) -> None:
    """Its bytes do not become others, and what it cannot hold is refused."""
    before = '@article{müller2020,\n  author = {Müller, Jörg},\n  year = {2020},\n}\n'.encode(
        'cp1252'
    )
    after = add(services, before)
    assert before.rstrip() in after
    dirty = PAPER | {'author': [{'given': 'Łukasz', 'family': 'Nowak'}], 'title': ['Other things']}
    services.put_crossref('10.1234/other', **dirty)
    assert main(['add', '10.1234/other']) == 5
    assert Path('refs.bib').read_bytes() == after


def test_a_link_stays_a_link_and_rights_stay(services: Services) -> None:
    """The file may lie elsewhere."""
    real = Path('elsewhere.bib')
    real.write_text(ALIGNED)
    real.chmod(0o640)
    Path('refs.bib').symlink_to(real)
    services.put_crossref('10.1234/fold', **PAPER)
    assert main(['add', '10.1234/fold']) == 0
    assert Path('refs.bib').is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert 'doe2030deep' in real.read_text()
