"""A key on a type that its method cannot index is refused where it is written."""

from __future__ import annotations

import pytest

from tests.sdl.harness import errors_of, findings, only_error, place_of

TABLE = "type Place @table {on_type} {{\n  id: ID! @primaryKey\n  value: {kind} {on_field}\n}}\n"


@pytest.mark.parametrize(
    ("kind", "on_field"),
    [
        ('String @column(type: "json")', "@index"),
        ('String @column(type: "json")', "@unique"),
        ("Point", "@index"),
        ("JSON", '@index(using: "gist")'),
        ("String", '@index(using: "hnsw")'),
        ("[String!]", '@index(using: "gist")'),
        ("[Point!]", "@index"),
    ],
)
def test_no_default_operator_class(kind: str, on_field: str) -> None:
    sdl = TABLE.format(on_type="", kind=kind, on_field=on_field)
    problem = only_error(sdl)
    assert findings((problem,)) == [("E309", *place_of(on_field, sdl))]
    assert " cannot index `value`" in problem.message


@pytest.mark.parametrize(
    ("kind", "on_field"),
    [
        ("Point", '@index(using: "gist")'),
        ("JSON", '@index(using: "gin")'),
        ("JSON", "@index @unique"),
        ("[String!]", '@index(using: "gin")'),
        ("UUID", '@index(using: "gist")'),
        ("Int", '@index(using: "gin")'),
        ('String @column(type: "citext")', '@index(using: "gist")'),
        ("Vector", '@index(using: "hnsw", opclass: "vector_l2_ops")'),
        ("String", '@index(using: "gin", opclass: "gin_trgm_ops")'),
    ],
)
def test_with_an_operator_class(kind: str, on_field: str) -> None:
    assert not errors_of(TABLE.format(on_type="", kind=kind, on_field=on_field))


def test_an_exclusion_needs_an_operator_of_the_class() -> None:
    problem = only_error(TABLE.format(on_type='@exclude(elements: ["value WITH ="])', kind="Point", on_field=""))
    assert problem.message == "gist cannot compare `value`, a point, with `=`"
    assert not errors_of(TABLE.format(on_type='@exclude(elements: ["value WITH ~="])', kind="Point", on_field=""))
