"""Every column has a PostgreSQL type that exists."""

from __future__ import annotations

from tests.sdl.harness import compiled, errors_of, findings, only_error
from wesley.config.settings import Scalar, Settings


def test_a_scalar_that_nothing_describes() -> None:
    problem = only_error("scalar Colour\ntype Car @table { id: ID! @primaryKey paint: Colour! }")
    assert problem.message == "the scalar `Colour` has no PostgreSQL type"
    assert "@scalar" in problem.help
    assert findings((problem,)) == [("E301", 2, 46)]


def test_the_configuration_can_describe_it() -> None:
    schema = compiled(
        "scalar Colour\ntype Car @table { id: ID! @primaryKey paint: Colour! }",
        Settings(scalars={"Colour": Scalar(sql="varchar(7)")}),
    )
    assert schema.physical.tables[0].in_order()[1].type == "character varying(7)"


def test_a_scalar_that_no_column_uses_needs_no_type() -> None:
    assert not errors_of("scalar Colour\ntype Query { paint: Colour }")
