"""Types taken apart."""

from __future__ import annotations

import pytest

from wesley.ir.constraint import Check
from wesley.ir.domain import Domain
from wesley.ir.enum import Enum
from wesley.ir.expression import Expression
from wesley.sql.column_type import ColumnType, column_type

CHECK = Check(name="c", expression=Expression(sql="VALUE <> ''"))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("int8", ColumnType(base="bigint")),
        ("varchar(20)[]", ColumnType(base="character varying", length=20, array=True)),
        ("char", ColumnType(base="character", length=1)),
        ("bpchar", ColumnType(base="character")),
        ("decimal(10,-2)", ColumnType(base="numeric", length=10, scale=-2)),
        ("timestamptz(3)", ColumnType(base="timestamp with time zone", length=3)),
        ("interval day to second(2)", ColumnType(base="interval", length=2, fields="day to second")),
        ("other.thing", ColumnType(base="other.thing", built_in=False)),
    ],
)
def test_a_type_is_name_modifiers_and_brackets(text: str, parts: ColumnType) -> None:
    assert column_type(text) == parts


def test_a_domain_is_what_it_stands_for() -> None:
    domains = (
        Domain(schema="public", name="code", type="varchar(8)"),
        Domain(schema="app", name="filled", type="public.code", checks=(CHECK,)),
    )
    assert column_type("code", domains) == ColumnType(base="character varying", length=8, domain=True)
    assert column_type("app.filled", domains) == ColumnType(
        base="character varying", length=8, domain=True, constrained=True
    )


def test_an_enum_has_its_values() -> None:
    enum = Enum(schema="public", name="mood", values=("calm",))
    assert column_type("mood[]", (), (enum,)) == ColumnType(base="mood", array=True, values=("calm",), built_in=False)
