"""`@createdAt`: a default of now, and no later change."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error, place_of

SDL = "type Post @table {{\n  id: ID! @primaryKey\n  at: {kind} {directives}\n}}\n"


@pytest.mark.parametrize("kind", ["DateTime!", "DateTime", "Date!", "LocalDateTime!"])
def test_it_defaults_to_now_and_is_readonly(kind: str) -> None:
    schema = compiled(SDL.format(kind=kind, directives="@createdAt"))
    column = schema.physical.tables[0].column("at")
    assert column is not None
    assert column.default is not None
    assert column.default.sql == "now()"
    field = schema.api.objects[0].fields[1]
    assert (field.readonly, field.computed) == (True, False)


def test_a_default_of_its_own_stays() -> None:
    directives = '@createdAt @default(expr: "clock_timestamp()")'
    column = compiled(SDL.format(kind="DateTime!", directives=directives)).physical.tables[0].column("at")
    assert column is not None
    assert column.default is not None
    assert column.default.sql == "clock_timestamp()"


@pytest.mark.parametrize(
    ("kind", "directives", "code", "message"),
    [
        ("Int!", "@createdAt", "E102", "@createdAt needs a date or a timestamp, and `at` is integer"),
        ("Time!", "@createdAt", "E102", "@createdAt needs a date or a timestamp, and `at` is time without time zone"),
        ("[DateTime!]", "@createdAt", "E102", "@createdAt needs a date or a timestamp, and `at` is timestamp with"),
        ("Date", "@createdAt @computed(expr: \"'2024-01-01'::date\")", "E103", "`at` has an expression already, and"),
    ],
)
def test_a_mistake_is_told_at_its_place(kind: str, directives: str, code: str, message: str) -> None:
    sdl = SDL.format(kind=kind, directives=directives)
    problem = only_error(sdl)
    assert problem.message.startswith(message)
    assert findings((problem,)) == [(code, *place_of("@createdAt", sdl))]
