"""A database with rows, a plan for it, and what it holds when the plan is run without any trouble."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from proof.kills.sound import Contents, contents
from proof.servers import Server
from wesley.postgres.database import load
from wesley.postgres.session import session

PAIR = Path(__file__).parent / "pair"
TEMPLATE = "kills_filled"
_ROOT = Path(__file__).parents[2]
_SECONDS = 300


class Scene(Struct, frozen=True, kw_only=True):
    """A server with a template database and a plan for its copies.

    Args:
        server: the server.
        folder: where commands run; holds `plan.json`.
        expected: what a copy holds when the plan is done.
    """

    server: Server
    folder: Path
    expected: Contents


class Ended(Struct, frozen=True, kw_only=True):
    """How a command ended: its exit status, negative for a signal, and what it said."""

    status: int
    said: str


@contextmanager
def scene(server: Server) -> Iterator[Scene]:
    """Fill a template, plan for it, and run the plan on a copy without any trouble."""
    with session(server.conninfo()) as admin:
        admin.run(f"CREATE DATABASE {TEMPLATE}")
    load(server.conninfo(TEMPLATE), (PAIR / "before.sql").read_text() + (PAIR / "rows.sql").read_text())
    with tempfile.TemporaryDirectory(prefix="wesley-kills-") as name:
        folder = Path(name)
        words = ("--database-url", server.conninfo(TEMPLATE), "--to", str(PAIR / "after.sql"))
        made = command(folder, "wesley.cli", "plan", *words, "--contract", "--allow-drop", "*", "--out", "plan.json")
        if made.status:
            raise RuntimeError(made.said)
        with copied(server, "kills_reference") as database:
            done = command(folder, "wesley.cli", *first_words(database))
            if done.status:
                raise RuntimeError(done.said)
            yield Scene(server=server, folder=folder, expected=contents(database))


def first_words(database: str) -> tuple[str, ...]:
    """The command that begins the plan."""
    return "migrate", "--plan", "plan.json", "--yes", "--database-url", database


@contextmanager
def copied(server: Server, name: str) -> Iterator[str]:
    """A copy of the template, whose connection string is given."""
    with session(server.conninfo()) as admin:
        admin.run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    yield server.conninfo(name)
    with session(server.conninfo()) as admin:
        admin.run(f"DROP DATABASE {name} WITH (FORCE)")


def command(folder: Path, module: str, *words: str) -> Ended:
    """Run a module of Python in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{_ROOT}{os.pathsep}{_ROOT / 'src'}"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    return Ended(status=done.returncode, said=done.stdout)
