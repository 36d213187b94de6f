"""PostgreSQL takes no value out of an enum and moves none: another type takes the place of the first."""

from __future__ import annotations

import pytest

from tests.changes.objects import plan_of, view
from tests.changes.small import lines
from wesley.changes.codes import ENUM_IN_USE
from wesley.ir.column import Column
from wesley.ir.enum import Enum
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.problems.problem import WesleyError

USER = Table(schema="s", name="t", columns=(Column(name="mood", type="s.mood"),))


def schema(*values: str, used: bool = True, comment: str | None = None) -> Physical:
    mood = Enum(schema="s", name="mood", values=values, comment=comment)
    return Physical(enums=(mood,), tables=(USER,) if used else ())


def test_one_that_nothing_uses_changes_its_type_alone() -> None:
    assert lines(plan_of(schema("a", "b", used=False), schema("b", "a", used=False))) == [
        "expand transaction: CREATE TYPE s.wesley_new_mood AS ENUM ('b', 'a');",
        "expand transaction: ALTER TYPE s.mood RENAME TO wesley_old_mood;",
        "expand transaction: ALTER TYPE s.wesley_new_mood RENAME TO mood;",
        "contract transaction: DROP TYPE s.wesley_old_mood;",
    ]


def test_all_of_it_waits_when_a_value_goes() -> None:
    plan = plan_of(schema("a", "b", used=False), schema("b", used=False))
    assert {line.split()[0] for line in lines(plan)} == {"contract"}


def test_values_that_come_are_added_in_place_before() -> None:
    first, *rest = lines(plan_of(schema("a", "b", used=False), schema("b", "c", used=False)))
    assert first == "expand validation: ALTER TYPE s.mood ADD VALUE 'c';"
    assert rest[0] == "contract transaction: CREATE TYPE s.wesley_new_mood AS ENUM ('b', 'c');"


def test_its_comment_stays() -> None:
    plan = plan_of(schema("a", "b", used=False, comment="x"), schema("b", "a", used=False, comment="x"))
    assert "expand transaction: COMMENT ON TYPE s.mood IS 'x';" in lines(plan)


def test_a_column_gets_a_successor_of_the_new_type() -> None:
    found = lines(plan_of(schema("a", "b"), schema("b", "a")))
    assert "expand transaction: ALTER TABLE s.t ADD COLUMN wesley_new_mood s.wesley_new_mood;" in found
    assert found[-1] == "contract transaction: DROP TYPE s.wesley_old_mood;"


@pytest.mark.parametrize("values", [("b",), ("b", "a")])
def test_a_view_that_casts_to_it_stops_the_plan(values: tuple[str, ...]) -> None:
    reading = view("v", "SELECT 'a'::s.mood AS mood", reads=())
    tables = (Table(schema="s", name="t", columns=(Column(name="a", type="integer"),)),)
    old, new = (
        Physical(enums=(Enum(schema="s", name="mood", values=each),), tables=tables, views=(reading,))
        for each in (("a", "b"), values)
    )
    with pytest.raises(WesleyError) as caught:
        plan_of(old, new)
    (problem,) = caught.value.problems
    assert problem.code is ENUM_IN_USE
    assert "s.v speaks of it" in problem.message


def test_an_expression_without_the_column_stops_the_plan() -> None:
    column = Column(name="late", type="boolean", default=Expression(sql="'a'::s.mood > 'b'::s.mood"))
    table = Table(schema="s", name="t", columns=(column,))
    old, new = (
        Physical(enums=(Enum(schema="s", name="mood", values=each),), tables=(table,))
        for each in (("a", "b"), ("b", "a"))
    )
    with pytest.raises(WesleyError, match=r"s\.t speaks of it"):
        plan_of(old, new)
