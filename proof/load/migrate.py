"""A change made by the real command, in a process of its own, and what it left."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from proof.load.cases import ANNOUNCEMENT, FOLDER, Case
from wesley.postgres.session import session

_SECONDS = 900
_UNSOUND = """
SELECT format('index %s is invalid', indexrelid::regclass) FROM pg_index WHERE NOT indisvalid
UNION ALL
SELECT format('constraint %s is not valid', conname) FROM pg_constraint WHERE NOT convalidated
"""


def migrate(case: Case, conninfo: str, folder: Path) -> None:
    """Run `wesley migrate`; its log is `log` in the folder.

    Args:
        case: the change.
        conninfo: the database.
        folder: where the command runs.

    Raises:
        RuntimeError: it failed, or has not announced what clients will see; the message has what it said.
    """
    loses = [word for name in case.loses for word in ("--allow-drop", name)]
    words = ("migrate", *_sides(case, conninfo), *loses, "--yes", "--log", "log", "--log-format", "json")
    shown = _wesley(folder, *words)
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
            _wesley(folder, "plan", "--exit-code", *_sides(case, conninfo))
        except RuntimeError as error:
            found.append(f"there is still something to do: {error}")
    return tuple(found)


def _sides(case: Case, conninfo: str) -> tuple[str, ...]:
    to = str(FOLDER / f"{case.name}.graphql")
    return "--to", to, "--database-url", conninfo, *(("--contract",) if case.contract else ())


def _wesley(folder: Path, *words: str) -> str:
    """Run a command and give what it prints on standard output."""
    done = subprocess.run(
        [sys.executable, "-m", "wesley.cli", *words],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"wesley {words[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout
