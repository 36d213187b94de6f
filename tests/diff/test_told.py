"""How two schemas differ, in a sentence."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.small import check, table
from wesley.diff import told as module
from wesley.diff.codes import UNPLANNED
from wesley.diff.told import told
from wesley.ir.schema import Physical
from wesley.problems.problem import Problem, WesleyError

EMPTY = Physical(tables=(table(),))


def checked(count: int) -> Physical:
    return Physical(tables=(replace(table(), checks=tuple(check(f"c{n}", "a > 0") for n in range(count))),))


def test_equal_schemas_differ_in_nothing() -> None:
    assert told(EMPTY, EMPTY) == ""


def test_each_change_is_named() -> None:
    assert told(EMPTY, checked(2)) == "Add check c0 to s.t; Add check c1 to s.t"
    assert told(EMPTY, checked(2), "\n") == "Add check c0 to s.t\nAdd check c1 to s.t"


def test_of_many_changes_the_first_five_are_named() -> None:
    assert told(EMPTY, checked(7)).endswith("Add check c4 to s.t and 2 more")


def test_where_no_change_can_say_it_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_before: Physical, _after: Physical) -> None:
        raise WesleyError(Problem(code=UNPLANNED, message="a column is two things at once"))

    monkeypatch.setattr(module, "diff", refuse)
    assert told(EMPTY, checked(1)) == "a column is two things at once"
