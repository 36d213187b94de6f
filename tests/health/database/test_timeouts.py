"""Timeouts of the role that migrates."""

from __future__ import annotations

import pytest

from tests.health.looking import role, run, seen
from wesley.health.database.timeouts import CHECK

pytestmark = pytest.mark.server


def test_of_the_role_and_of_the_address(database: str) -> None:
    with role(database, "doctor_plain") as address:
        assert seen(CHECK, address) == ("ok", "no timeout holds for this role")
        run(database, "ALTER ROLE doctor_plain SET statement_timeout = '30s'")
        assert seen(CHECK, address) == ("warning", "statement_timeout = 30000ms (of the role or the database)")
        run(database, "ALTER ROLE doctor_plain RESET statement_timeout")
        told = "lock_timeout = 5000ms (of the server or the address)"
        assert seen(CHECK, f"{address} options='-c lock_timeout=5s'") == ("warning", told)
