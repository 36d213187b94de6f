"""A change made by the real command, in a process of its own, and what it left."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from proof.command import command
from proof.load.cases import ANNOUNCEMENT, FOLDER, Case
from wesley.postgres.session import session

_SECONDS = 900
_UNSOUND = """
SELECT format('index %s is invalid', indexrelid::regclass) FROM pg_index WHERE NOT indisvalid
UNION ALL
SELECT format('constraint %s is not valid', conname) FROM pg_constraint WHERE NOT convalidated
"""


def migrate(
    case: Case, conninfo: str, folder: Path, program: Sequence[str] = ("wesley.cli",), more: Sequence[str] = ()
) -> None:
    """Run `wesley migrate`; its log is `log` in the folder.

    Args:
        case: the change.
        conninfo: the database.
        folder: where the command runs.
        program: the module that is the command, and what it takes itself.
        more: further options.

    Raises:
        RuntimeError: it failed, or has not announced what clients will see; the message has what it said.
    """
    loses = [word for name in case.loses for word in ("--allow-drop", name)]
    words = ("migrate", *_sides(case, conninfo), *loses, *more, "--yes", "--log", "log", "--log-format", "json")
    shown = _run(folder, *program, *words)
    if case.announced and ANNOUNCEMENT not in shown:
        raise RuntimeError(f"the plan does not announce that clients will see an error:\n{shown}")


def plain(case: Case, conninfo: str) -> None:
    """Run the plain form of a change."""
    with session(conninfo) as own:
        own.run(case.plain)


def faults(case: Case, conninfo: str, folder: Path) -> tuple[str, ...]:
    """What is wrong with a database after a migration: nothing, or what one should see."""
    with session(conninfo) as own:
        found = [text for (text,) in own.rows(_UNSOUND)]
    if not case.waits:
        try:
            _run(folder, "wesley.cli", "plan", "--exit-code", *_sides(case, conninfo))
        except RuntimeError as error:
            found.append(f"there is still something to do: {error}")
    return tuple(found)


def _sides(case: Case, conninfo: str) -> tuple[str, ...]:
    to = str(FOLDER / f"{case.name}.graphql")
    return "--to", to, "--database-url", conninfo, *(("--contract",) if case.contract else ())


def _run(folder: Path, *words: str) -> str:
    """Run a command and give what it prints."""
    done = command(folder, *words, seconds=_SECONDS)
    if done.status:
        raise RuntimeError(f"{' '.join(words[:2])} ended with {done.status}:\n{done.said}")
    return done.said
