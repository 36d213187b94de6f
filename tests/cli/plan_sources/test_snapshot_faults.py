"""Snapshots that somebody has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.running import Wesley

SDL = """
type User @table {
  id: ID! @primaryKey
  email: String! @check(expr: "email <> 'x'")
}
type Post @table {
  id: ID! @primaryKey
  userId: ID! @foreignKey(ref: "User.id")
}
"""


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('"type": "text"', '"type": "("', 'syntax error at or near "("'),
        ('"type": "text"', '"type": ""', "there is no type here"),
        ('"name": "email"', '"name": ""', "a name is empty"),
        ('"name": "email"', '"name": "a\\u0000b"', "PostgreSQL cannot hold the character NUL"),
        ('"ref_table": "users"', '"ref_table": "gone"', "refers to `public.gone`, which is not in it"),
        ('"sql": "email <> \'x\'"', '"sql": "email <>"', 'syntax error at or near ")"'),
    ],
    ids=["type", "no-type", "no-name", "nul", "reference", "expression"],
)
def test_what_cannot_be_is_told(wesley: Wesley, before: str, after: str, fault: str) -> None:
    wesley.write("a.graphql", SDL)
    whole = wesley("ir", "a.graphql").out
    assert before in whole
    wesley.write("old.json", whole.replace(before, after))
    result = wesley("plan", "--from", "old.json", "--to", "empty", "--allow-drop", "*")
    again = wesley("plan", "--from", "empty", "--to", "old.json")
    failed = again if result.status == 0 else result
    assert failed.status == 1, failed.err
    assert "error[CLI015]: `old.json` is no whole snapshot: " in failed.err
    assert fault in failed.err
