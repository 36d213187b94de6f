"""`@range`: a check in the database and a rule for validators."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error, place_of
from wesley.ir.api import Rules

SDL = "type Product @table {{\n  id: ID! @primaryKey\n  value: {kind} @range({arguments})\n}}\n"


@pytest.mark.parametrize("kind", ["Int!", "BigInt", "SmallInt", "Float", "Decimal", 'Decimal @column(type: "real")'])
@pytest.mark.parametrize(
    ("arguments", "check", "rules"),
    [
        ("min: 0", "value >= 0", Rules(minimum="0")),
        ("max: -0.5", "value <= -0.5", Rules(maximum="-0.5")),
        ("exclusiveMin: 1e3", "value > 1000", Rules(exclusive_minimum="1000")),
        ("min: 0, exclusiveMax: 1.50", "value >= 0 AND value < 1.50", Rules(minimum="0", exclusive_maximum="1.50")),
        ("min: 3, max: 3", "value >= 3 AND value <= 3", Rules(minimum="3", maximum="3")),
    ],
)
def test_check_and_rule(kind: str, arguments: str, check: str, rules: Rules) -> None:
    schema = compiled(SDL.format(kind=kind, arguments=arguments))
    (found,) = schema.physical.tables[0].checks
    assert (found.name, found.expression.sql) == ("products_value_range_check", check)
    assert schema.api.objects[0].fields[1].rules == rules


@pytest.mark.parametrize(
    ("kind", "arguments", "code", "at", "message"),
    [
        ("Int", "min: null", "E101", "@range", "@range needs `min`, `max`, `exclusiveMin` or `exclusiveMax`"),
        ("Int", "min: 5, max: 4", "E101", "4)", "no number is between 5 and 4"),
        ("Int", "min: 5, exclusiveMax: 5", "E101", "5)", "no number is between 5 and 5"),
        ("Int", "min: 1, exclusiveMin: 2", "E103", "2)", "@range has both `min` and `exclusiveMin`"),
        ("Int", "max: 1, exclusiveMax: 2", "E103", "2)", "@range has both `max` and `exclusiveMax`"),
        ("Float", "max: 1e999999999", "E101", "1e9", "`max` of @range is out of range"),
        ("Float", "max: 1e400", "E101", "1e4", "`max` of @range is out of range"),
        ("String", "min: 1", "E102", "@range", "@range needs a number, and `value` is text"),
        ("[Int]", "min: 1", "E102", "@range", "@range needs a number, and `value` is integer[]"),
        ('Int @column(type: "money")', "min: 1", "E102", "@range", "@range needs a number, and `value` is money"),
    ],
)
def test_a_mistake_is_told_at_its_place(kind: str, arguments: str, code: str, at: str, message: str) -> None:
    sdl = SDL.format(kind=kind, arguments=arguments)
    problem = only_error(sdl)
    assert problem.message == message
    assert findings((problem,)) == [(code, *place_of(at, sdl))]


def test_rules_of_one_field_come_together() -> None:
    sdl = 'type A @table {\n  id: ID! @primaryKey\n  s: String @length(max: 9) @pattern(regex: "^a")\n}\n'
    assert compiled(sdl).api.objects[0].fields[1].rules == Rules(max_length=9, pattern="^a")
