"""What cannot run beside a statement."""

from __future__ import annotations

import pytest

from wesley.changes.lock import Lock, locks_on
from wesley.changes.statement import Mode, RelationName, Statement
from wesley.plan.report.conflicts import conflicts
from wesley.plan.report.sizes import Sizes

NOBODY = Sizes(known={}, created=frozenset({RelationName(schema="s", name="new")}))


def of(lock: Lock, table: str = "t", mode: Mode = Mode.TRANSACTION) -> tuple[str, ...]:
    return conflicts(Statement(sql="", why="", locks=locks_on("s", table, lock), mode=mode), NOBODY)


@pytest.mark.parametrize(
    ("lock", "found"),
    [
        (Lock.ACCESS_SHARE, ()),
        (Lock.ROW_EXCLUSIVE, ()),
        (Lock.SHARE_UPDATE_EXCLUSIVE, ("VACUUM, ANALYZE and other DDL of s.t",)),
        (Lock.SHARE, ("writes, VACUUM and other DDL of s.t",)),
        (Lock.ACCESS_EXCLUSIVE, ("everything on s.t",)),
    ],
)
def test_stronger_locks_keep_more_waiting(lock: Lock, found: tuple[str, ...]) -> None:
    assert of(lock) == found


def test_nobody_waits_for_a_table_that_the_plan_makes() -> None:
    assert of(Lock.ACCESS_EXCLUSIVE, "new") == ()


def test_what_runs_outside_a_transaction_waits_for_older_ones() -> None:
    assert of(Lock.SHARE_UPDATE_EXCLUSIVE, mode=Mode.OUTSIDE)[1:] == (
        "waits for transactions that are older than itself, in the whole database",
    )
