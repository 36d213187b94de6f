"""A default comes, or becomes another one, at once."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.tables import lines, locked, only_statement, partitioned, plan_of, schema, situation, sql, users
from wesley.changes.set_default import SetDefault
from wesley.ir.column import Column, Identity
from wesley.plan.plan import Phase

VISITS = Column(name="visits", type="integer")


def test_a_default_is_set_while_the_old_application_runs() -> None:
    plan = plan_of(schema(users(VISITS)), schema(users(replace(VISITS, default=sql("1")))))
    (segment,) = plan.segments
    assert segment.phase is Phase.EXPAND
    assert segment.steps[0].statement.sql == "ALTER TABLE public.users ALTER COLUMN visits SET DEFAULT 1;"


def test_another_default_takes_its_place() -> None:
    old, new = (schema(users(replace(VISITS, default=sql(text)))) for text in "12")
    assert lines(old, new) == ["ALTER TABLE public.users ALTER COLUMN visits SET DEFAULT 2;"]


def test_partitions_are_locked_with_their_table() -> None:
    change = SetDefault(schema="public", table="users", column="visits", default=sql("1"))
    statement = only_statement(change, situation(schema(partitioned(VISITS))))
    assert locked(statement) == dict.fromkeys(("users", "users_1", "users_2"), "ACCESS EXCLUSIVE")


def test_a_default_in_place_of_an_identity_is_a_change_of_the_identity() -> None:
    numbered = replace(VISITS, nullable=False, identity=Identity())
    wanted = schema(users(replace(VISITS, nullable=False, default=sql("1"))))
    assert lines(schema(users(numbered)), wanted) == [
        "ALTER TABLE public.users ALTER COLUMN visits DROP IDENTITY;",
        "ALTER TABLE public.users ALTER COLUMN visits SET DEFAULT 1;",
    ]
