"""`@computed`: generated columns and columns that a trigger fills."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error, place_of
from tests.sdl.loading import loaded
from wesley.config.settings import Postgres, Settings
from wesley.ir.routine import Trigger, TriggerEvent, TriggerTiming

SDL = "type Order @table {{\n  id: ID! @primaryKey\n  netPrice: Int!\n  gross: Int {computed}\n}}\n"


@pytest.mark.parametrize("spelling", ["expr", "expression"])
@pytest.mark.parametrize("mode", ["", ", mode: STORED"])
def test_a_stored_column(spelling: str, mode: str) -> None:
    schema = compiled(SDL.format(computed=f'@computed({spelling}: "net_price*2"{mode})'))
    column = schema.physical.tables[0].column("gross")
    assert column is not None
    assert column.generated is not None
    assert (column.generated.expression.sql, column.generated.stored) == ("net_price * 2", True)
    assert [field.computed for field in schema.api.objects[0].fields] == [False, False, True]


def test_a_virtual_column_needs_18() -> None:
    sdl = SDL.format(computed='@computed(expr: "net_price * 2", mode: VIRTUAL)')
    column = compiled(sdl, Settings(postgres=Postgres(version=18))).physical.tables[0].column("gross")
    assert column is not None
    assert column.generated is not None
    assert not column.generated.stored
    assert only_error(sdl).code.code == "E601"


def test_a_trigger_and_its_function() -> None:
    physical = compiled(SDL.format(computed='@computed(expr: "net_price + random()", mode: TRIGGER)')).physical
    assert physical.tables[0].triggers == (
        Trigger(
            name="orders_gross_compute",
            timing=TriggerTiming.BEFORE,
            events=(TriggerEvent.INSERT, TriggerEvent.UPDATE),
            function_schema="public",
            function="orders_gross_compute",
        ),
    )
    (function,) = physical.functions
    assert function.body == "\nBEGIN\n    NEW.gross := new.net_price + random();\n    RETURN NEW;\nEND\n"
    assert (function.returns, function.language, function.search_path) == ("trigger", "plpgsql", "")


def test_functions_that_want_one_name_get_two() -> None:
    sdl = (
        'type A @table(name: "a") {\n  x: Int!\n  bC: Int @computed(expr: "x", mode: TRIGGER)\n}\n'
        'type B @table(name: "a_b") {\n  x: Int!\n  c: Int @computed(expr: "x", mode: TRIGGER)\n}\n'
    )
    physical = compiled(sdl).physical
    assert [function.name for function in physical.functions] == ["a_b_c_compute", "a_b_c_compute1"]
    assert [table.triggers[0].function for table in physical.tables] == ["a_b_c_compute", "a_b_c_compute1"]


def test_a_table_that_is_managed_elsewhere_gets_no_function() -> None:
    sdl = SDL.format(computed='@computed(expr: "net_price", mode: TRIGGER)')
    assert not compiled(sdl.replace("@table", "@table(managed: false)")).physical.functions


@pytest.mark.parametrize(
    ("arguments", "code", "at", "message"),
    [
        ("mode: STORED", "E101", "@computed", "@computed needs `expr`"),
        ('expr: "netPrice"', "E402", 'netPrice"', "`orders` has no column `netprice`"),
        ('expr: "now()"', "E401", "now()", "a generated column needs functions that are IMMUTABLE"),
        ('expr: "(SELECT 1)"', "E401", "(SELECT", "a generated column cannot hold a subquery"),
        ('expr: "unaccent(id::text)", mode: TRIGGER', "E401", '"unaccent', "the function `unaccent` needs its schema"),
        ('expr: "gross + 1"', "E312", '"gross', "`gross` is computed from itself"),
    ],
)
def test_a_mistake_is_told_at_its_place(arguments: str, code: str, at: str, message: str) -> None:
    sdl = SDL.format(computed=f"@computed({arguments})")
    problem = only_error(sdl)
    assert problem.message.startswith(message)
    assert findings((problem,)) == [(code, *place_of(at, sdl))]


@pytest.mark.parametrize(("expr", "has_way_out"), [("now()", True), ("random()", True), ("1 +", False)])
def test_the_way_out_is_a_trigger_where_one_would_do(expr: str, has_way_out: bool) -> None:
    problem = only_error(SDL.format(computed=f'@computed(expr: "{expr}")'))
    assert ("mode: TRIGGER" in problem.help) is has_way_out


@pytest.mark.parametrize("other", ["@default(value: 1)", "@identity"])
def test_a_value_comes_from_one_place(other: str) -> None:
    problem = only_error(SDL.format(computed=f'{other} @computed(expr: "1")').replace("Int @", "Int! @"))
    assert problem.code.code == "E103"


@pytest.mark.server
def test_every_mode_computes(database18: str) -> None:
    sdl = """\
    type Order @table {
      id: Int! @primaryKey
      netPrice: Int!
      stored: Int @computed(expr: "net_price * 2")
      virtual: Int @computed(expr: "net_price * 3", mode: VIRTUAL)
      order: Int @computed(expr: "CASE WHEN old.id IS NULL THEN net_price ELSE net_price * 5 END", mode: TRIGGER)
    }
    """
    with loaded(database18, sdl, Settings(postgres=Postgres(version=18))) as connection:
        connection.execute("INSERT INTO orders (id, net_price) VALUES (1, 10)")
        query = 'SELECT stored, virtual, "order" FROM orders'
        assert connection.execute(query).fetchall() == [(20, 30, 10)]
        connection.execute("UPDATE orders SET net_price = 20")
        assert connection.execute(query).fetchall() == [(40, 60, 100)]
