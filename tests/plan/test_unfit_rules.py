"""Which rules fit nothing."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled
from wesley.config.ignore_rules import parsed
from wesley.ir.schema import Physical
from wesley.ir.unmanaged import Unmanaged
from wesley.plan.unfit_rules import unfit

FOUND = compiled(
    'enum Kind { A } "x" type User @table @grant(roles: ["reader"], privileges: [SELECT]) {'
    " id: ID! @primaryKey name: String! @index kind: Kind }"
    ' type Name @view(sql: "SELECT name FROM users") { name: String }'
).physical


@pytest.mark.parametrize(
    "rule",
    [
        "users",
        "table public.users",
        "column users.name",
        "index users.*",
        "primary key *",
        "row security users",
        "privilege *.reader",
        "enum value *.A",
        "comment users",
        "comment users.name",
        "view names",
        "column names.name",
        "schema public",
        "aggregate_of_ours",
    ],
)
def test_a_rule_that_fits_something(rule: str) -> None:
    unmanaged = Unmanaged(kind="aggregate", schema="public", name="aggregate_of_ours")
    assert unfit([parsed(rule)], [Physical(), FOUND], [unmanaged]) == ()


@pytest.mark.parametrize("rule", ["user", "table users.*", "column *.nmae", "extension *", "privilege *.writer"])
def test_a_rule_that_fits_nothing(rule: str) -> None:
    assert unfit([parsed(rule), parsed("users")], [FOUND]) == (parsed(rule),)
