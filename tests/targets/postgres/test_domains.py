"""Domains come after those that they stand on, and what calls a function of the schema comes after it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.targets.postgres.schemas import sql
from wesley.ir.constraint import Check
from wesley.ir.domain import Domain
from wesley.ir.routine import Function
from wesley.ir.schema import Physical
from wesley.targets.postgres.domains import domains, late_domain_parts

CALLING = Domain(
    schema="s",
    name="d",
    type="text",
    default=sql("s.f('x')", "s.f"),
    checks=(
        Check(name="called", expression=sql("s.f(value)", "s.f")),
        Check(name="plain", expression=sql("value > ''")),
    ),
)
FUNCTION = Function(schema="s", name="f", arguments="text", returns="text", body="")


@given(order=st.permutations(["a", "b", "c", "d e"]))
def test_each_domain_stands_after_its_own_type(order: list[str]) -> None:
    types = dict(zip(order[1:], order, strict=False))
    made = tuple(
        Domain(schema="s", name=name, type=f's."{types[name]}"' if name in types else "text") for name in order
    )
    texts = list(domains(Physical(domains=made)))
    assert [text.split(" AS ")[0].removeprefix("CREATE DOMAIN s.").strip('"') for text in texts] == order


def test_what_calls_a_function_waits_for_it() -> None:
    physical = Physical(domains=(CALLING,), functions=(FUNCTION,))
    assert list(domains(physical)) == ["CREATE DOMAIN s.d AS text CONSTRAINT plain CHECK (value > '');"]
    assert list(late_domain_parts(physical)) == [
        "ALTER DOMAIN s.d SET DEFAULT s.f('x');",
        "ALTER DOMAIN s.d ADD CONSTRAINT called CHECK (s.f(value));",
    ]


def test_nothing_waits_where_the_schema_has_no_functions() -> None:
    physical = Physical(domains=(CALLING,))
    (text,) = domains(physical)
    assert "called" in text
    assert not list(late_domain_parts(physical))
