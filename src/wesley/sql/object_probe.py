"""Read-only queries that tell beforehand whether a change of a domain, a sequence or reference rows would fail."""

from __future__ import annotations

from collections.abc import Sequence

from wesley.sql.deparse import to_sql
from wesley.sql.nodes import expression, relation, string_constant, type_name
from wesley.sql.parse import Tree
from wesley.sql.text import qualified
from wesley.sql.tree import statement


def values_against(places: Sequence[tuple[str, str, str]], base: str, condition: str) -> str:
    """Up to five values of each of some columns for which a condition is false; NULL counts as true.

    Args:
        places: schema, table and column, at least one.
        base: the type that the domain stands on.
        condition: over `VALUE`, as a check of a domain has it.
    """
    first, *others = (_values(*place, base, condition) for place in places)
    for other in others:
        both = statement("(SELECT 1 LIMIT 5) UNION ALL (SELECT 1 LIMIT 5)")
        both.stmts[0].stmt.select_stmt.larg.CopyFrom(first.stmts[0].stmt.select_stmt)
        both.stmts[0].stmt.select_stmt.rarg.CopyFrom(other.stmts[0].stmt.select_stmt)
        first = both
    return to_sql(first)


def _values(schema: str, table: str, column: str, base: str, condition: str) -> Tree:
    return statement(
        "SELECT value FROM (SELECT CAST(__column AS __type) AS value FROM __table) AS held "
        "WHERE NOT (__condition) LIMIT 5",
        column=column,
        type=type_name(base),
        table=relation(schema, table),
        condition=expression(condition),
    )


def sequence_beyond(schema: str, name: str, minimum: int | None, maximum: int | None) -> str:
    """The last value of a sequence where it is beyond the bounds, of which one is given at least."""
    bounds = [f"last_value < {minimum:d}"] if minimum is not None else []
    bounds += [f"last_value > {maximum:d}"] if maximum is not None else []
    return to_sql(
        statement(
            "SELECT last_value FROM __sequence WHERE __beyond",
            sequence=relation(schema, name),
            beyond=expression(" OR ".join(bounds)),
        )
    )


def rows_with_values(schema: str, table: str, column: str, values: Sequence[str]) -> str:
    """Up to five rows with one of these values in a column."""
    tree: Tree = statement(
        "SELECT * FROM __table WHERE __column IN ('__value') LIMIT 5",
        table=relation(schema, table),
        column=column,
        value=_constants(values),
    )
    return to_sql(tree)


def indexes_beside(schema: str, table: str, names: Sequence[str]) -> str:
    """Up to five indexes of a table that have none of these names; none where there is no such table."""
    tree: Tree = statement(
        "SELECT known.relname FROM pg_catalog.pg_index AS held "
        "JOIN pg_catalog.pg_class AS known ON known.oid = held.indexrelid "
        "WHERE held.indrelid = pg_catalog.to_regclass('__table') AND known.relname NOT IN ('__name') LIMIT 5",
        table=string_constant(qualified(schema, table)),
        name=_constants(names or ("",)),
    )
    return to_sql(tree)


def _constants(values: Sequence[str]) -> list[Tree]:
    return [string_constant(value) for value in values]
