"""Room for the connections of a run."""

from __future__ import annotations

import pytest

from tests.health.looking import role, run, seen
from wesley.health.database import connection_room
from wesley.health.database.connection_room import CHECK

pytestmark = pytest.mark.server


def test_a_server_with_room(database: str) -> None:
    status, told = seen(CHECK, database)
    assert (status, " on the server are left; a run takes 3" in told) == ("ok", True)


def test_limits_of_the_role_and_of_the_database(database: str) -> None:
    with role(database, "doctor_few", "CONNECTION LIMIT 3") as address:
        assert seen(CHECK, address) == ("error", "2 connections of the role are left; a run takes 3")
        run(database, "ALTER ROLE doctor_few CONNECTION LIMIT 5")
        assert seen(CHECK, address) == ("warning", "4 connections of the role are left; a run takes 3")
        run(database, "ALTER ROLE doctor_few CONNECTION LIMIT -1")
        assert seen(CHECK, address)[0] == "ok"
        run(database, "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT 2', current_database()); END $$")
        status, told = seen(CHECK, address)
        assert (status, "of the database are left" in told) == ("error", True)


def test_a_server_that_is_full(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_room, "_NEEDED", 10_000)
    assert seen(CHECK, database)[0] == "error"
