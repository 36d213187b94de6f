"""Checks that list the values of a column."""

from __future__ import annotations

import pytest

from wesley.ir.expression import Expression
from wesley.sql.context import Context
from wesley.sql.expression import parse_expression
from wesley.sql.value_list import listed_values, with_values_of


def _check(sql: str) -> Expression:
    return parse_expression(sql, Context.CHECK)


@pytest.mark.parametrize(
    "sql",
    [
        "s IN ('A', 'B')",
        "(s)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying])::text[])",
        "tags <@ ARRAY['A', 'B']::text[]",
        "array_replace(tags, NULL, 'A') <@ ARRAY['A', 'B']::text[]",
    ],
)
def test_the_values_of_every_spelling(sql: str) -> None:
    assert listed_values(_check(sql)) == ("A", "B")


@pytest.mark.parametrize(
    "sql", ["s NOT IN ('A')", "s > 'A'", "n IN (1, 2)", "s = 'A'", "'A' IN ('A')", "s IN (t, 'A')"]
)
def test_other_conditions_are_no_lists(sql: str) -> None:
    assert listed_values(_check(sql)) is None


def test_a_list_with_the_values_of_another_one() -> None:
    wider = with_values_of(_check("s IN ('B', 'C')"), _check("s = ANY (ARRAY['A'::text, 'B'::text])"))
    assert wider is not None
    assert listed_values(wider) == ("B", "C", "A")
    assert listed_values(_check("s IN ('B', 'C')")) == ("B", "C")


@pytest.mark.parametrize("other", ["t IN ('A')", "s <@ ARRAY['A']", "s > 'A'"])
def test_lists_of_other_things_are_not_joined(other: str) -> None:
    assert with_values_of(_check("s IN ('B')"), _check(other)) is None
