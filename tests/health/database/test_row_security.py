"""Roles that pass by row-level security."""

from __future__ import annotations

import pytest

from tests.health.looking import role, run, seen
from wesley.health.database.row_security import CHECK

pytestmark = pytest.mark.server


def test_no_table_has_policies(database: str) -> None:
    run(database, "CREATE TABLE users (id integer)")
    assert seen(CHECK, database) == ("ok", "no table has row-level security")


def test_a_role_with_bypassrls_and_another_superuser(database: str) -> None:
    run(database, "CREATE TABLE users (id integer)", "ALTER TABLE users ENABLE ROW LEVEL SECURITY")
    assert seen(CHECK, database)[0] == "ok"
    with role(database, "doctor_bypass", "BYPASSRLS"), role(database, "doctor_super", "SUPERUSER"):
        status, told = seen(CHECK, database)
    assert status == "warning"
    assert "doctor_bypass has BYPASSRLS, doctor_super is a superuser" in told


def test_an_owner_who_can_log_in_is_held_by_force(database: str) -> None:
    with role(database, "doctor_owner"):
        run(database, "CREATE TABLE users (id integer)", "ALTER TABLE users OWNER TO doctor_owner")
        run(database, "ALTER TABLE users ENABLE ROW LEVEL SECURITY")
        status, told = seen(CHECK, database)
        assert (status, told.endswith("doctor_owner owns 1 table without FORCE")) == ("warning", True)
        run(database, "ALTER TABLE users FORCE ROW LEVEL SECURITY")
        assert seen(CHECK, database)[0] == "ok"


def test_a_member_of_the_owner_counts_as_the_owner(database: str) -> None:
    with role(database, "doctor_member"), role(database, "doctor_owner"):
        run(database, "ALTER ROLE doctor_owner NOLOGIN", "CREATE TABLE users (id integer)")
        run(database, "ALTER TABLE users OWNER TO doctor_owner", "ALTER TABLE users ENABLE ROW LEVEL SECURITY")
        assert seen(CHECK, database)[0] == "ok"
        run(database, "GRANT doctor_owner TO doctor_member")
        status, told = seen(CHECK, database)
    assert (status, told.endswith("doctor_member owns 1 table without FORCE")) == ("warning", True)
