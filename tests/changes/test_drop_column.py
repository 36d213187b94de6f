"""A column goes when the old application is gone, and never with something unsaid."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.tables import ID, lines, only_statement, plan_of, schema, situation, sql, users
from wesley.changes.drop_column import DropColumn
from wesley.ir.column import Column, Generated, Identity
from wesley.ir.index import Index, IndexKey
from wesley.ir.sequence import Sequence
from wesley.plan.plan import Phase
from wesley.problems.problem import WesleyError

NICK = Column(name="nick", type="text", nullable=False)
CHANGE = DropColumn(schema="public", table="users", column="nick")


def test_it_stops_being_required_before_it_waits() -> None:
    plan = plan_of(schema(users(NICK)), schema(users()))
    assert [segment.phase for segment in plan.segments] == [Phase.EXPAND, Phase.CONTRACT]
    assert plan.between == schema(users(replace(NICK, nullable=True)))
    assert plan.steps()[1].statement.loses == ("public.users.nick",)


@pytest.mark.parametrize(
    "column",
    [
        replace(NICK, nullable=True),
        replace(NICK, default=sql("'x'::text")),
        replace(NICK, type="bigint", identity=Identity()),
    ],
)
def test_what_gets_a_value_by_itself_stays_as_it_is_until_then(column: Column) -> None:
    before = schema(users(column))
    assert plan_of(before, schema(users())).between == before


def test_nothing_is_lost_with_the_former_column_of_a_plan() -> None:
    old = replace(NICK, name="wesley_old_nick", nullable=True)
    statement = only_statement(replace(CHANGE, column=old.name), situation(schema(users(old))))
    assert statement.loses == ()


def test_what_stands_on_it_is_named() -> None:
    index = Index(name="users_nick_idx", keys=(IndexKey(column="nick"),))
    with pytest.raises(WesleyError, match="index users_nick_idx still stands on it"):
        CHANGE.statements(situation(schema(users(NICK, indexes=(index,)))))


def test_its_own_sequence_goes_with_it() -> None:
    sequence = Sequence(schema="public", name="users_nick_seq", owned_by=("public", "users", "nick"))
    before = schema(users(NICK), sequences=(sequence,))
    assert CHANGE.apply(before) == schema(users())


def test_what_is_computed_goes_before_what_it_is_computed_of() -> None:
    source = Column(name="a", type="text")
    computed = Column(name="b", type="text", generated=Generated(expression=sql("a", "a"), stored=True))
    dropped = lines(schema(users(source, computed)), schema(users()))
    assert [line.split()[-1] for line in dropped] == ["b;", "a;"]


def test_a_column_of_the_primary_key_is_not_touched_before() -> None:
    change = replace(CHANGE, column=ID.name)
    assert change.online(situation(schema(users()))) == (change,)
