"""Statements that take long, and somebody who looks."""

from __future__ import annotations

import pytest

from wesley.execute.errors import QUERY_CANCELED
from wesley.execute.long_statement import rows_long, run_long
from wesley.postgres.session import StatementError, session

pytestmark = pytest.mark.server


def test_it_is_looked_at_until_it_is_done(database: str) -> None:
    looks: list[bool] = []
    with session(database) as one, session(database) as other:
        one.run("CREATE TABLE gate (id int)")
        other.run("BEGIN; LOCK TABLE gate")

        def look() -> None:
            looks.append(True)
            if len(looks) == 3:
                other.run("COMMIT")

        assert rows_long(one, "SELECT count(*) FROM gate", look) == [(0,)]
        assert len(looks) >= 3


def test_a_short_one_is_not(database: str) -> None:
    with session(database) as one:
        assert rows_long(one, "SELECT 1", lambda: None) == [(1,)]


def test_an_exception_of_who_looks_ends_it_on_the_server(database: str) -> None:
    def look() -> None:
        raise KeyboardInterrupt

    with session(database) as one:
        one.run("BEGIN")
        with pytest.raises(KeyboardInterrupt):
            run_long(one, "SELECT pg_sleep(600)", look)
        assert one.in_transaction
        one.run("ROLLBACK")
        assert one.rows("SELECT 1") == [(1,)]


def test_what_the_server_refuses_is_raised(database: str) -> None:
    with session(database) as one:
        one.run("SET statement_timeout = '100ms'")
        with pytest.raises(StatementError) as caught:
            run_long(one, "SELECT pg_sleep(600)", lambda: None)
        assert caught.value.refusal.sqlstate == QUERY_CANCELED
