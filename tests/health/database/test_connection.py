"""How far away the server is."""

from __future__ import annotations

import pytest

from tests.execute.standby import Pair
from tests.health.looking import found, seen
from wesley.health.database import connection
from wesley.health.database.connection import CHECK, judged

pytestmark = pytest.mark.server


def test_a_local_socket_is_near_and_needs_no_encryption(database: str) -> None:
    finding = found(CHECK, database)
    assert (finding.status, "a local socket" in finding.seen) == ("ok", True)
    assert finding.value is not None
    assert 0 < finding.value < 0.1


def test_a_server_that_is_far_away(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_LIMITS", (0.0, 60.0))
    assert found(CHECK, database).status == "warning"
    monkeypatch.setattr(connection, "_LIMITS", (0.0, 0.0))
    assert found(CHECK, database).status == "error"


def test_what_is_said_of_the_way_there() -> None:
    assert judged("SSLv9", "10.0.0.1", 0.01, is_near=False).status == "ok"
    bare = judged("", "10.0.0.1", 0.01, is_near=False)
    assert (bare.status, bare.seen) == ("warning", "an answer takes 10.0 ms; not encrypted, to 10.0.0.1")
    assert judged("", "127.0.0.1", 0.01, is_near=True).status == "ok"


def test_a_standby_takes_no_changes(two: Pair) -> None:
    status, told = seen(CHECK, two.standby)
    assert (status, told.startswith("the server is a standby; ")) == ("error", True)
    assert seen(CHECK, two.primary)[0] == "ok"
