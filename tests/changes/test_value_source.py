"""Where a value comes from when an INSERT gives none."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.tables import sql
from wesley.changes.value_source import gives_value, plain
from wesley.ir.column import Column, Generated, Identity

COLUMN = Column(name="c", type="integer")


def test_a_column_without_anything_gives_none() -> None:
    assert plain(COLUMN)
    assert not gives_value(COLUMN)


def test_a_default_an_identity_and_an_expression_give_one() -> None:
    assert gives_value(replace(COLUMN, default=sql("1")))
    for column in (
        replace(COLUMN, identity=Identity()),
        replace(COLUMN, generated=Generated(expression=sql("1"), stored=True)),
    ):
        assert gives_value(column)
        assert not plain(column)
