"""Snapshots as a source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import USER
from wesley.ir.schema import IR_VERSION

if TYPE_CHECKING:
    from tests.cli.running import Wesley


def test_what_wesley_ir_prints_is_read(wesley: Wesley) -> None:
    wesley.write("a.graphql", USER)
    wesley.write("old.json", wesley("ir", "a.graphql").out)
    result = wesley("plan", "--from", "old.json", "--to", "a.graphql")
    assert (result.status, result.out) == (0, "Nothing to do: old.json is as a.graphql (1 file) has it.\n")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "`old.json` is not JSON: Input data was truncated"),
        ("{}", "`old.json` is no snapshot: Object missing required field `physical`"),
        ('{"name": "app", "version": "1.0.0"}', "`old.json` is no snapshot"),
        ('{"physical": [], "ir_version": 1}', "`old.json` is no snapshot"),
        ('{"physical": {"tables": [{"name": 1}]}, "ir_version": 1}', "`old.json` is no snapshot"),
        (b"\xff\xfe{", "`old.json` is not JSON"),
    ],
    ids=["empty", "no-keys", "package", "list", "wrong-types", "utf-16"],
)
def test_other_json_is_refused(wesley: Wesley, content: str | bytes, message: str) -> None:
    wesley.write("a.graphql", USER)
    wesley.write("old.json", content)
    result = wesley("plan", "--from", "old.json", "--to", "a.graphql")
    assert result.status == 1
    assert f"error[CLI015]: {message}" in result.err
    assert "`wesley ir`" in result.err


def test_a_snapshot_of_a_newer_version_is_refused_whatever_is_in_it(wesley: Wesley) -> None:
    wesley.write("a.graphql", USER)
    wesley.write("old.json", json.dumps({"physical": {"tables": {}}, "ir_version": IR_VERSION + 1}))
    result = wesley("plan", "--from", "old.json", "--to", "a.graphql")
    assert result.status == 1
    assert f"error[CLI016]: `old.json` is a snapshot of version {IR_VERSION + 1}" in result.err
    assert "upgrade Wesley" in result.err


def test_a_snapshot_that_is_not_there(wesley: Wesley) -> None:
    wesley.write("a.graphql", USER)
    result = wesley("plan", "--from", "old.json", "--to", "a.graphql")
    assert (result.status, result.err.split("\n")[0]) == (2, "error[CLI001]: `old.json` does not exist")
