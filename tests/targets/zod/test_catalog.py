"""The constants that describe a PostgreSQL type."""

from __future__ import annotations

import pytest

from wesley.ir.api import ScalarType
from wesley.targets.wire.sql_type import parse_type
from wesley.targets.zod.catalog import Catalog


@pytest.mark.parametrize(
    ("type_name", "read", "written"),
    [
        ("integer", "int4", "int4"),
        ("numeric(12,2)", "numericRead", "numeric_12_2"),
        ("numeric(2,-3)", "numericRead", "numeric_2_minus3"),
        ("character varying(20)", "textRead", "text_20"),
        ("timestamp(3) with time zone", "timestampWithZoneRead", "timestampWithZone_3"),
        ("bit varying(3)", "textRead", "varbit_3"),
        ("tsvector", "textRead", "text"),
    ],
)
def test_each_type_has_a_constant_for_reading_and_one_for_writing(type_name: str, read: str, written: str) -> None:
    catalog = Catalog()
    assert catalog.read(parse_type(type_name)) == read
    assert catalog.written(parse_type(type_name), None) == written


def test_a_scalar_with_a_check_has_a_constant_of_its_own() -> None:
    email = ScalarType(name="Email", sql="text", well_known=True)
    assert Catalog().written(parse_type("text"), email) == "email"
    assert Catalog().written(parse_type("text"), ScalarType(name="Email", sql="text")) == "text"
    # The length is the type's, so the type is described.
    assert Catalog().written(parse_type("character varying(20)"), email) == "text_20"


def test_what_is_used_is_declared_once_after_what_it_needs() -> None:
    catalog = Catalog()
    for _ in range(2):
        catalog.written(parse_type("cidr"), None)
    names = [
        text.split("const ")[-1].split()[0] for text in catalog.declarations() if "const inet" in text or "cidr" in text
    ]
    assert names == ["inet", "cidr"]
