"""A NOT NULL is validated whatever its name is."""

from __future__ import annotations

import pytest

from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.sql.ddl.validate_not_null import validate_not_null
from wesley.sql.deparse import to_sql


@pytest.mark.server
def test_a_not_null_of_any_name_is_validated(database18: str) -> None:
    table = '"Us %I\'ers"'
    load(database18, f'CREATE TABLE {table} (a integer NOT NULL, "n \'b" integer, c integer NOT NULL)')
    load(database18, f'ALTER TABLE {table} ADD CONSTRAINT "o %s" NOT NULL "n \'b" NOT VALID')
    with session(database18) as worker:
        worker.run(to_sql(validate_not_null("public", "Us %I'ers", "n 'b")))
        query = "SELECT count(*) FROM pg_constraint WHERE contype = 'n' AND convalidated AND conrelid = %s::regclass"
        assert worker.rows(query, [table]) == [(3,)]
