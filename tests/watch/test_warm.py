"""Compilation after compilation in one process."""

from __future__ import annotations

from wesley.config.settings import Settings
from wesley.sdl.read import read
from wesley.sdl.source import Source
from wesley.targets import ALL
from wesley.watch.warm import Warm

USER = "type User @table {\n  id: ID! @primaryKey\n  name: String!\n}\n"
GROWN = USER.replace("name: String!", "name: String!\n  age: Int")


def test_its_outputs_are_those_of_a_cold_compilation() -> None:
    warm, settings = Warm(), Settings()
    for text in (USER, GROWN, USER):
        schema = read([Source("a.graphql", text)], settings).schema
        assert schema is not None
        cold = {target.name: target.emit(schema, settings) for target in ALL}
        assert warm.compile([Source("a.graphql", text)], {}, settings, ALL).emitted == cold


def test_a_schema_with_errors_has_no_outputs() -> None:
    compilation = Warm().compile([Source("a.graphql", "type User @table {")], {}, Settings(), ALL)
    assert compilation.schema is None
    assert compilation.emitted == {}
    assert [problem.is_error for problem in compilation.problems] == [True]
