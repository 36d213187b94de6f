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


def _lost_with_former(former: str, *columns: Column) -> tuple[str, ...]:
    old = Column(name=former, type="timestamp with time zone")
    change = replace(CHANGE, column=old.name)
    return only_statement(change, situation(schema(users(old, *columns)))).loses


@pytest.mark.parametrize("former", ["wesley_old_nick", "wesley_old_nick_2"])
def test_the_successor_of_a_former_column_has_what_its_type_can_hold(former: str) -> None:
    assert _lost_with_former(former, Column(name="nick", type="text")) == ()
    assert _lost_with_former(former, Column(name="nick", type="date")) == ("public.users.nick",)


def test_a_former_column_without_a_successor_is_lost() -> None:
    assert _lost_with_former("wesley_old_nick") == ("public.users.wesley_old_nick",)


def test_what_is_computed_or_kept_is_not_lost() -> None:
    computed = replace(NICK, generated=Generated(expression=sql("email", "email"), stored=True))
    assert only_statement(CHANGE, situation(schema(users(computed)))).loses == ()
    kept = only_statement(replace(CHANGE, kept="wesley_kept.users_nick"), situation(schema(users(NICK))))
    assert (kept.loses, kept.keeps) == ((), ("wesley_kept.users_nick",))


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
