"""Changes that are made in one transaction."""

from __future__ import annotations

from tests.changes.small import index, lines, planned, table
from wesley.changes.drop_index import DropIndex
from wesley.changes.rename_index import RenameIndex
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName
from wesley.changes.together import Together
from wesley.ir.schema import Physical

SCHEMA = Physical(tables=(table(indexes=(index("i", "a"), index("j", "b"))),))
SWAP = Together(
    heading="Swap i and j",
    changes=(
        RenameIndex(schema="s", table="t", name="i", to="x"),
        RenameIndex(schema="s", table="t", name="j", to="i"),
        RenameIndex(schema="s", table="t", name="x", to="j"),
        DropIndex(schema="s", table="t", name="j", plain=True),
    ),
)


def test_each_is_said_in_the_names_that_those_before_it_leave() -> None:
    statements = SWAP.statements(Situation(before=SCHEMA, goal=SCHEMA, version=15))
    assert [each.sql for each in statements] == [
        "ALTER INDEX s.i RENAME TO x;",
        "ALTER INDEX s.j RENAME TO i;",
        "ALTER INDEX s.x RENAME TO j;",
        "DROP INDEX s.j;",
    ]


def test_it_means_all_of_them_one_after_the_other() -> None:
    assert SWAP.apply(SCHEMA) == Physical(tables=(table(indexes=(index("i", "b"),)),))
    assert SWAP.touches() == (RelationName(schema="s", name="t"),)


def test_a_plan_never_parts_them() -> None:
    plan = planned(table(indexes=(index("i", "a"),)), table(indexes=(index("i", "b"),)))
    (swap,) = [
        segment for segment in plan.segments if {"Replace index i of s.t"} & {each.title for each in segment.steps}
    ]
    assert len(swap.steps) == 2
    assert lines(plan)[-1].startswith("contract")
