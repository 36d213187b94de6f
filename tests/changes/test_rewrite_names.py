"""Names in expressions, types and signatures."""

from __future__ import annotations

import pytest

from tests.changes.small import table
from wesley.changes.rewrite_names import Names, facts_of, in_expression, in_query, in_signature, in_type
from wesley.ir.enum import Enum
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.sql.expression import parse_query

SCHEMA = Physical(tables=(table(),), enums=(Enum(schema="s", name="e", values=("x",)),))
NAMES = Names(
    relations={("s", "t"): ("s", "u")},
    columns={("s", "t"): {"a": "n"}},
    types={("s", "e"): ("s", "f")},
    facts=facts_of(SCHEMA),
)


def test_an_expression_of_a_row_follows_its_columns() -> None:
    assert in_expression(Expression(sql="a > k", columns=("a", "k")), NAMES, ("s", "t")).sql == "n > k"


def test_one_of_another_table_keeps_a_column_of_the_same_name() -> None:
    expression = Expression(sql="a > 0", columns=("a",))
    assert in_expression(expression, NAMES, ("s", "other")) is expression


def test_a_query_follows_table_and_column() -> None:
    assert in_query(parse_query("SELECT t.a FROM s.t"), NAMES).sql == "SELECT u.n AS a FROM s.u"


def test_calls_of_a_function() -> None:
    names = Names(functions={("s", "f"): ("s", "g")}, facts=facts_of(SCHEMA))
    call = Expression(sql="s.f(a) > f(k)", columns=("a", "k"), functions=("f", "s.f"))
    assert in_expression(call, names, ("s", "t")).sql == "s.g(a) > f(k)"
    assert in_query(parse_query("SELECT s.f(a) FROM s.t"), names).sql == "SELECT s.g(a) AS f FROM s.t"


@pytest.mark.parametrize(
    ("before", "after"), [("s.e", "s.f"), ("s.e[]", "s.f[]"), ("integer", "integer"), ("other.e", "other.e")]
)
def test_types(before: str, after: str) -> None:
    assert in_type(before, NAMES) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("row s.t, kind s.e", "row s.u, kind s.f"),
        ("SETOF s.t", "SETOF s.u"),
        ("s.tt", "s.tt"),
        ("other.s.t", "other.s.t"),
    ],
)
def test_signatures(before: str, after: str) -> None:
    assert in_signature(before, NAMES) == after


def test_the_columns_of_what_is_not_there_are_not_known() -> None:
    facts = facts_of(SCHEMA)
    assert facts.relations[("s", "t")]["a"] == "integer"
    assert list(facts.relations) == [("s", "t")]
    assert ("s", "u") not in facts.relations
