"""Types as `format_type()` prints them, taken apart."""

from __future__ import annotations

import pytest

from wesley.targets.wire.sql_type import SqlType, parse_type

TYPES = {
    "text": SqlType("text"),
    "text[]": SqlType("text", (), True),
    "numeric(12,2)": SqlType("numeric", (12, 2)),
    "numeric(2,-3)[]": SqlType("numeric", (2, -3), True),
    "character varying(20)": SqlType("character varying", (20,)),
    "timestamp(3) with time zone[]": SqlType("timestamp with time zone", (3,), True),
    "timestamp without time zone": SqlType("timestamp without time zone"),
    "interval day to second(3)": SqlType("interval day to second", (3,)),
    "public.status": SqlType("public.status"),
    'public."Mood (old)"': SqlType('public."Mood (old)"'),
    'public."Mood"[]': SqlType('public."Mood"', (), True),
    '"char"': SqlType('"char"'),
    "public.vector(3)": SqlType("vector", (3,)),
    "extensions.citext": SqlType("citext"),
    "public.text": SqlType("public.text"),
}


@pytest.mark.parametrize("text", TYPES)
def test_a_type_is_its_name_its_modifiers_and_whether_it_is_an_array(text: str) -> None:
    assert parse_type(text) == TYPES[text]
