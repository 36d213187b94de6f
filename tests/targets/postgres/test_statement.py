"""An element that has no SQL is led back to where it was written."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.targets.postgres.schemas import SMALL
from wesley.config.settings import Outputs, Settings
from wesley.ir.enum import Enum
from wesley.ir.origin import Origin
from wesley.ir.schema import Physical, Schema
from wesley.problems.problem import WesleyError
from wesley.targets import ALL
from wesley.targets.postgres import TARGET


def refusal(schema: Schema) -> WesleyError:
    with pytest.raises(WesleyError) as caught:
        TARGET.emit(schema, Settings())
    return caught.value


def test_the_place_and_the_reason() -> None:
    enum = Enum(schema="public", name="a\0b", values=("x",), origin=Origin("schema.graphql", 3, 6))
    (problem,) = refusal(Schema(physical=Physical(enums=(enum,)))).problems
    assert problem.origin.place() == ("schema.graphql", 3, 6)
    assert "NUL" in problem.message


def test_a_comment_too() -> None:
    table = replace(SMALL.physical.tables[0], comment="a\0b", origin=Origin("schema.graphql", 8, 1))
    (problem,) = refusal(Schema(physical=Physical(tables=(table,)))).problems
    assert problem.origin.place() == ("schema.graphql", 8, 1)


def test_the_output_goes_where_the_settings_say() -> None:
    assert list(TARGET.emit(SMALL, Settings(outputs=Outputs(postgres="db/ddl.sql")))) == ["db/ddl.sql"]


def test_the_same_schema_gives_the_same_bytes() -> None:
    assert TARGET.emit(SMALL, Settings()) == TARGET.emit(SMALL, Settings())


def test_it_is_listed() -> None:
    assert TARGET in ALL
