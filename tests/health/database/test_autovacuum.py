"""Whether autovacuum is on."""

from __future__ import annotations

import pytest

from tests.health.looking import run, seen
from wesley.health.database.autovacuum import CHECK

pytestmark = pytest.mark.server


def test_a_server_without_it(database: str) -> None:
    assert seen(CHECK, database) == ("warning", "autovacuum is off on this server")


def test_a_server_with_it_and_a_table_without(special: str) -> None:
    run(special, "CREATE TABLE users (id integer)")
    assert seen(CHECK, special) == ("ok", "it is on for the server and for every table")
    run(special, "ALTER TABLE users SET (autovacuum_enabled = false)")
    assert seen(CHECK, special) == ("warning", "it is off for 1 table: public.users")
