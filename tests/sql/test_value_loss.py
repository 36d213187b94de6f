"""What becomes of values; that servers agree is in test_type_change.py."""

from __future__ import annotations

import pytest

from wesley.sql.column_type import column_type
from wesley.sql.value_loss import BOTH, FAILS, LOSES, NONE, ValueLoss, value_loss


@pytest.mark.parametrize(
    ("old", "new", "loss"),
    [
        ("integer", "bigint", NONE),
        ("bigint", "integer", FAILS),
        ("integer", "numeric(10,0)", NONE),
        ("integer", "numeric(10,2)", FAILS),
        ("integer", "double precision", NONE),
        ("integer", "real", LOSES),
        ("numeric(4,2)", "numeric(6,2)", NONE),
        ("numeric(4,2)", "numeric(6,4)", NONE),
        ("numeric(4,2)", "numeric(5,1)", LOSES),
        ("numeric(4,2)", "numeric(3,1)", BOTH),
        ("numeric(9,2)", "double precision", NONE),
        ("numeric", "double precision", BOTH),
        ("double precision", "numeric", BOTH),
        ("varchar(10)", "text", NONE),
        ("text", "varchar(10)", FAILS),
        ("char(10)", "text", LOSES),
        ("text", "char(10)", BOTH),
        ("text", "name", LOSES),
        ("uuid", "varchar(36)", NONE),
        ("uuid", "varchar(35)", FAILS),
        ("timestamp", "timestamp(3)", LOSES),
        ("timestamp(3)", "timestamptz", NONE),
        ("timestamp", "date", LOSES),
        ("date", "timestamp", FAILS),
        ("time", "timetz", NONE),
        ("timetz", "time", LOSES),
        ("interval day", "interval", NONE),
        ("interval", "interval day", BOTH),
        ("bit(8)", "varbit", NONE),
        ("varbit", "bit(8)", FAILS),
        ("json", "jsonb", BOTH),
        ("jsonb", "json", NONE),
        ("inet", "cidr", LOSES),
        ("varchar(5)[]", "varchar(3)[]", FAILS),
        ("integer[]", "text", NONE),
        ("xml", "boolean", BOTH),
    ],
)
def test_values_are_kept_refused_or_changed(old: str, new: str, loss: ValueLoss) -> None:
    assert value_loss(column_type(old), column_type(new)) == loss
