"""A type has one name, so another one waits."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.objects import function
from wesley.changes.rename_enum import RenameEnum
from wesley.changes.situation import Situation
from wesley.ir.column import Column
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical
from wesley.ir.table import Table

SCHEMA = Physical(
    enums=(Enum(schema="s", name="mood", values=("low",)),),
    tables=(Table(schema="s", name="t", columns=(Column(name="m", type="s.mood[]"),)),),
    functions=(function(body="SELECT 'low'::mood"),),
)
SITUATION = Situation(before=SCHEMA, goal=SCHEMA, version=15)


def test_columns_follow_it() -> None:
    change = RenameEnum(before=("s", "mood"), after=("other", "feeling"))
    assert change.apply(SCHEMA).tables[0].columns == (Column(name="m", type="other.feeling[]"),)
    assert change.contract


def test_schema_and_name_change_one_after_the_other() -> None:
    change = RenameEnum(before=("s", "mood"), after=("other", "feeling"))
    assert [each.sql for each in change.statements(SITUATION)] == [
        "ALTER TYPE s.mood SET SCHEMA other;",
        "ALTER TYPE other.mood RENAME TO feeling;",
    ]


@pytest.mark.parametrize(
    ("taken", "steps"),
    [
        (
            (("other", "mood"),),
            ("ALTER TYPE s.mood RENAME TO feeling;", "ALTER TYPE s.feeling SET SCHEMA other;"),
        ),
        (
            (("other", "mood"), ("s", "feeling")),
            (
                "ALTER TYPE s.mood RENAME TO wesley_new_feeling;",
                "ALTER TYPE s.wesley_new_feeling SET SCHEMA other;",
                "ALTER TYPE other.wesley_new_feeling RENAME TO feeling;",
            ),
        ),
    ],
)
def test_no_name_on_the_way_is_taken(taken: tuple[tuple[str, str], ...], steps: tuple[str, ...]) -> None:
    others = tuple(
        Table(schema=schema, name=name, columns=(Column(name="a", type="integer"),)) for schema, name in taken
    )
    before = replace(SCHEMA, tables=(*SCHEMA.tables, *others))
    change = RenameEnum(before=("s", "mood"), after=("other", "feeling"))
    assert tuple(each.sql for each in change.statements(replace(SITUATION, before=before))) == steps


def test_functions_whose_bodies_name_it_are_left_to_people() -> None:
    (statement,) = RenameEnum(before=("s", "mood"), after=("s", "feeling")).statements(SITUATION)
    assert statement.manual.startswith("The bodies of s.f(integer) name mood;")
    assert statement.locks == ()
