"""Read the Docs, replayed: its clone, environment, variables and commands, and what it serves."""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from importlib.util import source_from_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import yaml
from places import PROJECT

CANONICAL_URL = 'https://someone.readthedocs.io/en/latest/'
# What Read the Docs runs where the file leaves the html to it.
SPHINX = (
    'python -m sphinx -T {strict} -b html -d _build/doctrees -D language=en '
    '. "$READTHEDOCS_OUTPUT/html"'
)


class Hosted(NamedTuple):
    """What Read the Docs would have after a build."""

    html: Path
    pdf: Path
    log: str


def git(*arguments: str) -> list[str]:
    """Run git on the project and give the lines it prints."""
    done = subprocess.run(
        ['git', '-C', str(PROJECT), *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def clone(target: Path) -> None:
    """Clone the project, and bring what has not been committed yet; without git, copy it."""
    if not (PROJECT / '.git').exists():
        built = shutil.ignore_patterns('_build', '.venv', '.*_cache')
        shutil.copytree(PROJECT, target, ignore=built)
        return
    # With as much history as there.
    git('clone', '--quiet', '--depth', '50', PROJECT.as_uri(), str(target))
    for name in git('ls-files', '--deleted'):
        (target / name).unlink(missing_ok=True)
    for name in git('ls-files', '--modified', '--others', '--exclude-standard'):
        if (PROJECT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, target / name)


def settings() -> dict[str, dict[str, dict[str, list[str]]]]:
    """Read the file that Read the Docs reads."""
    text = (PROJECT / '.readthedocs.yaml').read_text(encoding='utf-8')
    settings: dict[str, dict[str, dict[str, list[str]]]] = yaml.safe_load(text)
    return settings


def hosted_environment(folder: Path) -> dict[str, str]:
    """Make a virtual environment, and give the variables of a build on Read the Docs.

    A uv that is in it already spares the network: everything else is in uv's cache.
    """
    uv, environment = Path(sys.executable).with_name('uv'), folder / 'envs' / 'latest'
    kept = {name: os.environ[name] for name in ('HOME', 'PATH', 'TMPDIR') if name in os.environ}
    kept |= {name: value for name, value in os.environ.items() if name.startswith(('PIP_', 'UV_'))}
    variables = kept | {
        'LANG': 'C.UTF-8',
        'PATH': f'{environment / "bin"}{os.pathsep}{kept["PATH"]}',
        'READTHEDOCS': 'True',
        'READTHEDOCS_CANONICAL_URL': CANONICAL_URL,
        'READTHEDOCS_LANGUAGE': 'en',
        'READTHEDOCS_OUTPUT': str(folder / 'checkout' / '_readthedocs'),
        'READTHEDOCS_PROJECT': 'someone',
        'READTHEDOCS_VERSION': 'latest',
        'READTHEDOCS_VERSION_NAME': 'latest',
        'READTHEDOCS_VERSION_TYPE': 'branch',
        'READTHEDOCS_VIRTUALENV_PATH': str(environment),
    }
    variables.pop('UV_PROJECT_ENVIRONMENT', None)
    subprocess.run(
        [uv, 'venv', '-q', '--seed', '--python', sys.executable, environment], check=True
    )
    subprocess.run(
        [
            uv,
            'pip',
            'install',
            '-q',
            '--python',
            environment / 'bin' / 'python',
            f'uv=={locked("uv")}',
        ],
        check=True,
    )
    return variables


def locked(package: str) -> str:
    """Return the version of a package in uv.lock."""
    lock = tomllib.loads((PROJECT / 'uv.lock').read_text(encoding='utf-8'))
    return next(str(entry['version']) for entry in lock['package'] if entry['name'] == package)


def bring_bytecode(environment: Path) -> None:
    """Spare a new environment compiling the modules that are compiled here, if they are the same.

    After eight bytes stands the time of the source, by which Python sees that it has not changed.
    """
    ours = Path(sysconfig.get_path('purelib'))
    (theirs,) = environment.glob('lib/python*/site-packages')
    for compiled in ours.rglob(f'__pycache__/*.{sys.implementation.cache_tag}.pyc'):
        source = Path(source_from_cache(str(compiled)))
        installed = theirs / source.relative_to(ours)
        if installed.is_file() and filecmp.cmp(source, installed, shallow=False):
            time = int(installed.stat().st_mtime).to_bytes(4, 'little')
            code = compiled.read_bytes()
            target = theirs / compiled.relative_to(ours)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(code[:8] + time + code[12:])


def hosted(folder: Path) -> Hosted:
    """Build the project as Read the Docs builds it."""
    clone(folder / 'checkout')
    variables = hosted_environment(folder)
    jobs = settings()['build']['jobs']
    strict = '-W --keep-going' if settings()['sphinx']['fail_on_warning'] else ''
    log = run(jobs['install'], folder, variables)
    bring_bytecode(folder / 'envs' / 'latest')
    # What the manual and its examples look like, its own build tells.
    manual = [
        f'{command} -D gallery_renders=0 -D html_theme=basic' for command in jobs['post_build']
    ]
    log += run([SPHINX.format(strict=strict), *jobs['build']['pdf'], *manual], folder, variables)
    output = Path(variables['READTHEDOCS_OUTPUT'])
    return Hosted(output / 'html', output / 'pdf', log)


def run(commands: list[str], folder: Path, variables: dict[str, str]) -> str:
    """Run commands where the project is cloned, and return what they say."""
    log = ''
    for command in commands:
        done = subprocess.run(
            command,
            shell=True,
            cwd=folder / 'checkout',
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        log += f'$ {command}\n{done.stdout}{done.stderr}'
        assert done.returncode == 0, log
    return log


def test_the_file_has_what_read_the_docs_requires() -> None:
    """Version 2 with a system, a Python and the configuration of Sphinx; the PDF is offered."""
    read = settings()
    assert read['version'] == 2
    assert read['build']['os']
    assert read['build']['tools']['python']
    assert (PROJECT / str(read['sphinx']['configuration'])).is_file()
    assert read['formats'] == ['pdf']


def test_the_pinned_tools_are_those_of_the_lock_file() -> None:
    """Hosting and hooks use the versions that the tests use."""
    assert f'uv=={locked("uv")}' in settings()['build']['jobs']['install'][0]
    hooks = (PROJECT / '.pre-commit-config.yaml').read_text(encoding='utf-8')
    assert f'rev: v{locked("ruff")}' in hooks


def test_read_the_docs_builds_it(tmp_path: Path) -> None:
    """Site and PDF are served, made by what the lock file names, under their own addresses."""
    # One test, for one build.
    built = hosted(tmp_path)
    _the_site_and_exactly_one_pdf_are_served(built)
    _the_environment_is_its_own(built)
    _canonical_addresses_are_those_of_read_the_docs(built)


def _the_site_and_exactly_one_pdf_are_served(built: Hosted) -> None:
    """Every page is there, and the PDF of the site is the one to download."""
    assert {'index.html', '404.html'} <= {p.name for p in built.html.iterdir()}
    assert (built.html / 'manual' / 'index.html').is_file()
    (pdf,) = built.pdf.iterdir()
    assert pdf.suffix == '.pdf'
    assert pdf.read_bytes().startswith(b'%PDF')
    assert pdf.read_bytes() == (built.html / 'cv.pdf').read_bytes()


def _the_environment_is_its_own(built: Hosted) -> None:
    """The site is built by the package of the clone, installed from the lock file."""
    environment = built.html.parents[2] / 'envs' / 'latest'
    assert list(environment.glob('lib/python*/site-packages/sphinx_cv-*.dist-info'))
    assert not list(environment.glob('lib/python*/site-packages/pytest-*.dist-info'))


def _canonical_addresses_are_those_of_read_the_docs(built: Hosted) -> None:
    """Each page names its own address under the canonical one, and no other host."""
    pages = [page for page in built.html.rglob('*.html') if page.name not in {'404.html'}]
    pages = [page for page in pages if built.html / 'manual' not in page.parents]
    assert len(pages) > 5
    for page in pages:
        html = page.read_text(encoding='utf-8')
        expected = CANONICAL_URL + page.relative_to(built.html).as_posix()
        canonical = re.findall(r'<link rel="canonical" href="([^"]*)"', html)
        assert canonical == [expected.removesuffix('index.html')] or canonical == [expected], page
        for address in re.findall(
            r'<meta (?:name|property)="(?:citation_pdf_url|og:url)" content="([^"]*)"', html
        ):
            assert urlsplit(address).netloc, page
