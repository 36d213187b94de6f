"""Sequences, as text, and what ALTER SEQUENCE makes of one on a server."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from tests.sql.ddl.support import printed
from wesley.ir.sequence import Sequence
from wesley.sql.ddl.sequence import (
    alter_sequence,
    create_sequence,
    drop_sequence,
    owned_by,
    rename_sequence,
)

PLAIN = Sequence(schema="public", name="q")
ODD = Sequence(
    schema="public", name="q", type="integer", start=3, increment=2, minimum=-1, maximum=100, cache=5, cycle=True
)
DOWN = Sequence(schema="public", name="q", type="smallint", increment=-1)
OWNED = Sequence(schema="s", name="q", owned_by=("s", "my t", "c"))


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (create_sequence(PLAIN), "CREATE SEQUENCE public.q;"),
        (
            create_sequence(ODD),
            "CREATE SEQUENCE public.q AS int START 3 INCREMENT 2 MINVALUE -1 MAXVALUE 100 CACHE 5 CYCLE;",
        ),
        (
            alter_sequence(PLAIN),
            "ALTER SEQUENCE public.q AS bigint START 1 INCREMENT 1 NO MINVALUE NO MAXVALUE CACHE 1 NO CYCLE;",
        ),
        (owned_by(OWNED), 'ALTER SEQUENCE s.q OWNED BY s."my t".c;'),
        (owned_by(PLAIN), 'ALTER SEQUENCE public.q OWNED BY "none";'),
        (rename_sequence("s", "q", "r t"), 'ALTER SEQUENCE s.q RENAME TO "r t";'),
        (drop_sequence("s", "q"), "DROP SEQUENCE s.q;"),
    ],
)
def test_a_sequence_is_made_or_changed(tree: Any, text: str) -> None:
    assert printed(tree) == text


@pytest.mark.server
def test_an_altered_sequence_is_the_one_that_would_be_created(database: str) -> None:
    query = "SELECT * FROM pg_sequences WHERE sequencename = 'q'"
    with psycopg.connect(database, autocommit=True) as connection:
        for before in (PLAIN, ODD):
            for after in (PLAIN, ODD):
                connection.execute(printed(create_sequence(after)).encode())
                created = connection.execute(query).fetchall()
                connection.execute("DROP SEQUENCE q")
                connection.execute(printed(create_sequence(before)).encode())
                connection.execute(printed(alter_sequence(after)).encode())
                assert connection.execute(query).fetchall() == created
                connection.execute("DROP SEQUENCE q")


@pytest.mark.server
def test_a_sequence_that_counts_down_begins_where_postgresql_lets_it_begin(database: str) -> None:
    query = "SELECT start_value, min_value, max_value FROM pg_sequences WHERE sequencename = 'q'"
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(printed(create_sequence(DOWN)).encode())
        created = connection.execute(query).fetchall()
        connection.execute(printed(alter_sequence(DOWN)).encode())
        assert connection.execute(query).fetchall() == created == [(-1, -32768, -1)]
