"""Whether WAL gets archived."""

from __future__ import annotations

import pytest

from tests.cli.migration.databases import until
from tests.health.looking import run, seen
from wesley.health.database.archiving import CHECK

pytestmark = pytest.mark.server


def test_a_server_without_an_archive(database: str) -> None:
    assert seen(CHECK, database) == ("ok", "WAL is not archived")


def test_an_archive_that_works_and_one_that_fails(special: str) -> None:
    run(special, "ALTER SYSTEM SET archive_command = '/bin/true'", "SELECT pg_reload_conf()")
    run(special, "CREATE TABLE filled (id integer)", "SELECT pg_switch_wal()")
    until(lambda: "ago" in seen(CHECK, special)[1])
    assert seen(CHECK, special)[0] == "ok"
    run(special, "ALTER SYSTEM SET archive_command = '/bin/false'", "SELECT pg_reload_conf()")
    run(special, "DROP TABLE filled", "SELECT pg_switch_wal()")
    until(lambda: seen(CHECK, special)[0] == "error")
    assert seen(CHECK, special)[1].startswith("archiving fails (")
