"""Rows that are there get their numbers before the column becomes an identity."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.tables import lines, plan_of, schema, users
from wesley.changes.number_rows import number_rows
from wesley.ir.column import Column, Identity
from wesley.plan.plan import SegmentKind

NUMBER = Column(name="number", type="integer", nullable=False, identity=Identity(start=100, increment=10))
BEFORE, AFTER = schema(users()), schema(users(NUMBER))


def test_no_statement_rewrites_the_table() -> None:
    plan = plan_of(BEFORE, AFTER)
    assert all(step.statement.rewrites == () for step in plan.steps())
    assert SegmentKind.BACKFILL in [segment.kind for segment in plan.segments]


def test_the_sequence_counts_as_the_identity_will() -> None:
    assert any(
        line.startswith("CREATE SEQUENCE public.wesley_new_users_number_seq AS int START 100 INCREMENT 10")
        for line in lines(BEFORE, AFTER)
    )


def test_default_and_identity_are_exchanged_in_one_transaction() -> None:
    last = plan_of(BEFORE, AFTER).segments[-1]
    texts = [step.statement.sql for step in last.steps][-4:]
    assert [text.split("number ")[-1].split()[0] for text in texts[:2]] == ["DROP", "ADD"]
    assert "setval" in texts[2]
    assert texts[3] == "DROP SEQUENCE public.wesley_new_users_number_seq;"


def test_together_they_lead_to_the_identity() -> None:
    assert NUMBER.identity is not None
    bare = replace(NUMBER, identity=None, nullable=True)
    found = schema(users(bare))
    for change in number_rows("public", "users", bare, NUMBER.identity):
        found = change.apply(found)
    assert found == AFTER
