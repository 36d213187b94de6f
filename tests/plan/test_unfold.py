"""Each change in its smallest forms, each asked at its moment; what waits comes last."""

from __future__ import annotations

from tests.changes.small import check, index, table
from wesley.changes.add_check import AddCheck
from wesley.changes.change import Change
from wesley.changes.create_table import CreateTable
from wesley.changes.drop_index import DropIndex
from wesley.changes.rename_table import RenameTable
from wesley.changes.situation import Situation
from wesley.changes.stand_in import DropStandIn
from wesley.changes.together import Together
from wesley.ir.schema import Physical
from wesley.plan.plan import Phase
from wesley.plan.unfold import Piece, created, unfold

SCHEMA = Physical(tables=(table(indexes=(index("i", "a"),)),))
ADD = AddCheck(schema="s", table="t", check=check("c", "a > 0"))
DROP = DropIndex(schema="s", table="t", name="i")


def pieces(*changes: Change, goal: Physical = SCHEMA) -> tuple[Piece, ...]:
    return tuple(unfold(changes, created(changes, Situation(before=SCHEMA, goal=goal, version=15))))


def titles(found: tuple[Piece, ...]) -> list[str]:
    return [f"{piece.phase.value}: {piece.change.title()}" for piece in found]


def test_a_change_is_made_of_its_smallest_forms() -> None:
    assert titles(pieces(ADD)) == ["expand: Add check c to s.t", "expand: Validate check c of s.t"]


def test_each_piece_begins_where_the_one_before_it_ends() -> None:
    first, second = pieces(ADD)
    assert first.situation.before == SCHEMA
    assert second.situation == first.after
    assert second.after.before == ADD.apply(SCHEMA)


def test_what_waits_comes_last_and_is_not_done_before() -> None:
    found = pieces(DROP, ADD)
    assert [piece.phase for piece in found] == [Phase.EXPAND, Phase.EXPAND, Phase.CONTRACT]
    assert found[0].situation.before == SCHEMA
    assert found[-1].after.before == DROP.apply(ADD.apply(SCHEMA))


def test_what_waits_follows_the_names_of_what_does_not() -> None:
    found = pieces(DROP, RenameTable(before=("s", "t"), after=("s", "u")))
    assert titles(found)[-1] == "contract: Drop index i of s.u"


def test_some_of_what_waits_comes_before_the_rest() -> None:
    found = pieces(DROP, RenameTable(before=("s", "t"), after=("s", "u")))
    waiting = [piece.change for piece in found if piece.phase is Phase.CONTRACT]
    assert isinstance(waiting[0], DropStandIn)


def test_changes_that_belong_together_wait_together_or_not_at_all() -> None:
    plain = DropIndex(schema="s", table="t", name="i", plain=True)
    found = [pieces(Together(changes=(plain,), heading="x", deferred=deferred)) for deferred in (False, True)]
    assert [[piece.phase for piece in each] for each in found] == [[Phase.EXPAND], [Phase.CONTRACT]]


def test_tables_that_the_plan_makes_are_known_from_the_start() -> None:
    found = pieces(CreateTable(table=table("u")), ADD)
    assert found[0].situation.is_new("s", "u")
    assert not found[0].situation.is_new("s", "t")
