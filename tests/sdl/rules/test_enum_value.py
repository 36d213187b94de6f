"""Values of an enum are told apart in the database, and fit into its type."""

from __future__ import annotations

from tests.sdl.harness import compiled, findings, only_error

TASK = "type Task @table { id: ID! @primaryKey priority: Priority! }"


def test_two_values_that_are_stored_alike() -> None:
    problem = only_error('enum Priority {\n  HIGH @dbValue(name: "LOW")\n  LOW\n}\n' + TASK)
    assert findings((problem,)) == [("E311", 3, 3)]
    assert problem.message == "`LOW` and `HIGH` are both stored as `LOW`"
    assert problem.related[0].origin.place() == ("a.graphql", 2, 3)


def test_a_label_of_a_type_has_at_most_63_bytes() -> None:
    sdl = f'enum Priority {{ HIGH @dbValue(name: "{"ü" * 32}") }}' + TASK
    assert "64 bytes" in only_error(sdl).message
    compiled(sdl.replace("enum Priority", "enum Priority @enum(storage: CHECK)"))
