"""`@readonly` marks the field for the outputs; the table stays as it is."""

from __future__ import annotations

from tests.sdl.harness import compiled, only_error

SDL = "type Order @table {\n  id: ID! @primaryKey\n  number: String! @readonly\n  note: String\n}\n"


def test_the_field_is_marked() -> None:
    fields = compiled(SDL).api.objects[0].fields
    assert {field.name: field.readonly for field in fields} == {"id": False, "number": True, "note": False}


def test_the_table_is_the_same() -> None:
    assert compiled(SDL).physical == compiled(SDL.replace(" @readonly", "")).physical


def test_a_relation_cannot_be_marked() -> None:
    problem = only_error(
        "type B @table {\n  id: ID! @primaryKey\n}\n"
        'type A @table {\n  id: ID! @primaryKey\n  bId: ID @foreignKey(ref: "B.id")\n  b: B @readonly\n}\n'
    )
    assert problem.message == "@readonly stands on a relation, which has no column"
