"""A NOT NULL that is not valid is validated while reads and writes go on (PostgreSQL 18)."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.tables import locked, plan_of, schema, situation, sql, users
from wesley.changes.statement import Mode
from wesley.changes.validate_not_null import ValidateNotNull, not_null_name
from wesley.ir.column import Column
from wesley.ir.constraint import Check

UNPROVED = Column(name="nick", type="text", nullable=False, not_null_valid=False)


def test_it_reads_the_table_under_a_weak_lock_in_its_own_transaction() -> None:
    after = schema(users(replace(UNPROVED, not_null_valid=True)))
    (step,) = plan_of(schema(users(UNPROVED)), after, version=18).steps()
    assert "'ALTER TABLE public.users VALIDATE CONSTRAINT %I'" in step.statement.sql
    assert locked(step.statement) == {"users": "SHARE UPDATE EXCLUSIVE"}
    assert step.statement.mode is Mode.OWN
    assert step.statement.probe is not None
    assert "nick IS NOT NULL" in step.statement.probe.query


def test_its_name_is_known_when_the_plan_gave_it() -> None:
    change = ValidateNotNull(schema="public", table="users", column="nick", constraint="some_name")
    (statement,) = change.statements(situation(schema(users(UNPROVED)), version=18))
    assert statement.sql == "ALTER TABLE public.users VALIDATE CONSTRAINT some_name;"


def test_a_name_that_a_check_has_is_numbered() -> None:
    check = Check(name="users_nick_not_null", expression=sql("nick <> ''", "nick"))
    assert not_null_name(users(UNPROVED, checks=(check,)), "nick") == "users_nick_not_null1"
