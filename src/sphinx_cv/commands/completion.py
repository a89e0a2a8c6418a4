"""The command ``sphinx-cv completion SHELL``: what a shell needs to complete the command line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sphinx_cv.commands.shape import Command, make_parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_cv.commands.console import Console

_BASH = """\
_sphinx_cv() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" words
  case "${{COMP_WORDS[1]}}" in
{cases}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="{commands}"; fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _sphinx_cv sphinx-cv
"""
_ZSH = 'autoload -U +X bashcompinit && bashcompinit\n'


def make_completion(commands: Iterable[Command]) -> Command:
    """Return the command that completes *commands*, and itself."""
    known = tuple(commands)

    def run(options: argparse.Namespace, console: Console) -> int:
        console.write(_SCRIPTS[options.shell](_words((*known, command))))
        return 0

    command = Command(
        'completion',
        'complete the command line in a shell',
        'Print a script that teaches a shell the commands and options.',
        (
            ('eval "$(sphinx-cv completion bash)"', 'in ~/.bashrc; "zsh" in ~/.zshrc'),
            ('sphinx-cv completion fish | source', 'in ~/.config/fish/config.fish'),
        ),
        _declare,
        run,
    )
    return command


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('shell', choices=_SCRIPTS)


def _words(commands: Iterable[Command]) -> dict[str, list[str]]:
    """Return the options of each command, and the words that its arguments may be."""
    parser = make_parser(commands)
    table = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return {name: sorted(_words_of(own)) for name, own in table.choices.items()}


def _words_of(parser: argparse.ArgumentParser) -> set[str]:
    words: set[str] = set()
    for action in parser._actions:
        words.update(word for word in action.option_strings if word.startswith('--'))
        words.update(map(str, () if action.option_strings else action.choices or ()))
    return words


def _bash(words: Mapping[str, list[str]]) -> str:
    cases = '\n'.join(f'    {name}) words="{" ".join(own)}" ;;' for name, own in words.items())
    return _BASH.format(cases=cases, commands=' '.join(words))


def _fish(words: Mapping[str, list[str]]) -> str:
    lines = [f'complete -c sphinx-cv -n __fish_use_subcommand -a "{" ".join(words)}"']
    for name, own in words.items():
        seen = f"-n '__fish_seen_subcommand_from {name}'"
        for word in own:
            option = f'-l {word[2:]}' if word.startswith('--') else f'-a {word}'
            lines.append(f'complete -c sphinx-cv {seen} {option}')
    return '\n'.join(lines) + '\n'


_SCRIPTS = {'bash': _bash, 'zsh': lambda words: _ZSH + _bash(words), 'fish': _fish}
