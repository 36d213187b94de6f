"""Indexes that are not valid."""

from __future__ import annotations

import pytest

from tests.health.looking import run, seen
from wesley.health.database.invalid_indexes import CHECK
from wesley.postgres.session import StatementError

pytestmark = pytest.mark.server


def test_what_a_failed_build_leaves(database: str) -> None:
    run(database, "CREATE TABLE users (email text)", "INSERT INTO users VALUES ('a'), ('a')")
    assert seen(CHECK, database) == ("ok", "all indexes are valid")
    with pytest.raises(StatementError):
        run(database, "CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email)")
    assert seen(CHECK, database) == ("warning", "1 index is invalid: public.users_email_key")
