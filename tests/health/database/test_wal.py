"""WAL on the disk."""

from __future__ import annotations

import pytest

from tests.health.looking import role, seen
from wesley.health.database import wal

pytestmark = pytest.mark.server


def test_what_checkpoints_leave_and_what_they_do_not(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    status, told = seen(wal.CHECK, database)
    assert (status, "max_wal_size is " in told) == ("ok", True)
    monkeypatch.setattr(wal, "_FULL", 0.0)
    assert seen(wal.CHECK, database)[0] == "warning"


def test_who_may_not_look(database: str) -> None:
    with role(database, "doctor_plain") as address:
        status, told = seen(wal.CHECK, address)
    assert (status, told.endswith("how much there is cannot be seen")) == ("skipped", True)


def test_much_more_than_was_asked_for() -> None:
    assert wal.judged(199, 100).status == "ok"
    assert wal.judged(200, 100).status == "warning"
