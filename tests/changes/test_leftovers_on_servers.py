"""Plans run on databases that are not tidy: taken names, what stopped plans left, keys that foreign keys stand on."""

from __future__ import annotations

import pytest

from tests.support.databases import empty_database
from tests.support.run_plan import run_plan
from wesley.ir.schema import Schema
from wesley.plan.make import make_plan
from wesley.plan.plan import Phase
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.database import load
from wesley.postgres.session import session

_TABLE = "CREATE TABLE t (id bigint PRIMARY KEY, a integer NOT NULL, b integer);"
_ROWS = "INSERT INTO t SELECT n, n, n FROM generate_series(1, 100) AS n;"
_CHILD = "CREATE TABLE c (id bigint PRIMARY KEY, a integer, FOREIGN KEY (a) REFERENCES t (a));"
_INVALID = "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '{}'::regclass;"
_UNIQUE = "ALTER TABLE t ADD CONSTRAINT {} UNIQUE ({});"
_CASES = {
    "invalid index": ("CREATE INDEX i ON t (a);" + _INVALID.format("i"), "CREATE INDEX i ON t (a);"),
    "invalid unique index": (
        "CREATE UNIQUE INDEX i ON t (a);" + _INVALID.format("i"),
        _UNIQUE.format("u", "a"),
    ),
    "stopped replacement": (
        "CREATE INDEX i ON t (a); CREATE INDEX wesley_new_i ON t (b);" + _INVALID.format("wesley_new_i"),
        "CREATE INDEX i ON t (b);",
    ),
    "contract that was not run": (
        "CREATE INDEX i ON t (a); CREATE INDEX wesley_old_i ON t (b, a);",
        "CREATE INDEX i ON t (b);",
    ),
    "index becomes unique of its name": ("CREATE INDEX x ON t (a);", _UNIQUE.format("x", "b")),
    "unique becomes check of its name": (_UNIQUE.format("x", "b"), "ALTER TABLE t ADD CONSTRAINT x CHECK (b > 0);"),
    "swapped names": (
        "CREATE INDEX x ON t (a); CREATE INDEX y ON t (b);",
        "CREATE INDEX y ON t (a); CREATE INDEX x ON t (b);",
    ),
    "one of two keys under a foreign key": (
        _UNIQUE.format("x", "a") + _UNIQUE.format("y", "a") + _CHILD,
        _UNIQUE.format("y", "a") + _CHILD,
    ),
    "unique index beside a key under a foreign key": (
        "CREATE UNIQUE INDEX x ON t (a);" + _UNIQUE.format("y", "a") + _CHILD,
        _UNIQUE.format("y", "a") + _CHILD,
    ),
}


@pytest.mark.server
@pytest.mark.parametrize(("old", "new"), _CASES.values(), ids=_CASES)
def test_the_plan_leads_there_as_declared(old: str, new: str, database15: str) -> None:
    with empty_database(database15, "after") as other:
        load(other, _TABLE + new)
        goal = _read(other)
    load(database15, _TABLE + _ROWS + old)
    plan = make_plan(_read(database15), goal, server=15, contract=True)
    assert run_plan(database15, plan, (Phase.EXPAND,)) == []
    again = make_plan(_read(database15), goal, server=15, contract=True)
    assert {segment.phase for segment in again.segments} <= {Phase.CONTRACT}
    assert run_plan(database15, plan, (Phase.CONTRACT,)) == []
    assert _read(database15) == goal


def _read(database: str) -> Schema:
    with session(database) as worker:
        return Schema(physical=read_catalog(worker).physical)
