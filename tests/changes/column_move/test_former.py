"""A value is that of before where it is still what that became."""

from __future__ import annotations

import pytest

from wesley.changes.column_move.former import Former, still_same
from wesley.postgres.session import session

FORMER = Former(column="old", types=("integer",))


def test_in_a_query_and_in_a_trigger() -> None:
    assert still_same(FORMER, "price") == "ROW((old)::integer)::record *= ROW(price)::record"
    assert still_same(FORMER, "price", "NEW.") == "ROW((NEW.old)::integer)::record *= ROW(NEW.price)::record"


@pytest.mark.server
def test_null_is_a_value_too(database15: str) -> None:
    rows = "(VALUES (99.99, 100), (99.99, 99), (NULL, NULL), (NULL, 1), (1, NULL)) AS v (old, price)"
    with session(database15) as worker:
        found = worker.rows(f"SELECT {still_same(FORMER, 'price')} FROM {rows}")
    assert [each for (each,) in found] == [True, False, True, False, False]
