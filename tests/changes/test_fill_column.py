"""A required column is filled in rows that are there and in those that the old application still writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from tests.changes.tables import partitioned, schema, situation, sql, users
from tests.plan.planned import planned
from tests.sdl.harness import compiled
from tests.support.run_plan import run_plan
from wesley.changes.codes import FILL_IMPOSSIBLE
from wesley.changes.fill_column import AddFillTrigger, fill
from wesley.changes.situation import Situation
from wesley.ir.column import Column, Generated
from wesley.ir.table import Table
from wesley.plan.plan import Phase
from wesley.postgres.database import load
from wesley.postgres.session import StatementError, session
from wesley.problems.problem import WesleyError
from wesley.targets.postgres.document import document

if TYPE_CHECKING:
    from wesley.postgres.embedded import EmbeddedServer

EMAIL = Column(name="email", type="text")
HANDLE = Column(name="handle", type="text")
OLD = """
type User @table {
  id: ID! @primaryKey
  email: String!
  nick: String
}
"""
NEW = """
type User @table {
  id: ID! @primaryKey
  email: String!
  nick: String! @backfill(expr: "upper(users.email)")
  handle: String! @backfill(expr: "(SELECT name FROM public.teams WHERE name <> email) || email", batch: 3)
}
"""
TEAM = """
type Team @table {
  id: ID! @primaryKey
  name: String!
}
"""


def _asked(table: Table, expression: str, *, version: int = 15) -> Situation:
    return situation(schema(table), version=version, backfills=((("public", "users", "handle"), expression, 10),))


def _trigger(table: Table, expression: str, *, version: int = 15) -> AddFillTrigger:
    first, *_ = fill(_asked(table, expression, version=version), "public", "users", "handle")
    assert isinstance(first, AddFillTrigger)
    return first


def test_the_row_is_known_by_the_name_of_its_table() -> None:
    body = _trigger(users(EMAIL, HANDLE), "lower(users.email)").function.body
    assert "NEW.handle := (SELECT lower(users.email) FROM (SELECT NEW.email AS email) AS users);" in body


def test_a_subquery_reads_with_the_rights_of_the_owner() -> None:
    assert _trigger(users(HANDLE), "(SELECT max(name) FROM public.teams)").function.security_definer
    assert not _trigger(users(EMAIL, HANDLE), "email").function.security_definer


def test_a_column_with_a_default_needs_no_trigger() -> None:
    forms = fill(_asked(users(replace(HANDLE, default=sql("'x'"))), "'y'"), "public", "users", "handle")
    assert [type(change).__name__ for change in forms] == ["Backfill"]


def test_a_trigger_that_is_there_is_given_the_expression_of_today() -> None:
    where = _asked(users(EMAIL, HANDLE), "email")
    first, *_ = fill(where, "public", "users", "handle")
    again = where.after(first)
    forms = fill(again, "public", "users", "handle")
    assert [type(change).__name__ for change in forms] == ["AddFillTrigger", "Backfill"]
    (statement,) = forms[0].statements(again)
    assert statement.sql.startswith("CREATE OR REPLACE FUNCTION")


def test_a_function_that_is_built_in_may_be_called_like_a_key_word() -> None:
    body = _trigger(users(EMAIL, HANDLE), "left(email, 3)").function.body
    assert 'NEW.handle := (SELECT "left"(email, 3) FROM (SELECT NEW.email AS email) AS users);' in body


@pytest.mark.parametrize(
    ("table", "expression", "version", "reason"),
    [
        (
            users(
                EMAIL,
                HANDLE,
                Column(name="low", type="text", generated=Generated(expression=sql("email"), stored=True)),
            ),
            "low",
            15,
            "generated column",
        ),
        (users(EMAIL, HANDLE), "(SELECT max(name) FROM teams)", 15, "`teams` needs its schema"),
        (users(EMAIL, HANDLE), "slug(email)", 15, "`slug` needs its schema"),
        (partitioned(EMAIL, HANDLE), "email", 12, "no BEFORE triggers"),
    ],
)
def test_what_no_trigger_can_compute_is_refused(table: Table, expression: str, version: int, reason: str) -> None:
    with pytest.raises(WesleyError, match=reason) as caught:
        _trigger(table, expression, version=version)
    assert caught.value.problems[0].code == FILL_IMPOSSIBLE


@pytest.mark.server
def test_both_applications_write_while_both_are_in_use(database: str, server: EmbeddedServer) -> None:
    load(database, document(compiled(OLD + TEAM)))
    load(
        database,
        "INSERT INTO teams (name) VALUES ('a'); INSERT INTO users (email) SELECT 'e' || generate_series(1, 20)",
    )
    plan = planned(OLD + TEAM, NEW + TEAM, server=server.binaries.major)
    assert run_plan(database, plan, (Phase.EXPAND,)) == []
    with session(database) as worker:
        assert worker.rows("SELECT count(*), count(nick), count(handle) FROM users") == [(20, 20, 20)]
        worker.run("INSERT INTO users (email) VALUES ('old')")
        worker.run("INSERT INTO users (email, nick, handle) VALUES ('new', 'n', 'h')")
        worker.run("UPDATE users SET nick = NULL WHERE email = 'new'")
        written = worker.rows("SELECT email, nick, handle FROM users WHERE email IN ('old', 'new') ORDER BY email")
        assert written == [("new", "NEW", "h"), ("old", "OLD", "aold")]
        assert run_plan(database, plan, (Phase.CONTRACT,)) == []
        with pytest.raises(StatementError, match="null value"):
            worker.run("INSERT INTO users (email) VALUES ('late')")
