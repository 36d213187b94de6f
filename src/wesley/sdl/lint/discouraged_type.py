"""A column has a type that PostgreSQL's own manual advises against."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.problems.problem import Code, Problem, Severity
from wesley.sdl.rule import Rule, Subject

_BETTER = {
    "character": ("`text` with `@length`", "it pads with blanks (manual, 8.3)"),
    "money": ("`numeric`", "its precision depends on lc_monetary (manual, 8.2)"),
    "time with time zone": ("`timestamptz`", "an offset without a date means little (manual, 8.5.1)"),
}


def check(subject: Subject) -> Iterator[Problem]:
    """Look at the type of every column, without its modifiers."""
    for table in subject.schema.physical.tables:
        for column in table.in_order():
            base = column.type.removesuffix("[]")
            found = next((name for name in _BETTER if base == name or base.startswith(f"{name}(")), None)
            if base.startswith("time(") and base.endswith("with time zone"):
                found = "time with time zone"
            if found is not None:
                better, reason = _BETTER[found]
                yield Problem(
                    code=DISCOURAGED_TYPE.code,
                    message=f"the column `{column.name}` is of type {column.type}: {reason}",
                    origin=column.origin,
                    help=f"use {better}",
                )


DISCOURAGED_TYPE = Rule(
    Code(
        code="W107",
        name="discouraged-type",
        summary="A column has a type that PostgreSQL's manual advises against.",
        why="char(n) pads with blanks, money depends on a setting of the server, and a time of day with an offset "
        "cannot be compared across days (PostgreSQL manual, 8.2, 8.3, 8.5).",
        bad='"A price."\ntype Price @table {\n  id: ID! @primaryKey\n  amount: Decimal! @column(type: "money")\n}',
        good='"A price."\ntype Price @table {\n  id: ID! @primaryKey\n  amount: Decimal! '
        '@column(type: "numeric(12,2)")\n}',
        severity=Severity.WARNING,
    ),
    check,
)
