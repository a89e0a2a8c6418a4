"""The library of a site: read from its files, or what an earlier build has kept of them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from sphinx.util.matching import Matcher

from sphinx_cv.bib import read_bibliography
from sphinx_cv.bib.names import claim, match_owner
from sphinx_cv.bib.paper_links import place_files
from sphinx_cv.formatting.names import style_of
from sphinx_cv.model import Owner, Paper, Problem
from sphinx_cv.model.collector import collector_at_rest
from sphinx_cv.site.briefs import brief_of
from sphinx_cv.site.kept import Kept, Packed, basis, digest, load, save
from sphinx_cv.site.library import Library
from sphinx_cv.site.metrics import read_metrics
from sphinx_cv.site.people import read_looks, read_owner, read_people
from sphinx_cv.site.written import said_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence, Set
    from typing import Any

    from sphinx.config import Config

    from sphinx_cv.bib import Reading
    from sphinx_cv.formatting.highlights import Metric
    from sphinx_cv.site.briefs import Brief


def bibliography_files(config: Config) -> Sequence[str]:
    """Return what ``bibtex_bibfiles`` names, a setting that not every project has."""
    return getattr(config, 'bibtex_bibfiles', None) or ()


def excluded(config: Config) -> Matcher:
    """Return what tells whether a path is one that the project leaves out."""
    return Matcher(config.exclude_patterns)


class FilesTold(NamedTuple):
    """What the bibliography files tell of papers of the owner and of others."""

    papers: dict[str, Paper] | Packed[Paper]
    references: Mapping[str, Paper]
    problems: tuple[Problem, ...]
    hints: tuple[Problem, ...]  # what to ask the owner
    said: Mapping[str, str] = {}  # key of a paper -> digest of all that its entry says
    answers: Mapping[str, Any] = {}  # those of a library to what is asked of all of its papers


# What builds ask of all papers, and would have to unpack them for: properties of a library that
# depend on nothing but what its key is a digest of.
ASKED = (
    'aliases', 'briefs', 'coauthored', 'coauthors', 'keys_by_file', 'order', 'slugs', 'titles',
    'with_files',
)  # fmt: skip

# Of the last library that was read in this process, by its key.
_told: dict[str, FilesTold] = {}


def load_library(config: Config, confdir: Path, kept: Path | None = None) -> Library:
    """Return the library of the site whose ``conf.py`` stands in *confdir*.

    What the files tell is read from them again only when they, or what they are read with, have
    changed; between processes it is *kept* in a file.
    """
    root = confdir.resolve()
    files = tuple((confdir / name).resolve() for name in bibliography_files(config))
    other = frozenset((confdir / name).resolve() for name in config.cv_references)
    owner = read_owner(config.cv_owner)
    contents = [(_relative(file, root), _fingerprint(file)) for file in files]
    style = style_of(config.cv_names, config.cv_author_limit)
    key = digest(basis(), str(root), contents, sorted(map(str, other)), owner, style)
    names = {file: _relative(file, root) for file in files}
    nothing = Library(files=files, names=names, owner=owner, style=style, key=key)
    if key not in _told:
        found = load(kept, key) if kept else None
        told = found if isinstance(found, FilesTold) else None
        if told is None:
            told = _answered(_read(files, other, root, owner, kept), nothing, kept)
            if kept:
                save(kept, key, _packed(told))
        _told.clear()
        _told[key] = told
    return _completed(nothing, _told[key], config, confdir)


def _answered(told: FilesTold, nothing: Library, kept: Path | None) -> FilesTold:
    """Return *told* with the answers of its library."""
    library = replace(nothing, papers=told.papers, references=told.references)
    if not kept:  # nobody builds a site of it
        return told._replace(answers={'with_files': library.with_files})
    vars(library)['briefs'] = _briefs(library, told.said, kept)
    return told._replace(answers={name: getattr(library, name) for name in ASKED})


def _briefs(library: Library, said: Mapping[str, str], kept: Path) -> dict[str, Brief]:
    """Return what lists and indices ask of each paper: of those that are as before, as before."""
    made_for = digest(basis(), library.owner, library.style)
    briefs: Kept[Brief] = Kept(kept.with_suffix('.briefs'), made_for)
    make = partial(brief_of, is_owner=library.is_owner, style=library.style)
    with collector_at_rest():
        found = {
            key: briefs.get(said[key], partial(make, paper))
            for key, paper in library.papers.items()
        }
    briefs.save()
    return found


def _completed(nothing: Library, told: FilesTold, config: Config, confdir: Path) -> Library:
    """Return a library with all that its files and the settings tell."""
    refused: list[Problem] = []
    place = partial(place_files, root=confdir, is_excluded=excluded(config), report=refused.append)
    placed = {name: place(told.papers[name]) for name in told.answers['with_files']}
    metrics = _metrics(config, confdir.resolve(), told.papers, refused.append)
    library = replace(
        nothing,
        papers=told.papers | placed,
        references=told.references,
        problems=(*told.problems, *refused, *told.hints),
        metrics=metrics,
        people=read_people(config.cv_people),
        looks=read_looks(config.cv_names, nothing.owner),
        said={name: said for name, said in told.said.items() if name not in placed},
    )
    vars(library).update(told.answers)
    return library


def _packed(told: FilesTold) -> FilesTold:
    papers, references = Packed(told.papers), Packed(told.references)
    answers = {**told.answers, 'briefs': Packed(told.answers['briefs'])}
    return told._replace(papers=papers, references=references, answers=answers)


def _metrics(
    config: Config, root: Path, papers: Mapping[str, Paper], report: Callable[[Problem], None]
) -> dict[str, tuple[Metric, ...]]:
    name = config.cv_metrics

    def said(sentence: str) -> None:
        report(Problem(name, 1, 'metrics', sentence))

    return read_metrics(root / name, papers, config.language, said) if name else {}


def _fingerprint(file: Path) -> str:
    """Return a digest of the content of *file*, or what is wrong with it."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        return f'{error.errno}'


def _volumes_of_others(papers: Mapping[str, Paper], owner: Owner) -> list[str]:
    """Return the keys of volumes by others that the owner's papers name as their ``crossref``.

    DBLP exports such volumes; on a CV they would seem to be works of the owner.
    """
    is_owner = match_owner(owner).matches
    keys = {key.lower(): key for key in papers}
    cited = dict.fromkeys(
        keys.get(key.strip().lower(), '')
        for paper in papers.values()
        if 'crossref' in paper.fields and any(map(is_owner, paper.authors))
        for key in paper.fields['crossref'].split(',')
    )
    volumes = [papers[key] for key in cited if key]
    return [
        volume.key for volume in volumes if not any(map(is_owner, volume.authors + volume.editors))
    ]


def _read(
    files: Sequence[Path], other: Set[Path], root: Path, owner: Owner, kept: Path | None
) -> FilesTold:
    # An entry in both a file of the owner and one of others is a work of the owner.
    ordered = sorted(filter(Path.is_file, files), key=other.__contains__)
    # An entry that says the same as before is the same paper.
    before = load(kept.with_suffix('.entries'), basis()) if kept else None
    bibliography = read_bibliography(
        ordered, root, of_many=not owner.name, before=cast('Reading | None', before)
    )
    if kept:
        save(kept.with_suffix('.entries'), basis(), bibliography.reading)
    shared = {_relative(file, root) for file in other}
    papers = {p.key: p for p in bibliography.papers if p.file not in shared}
    volumes = _volumes_of_others(papers, owner)
    claimed = claim({k: paper for k, paper in papers.items() if k not in volumes}, owner)
    references = [p for p in bibliography.papers if p.file in shared]
    references += [papers[key] for key in volumes]
    missing = tuple(
        Problem(
            _relative(file, root), 0, 'file', f'{_what_is(file)}; mend bibtex_bibfiles in conf.py'
        )
        for file in files
        if not file.is_file()
    )
    return FilesTold(
        papers={**claimed.papers},
        references={paper.key: paper for paper in references},
        problems=(*missing, *bibliography.problems),
        hints=claimed.hints,
        said=_said(claimed.papers, bibliography.reading.papers) if kept else {},
    )


def _said(papers: Mapping[str, Paper], made: Mapping[bytes, Paper]) -> dict[str, str]:
    """Return a digest of what each paper says: that of its entry, if it says nothing else."""
    known = {id(paper): name.hex() for name, paper in made.items()}
    return {key: known.get(id(paper)) or said_of(paper) for key, paper in papers.items()}


def _what_is(file: Path) -> str:
    return 'this is a folder, and no file' if file.is_dir() else 'there is no such file'


def _relative(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
