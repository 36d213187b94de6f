"""`wesley directives`: definitions that a GraphQL parser accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import parse

if TYPE_CHECKING:
    from tests.cli.running import Wesley


def test_the_definitions_are_schema_language(wesley: Wesley) -> None:
    result = wesley("directives")
    assert (result.status, result.err) == (0, "")
    names = [node.name.value for node in parse(result.out).definitions if node.kind == "directive_definition"]  # type: ignore[attr-defined]
    assert {"table", "primaryKey"} <= set(names)
