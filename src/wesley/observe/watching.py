"""What happens while schema files are watched, as values.

A round begins with a change of files and ends with the last thing that follows from it. Durations are in seconds.
"""

from __future__ import annotations

from wesley.observe.events import Event, Level


class WatchStarted(Event, frozen=True, kw_only=True, tag="watch-started"):
    """Files are watched from now on.

    Args:
        watch: correlation id of everything that this watch tells.
        paths: what is watched, as it was asked for.
        out: the folder of the outputs.
    """

    watch: str
    paths: tuple[str, ...]
    out: str


class RoundStarted(Event, frozen=True, kw_only=True, tag="round-started"):
    """Files have changed and are quiet again.

    Args:
        number: of the round, from 1, which nothing but the start has caused.
        changed: the files, as the user knows them, sorted; empty for the first round.
    """

    number: int
    changed: tuple[str, ...] = ()


class Compiled(Event, frozen=True, kw_only=True, tag="compiled"):
    """The outputs are written.

    Args:
        number: of the round.
        tables, files: how many the schema has.
        parsed: files that were parsed again.
        written, removed, unchanged: outputs.
        warnings: what the linter found.
        seconds: from the start of the round.
    """

    number: int
    tables: int
    files: int
    parsed: int
    written: int
    removed: int
    unchanged: int
    warnings: int
    seconds: float


class Refused(Event, frozen=True, kw_only=True, tag="refused"):
    """The schema has errors, or its files are out of reach; nothing was written.

    Args:
        number: of the round.
        errors, warnings: how many.
        codes: the codes of the errors, each once, sorted.
        first: the first error in a sentence, with its place.
        seconds: from the start of the round.
    """

    level = Level.WARNING

    number: int
    errors: int
    warnings: int
    codes: tuple[str, ...]
    first: str
    seconds: float


class DatabaseBrought(Event, frozen=True, kw_only=True, tag="database-brought"):
    """The database of the tests has the new schema.

    Args:
        number: of the round.
        how: `planned` when a plan was run, `rebuilt` when it was made anew, `unchanged` when nothing was to do.
        reason: why it was made anew; empty otherwise.
        statements: of the plan.
        seconds: how long it took.
    """

    number: int
    how: str
    reason: str
    statements: int
    seconds: float


class TestsRun(Event, frozen=True, kw_only=True, tag="tests-run"):
    """Tests were run: those of what has changed, or all.

    Args:
        number: of the round.
        files: test files that were run.
        passed, failed, skipped: tests.
        seconds: how long it took.
        left: test files that the next round will run, because something has changed meanwhile.
    """

    __test__ = False

    number: int
    files: int
    passed: int
    failed: int
    skipped: int
    seconds: float
    left: int = 0


class CommandRun(Event, frozen=True, kw_only=True, tag="command-run"):
    """The user's command has ended, with this exit status."""

    number: int
    status: int
    seconds: float


class RoundEnded(Event, frozen=True, kw_only=True, tag="round-ended"):
    """A round is over; `passed` when nothing in it failed."""

    number: int
    passed: bool
    seconds: float


class WatchEnded(Event, frozen=True, kw_only=True, tag="watch-ended"):
    """Files are watched no longer, after so many rounds."""

    rounds: int
    seconds: float


WatchEvent = (
    WatchStarted | RoundStarted | Compiled | Refused | DatabaseBrought | TestsRun | CommandRun | RoundEnded | WatchEnded
)
