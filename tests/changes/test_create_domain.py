"""A domain comes after the one that it stands on, and before what calls new functions."""

from __future__ import annotations

from tests.changes.objects import domain, function, plan_of
from tests.changes.small import lines
from wesley.ir.constraint import Check
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical


def test_it_comes_after_the_one_that_it_stands_on() -> None:
    new = Physical(domains=(domain("amount", type="s.price"), domain("price", nullable=False)))
    assert lines(plan_of(Physical(), new)) == [
        "expand transaction: CREATE DOMAIN s.price AS int NOT NULL;",
        "expand transaction: CREATE DOMAIN s.amount AS s.price;",
    ]


def test_a_check_that_calls_a_new_function_comes_after_it() -> None:
    calling = Check(name="even", expression=Expression(sql="s.f(VALUE) = 1", functions=("s.f",)))
    new = Physical(domains=(domain(checks=(calling,)),), functions=(function(),))
    made = [line.split(":")[1][:20] for line in lines(plan_of(Physical(), new))]
    assert made == [" CREATE DOMAIN s.pri", " CREATE FUNCTION s.f", " ALTER DOMAIN s.pric"]
