"""Who calls a function."""

from __future__ import annotations

from tests.changes.objects import domain, function, policy, trigger, view
from tests.changes.small import check, index, table
from wesley.changes.function_users import cannot_follow, evaluated, function_users
from wesley.ir.column import Column
from wesley.ir.constraint import Check
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.schema import Physical
from wesley.ir.table import Table

CALL = Expression(sql="s.f(a) > 0", columns=("a",), functions=("s.f",))
HELD = Index(name="i", keys=(IndexKey(expression=CALL),))
EVERYTHING = Physical(
    tables=(
        Table(
            schema="s",
            name="t",
            columns=(Column(name="a", type="integer", default=Expression(sql="s.f(1)", functions=("s.f",))),),
            checks=(Check(name="c", expression=CALL), check("other", "a > 0")),
            indexes=(HELD, index("plain", "a")),
            triggers=(trigger(),),
            policies=(policy(using=None, check=CALL),),
        ),
    ),
    views=(view("v", "SELECT s.f(a) AS x FROM s.t", "x"),),
    domains=(domain(checks=(Check(name="d", expression=CALL),)),),
)


def test_everything_that_postgresql_binds_to_it() -> None:
    assert function_users(EVERYTHING, function()) == (
        "the trigger g of s.t",
        "the policy p of s.t",
        "the default of s.t.a",
        "the check c of s.t",
        "the index i of s.t",
        "the view s.v",
        "the domain s.price",
    )
    assert function_users(Physical(tables=(table(),)), function()) == ()


def test_what_keeps_what_was_computed_with_it() -> None:
    assert evaluated(EVERYTHING, function()) == ("the check c of s.t", "the index i of s.t")


def test_what_cannot_go_over_to_another_function() -> None:
    assert list(cannot_follow(EVERYTHING, function())) == ["the trigger g of s.t", "the domain s.price"]
