"""Databases that commands are tried on, and what is looked at in them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.running import Wesley
from tests.sdl.harness import compiled
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.database import load
from wesley.postgres.session import Session, session
from wesley.targets.postgres.document import document

OLD = """
type User @table {
  id: ID! @primaryKey
  email: String!
  age: Int
}
type Order @table {
  id: ID! @primaryKey
  total: Int!
}
"""
"""The schema that is there."""
NEW = """
type User @table {
  id: ID! @primaryKey
  email: String! @index
  city: String! @default(value: "Wien")
}
type Order @table {
  id: ID! @primaryKey
  total: Int!
  note: String
}
"""
"""The schema to get to: a column goes, which waits, and its data with it; others come, and an index outside of any
transaction."""
ROWS = """
INSERT INTO users (email, age) SELECT 'user' || number, number FROM generate_series(1, 50) AS number;
INSERT INTO orders (total) SELECT number FROM generate_series(1, 50) AS number;
"""
ALLOW = ("--allow-drop", "users.age")
_LONGEST_WAIT = 60.0


def filled(wesley: Wesley, conninfo: str) -> None:
    """The database has the old schema and rows; the folder has the new one; DATABASE_URL is set by the caller."""
    load(conninfo, document(compiled(OLD)) + ROWS)
    wesley.write("schema/app.graphql", NEW)
    wesley.write("old/app.graphql", OLD)


def asked(conninfo: str, sql: str) -> list[tuple[object, ...]]:
    """Rows of a query in a session of its own."""
    with session(conninfo) as one:
        return one.rows(sql)


def catalog(conninfo: str) -> object:
    """All that the database holds."""
    with session(conninfo) as one:
        return read_catalog(one).physical


def columns(conninfo: str, table: str) -> list[str]:
    """The names of the columns of a table, sorted."""
    sql = f"SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}'"
    return sorted(str(name) for (name,) in asked(conninfo, sql))


def schemas(conninfo: str) -> list[tuple[object, ...]]:
    """The schemas of a database but PostgreSQL's own."""
    return asked(conninfo, "SELECT nspname::text FROM pg_namespace WHERE nspname !~ '^pg_|^information' ORDER BY 1")


@contextmanager
def held(conninfo: str, sql: str, level: str = "READ COMMITTED") -> Iterator[Session]:
    """Somebody has run a statement in a transaction and stays there."""
    with session(conninfo) as holder:
        holder.run(f"BEGIN ISOLATION LEVEL {level}")
        holder.run(sql)
        yield holder


@contextmanager
def started(folder: Path, conninfo: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command in a process of its own; it is killed at the end of the block when it still runs."""
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-m", "wesley.cli", *arguments],
        cwd=folder,
        env=environment | {"DATABASE_URL": conninfo},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(condition: Callable[[], bool]) -> None:
    """Wait until something holds."""
    give_up = time.monotonic() + _LONGEST_WAIT
    while not condition():
        assert time.monotonic() < give_up, "it did not come about"
        time.sleep(0.02)
