"""What the tests of concurrent statements share: a plan with an index, others who are in the way, and what is left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from tests.execute.place import Place, begun_plan, is_done
from tests.support.databases import empty_database
from wesley.execute.journal.segments import Segment
from wesley.execute.run_concurrent import run_concurrent
from wesley.ir.schema import Schema
from wesley.observe.events import Event
from wesley.plan.make import make_plan
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.catalog.server import major_version
from wesley.postgres.database import load
from wesley.postgres.session import Session, session

OLD = "type User @table { id: ID! @primaryKey age: Int }"
NEW = "type User @table { id: ID! @primaryKey age: Int @index }"
UNIQUE = "type User @table { id: ID! @primaryKey age: Int @index(unique: true) }"
INDEX = "users_age_idx"
ROWS = "INSERT INTO users SELECT gen_random_uuid(), number FROM generate_series(1, 1000) AS number;"
DUPLICATE = "INSERT INTO users VALUES (gen_random_uuid(), 1), (gen_random_uuid(), 1);"

BUILDING = "SELECT EXISTS (SELECT FROM pg_stat_progress_create_index WHERE phase = 'waiting for old snapshots')"
WAITS = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pid = %s)"
_LONGEST = 20.0


@contextmanager
def begun_sql(conninfo: str, old: str, new: str, rows: str = "") -> Iterator[Place]:
    """A run of the plan from one script to another, in a database that has the first one.

    Args:
        conninfo: an empty database.
        old, new: SQL.
        rows: SQL that is run before.
    """
    with empty_database(conninfo) as target:
        load(conninfo, old)
        load(target, new)
        schemas = [_read(place) for place in (conninfo, target)]
    load(conninfo, rows)
    with session(conninfo) as one:
        server = major_version(one)
    plan = make_plan(*schemas, server=server, contract=True, allow_drop=("*",))
    with begun_plan(conninfo, plan) as place:
        yield place


def _read(conninfo: str) -> Schema:
    with session(conninfo) as one:
        return Schema(physical=read_catalog(one).physical)


def until(conninfo: str, sql: str, values: tuple[object, ...] = ()) -> None:
    """Wait until a query gives true."""
    end = time.monotonic() + _LONGEST
    with session(conninfo) as looking:
        while looking.rows(sql, values) != [(True,)]:
            assert time.monotonic() < end, f"this never came true: {sql}"
            time.sleep(0.02)


def until_told(place: Place, kind: type[Event]) -> None:
    """Wait until a run has told something."""
    end = time.monotonic() + _LONGEST
    while not place.told(kind):
        assert time.monotonic() < end, f"this was never told: {kind}"
        time.sleep(0.02)


@contextmanager
def snapshot(conninfo: str) -> Iterator[Session]:
    """Somebody with an old snapshot, for which every concurrent build waits."""
    with session(conninfo) as old:
        old.run("BEGIN ISOLATION LEVEL REPEATABLE READ")
        old.rows("SELECT 1")
        yield old
        if not old.broken and old.in_transaction:
            old.run("ROLLBACK")


@contextmanager
def beside(action: Callable[[], object]) -> Iterator[None]:
    """Do something at the same time; its errors are errors of the test."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(action)
        yield
        future.result(timeout=_LONGEST)


def indexes(conninfo: str) -> dict[str, bool]:
    """The indexes of the table but its key, and whether they are valid."""
    sql = (
        "SELECT x.relname, i.indisvalid FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid "
        "WHERE i.indrelid = 'users'::regclass AND NOT i.indisprimary"
    )
    with session(conninfo) as one:
        return dict(one.rows(sql))


def oid(conninfo: str, name: str) -> int:
    """The oid of a relation."""
    with session(conninfo) as one:
        return int(one.rows("SELECT to_regclass(%s)::oid::bigint", [name])[0][0])


def worker_of(place: Place) -> int:
    """The server process of the worker."""
    return place.connections.worker.pid


def finished(place: Place, segment: Segment) -> bool:
    """Whether the journal has a segment as done."""
    return is_done(place.connections.monitor, place.entry.plan, segment.number)


def run_next(place: Place) -> Segment:
    """Run the segment that comes next."""
    segment = place.next()
    run_concurrent(place.run, segment)
    return segment
