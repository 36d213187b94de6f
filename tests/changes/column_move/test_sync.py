"""Two applications write one table, one under the old name of a column and one under the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plan.planned import planned
from tests.sdl.harness import compiled
from tests.support.databases import empty_database
from tests.support.run_plan import run_plan
from wesley.plan.plan import Phase
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.targets.postgres.document import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wesley.postgres.embedded import EmbeddedServer
    from wesley.postgres.session import Session

pytestmark = pytest.mark.server

OLD = """
type User @table {
  id: Int! @primaryKey @identity
  name: String!
  age: Int @default(value: 18)
  body: Json
}
"""
NEW = """
type User @table {
  id: Int! @primaryKey @identity
  called: String! @renamedFrom(name: "name")
  years: Int @default(value: 18) @renamedFrom(name: "age")
  content: Json @renamedFrom(name: "body")
}
"""
JSON = '\nscalar Json @scalar(sql: "json")\n'


@pytest.fixture(scope="module")
def expanded(server: EmbeddedServer) -> Iterator[str]:
    """A database in which the expand part is done, with one row that was there before."""
    with empty_database(server.conninfo(), "sync") as conninfo:
        load(conninfo, document(compiled(OLD + JSON)))
        with session(conninfo) as its:
            its.run("INSERT INTO users (name, age) VALUES ('before', 1)")
            major = its.version // 10000
        plan = planned(OLD + JSON, NEW + JSON, server=major)
        assert run_plan(conninfo, plan, (Phase.EXPAND,)) == []
        yield conninfo


@pytest.fixture
def worker(expanded: str) -> Iterator[Session]:
    """A session whose changes nobody else sees."""
    with session(expanded) as its:
        its.run("BEGIN")
        yield its
        its.run("ROLLBACK")


def test_rows_that_were_there_have_both(worker: Session) -> None:
    assert worker.rows("SELECT name, called, age, years FROM users") == [("before", "before", 1, 1)]


@pytest.mark.parametrize(
    ("columns", "values", "stored"),
    [
        ("name, age", "'a', 5", 5),
        ("called, years", "'a', 5", 5),
        ("name", "'a'", 18),
        ("called", "'a'", 18),
        ("called, years", "'a', NULL", None),
    ],
)
def test_an_insert_under_either_name_fills_both(worker: Session, columns: str, values: str, stored: int | None) -> None:
    row = worker.rows(f"INSERT INTO users ({columns}) VALUES ({values}) RETURNING name, called, age, years")
    assert row == [("a", "a", stored, stored)]


@pytest.mark.parametrize("written", ["name = 'x'", "called = 'x'"])
def test_an_update_under_either_name_changes_both(worker: Session, written: str) -> None:
    row = worker.rows(f"UPDATE users SET {written} RETURNING name, called, age, years")
    assert row == [("x", "x", 1, 1)]


@pytest.mark.parametrize("written", ["age = NULL", "years = NULL"])
def test_null_is_a_value_in_an_update(worker: Session, written: str) -> None:
    assert worker.rows(f"UPDATE users SET {written} RETURNING age, years") == [(None, None)]


def test_a_type_without_equality_is_kept_equal_too(worker: Session) -> None:
    assert worker.rows("UPDATE users SET body = '[1]' RETURNING content") == [([1],)]
    assert worker.rows("UPDATE users SET content = '[1, 2]' RETURNING body") == [([1, 2],)]


def test_an_upsert_of_each_application_reaches_both(worker: Session) -> None:
    upsert = "INSERT INTO users (id, {0}) OVERRIDING SYSTEM VALUE VALUES (1, 'u') ON CONFLICT (id) DO UPDATE"
    for column, other in (("name", "called"), ("called", "name")):
        sql = upsert.format(column) + f" SET {column} = EXCLUDED.{column} || '{column}' RETURNING {other}"
        assert worker.rows(sql) == [(f"u{column}",)]


def test_neither_name_may_be_null_at_once(worker: Session) -> None:
    with pytest.raises(Exception, match="null value"):
        worker.run("INSERT INTO users (age) VALUES (3)")
