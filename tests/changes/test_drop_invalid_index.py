"""What a stopped build has left is dropped at once."""

from __future__ import annotations

from tests.changes.small import index, invalid, lines, planned, table


def test_it_does_not_wait_for_the_contract() -> None:
    plan = planned(table(indexes=(invalid(index("i", "a")),)), table(indexes=(index("i", "a"),)))
    assert lines(plan)[0] == "expand concurrent: DROP INDEX CONCURRENTLY s.i;"
