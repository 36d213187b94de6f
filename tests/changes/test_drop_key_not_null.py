"""PostgreSQL keeps a column of a primary key NOT NULL, so it becomes nullable after the key is gone."""

from __future__ import annotations

from tests.changes.tables import ID, schema, users
from wesley.changes import drop_key_not_null, drop_not_null
from wesley.changes.drop_key_not_null import DropKeyNotNull
from wesley.ir.column import Column

FREE = schema(users(primary_key=None, columns=(Column(name="id", type="bigint"),)))


def test_it_is_not_dropped_while_the_key_is_there() -> None:
    assert list(drop_not_null.KIND.detect(schema(users()), FREE)) == []


def test_it_waits_with_the_end_of_the_key() -> None:
    without_key = schema(users(primary_key=None))
    (change,) = drop_key_not_null.KIND.detect(without_key, FREE)
    assert change == DropKeyNotNull(schema="public", table="users", column=ID.name)
    assert change.contract
    assert change.apply(without_key) == FREE
