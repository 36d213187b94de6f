"""What was measured on a server is kept beside the journal, which is as good without it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.health.looking import role, run
from wesley.execute.journal.install import has_journal, install
from wesley.execute.journal.rates import Measurement, last, store
from wesley.postgres.session import session

pytestmark = pytest.mark.server

MEASURED = Measurement(scan=5e8, rewrite=6e7, build=5e7, backfill=2e4, bytes=20_000_000)


def test_the_last_one_holds(database: str) -> None:
    with session(database) as one:
        assert last(one) is None
        day = store(one, MEASURED, "0.1")
        run(database, "UPDATE wesley.rates SET measured_at = '2026-01-01'")
        assert last(one) == replace(MEASURED, day="2026-01-01")
        store(one, replace(MEASURED, scan=1e8), "0.1")
        found = last(one)
        assert found is not None
        assert (found.scan, found.day) == (1e8, day)


def test_a_journal_without_the_table_is_as_good(database: str) -> None:
    with session(database) as one:
        install(one)
        assert has_journal(one)
        assert last(one) is None
        store(one, MEASURED, "0.1")
        assert has_journal(one)


def test_a_role_that_may_not_read_the_journal(database: str) -> None:
    with session(database) as one:
        store(one, MEASURED, "0.1")
    with role(database, "rates_plain") as address, session(address) as other:
        assert last(other) is None


def test_a_migrator_who_may_write_the_journal_needs_no_more(database: str) -> None:
    """The table may be another role's, and no run writes it."""
    with session(database) as one:
        install(one)
    with role(database, "rates_migrator") as address:
        run(
            database,
            "GRANT USAGE ON SCHEMA wesley TO rates_migrator",
            "GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA wesley TO rates_migrator",
        )
        with session(database) as one:
            store(one, MEASURED, "0.1")
        with session(address) as other:
            from wesley.execute.database_rights import missing_rights

            assert has_journal(other)
            assert missing_rights(other, ()) == ()
            assert last(other) is not None
