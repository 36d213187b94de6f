"""What checks and triggers of a table do, tried with rows: a violating row is refused, a trigger writes its column.

The definitions are compared elsewhere. A check or trigger of a shape that is not understood has no test here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wesley.ir.column import Column
from wesley.ir.constraint import Check
from wesley.ir.routine import Function, Trigger, TriggerEvent
from wesley.ir.table import Table
from wesley.sql.text import quote_identifier, quote_literal
from wesley.targets.pgtap.closure import Plan, insert, insert_both, plan, same_row
from wesley.targets.pgtap.conditions import Cells
from wesley.targets.pgtap.fixtures import Fixtures, Key, Unsolved
from wesley.targets.pgtap.script import Line, invoke, skip, test
from wesley.targets.pgtap.table import real

LONG_AGO = "2000-01-01"
_ASSIGNMENT = re.compile(r"^\s*NEW\.(\"(?:[^\"]|\"\")+\"|\w+)\s*:=\s*(.+?);\s*$", re.MULTILINE | re.IGNORECASE)
_CLOCK = re.compile(
    r"(pg_catalog\.)?(now|clock_timestamp|statement_timestamp|transaction_timestamp)\(\)|current_timestamp"
)
_MOMENTS = ("timestamp with time zone", "timestamp without time zone", "date")


def checks(fixtures: Fixtures, key: Key) -> list[Line]:
    """For each check that is understood: a row that breaks it alone is refused by it."""
    table = fixtures.tables[key]
    if not table.checks or table.partitioning:
        return []
    try:
        row = fixtures.row(key, 0, full=False)
        broken = [(check, fixtures.violations(key, check.name)) for check in table.checks]
    except Unsolved as reason:
        return [skip(f"checks of {table.name}: {reason}", 1)] if _written_checks(fixtures, key) else []
    lines = [_refused(table, check, row, cells) for check, found in broken for cells in found]
    unbroken = {check.name for check, found in broken if not found} & _written_checks(fixtures, key)
    return lines + [skip(f"{name} refuses a row: a trigger writes what it speaks of", 1) for name in sorted(unbroken)]


def _written_checks(fixtures: Fixtures, key: Key) -> set[str]:
    """The checks that speak of columns that triggers write."""
    names = fixtures.filled[key].names
    return {check.name for check in fixtures.tables[key].checks if names.intersection(check.expression.columns)}


def _refused(table: Table, check: Check, row: Cells, cells: Cells) -> Line:
    found = invoke("pg_temp.refusal", insert(table, {**row, **cells}))
    what = ", ".join(f"{name} {'null' if value is None else value[:40] or 'empty'}" for name, value in cells.items())
    return test(f"{check.name} refuses {what}", "is", found, f"23514 {check.name}")


def triggers(fixtures: Fixtures, key: Key, functions: Mapping[Key, Function]) -> list[Line]:
    """For each column that a trigger writes: what it holds after an INSERT or an UPDATE."""
    table = fixtures.tables[key]
    written = [one for trigger in table.triggers for one in _written(table, trigger, functions)]
    if not written:
        return []
    try:
        steps = plan(fixtures, key)
    except Unsolved as reason:
        return [skip(f"triggers of {table.name}: {reason}", 1)]
    old = {column.name: LONG_AGO for _, column, value in written if value is None}
    checked = {name for check in table.checks for name in check.expression.columns}
    if held := sorted(old.keys() & checked):
        return [skip(f"triggers of {table.name}: checks may refuse an old {', '.join(held)}", 1)]
    rows = tuple({**row, **old} for row in steps.rows[key])
    everything = {**steps.rows, key: (rows[0], rows[1])}
    groups = (*steps.before, (*steps.together, key))
    demanded = checked | {name for unique in table.uniques for name in unique.columns}
    demanded |= {name for index in table.indexes for one in index.keys if index.unique and (name := one.column)}
    kept = set(fixtures.filled[key].bases(demanded)) | fixtures.filled[key].names
    lines = [_arranged(fixtures, group, everything) for group in groups]
    for trigger, column, value in written:
        lines += _behaves(table, steps, key, kept, trigger, column, value)
    return lines


def _arranged(fixtures: Fixtures, group: tuple[Key, ...], rows: dict[Key, tuple[Cells, ...]]) -> Line:
    found = invoke("pg_temp.arrange", insert_both(fixtures, group, rows))
    return test(f"rows are in {', '.join('.'.join(key) for key in group)}", "is", found, "done")


def _written(
    table: Table, trigger: Trigger, functions: Mapping[Key, Function]
) -> Iterator[tuple[Trigger, Column, str | None]]:
    """The columns that a trigger writes, each with its expression; None for the time of the change."""
    function = functions.get((trigger.function_schema, trigger.function))
    if function is None:
        return
    for name, value in _ASSIGNMENT.findall(function.body):
        column = table.column(name[1:-1].replace('""', '"') if name.startswith('"') else name.lower())
        if column and _CLOCK.fullmatch(value.strip().lower()) and column.type in _MOMENTS:
            yield trigger, column, None
        elif column and not _CLOCK.search(value.lower()):
            yield trigger, column, value.strip()
    if "tg_argv" in function.body.lower() and _CLOCK.search(function.body.lower()):
        named = (table.column(name) for name in trigger.arguments)
        yield from ((trigger, column, None) for column in named if column and column.type in _MOMENTS)


def _behaves(
    table: Table, steps: Plan, key: Key, kept: set[str], trigger: Trigger, column: Column, value: str | None
) -> Iterator[Line]:
    here, name = same_row(table, steps.rows[key][0]), quote_identifier(column.name)
    source = " ".join(("SELECT 1 FROM", real(table), "AS new WHERE", here, "AND"))
    other = _change(table, steps.rows[key], kept)
    if value is not None and column.nullable and not trigger.update_columns:
        other = f"{name} = NULL"  # what the trigger must undo
    change = " ".join(("UPDATE", real(table), "AS new SET", other, "WHERE", here))
    what = f"{table.name}.{column.name}"
    if value is None:
        if TriggerEvent.UPDATE in trigger.events:
            moved = f"{source} {name} > {quote_literal(LONG_AGO)}::timestamptz + interval '1 year'"
            yield _outcome(f"{what} moves with an update", change, moved)
        return
    holds = f"{source} new.{name} IS NOT DISTINCT FROM ({value})"
    if TriggerEvent.INSERT in trigger.events:
        yield _outcome(f"{what} holds its expression after an insert", holds)
    if TriggerEvent.UPDATE in trigger.events:
        yield _outcome(f"{what} holds its expression after an update", change, holds)


def _outcome(says: str, statement: str, *afterwards: str) -> Line:
    return test(says, "is", invoke("pg_temp.outcome", None, (), statement, *afterwards), "rows:1")


def _change(table: Table, rows: tuple[Cells, ...], checked: set[str]) -> str:
    """An assignment that changes the row of tenant A, where a column outside keys and checks allows it."""
    kept = checked | {name for foreign in table.foreign_keys for name in foreign.columns}
    kept |= {name for unique in table.uniques for name in unique.columns}
    kept |= {name for check in table.checks for name in check.expression.columns}
    kept |= {name for index in table.indexes for key in index.keys if index.unique and (name := key.column)}
    kept |= set(table.primary_key.columns if table.primary_key else ())
    for column in table.in_order():
        name, quoted = column.name, quote_identifier(column.name)
        if name in kept or column.generated or column.identity:
            continue
        if rows[1].get(name) and rows[1][name] != rows[0].get(name):
            return f"{quoted} = {quote_literal(rows[1][name] or '')}"
    free = [c.name for c in table.in_order() if not c.generated and not c.identity]
    return f"{quote_identifier(free[0])} = new.{quote_identifier(free[0])}" if free else ""
