"""What a change can ask of the moment at which it is made."""

from __future__ import annotations

from tests.changes.small import index, table
from wesley.changes.create_index import CreateIndex
from wesley.changes.situation import Situation
from wesley.ir.schema import Physical

SCHEMA = Physical(tables=(table(),))
SITUATION = Situation(
    before=SCHEMA,
    goal=SCHEMA,
    version=15,
    created=frozenset({("s", "t")}),
    backfills=((("s", "t", "a"), "b + 1", 100),),
    sides=((("s", "t", "b"), "wesley_kept.t_b"),),
)


def test_whether_the_plan_makes_a_table() -> None:
    assert SITUATION.is_new("s", "t")
    assert not SITUATION.is_new("s", "u")


def test_what_fills_a_column() -> None:
    assert SITUATION.backfill("s", "t", "a") == ("b + 1", 100)
    assert SITUATION.backfill("s", "t", "b") is None


def test_what_holds_its_values_of_before() -> None:
    assert SITUATION.side("s", "t", "b") == "wesley_kept.t_b"
    assert SITUATION.side("s", "t", "a") == ""


def test_a_change_moves_it_on_and_leaves_the_goal() -> None:
    after = SITUATION.after(CreateIndex(schema="s", table="t", index=index("i", "a")))
    assert after.before == Physical(tables=(table(indexes=(index("i", "a"),)),))
    assert after.goal == SCHEMA


def test_asked_again_it_gives_the_same_and_asked_for_another_change_another() -> None:
    first, second = (CreateIndex(schema="s", table="t", index=index(name, "a")) for name in ("i", "j"))
    after = SITUATION.after(first)
    assert SITUATION.after(first) is after
    assert SITUATION.after(second).before == Physical(tables=(table(indexes=(index("j", "a"),)),))
    assert SITUATION.after(first) == after
