"""Names that PostgreSQL chooses are known without asking it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wesley.changes.default_names import default_name
from wesley.postgres.session import session

if TYPE_CHECKING:
    from wesley.postgres.session import Session

NAMES = [("users", "id"), ("t" * 60, "c"), ("t", "c" * 60), ("t" * 50, "c" * 50), ("é" * 30, "ü" * 30), ("a b", 'x"y')]


@pytest.mark.parametrize(("table", "column"), NAMES)
def test_a_name_has_at_most_63_bytes(table: str, column: str) -> None:
    assert len(default_name(table, column, "seq").encode()) <= 63


@pytest.mark.server
def test_postgresql_calls_the_sequence_of_an_identity_so(database: str) -> None:
    with session(database) as worker:
        for table, column in NAMES:
            assert _sequence(worker, table, column) == default_name(table, column, "seq")


def _sequence(worker: Session, table: str, column: str) -> str:
    before = set(worker.rows("SELECT relname FROM pg_class WHERE relkind = 'S'"))
    names = [name.replace('"', '""') for name in (table, column)]
    worker.run(f'CREATE TABLE "{names[0]}" ("{names[1]}" integer GENERATED ALWAYS AS IDENTITY)')
    ((found,),) = set(worker.rows("SELECT relname FROM pg_class WHERE relkind = 'S'")) - before
    return str(found)
