"""A column comes in the form that touches no row under a strong lock, wherever there is one."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tests.changes.tables import lines, locked, only_statement, partitioned, schema, situation, sql, users
from wesley.changes.add_column import AddColumn
from wesley.changes.backfill import Backfill
from wesley.changes.codes import COLUMN_WITHOUT_VALUE
from wesley.changes.statement import Mode
from wesley.ir.column import Column, Generated, Identity
from wesley.ir.constraint import Check
from wesley.ir.domain import Domain
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.problems.problem import WesleyError

NICK = Column(name="nick", type="text")
TOKEN = Expression(sql="gen_random_uuid()", functions=("gen_random_uuid",))
POSITIVE = Domain(
    schema="public", name="positive", type="integer", checks=(Check(name="above", expression=sql("value > 0")),)
)


def _add(column: Column) -> AddColumn:
    return AddColumn(schema="public", table="users", column=column)


def _forms(column: Column, **fields: Any) -> list[str]:
    where = situation(schema(users()), schema(users(column)), **fields)
    return [type(change).__name__ for change in _add(column).online(where)]


@pytest.mark.parametrize(
    "column",
    [
        NICK,
        replace(NICK, nullable=False, default=sql("'x'::text")),
        replace(NICK, type="timestamp with time zone", nullable=False, default=sql("now()", functions=("now",))),
        replace(NICK, generated=Generated(expression=sql("id", "id"), stored=True)),
        replace(NICK, generated=Generated(expression=sql("id", "id"), stored=False)),
    ],
)
def test_it_is_added_as_it_is(column: Column) -> None:
    assert _add(column).online(situation(schema(users()))) == (_add(column),)


def test_a_volatile_default_comes_in_steps() -> None:
    optional = replace(NICK, type="uuid", default=TOKEN)
    assert _forms(optional) == ["AddColumn", "SetDefault", "Backfill"]
    assert _forms(replace(optional, nullable=False)) == ["AddColumn", "SetDefault", "Backfill", "SetNotNull"]


def test_an_identity_numbers_the_rows_first() -> None:
    numbered = replace(NICK, type="bigint", nullable=False, identity=Identity())
    assert _forms(numbered) == ["AddColumn", "StartNumbers", "Backfill", "SetNotNull", "AdoptNumbers"]


def test_a_required_column_needs_a_value_for_the_rows_that_are_there() -> None:
    with pytest.raises(WesleyError) as caught:
        _forms(replace(NICK, nullable=False))
    (problem,) = caught.value.problems
    assert problem.code == COLUMN_WITHOUT_VALUE
    assert "@backfill" in problem.help
    assert "@default" in problem.help


def test_a_backfill_gives_the_value() -> None:
    backfills = ((("public", "users", "nick"), "'x'", 10),)
    assert _forms(replace(NICK, nullable=False), backfills=backfills) == ["AddColumn", "SetNotNull"]
    assert _forms(NICK, backfills=backfills) == ["AddColumn", "Backfill"]


def test_a_backfill_goes_before_the_default_for_rows_that_are_there() -> None:
    backfills = ((("public", "users", "nick"), "'old'", 10),)
    column = replace(NICK, default=sql("'new'::text"))
    where = situation(schema(users()), schema(users(column)), backfills=backfills)
    *_, backfill = _add(column).online(where)
    assert isinstance(backfill, Backfill)
    assert backfill.assignments == (("nick", "'old'"),)


def test_a_virtual_column_that_is_required_is_proved() -> None:
    virtual = Generated(expression=sql("id", "id"), stored=False)
    assert _forms(replace(NICK, nullable=False, generated=virtual), version=18) == ["AddColumn", "SetNotNull"]


def test_a_table_of_the_plan_has_no_rows_to_care_for() -> None:
    column = replace(NICK, nullable=False)
    new = situation(schema(users()), created=frozenset({("public", "users")}))
    assert _add(column).online(new) == (_add(column),)


def test_a_stored_column_says_that_it_rewrites_the_table() -> None:
    index = Index(name="users_id", keys=(IndexKey(column="id"),))
    stored = replace(NICK, nullable=False, generated=Generated(expression=sql("lower('x')"), stored=True))
    statement = only_statement(_add(stored), situation(schema(users(indexes=(index,)))))
    assert [name.name for name in statement.rewrites] == ["users"]
    assert set(locked(statement)) == {"users", "users_id", "users_pkey"}
    assert statement.mode is Mode.OWN
    assert statement.probe is not None
    assert "VIRTUAL" in statement.manual


def test_a_domain_with_constraints_rewrites_the_table() -> None:
    of_domain = replace(NICK, type="public.positive")
    statement = only_statement(_add(of_domain), situation(schema(users(), domains=(POSITIVE,))))
    assert [name.name for name in statement.rewrites] == ["users"]


def test_a_required_domain_without_default_is_refused() -> None:
    required = replace(POSITIVE, nullable=False)
    where = situation(schema(users(), domains=(required,)))
    with pytest.raises(WesleyError, match="get no value for nick"):
        _add(replace(NICK, type="public.positive")).online(where)


def test_partitions_are_locked_with_their_table() -> None:
    statement = only_statement(_add(NICK), situation(schema(partitioned())))
    assert set(locked(statement)) == {"users", "users_1", "users_2"}


def test_what_is_computed_comes_after_what_it_is_computed_of() -> None:
    computed = Column(name="a", type="bigint", generated=Generated(expression=sql("b", "b"), stored=True))
    source = Column(name="b", type="bigint")
    assert [line.split()[5] for line in lines(schema(users()), schema(users(computed, source)))] == ["b", "a"]
