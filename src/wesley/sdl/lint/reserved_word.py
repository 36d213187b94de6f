"""A name is a reserved word of SQL."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wesley.problems.problem import Code, Problem, Severity
from wesley.sdl.elements import named_elements
from wesley.sdl.rule import Rule, Subject
from wesley.sql.text import quote_identifier

_KINDS = frozenset(("table", "view", "column", "enum", "schema"))


def check(subject: Subject) -> Iterator[Problem]:
    """A name in plain letters that must be quoted all the same is a reserved word."""
    for element in named_elements(subject.schema):
        if element.kind in _KINDS and _plain(element.name) and quote_identifier(element.name) != element.name:
            yield Problem(
                code=RESERVED_WORD.code,
                message=f"the {element.kind} `{element.name}` is called like a reserved word of SQL",
                origin=element.origin,
                help="every query by hand must quote it; `name:` gives it another name in the database",
            )


def _plain(name: str) -> bool:
    return re.fullmatch("[a-z_][a-z0-9_]*", name) is not None


RESERVED_WORD = Rule(
    Code(
        code="W105",
        name="reserved-word",
        summary="A table, column or type is called like a reserved word of SQL.",
        why="Wesley quotes it everywhere; people who write queries by hand will forget to (PostgreSQL manual, "
        "appendix C).",
        bad='"A sale."\ntype Sale @table {\n  id: ID! @primaryKey\n  order: Int!\n}',
        good='"A sale."\ntype Sale @table {\n  id: ID! @primaryKey\n  rank: Int!\n}',
        severity=Severity.WARNING,
    ),
    check,
)
