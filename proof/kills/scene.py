"""A database with rows, a plan for it, and what it holds when the plan is run without any trouble."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from proof.command import command
from proof.kills.pair import Pair
from proof.kills.sound import Contents, contents
from proof.servers import Server
from wesley.postgres.database import load
from wesley.postgres.session import session


class Scene(Struct, frozen=True, kw_only=True):
    """A server with a template database and a plan for its copies.

    Args:
        server: the server.
        pair: what the template holds and what the plan leads to.
        folder: where commands run; holds `plan.json`.
        expected: what a copy holds when the plan is done.
    """

    server: Server
    pair: Pair
    folder: Path
    expected: Contents


@contextmanager
def scene(server: Server, pair: Pair) -> Iterator[Scene]:
    """Fill a template, plan for it, and run the plan on a copy without any trouble.

    Raises:
        RuntimeError: the plan is refused, or fails without any trouble.
    """
    template = _template(pair)
    with session(server.conninfo()) as admin:
        admin.run(f"CREATE DATABASE {template}")
    load(server.conninfo(template), pair.before())
    with tempfile.TemporaryDirectory(prefix="wesley-kills-") as name:
        folder = Path(name)
        words = ("--database-url", server.conninfo(template), "--to", str(pair.after), "--contract", *pair.words)
        _succeed(folder, "plan", *words, "--out", "plan.json")
        with _copy(server, pair, "reference") as database:
            _succeed(folder, *first_words(database))
            expected = contents(database)
        yield Scene(server=server, pair=pair, folder=folder, expected=expected)


def _succeed(folder: Path, *words: str) -> None:
    done = command(folder, "wesley.cli", *words)
    if done.status:
        raise RuntimeError(done.said)


def _template(pair: Pair) -> str:
    return f"kills_{pair.name}"


def first_words(database: str) -> tuple[str, ...]:
    """The command that begins the plan."""
    return "migrate", "--plan", "plan.json", "--yes", "--database-url", database


@contextmanager
def copied(place: Scene, name: str) -> Iterator[str]:
    """A copy of the template, whose connection string is given."""
    with _copy(place.server, place.pair, name) as database:
        yield database


@contextmanager
def _copy(server: Server, pair: Pair, name: str) -> Iterator[str]:
    database = f"{_template(pair)}_{name}"
    with session(server.conninfo()) as admin:
        admin.run(f"CREATE DATABASE {database} TEMPLATE {_template(pair)}")
    yield server.conninfo(database)
    with session(server.conninfo()) as admin:
        admin.run(f"DROP DATABASE {database} WITH (FORCE)")
