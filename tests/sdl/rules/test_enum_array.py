"""No foreign key compares the elements of an array."""

from __future__ import annotations

from tests.sdl.harness import findings, only_error


def test_a_list_of_a_lookup_enum_is_refused() -> None:
    problem = only_error(
        "enum Priority @enum(storage: LOOKUP) { HIGH }\n"
        "type Task @table {\n  id: ID! @primaryKey\n  all: [Priority!]!\n}"
    )
    assert findings((problem,)) == [("E310", 4, 3)]
    assert "NATIVE" in problem.help
