"""Constraints that old rows were never checked against."""

from __future__ import annotations

import pytest

from tests.health.looking import run, seen
from wesley.health.database.unvalidated_constraints import CHECK

pytestmark = pytest.mark.server


def test_a_check_and_a_domain(database: str) -> None:
    run(database, "CREATE TABLE users (age integer)", "CREATE DOMAIN mood AS text")
    assert seen(CHECK, database) == ("ok", "all constraints are validated")
    run(database, "ALTER TABLE users ADD CONSTRAINT age_check CHECK (age > 0) NOT VALID")
    told = "1 constraint is not validated: age_check of public.users"
    assert seen(CHECK, database) == ("warning", told)
    run(database, "ALTER TABLE users VALIDATE CONSTRAINT age_check")
    run(database, "ALTER DOMAIN mood ADD CONSTRAINT mood_check CHECK (VALUE <> '') NOT VALID")
    assert seen(CHECK, database) == ("warning", "1 constraint is not validated: mood_check of public.mood")
    run(database, "ALTER DOMAIN mood VALIDATE CONSTRAINT mood_check")
    assert seen(CHECK, database)[0] == "ok"
