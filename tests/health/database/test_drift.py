"""Whether the database is still what the last plan has left."""

from __future__ import annotations

import pytest

from tests.cli.migration.databases import ALLOW, filled
from tests.cli.running import Wesley
from tests.health.looking import run, seen
from wesley.health.database.drift import CHECK

pytestmark = pytest.mark.server


@pytest.fixture
def project(wesley: Wesley, database: str, monkeypatch: pytest.MonkeyPatch) -> Wesley:
    """A folder with the new schema, and a database with the old one."""
    monkeypatch.setenv("DATABASE_URL", database)
    filled(wesley, database)
    return wesley


def test_a_database_that_nobody_has_migrated(database: str) -> None:
    assert seen(CHECK, database)[0] == "skipped"


def test_what_is_changed_by_hand_after_a_plan(project: Wesley, database: str) -> None:
    assert project("migrate", *ALLOW, "--yes").status == 0
    status, told = seen(CHECK, database)
    assert (status, told.startswith("the database is what plan 1-")) == ("ok", True)
    run(database, "COMMENT ON TABLE orders IS 'by hand'")
    assert seen(CHECK, database)[0] == "warning"
    run(database, "ALTER TABLE orders DROP COLUMN total")
    status, told = seen(CHECK, database)
    assert (status, "column public.orders.total is missing" in told) == ("error", True)


def test_a_plan_that_was_led_back(project: Wesley, database: str) -> None:
    assert project("migrate", *ALLOW, "--yes").status == 0
    assert project("rollback", "--yes").status == 0
    assert seen(CHECK, database)[0] == "ok"


def test_a_plan_that_is_not_finished(project: Wesley, database: str) -> None:
    assert project("migrate", *ALLOW, "--yes").status == 0
    run(database, "UPDATE wesley.plans SET state = 'begun'")
    status, told = seen(CHECK, database)
    assert (status, told.endswith("is not finished")) == ("skipped", True)
