"""`@check` is a condition on every row."""

from __future__ import annotations

from tests.sdl.harness import compiled, findings, only_error


def checks(sdl: str) -> list[tuple[str, str]]:
    """Name and text of the checks of the first table."""
    return [(check.name, check.expression.sql) for check in compiled(sdl).physical.tables[0].checks]


def test_it_is_named_as_postgresql_would() -> None:
    found = checks("""\
        type Order @table @check(expr: "net + vat = gross") @check(expr: "net <> vat") {
          id: ID! @primaryKey
          net: Int! @check(expr: "net > 0") @check(expr: "net < 100")
          vat: Int! @check(expr: "vat >= 0", name: "no_negative_vat")
          gross: Int!
        }
        """)
    assert sorted(found) == [
        ("no_negative_vat", "vat >= 0"),
        ("orders_check", "(net + vat) = gross"),
        ("orders_check1", "net <> vat"),
        ("orders_net_check", "net > 0"),
        ("orders_net_check1", "net < 100"),
    ]


def test_it_uses_database_names() -> None:
    problem = only_error('type A @table { id: ID! @primaryKey unitPrice: Int @check(expr: "0 < unitPrice") }')
    assert problem.message == "`as` has no column `unitprice`"
    assert problem.code.code == "E402"


def test_a_column_that_is_not_there_is_shown_where_it_is() -> None:
    problem = only_error('type A @table { id: ID! @primaryKey price: Int @check(expr: "0 < prise") }')
    assert problem.help == "did you mean `price`?"
    assert findings((problem,)) == [("E402", 1, 66)]


def test_a_subquery() -> None:
    problem = only_error('type A @table { id: ID! @primaryKey n: Int @check(expr: "n > (SELECT 1)") }')
    assert problem.code.code == "E401"


def test_nothing_can_follow_the_expression() -> None:
    problem = only_error(
        'type A @table { id: ID! @primaryKey n: Int @check(expr: "n > 1) NOT VALID; DROP TABLE a; --") }'
    )
    assert problem.code.code == "E401"
