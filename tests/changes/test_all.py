"""No kind of change can be taken away: each does what the others do not do, or do worse."""

from __future__ import annotations

import pytest

from tests.changes.differences import Difference, differences
from wesley.changes import ALL
from wesley.diff.diff import diff
from wesley.problems.problem import WesleyError

DIFFERENCES = differences()

INSTEAD = {
    # Dearer, or later than need be.
    "add-enum-value": (["add-enum-value"], ["rebuild-enum"]),
    "drop-not-null": (["drop-not-null"], ["drop-key-not-null"]),
    "set-deferrable": (["set-deferrable"], ["replace-foreign-key"]),
    "set-index-parameters": (["set-index-parameters"], ["replace-index"]),
    # In an order that PostgreSQL refuses.
    "create-function": (["create-function", "create-table"], ["create-table", "create-function"]),
    "replace-function": (["replace-function", "create-table"], ["create-table", "replace-function"]),
    "drop-function-of-rows": (["drop-function", "drop-table"], ["drop-table", "drop-function"]),
    # With the rows gone.
    "detach-partition": (["detach-partition"], ["create-table", "drop-partition"]),
    "attach-table": (["attach-table"], ["add-partition", "drop-table"]),
    # One by one, so that there is a moment in between.
    "finish-column": (["finish-column"], ["drop-trigger", "drop-column", "drop-function"]),
    "return-column": (["return-column"], ["drop-trigger", "drop-column", "drop-function"]),
    "finish-fill": (["finish-fill"], ["drop-trigger", "drop-function"]),
}
"""The changes with a kind, and those that take their place without it."""


def test_there_is_an_example_for_every_kind() -> None:
    assert sorted(DIFFERENCES) == sorted(kind.name for kind in ALL)


@pytest.mark.parametrize("name", [kind.name for kind in ALL if kind.name not in INSTEAD])
def test_without_a_kind_no_changes_lead_to_the_new_schema(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = DIFFERENCES[name]
    assert diff(old, new)
    _take_away(name, monkeypatch)
    with pytest.raises(WesleyError):
        diff(old, new)


@pytest.mark.parametrize("name", INSTEAD)
def test_without_a_better_kind_worse_ones_take_its_place(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    best, instead = INSTEAD[name]
    assert _kinds(DIFFERENCES[name]) == best
    _take_away(name, monkeypatch)
    assert _kinds(DIFFERENCES[name]) == instead


def _take_away(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wesley.diff.diff.ALL", tuple(kind for kind in ALL if kind.name != name))


def _kinds(difference: Difference) -> list[str]:
    return [type(change).__module__.rpartition(".")[2].replace("_", "-") for change in diff(*difference)]
