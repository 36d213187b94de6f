"""From two schemas to changes that lead from one to the other, or to no plan at all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import pytest
from msgspec.structs import replace

from tests.changes.objects import view
from tests.changes.small import COLUMNS, check, index, table
from wesley.changes import drop_check
from wesley.changes.change import Change, Kind
from wesley.diff.codes import UNPLANNED, UNRENAMED
from wesley.diff.diff import diff, in_old_names
from wesley.diff.renames import Renames
from wesley.ir.schema import Physical
from wesley.problems.problem import WesleyError
from wesley.sql.error import SqlError

OLD = Physical(tables=(table(checks=(check("c", "a > 0"),)),))
NEW = Physical(tables=(table(indexes=(index("i", "a"),)),))
RENAMES = Renames(columns=((("s", "t"), "a", "n"),))


def test_the_changes_applied_in_order_lead_there() -> None:
    changes = diff(OLD, NEW)
    assert [change.title() for change in changes] == ["Drop check c of s.t", "Create index i on s.t"]
    assert reduce(lambda schema, change: change.apply(schema), changes, OLD) == NEW


def test_equal_schemas_need_none() -> None:
    assert diff(OLD, OLD) == ()


def test_each_kind_sees_the_schema_as_those_before_it_left_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Physical] = []

    def looking(old: Physical, new: Physical) -> Iterator[Change]:
        seen.append(old)
        return iter(())

    spy = Kind("spy", looking)
    monkeypatch.setattr("wesley.diff.diff.ALL", (spy, drop_check.KIND, spy))
    diff(OLD, Physical(tables=(table(),)))
    assert seen == [OLD, Physical(tables=(table(),))]


def test_what_no_kind_brings_about_is_said_with_its_name_and_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wesley.diff.diff.ALL", ())
    with pytest.raises(WesleyError) as caught:
        diff(OLD, Physical(tables=(table(), table("u"))))
    assert [problem.code for problem in caught.value.problems] == [UNPLANNED, UNPLANNED]
    assert [problem.message for problem in caught.value.problems] == [
        "no plan leads from the old s.t to the new one: checks differ",
        "no plan leads from the old s.u to the new one: it is there only after",
    ]


def test_renames_come_last_and_all_else_speaks_the_old_names() -> None:
    columns = tuple(replace(each, name="n") if each.name == "a" else each for each in COLUMNS)
    new = Physical(tables=(replace(table(indexes=(index("i", "n"),)), columns=columns),))
    changes = diff(Physical(tables=(table(),)), new, RENAMES)
    assert [change.title() for change in changes] == ["Create index i on s.t", "Rename s.t.a to n"]
    assert in_old_names(new, RENAMES) == NEW


def test_a_view_that_leaves_open_what_it_names_is_a_problem_with_a_way_out() -> None:
    new = Physical(tables=(table("p"),), views=(view("v", "SELECT (SELECT a FROM unknown.u) FROM s.p", "a"),))
    with pytest.raises(WesleyError) as caught:
        in_old_names(new, Renames(columns=((("s", "p"), "was", "a"),)))
    (problem,) = caught.value.problems
    assert problem.code is UNRENAMED
    assert problem.help == "write the table before each column in it"


def test_a_change_that_cannot_be_thought_through_is_a_problem_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def unclear(old: Physical, new: Physical) -> Iterator[Change]:
        raise SqlError("a column gets the name `a`")

    monkeypatch.setattr("wesley.diff.diff.ALL", (Kind("unclear", unclear),))
    with pytest.raises(WesleyError) as caught:
        diff(OLD, NEW)
    assert caught.value.problems[0].code is UNRENAMED
