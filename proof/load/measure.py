"""One change under load, made by the command and in its plain form, and what clients felt of each."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from proof.clients import Load, at_work
from proof.figures import Felt, felt
from proof.load import migrate
from proof.load.bystanders import present
from proof.load.cases import Case
from proof.load.scripts import SCRIPTS
from proof.servers import Server
from wesley.postgres.session import session

TEMPLATE = "proof_filled"
WARM_UP = 2.0
AFTERWARDS = 1.0


class Conditions(Struct, frozen=True, kw_only=True):
    """Under which it is measured.

    Args:
        server: where.
        rows: how many orders there are.
        clients: how many.
        rate: transactions a second that each client wants to do.
        baseline: seconds for which the clients are watched before.
    """

    server: Server
    rows: int
    clients: int
    rate: int
    baseline: float


class Watched(Struct, frozen=True, kw_only=True):
    """What clients felt before a change and during it, what went wrong for them, and how long the change took."""

    before: Felt
    during: Felt
    errors: tuple[str, ...]
    seconds: float


class Measured(Struct, frozen=True, kw_only=True):
    """A change by the command and in its plain form; faults are of the database after the command."""

    case: Case
    migrated: Watched
    plain: Watched
    faults: tuple[str, ...]


def measure(case: Case, conditions: Conditions) -> Measured:
    """Make a change twice, each time in a database of its own.

    Raises:
        RuntimeError: the command failed.
    """
    with tempfile.TemporaryDirectory(prefix="wesley-proof-") as name:
        folder = Path(name)
        with copied(conditions.server) as database:
            migrated = watched(case, conditions, database, lambda: migrate.migrate(case, database, folder))
            faults = migrate.faults(case, database, folder)
        with copied(conditions.server) as database:
            plain = watched(case, conditions, database, lambda: migrate.plain(case, database))
    return Measured(case=case, migrated=migrated, plain=plain, faults=faults)


@contextmanager
def copied(server: Server) -> Iterator[str]:
    """A copy of the template, whose connection string is given."""
    with session(server.conninfo()) as admin:
        admin.run("DROP DATABASE IF EXISTS proof WITH (FORCE)")
        admin.run(f"CREATE DATABASE proof TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        # What copying has left to write would be in the figures.
        admin.run("CHECKPOINT")
    yield server.conninfo("proof")
    with session(server.conninfo()) as admin:
        admin.run("DROP DATABASE proof WITH (FORCE)")


def watched(case: Case, conditions: Conditions, database: str, change: Callable[[], None]) -> Watched:
    """Make a change while clients work, and give what they felt.

    Args:
        case: how clients send their statements.
        conditions: how many clients, and how long they are watched before.
        database: where.
        change: makes the change, to its end.
    """
    load = Load(
        binaries=conditions.server.binaries.folder,
        conninfo=database,
        scripts=SCRIPTS,
        rows=conditions.rows,
        protocol=case.protocol,
        clients=conditions.clients,
        rate=conditions.rate,
    )
    with at_work(load) as crowd, present(database) as (reader, looker):
        time.sleep(WARM_UP)
        since = time.time()
        time.sleep(conditions.baseline)
        reader.await_beginning()
        began = time.time()
        change()
        ended = time.time()
        time.sleep(AFTERWARDS)
        until = time.time()
        crowd.stop()
        seen = crowd.transactions()
    return Watched(
        before=felt(seen, since, began),
        during=felt(seen, began, until),
        errors=(*crowd.errors(), *reader.errors, *looker.errors),
        seconds=ended - began,
    )
