"""The changes of a plan without keeping: those of the difference, in the old names, the renames last."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.small import COLUMNS, index, table
from wesley.diff.diff import diff
from wesley.diff.renames import NO_RENAMES, Renames
from wesley.ir.access import Namespace
from wesley.ir.schema import Physical
from wesley.plan.course import course
from wesley.plan.kept import NOTHING_KEPT, PLAIN

OLD = Physical(tables=(table(),))
NEW = Physical(tables=(table(indexes=(index("i", "a"),)),))
DROPPED = (Namespace(name="wesley_dropped"),)
KEPT = (table("gone"),)


def test_they_are_those_of_the_difference() -> None:
    found = course(OLD, NEW, NO_RENAMES, PLAIN)
    assert found.changes == diff(OLD, NEW)
    assert (found.goal, found.kept, found.sides) == (NEW, NOTHING_KEPT, ())


def test_renames_come_last() -> None:
    columns = tuple(replace(each, name="n") if each.name == "a" else each for each in COLUMNS)
    new = Physical(tables=(replace(table(indexes=(index("i", "n"),)), columns=columns),))
    found = course(OLD, new, Renames(columns=((("s", "t"), "a", "n"),)), PLAIN)
    assert [change.title() for change in found.changes] == ["Create index i on s.t", "Rename s.t.a to n"]
    assert found.goal == new


def test_what_was_dropped_softly_before_stays_where_it_is() -> None:
    kept = tuple(replace(each, schema="wesley_dropped") for each in KEPT)
    old = replace(OLD, namespaces=DROPPED, tables=(*OLD.tables, *kept))
    found = course(old, NEW, NO_RENAMES, PLAIN)
    assert [change.title() for change in found.changes] == ["Create index i on s.t"]
    assert found.goal == replace(NEW, namespaces=DROPPED, tables=(*NEW.tables, *kept))
