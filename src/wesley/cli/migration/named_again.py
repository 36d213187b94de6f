"""Commands that hints name, with the options that name the database and the schema again, to be typed as they are."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec.structs import replace

from wesley.problems.problem import WesleyError

_COMMAND = re.compile(r"`wesley (doctor|drift|history|migrate|plan|purge|rollback|status)\b([^`]*)`")
_NAMED = ("--env", "--database-url", "--from", "--fleet")
_OF_SCHEMA = {"plan": "--to", "migrate": "--to", "drift": ""}


def named_again(text: str, words: Sequence[str], paths: Sequence[str] = ()) -> str:
    """A hint whose commands are about the same database.

    Args:
        text: the hint, its commands between backticks.
        words: the options that name the database, without secrets.
        paths: what the command line names of the schema, for commands without options of their own.
    """

    def again(found: re.Match[str]) -> str:
        verb, rest = found.groups()
        if any(option in rest for option in _NAMED):
            return found[0]
        more = list(words)
        if not rest and verb in _OF_SCHEMA:
            more += [word for path in paths for word in filter(None, (_OF_SCHEMA[verb], path))]
        return f"`{' '.join(filter(None, (f'wesley {verb}{rest}', shlex.join(more))))}`"

    return _COMMAND.sub(again, text)


@contextmanager
def hints_for(words: Sequence[str], paths: Sequence[str] = ()) -> Iterator[None]:
    """What goes wrong inside the block is told with hints that name the database again."""
    try:
        yield
    except WesleyError as error:
        error.problems = tuple(replace(one, help=named_again(one.help, words, paths)) for one in error.problems)
        raise
