"""Sequences and integer keys near their end."""

from __future__ import annotations

import pytest

from tests.health.looking import role, run, seen
from wesley.health.database.sequences import CHECK

pytestmark = pytest.mark.server


def test_a_serial_key(database: str) -> None:
    assert seen(CHECK, database) == ("ok", "no sequence has given a number yet")
    run(database, "CREATE TABLE users (id serial PRIMARY KEY)")
    for number, status in ((1, "ok"), (1_700_000_000, "warning"), (2_000_000_000, "error")):
        run(database, f"SELECT setval('users_id_seq', {number})")
        assert seen(CHECK, database)[0] == status
    told = (
        "of 1 sequence public.users_id_seq is the nearest to its end: 2,000,000,000 of 2,147,483,647, "
        "the end of public.users.id (93%)"
    )
    assert seen(CHECK, database) == ("error", told)


def test_a_column_that_is_narrower_than_its_sequence(database: str) -> None:
    run(database, "CREATE SEQUENCE wide", "CREATE TABLE users (id integer DEFAULT nextval('wide'))")
    run(database, "SELECT setval('wide', 2000000000)")
    assert seen(CHECK, database)[0] == "ok"
    run(database, "ALTER SEQUENCE wide OWNED BY users.id")
    assert seen(CHECK, database)[0] == "error"


def test_a_foreign_key_that_is_narrower_than_the_key(database: str) -> None:
    run(database, "CREATE TABLE users (id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY)")
    run(database, "CREATE TABLE orders (user_id integer REFERENCES users)", "SELECT setval('users_id_seq', 2000000000)")
    status, told = seen(CHECK, database)
    assert (status, "the end of public.orders.user_id" in told) == ("error", True)


def test_of_other_roles_nothing_is_seen(database: str) -> None:
    run(database, "CREATE TABLE users (id serial)", "SELECT setval('users_id_seq', 2000000000)")
    with role(database, "doctor_plain") as address:
        assert seen(CHECK, address) == ("skipped", "1 sequence cannot be read by this role")
