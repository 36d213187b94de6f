"""The rows that must be there before a row can be: those that its foreign keys refer to, in an order that loads."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from msgspec import Struct

from wesley.ir.constraint import ForeignKey
from wesley.ir.table import Table
from wesley.sql.text import quote_identifier, quote_literal
from wesley.targets.pgtap.conditions import Cells
from wesley.targets.pgtap.expected import names
from wesley.targets.pgtap.fixtures import SECOND, Fixtures, Key, Unsolved, target
from wesley.targets.pgtap.table import real


class Plan(Struct, frozen=True):
    """How the row of a table gets in.

    Args:
        before: tables to fill first, in order; those of one group refer to each other and go in by one statement.
        rows: for each table the row of tenant A and of tenant B, and second rows of them where they are needed.
        together: other tables whose rows must go in by the same statement as the table's own.
        late: nullable foreign keys of the table, left null because what they refer to refers back.
    """

    before: tuple[tuple[Key, ...], ...]
    rows: dict[Key, tuple[Cells, ...]]
    together: tuple[Key, ...]
    late: tuple[ForeignKey, ...]


def plan(fixtures: Fixtures, key: Key) -> Plan:
    """The rows that a table's row needs, and the order.

    Raises:
        Unsolved: a row cannot be found.
    """
    table = fixtures.tables[key]
    late = tuple(one for one in table.foreign_keys if _is_late(fixtures, table, key, one))
    own = tuple(_without(table, late, fixtures.row(key, tenant, full=True)) for tenant in (0, 1))
    rows: dict[Key, tuple[Cells, ...]] = {key: (own[0], own[1])}
    needs = _needs(fixtures, key, rows)
    groups = _ordered(needs)
    last = next(group for group in groups if key in group)
    before = tuple(tuple(sorted(group)) for group in groups if group is not last and not _reference(fixtures, group))
    return Plan(before, rows, tuple(sorted(last - {key})), late)


def _needs(fixtures: Fixtures, key: Key, rows: dict[Key, tuple[Cells, ...]]) -> dict[Key, list[Key]]:
    """The tables that each table refers to, of all that are needed; fills in their rows."""
    needs: dict[Key, list[Key]] = {}
    waiting = [key]
    while waiting:
        at = waiting.pop()
        if at in needs:
            continue
        if at not in rows:
            rows[at] = (fixtures.row(at, 0, full=False), fixtures.row(at, 1, full=False))
        needs[at] = [] if fixtures.tables[at].rows else parents(fixtures.tables[at], rows[at][0])
        waiting += needs[at]
    for at in {one for each in needs for one in _twice(fixtures, each, rows[each][0])}:
        if at == key or len(rows[at]) > SECOND:
            raise Unsolved(f"a second row of {at[1]} would be needed")
        rows[at] += fixtures.second_rows(at)
    return needs


def _twice(fixtures: Fixtures, key: Key, row: Cells) -> Iterator[Key]:
    """The tables of whose second row a row speaks."""
    for one in fixtures.tables[key].foreign_keys:
        if all(row.get(name) is not None for name in one.columns) and not fixtures.tables[key].rows:
            to = target(one)
            first, second = (
                tuple(fixtures.cell(to, name, number) for name in one.ref_columns) for number in (0, SECOND)
            )
            if tuple(row[name] for name in one.columns) == second != first:
                yield to


def parents(table: Table, row: Cells) -> list[Key]:
    """The tables that a row refers to."""
    used = [one for one in table.foreign_keys if all(row.get(name) is not None for name in one.columns)]
    return list(dict.fromkeys(target(one) for one in used))


def _is_late(fixtures: Fixtures, table: Table, key: Key, one: ForeignKey) -> bool:
    nullable = any(column.nullable for column in table.columns if column.name in one.columns)
    if not nullable or target(one) not in fixtures.tables:
        return nullable
    try:
        return target(one) == key or key in _needs(fixtures, target(one), {})
    except Unsolved:
        return True  # without a row to refer to, null is what remains


def _without(table: Table, late: tuple[ForeignKey, ...], row: Cells) -> Cells:
    """The row with the nullable columns of some foreign keys left out."""
    kept = {name for one in table.foreign_keys if one not in late for name in one.columns}
    nullable = {column.name for column in table.columns if column.nullable}
    dropped = {name for one in late for name in one.columns if name in nullable and name not in kept}
    return {name: value for name, value in row.items() if name not in dropped}


def _reference(fixtures: Fixtures, group: set[Key]) -> bool:
    """Whether the rows are part of the schema, so that they are there already."""
    return all(fixtures.tables[key].rows for key in group)


def _ordered(needs: dict[Key, list[Key]]) -> list[set[Key]]:
    """The tables in an order in which each refers to earlier ones; cycles become one group."""
    group: dict[Key, Key] = {key: key for key in needs}
    while True:
        graph: dict[Key, set[Key]] = {}
        for key, found in needs.items():
            graph.setdefault(group[key], set()).update(group[other] for other in found if group[other] != group[key])
        try:
            ordered = list(TopologicalSorter({key: sorted(graph[key]) for key in graph}).static_order())
        except CycleError as error:
            cycle = set(error.args[1])
            group = {key: min(cycle) if head in cycle else head for key, head in group.items()}
            continue
        return [{key for key in needs if group[key] == head} for head in ordered]


def insert(table: Table, *rows: Cells) -> str:
    """INSERT of rows that have the same columns."""
    columns = list(rows[0])
    if not columns:
        return f"INSERT INTO {real(table)} DEFAULT VALUES"
    identities = {column.name for column in table.columns if column.identity and column.identity.always}
    overriding = "OVERRIDING SYSTEM VALUE " if identities.intersection(columns) else ""
    values = ", ".join(f"({', '.join(map(constant, row.values()))})" for row in rows)
    return " ".join(("INSERT INTO", real(table), f"({names(columns)}) {overriding}VALUES {values}"))


def constant(value: str | None) -> str:
    """A cell as SQL."""
    return "NULL" if value is None else quote_literal(value)


def insert_both(fixtures: Fixtures, group: tuple[Key, ...], rows: dict[Key, tuple[Cells, ...]]) -> str:
    """The rows of both tenants in the tables of a group, as one statement: foreign keys are checked at its end."""
    statements: list[str] = []
    for key in group:
        table, first = fixtures.tables[key], list(rows[key][0])
        alike = first and all(list(row) == first for row in rows[key])
        statements += [insert(table, *rows[key])] if alike else [insert(table, row) for row in rows[key]]
    if len(statements) == 1:
        return statements[0]
    parts = ", ".join(f"step_{number} AS ({text})" for number, text in enumerate(statements, 1))
    return f"WITH {parts} SELECT 1"


def same_row(table: Table, row: Cells) -> str:
    """A condition that is true for one row: its primary key, or without one all that is known of it."""
    columns = table.primary_key.columns if table.primary_key else tuple(row)
    tests = [f"{quote_identifier(name)} = {quote_literal(value)}" for name in columns if (value := row.get(name))]
    return " AND ".join(tests) or "true"


def late_rows(
    fixtures: Fixtures, key: Key, filled: set[Key]
) -> list[tuple[tuple[Key, ...], dict[Key, tuple[Cells, ...]]]]:
    """The groups of tables, in order, that must be filled for a table's rows to be there, beyond those filled already.

    Raises:
        Unsolved: a row cannot be found.
    """
    rows: dict[Key, tuple[Cells, ...]] = {}
    groups = _ordered(_needs(fixtures, key, rows)) if key not in filled else []
    left = [tuple(sorted(group - filled)) for group in groups if not _reference(fixtures, group)]
    return [(group, rows) for group in left if group]
