"""How values look in JSON."""

from __future__ import annotations

import pytest

from wesley.targets.wire.forms import OPAQUE, Kind, form_of
from wesley.targets.wire.sql_type import parse_type


@pytest.mark.parametrize(
    ("type_name", "ts"),
    [
        ("integer", "number"),
        ("bigint", "string"),
        ("numeric(12,2)", "string"),
        ("jsonb", "Json"),
        ("vector(3)", "number[]"),
    ],
)
def test_what_a_json_number_cannot_carry_is_text(type_name: str, ts: str) -> None:
    assert form_of(parse_type(type_name)).ts == ts


@pytest.mark.parametrize("type_name", ["tsvector", "money", "public.text", "public.hstore", "vector(3)[]"])
def test_a_type_that_is_not_known_is_text_of_its_own(type_name: str) -> None:
    assert form_of(parse_type(type_name)) == OPAQUE


def test_intervals_of_all_fields_are_intervals() -> None:
    assert form_of(parse_type("interval year to month")).kind is Kind.INTERVAL
