"""The renames of a plan: parts before wholes, each in the words of the new schema."""

from __future__ import annotations

from functools import reduce

from tests.changes.objects import view
from tests.changes.small import table
from wesley.changes.renaming import rename_changes
from wesley.changes.rewrite import renamed
from wesley.changes.rewrite_names import Names
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical

NAMES = Names(
    relations={("s", "t"): ("s", "u")},
    columns={("s", "t"): {"a": "n"}},
    types={("s", "e"): ("s", "f")},
    values={("s", "e"): {"x": "y"}},
)


def test_columns_and_values_come_before_tables_and_types() -> None:
    old = Physical(tables=(table(),), enums=(Enum(schema="s", name="e", values=("x",)),))
    changes = rename_changes(old, renamed(old, NAMES), NAMES)
    assert [change.title() for change in changes] == [
        "Rename s.t.a to n",
        "Rename value x of s.e to y",
        "Rename s.t to s.u",
        "Rename enum s.e to s.f",
    ]
    assert reduce(lambda schema, change: change.apply(schema), changes, old) == renamed(old, NAMES)


def test_where_the_new_schema_says_the_same_in_other_words_those_are_taken() -> None:
    column = Names(columns=NAMES.columns)
    old = Physical(tables=(table(),), views=(view("v", "SELECT a FROM s.t", "a"),))
    new = Physical(tables=renamed(old, column).tables, views=(view("v", "SELECT t.n AS a FROM s.t", "a"),))
    (change,) = rename_changes(old, new, column)
    assert change.apply(old) == new
