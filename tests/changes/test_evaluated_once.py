"""A default is evaluated once unless something in it is volatile."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.tables import schema, sql
from wesley.changes.evaluated_once import constrained_domain, evaluated_once
from wesley.ir.constraint import Check
from wesley.ir.domain import Domain
from wesley.ir.routine import Function

OWN = Function(schema="public", name="start", returns="integer", body="SELECT 1", language="sql", volatility="stable")
CALL = sql("public.start()", functions=("public.start",))


@pytest.mark.parametrize("text", ["1", "'a'::text", "now()", "CURRENT_TIMESTAMP", "lower('A')"])
def test_these_are_evaluated_once(text: str) -> None:
    assert evaluated_once(sql(text), schema())


@pytest.mark.parametrize("text", ["gen_random_uuid()", "random()", "nextval('s'::regclass)", "unknown()"])
def test_these_differ_from_row_to_row(text: str) -> None:
    assert not evaluated_once(sql(text), schema())


def test_the_functions_of_the_schema_are_known() -> None:
    assert evaluated_once(CALL, schema(functions=(OWN,)))
    assert not evaluated_once(CALL, schema(functions=(replace(OWN, volatility="volatile"),)))


def test_a_domain_without_constraints_is_like_its_type() -> None:
    free = Domain(schema="public", name="positive", type="integer")
    bound = replace(free, checks=(Check(name="above", expression=sql("value > 0")),))
    assert constrained_domain("public.positive", schema(domains=(free,))) is None
    assert constrained_domain("public.positive", schema(domains=(bound,))) == bound
