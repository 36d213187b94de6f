"""A rename of which only the expand part ran is taken back while both applications write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from tests.plan.planned import planned
from tests.sdl.harness import compiled
from tests.support.databases import empty_database
from tests.support.run_plan import run_plan
from wesley.plan.plan import Phase
from wesley.plan.undo import undo
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.catalog.settle import settle
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.targets.postgres.document import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wesley.ir.schema import Physical
    from wesley.plan.plan import Plan
    from wesley.postgres.embedded import EmbeddedServer
    from wesley.postgres.session import Session

pytestmark = pytest.mark.server

OLD = """
type User @table @rls(select: "name <> 'nobody'") {
  number: Int! @primaryKey @identity
  name: String! @unique
  age: Int! @default(value: 18) @check(expr: "age > 0") @index
}

type Post @table {
  id: Int! @primaryKey @identity
  author: Int! @foreignKey(ref: "User.number")
}

type Adult @view(sql: "SELECT number, name FROM users WHERE age >= 18") {
  number: Int!
  name: String!
}
"""
NEW = """
type User @table @rls(select: "called <> 'nobody'") {
  id: Int! @primaryKey @identity @renamedFrom(name: "number")
  called: String! @unique @renamedFrom(name: "name")
  years: Int! @default(value: 18) @check(expr: "years > 0") @index @renamedFrom(name: "age")
}

type Post @table {
  id: Int! @primaryKey @identity
  author: Int! @foreignKey(ref: "User.id")
}

type Adult @view(sql: "SELECT id AS number, called AS name FROM users WHERE years >= 18") {
  number: Int!
  name: String!
}
"""


def _half(plan: Plan) -> Plan:
    return replace(plan, contract=False)


@pytest.fixture(scope="module")
def returned(server: EmbeddedServer) -> Iterator[tuple[str, Plan]]:
    """A database in which the expand part is done and the expand part of its undo."""
    with empty_database(server.conninfo(), "back") as conninfo:
        load(conninfo, document(compiled(OLD)))
        with session(conninfo) as its:
            its.run("INSERT INTO users (name, age) VALUES ('first', 1)")
            its.run("INSERT INTO posts (author) VALUES (1)")
            major = its.version // 10000
        plan = _half(planned(OLD, NEW, server=major))
        assert run_plan(conninfo, plan, (Phase.EXPAND,)) == []
        back = undo(plan)
        assert run_plan(conninfo, back, (Phase.EXPAND,)) == []
        _holds(conninfo, back.between)
        yield conninfo, back


@pytest.fixture
def worker(returned: tuple[str, Plan]) -> Iterator[Session]:
    """A session whose changes nobody else sees."""
    with session(returned[0]) as its:
        its.run("BEGIN")
        yield its
        its.run("ROLLBACK")


def _holds(conninfo: str, expected: Physical) -> None:
    with session(conninfo) as worker:
        assert settle(read_catalog(worker).physical, expected) == expected


@pytest.mark.parametrize(("columns", "age"), [("name", 18), ("called", 18), ("name, age", 5), ("called, years", 5)])
def test_an_insert_of_either_application_keeps_its_values(worker: Session, columns: str, age: int) -> None:
    values = "'x', 5" if "," in columns else "'x'"
    row = worker.rows(f"INSERT INTO users ({columns}) VALUES ({values}) RETURNING number, id, name, called, age, years")
    assert row[0][0] == row[0][1]
    assert row[0][2:] == ("x", "x", age, age)


@pytest.mark.parametrize("written", ["name = 'y', age = 7", "called = 'y', years = 7"])
def test_an_update_under_either_name_changes_both(worker: Session, written: str) -> None:
    assert worker.rows(f"UPDATE users SET {written} RETURNING name, called, age, years") == [("y", "y", 7, 7)]


@pytest.mark.parametrize("column", ["number", "id"])
def test_an_upsert_finds_a_key_under_either_name(worker: Session, column: str) -> None:
    upsert = f"INSERT INTO users ({column}, name, called) OVERRIDING SYSTEM VALUE VALUES (1, 'z', 'z')"
    row = worker.rows(upsert + f" ON CONFLICT ({column}) DO UPDATE SET name = 'u' RETURNING called")
    assert row == [("u",)]


def test_the_contract_leaves_the_schema_of_before(returned: tuple[str, Plan]) -> None:
    conninfo, back = returned
    assert run_plan(conninfo, back, (Phase.CONTRACT,)) == []
    _holds(conninfo, back.goal)
    with session(conninfo) as worker:
        row = worker.rows("INSERT INTO users (name) VALUES ('last') RETURNING age, number > 1")
    assert row == [(18, True)]
