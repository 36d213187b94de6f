"""From what the command line names to a schema and its problems: the part that check, compile and ir share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from wesley.cli.configuration import Loaded, load
from wesley.cli.lint_codes import refuse_unknown_codes
from wesley.cli.sources import Gathered, gather
from wesley.cli.view_files import read_view_files
from wesley.problems.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wesley.cli.options import Options
    from wesley.ir.schema import Schema


class Read(Struct, frozen=True):
    """What was read.

    Args:
        loaded: the configuration.
        schema: None where there are errors.
        problems: sorted by place.
        texts: the sources by name, to show places in.
    """

    loaded: Loaded
    schema: Schema | None
    problems: tuple[Problem, ...]
    texts: dict[str, str]

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.is_error for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems are warnings."""
        return len(self.problems) - self.errors


def read_schema(paths: Sequence[str], options: Options) -> Read:
    """Read configuration and sources, and make a schema of them.

    Where a file cannot be read as text, only that and what does not parse in the others is reported: whatever refers
    to a type in the unreadable file would look wrong.

    Raises:
        UsageError: the configuration is wrong, or a path does not exist.
    """
    return read_loaded(load(options.config), paths)


def read_loaded(loaded: Loaded, paths: Sequence[str]) -> Read:
    """The same with a configuration that was read before.

    Raises:
        UsageError: the configuration is wrong, or a path does not exist.
    """
    refuse_unknown_codes(loaded.configuration)
    gathered = gather(paths, loaded)
    return understood(loaded, gathered, read_view_files(gathered.sources))


def understood(loaded: Loaded, gathered: Gathered, files: dict[str, str]) -> Read:
    """The schema that sources make.

    Args:
        loaded: the configuration.
        gathered: the sources.
        files: the texts of the files that views name, by path.
    """
    # Only now, so that a wrong command line or configuration is told at once.
    from wesley.sdl.read import read
    from wesley.sdl.rules.graphql_syntax import GRAPHQL_SYNTAX

    reading = read(gathered.sources, loaded.settings, files)
    if not gathered.problems:
        return Read(loaded, reading.schema, reading.problems, gathered.texts | files)
    syntax = [problem for problem in reading.problems if problem.code == GRAPHQL_SYNTAX.code]
    return Read(loaded, None, tuple(sorted([*gathered.problems, *syntax], key=Problem.sort_key)), gathered.texts)


def counted(number: int, singular: str, plural: str = "") -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
