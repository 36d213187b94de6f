"""NOT NULL is proved before it is set, so that nobody waits while the table is read."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.tables import lines, locked, only_statement, partitioned, plan_of, schema, situation, users
from wesley.changes.set_not_null import SetNotNull, not_null_condition
from wesley.changes.statement import Mode
from wesley.ir.column import Column
from wesley.ir.constraint import Check

NICK = Column(name="nick", type="text")
BEFORE, AFTER = schema(users(NICK)), schema(users(replace(NICK, nullable=False)))
CHANGE = SetNotNull(schema="public", table="users", column="nick")


@pytest.mark.parametrize("version", [12, 17])
def test_a_check_is_the_proof_up_to_17(version: int) -> None:
    steps = plan_of(BEFORE, AFTER, version=version).steps()
    assert [step.statement.mode for step in steps] == [
        Mode.TRANSACTION,
        Mode.OWN,
        Mode.TRANSACTION,
        Mode.TRANSACTION,
    ]
    assert steps[0].statement.sql.endswith("CHECK (nick IS NOT NULL) NOT VALID;")
    assert steps[2].statement.scans == ()
    assert "DROP CONSTRAINT wesley_new_users_nick_not_null" in steps[3].statement.sql


def test_from_18_on_not_null_itself_is_added_not_valid() -> None:
    assert lines(BEFORE, AFTER, version=18) == [
        "ALTER TABLE public.users ADD CONSTRAINT users_nick_not_null NOT NULL nick NOT VALID;",
        "ALTER TABLE public.users VALIDATE CONSTRAINT users_nick_not_null;",
    ]


@pytest.mark.parametrize("version", [12, 18])
def test_a_valid_check_that_is_there_is_proof_enough(version: int) -> None:
    check = Check(name="has_nick", expression=not_null_condition("nick"))
    old, new = (schema(users(column, checks=(check,))) for column in (NICK, replace(NICK, nullable=False)))
    assert lines(old, new, version=version) == ["ALTER TABLE public.users ALTER COLUMN nick SET NOT NULL;"]


def test_a_check_that_is_not_valid_proves_nothing() -> None:
    check = Check(name="has_nick", expression=not_null_condition("nick"), valid=False)
    assert len(CHANGE.online(situation(schema(users(NICK, checks=(check,)))))) == 4


def test_without_proof_the_statement_says_that_it_reads_the_table() -> None:
    statement = only_statement(CHANGE, situation(schema(partitioned(NICK))))
    assert [name.name for name in statement.scans] == ["users_1", "users_2"]
    assert statement.mode is Mode.OWN
    assert statement.probe is not None
    assert locked(statement)["users_1"] == "ACCESS EXCLUSIVE"


def test_a_table_of_the_plan_needs_no_proof() -> None:
    new = situation(BEFORE, created=frozenset({("public", "users")}))
    assert CHANGE.online(new) == (CHANGE,)
    assert only_statement(CHANGE, new).scans == ()


def test_rows_are_filled_first_where_a_backfill_says_how() -> None:
    where = situation(BEFORE, AFTER, backfills=((("public", "users", "nick"), "'x'", 10),))
    kinds = [type(change).__name__ for change in CHANGE.online(where)]
    assert kinds == ["AddFillTrigger", "Backfill", "FinishFill", "SetNotNull"]
    assert CHANGE.online(where)[-1] == replace(CHANGE, filled=True)
