"""Finding values for the columns of a table that make its checks true, or just one of them false."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice, product

from msgspec import Struct

from wesley.ir.constraint import Check
from wesley.ir.table import Table
from wesley.targets.pgtap.candidates import INTEGERS
from wesley.targets.pgtap.evaluating import Context, Unknown, Value, cast, evaluate
from wesley.targets.pgtap.reading import Node, Unreadable, read

Cells = Mapping[str, "str | None"]
LIMIT = 4000


class Condition(Struct, frozen=True):
    """A check that can be evaluated: its name, its columns and its tree."""

    name: str
    columns: tuple[str, ...]
    node: Node


def condition(check: Check) -> Condition | None:
    """The check as something to evaluate, or None when it has a shape that is not read here."""
    try:
        return Condition(check.name, check.expression.columns, read(check.expression.sql))
    except Unreadable:
        return None


def values_of(table: Table, cells: Cells) -> dict[str, Value]:
    """The row as values: each cell in the type of its column, generated columns computed where that is possible."""
    row = {column.name: cast(cells[column.name], column.type) for column in table.columns if column.name in cells}
    return _with_generated(table, row)


def whole_row(table: Table, cells: Cells) -> dict[str, Value]:
    """The row as values, the columns that an INSERT leaves out too: null, or their default where it can be computed."""
    row: dict[str, Value] = {}
    for column in table.columns:
        if column.name in cells:
            row[column.name] = cast(cells[column.name], column.type)
        elif column.default:
            row[column.name] = cast(_generated(column.default.sql, {}), column.type)
        elif not column.identity:
            row[column.name] = None
    return _with_generated(table, row)


def _with_generated(table: Table, row: dict[str, Value]) -> dict[str, Value]:
    for column in table.columns:
        if column.generated is not None:
            row[column.name] = _in_range(_generated(column.generated.expression.sql, row), column.type)
    return row


def _in_range(value: Value, type_name: str) -> Value:
    """The value, unless it is a number that its type has no room for: the row would fail for that."""
    bits = INTEGERS.get(type_name)
    if bits is None or not isinstance(value, Decimal) or -(2**bits) <= value < 2**bits:
        return value
    return Unknown.UNKNOWN


def _generated(sql: str, row: dict[str, Value]) -> Value:
    try:
        return evaluate(read(sql), Context(row))
    except Unreadable:
        return Unknown.UNKNOWN


def satisfy(table: Table, conditions: Sequence[Condition], choices: Mapping[str, list[str | None]]) -> Cells | None:
    """The first choice of values for which no condition is false, unknown ones not allowed; None when there is none.

    Args:
        table: the table.
        conditions: its checks.
        choices: what each column may be, preferred values first.
    """
    found: dict[str, str | None] = {}
    for group in _connected(table, conditions):
        names = [name for name in choices if name in group]
        members = [one for one in conditions if not group.isdisjoint(bases(table, one))]
        fitting = next((row for row in _rows(names, choices) if _holds(table, members, row)), None)
        if fitting is None:
            return None
        found.update(fitting)
    return found


def violate(
    table: Table, broken: Condition, others: Sequence[Condition], choices: Mapping[str, list[str | None]]
) -> list[Cells]:
    """Choices of values that make one condition false and no other: one for each of its parts that AND joins.

    Args:
        table: the table.
        broken: the condition to violate.
        others: all conditions of the table.
        choices: what each column may be.
    """
    names = [name for name in choices if name in bases(table, broken)]
    near = [one for one in others if one.name != broken.name and set(bases(table, one)) & set(names)]
    parts = list(_conjuncts(broken.node))
    missing, found = list(range(len(parts))), list[Cells]()
    for cells in _rows(names, choices):
        row = Context(values_of(table, cells))
        values = [evaluate(part, row) for part in parts]
        first = next((number for number in missing if values[number] is False and values.count(False) == 1), None)
        if first is not None and all(evaluate(one.node, row) in (True, None) for one in near):
            missing.remove(first)
            found.append(cells)
        if not missing:
            break
    return found


def _conjuncts(node: Node) -> Iterator[Node]:
    if (node.kind, node.value) == ("operator", "and"):
        for part in node.parts:
            yield from _conjuncts(part)
    else:
        yield node


def _rows(names: Sequence[str], choices: Mapping[str, list[str | None]]) -> Iterator[dict[str, str | None]]:
    for values in islice(product(*(choices[name] for name in names)), LIMIT):
        yield dict(zip(names, values, strict=True))


def _holds(table: Table, conditions: Sequence[Condition], cells: Cells) -> bool:
    row = Context(values_of(table, cells))
    return all(evaluate(one.node, row) in (True, None) for one in conditions)


def bases(table: Table, one: Condition) -> tuple[str, ...]:
    """The columns of a condition, generated ones replaced by what they are computed of."""
    names: list[str] = []
    for name in one.columns:
        column = table.column(name)
        names += column.generated.expression.columns if column and column.generated else (name,)
    return tuple(names)


def _connected(table: Table, conditions: Sequence[Condition]) -> list[set[str]]:
    """Columns in groups: those that a condition speaks of together can only be chosen together."""
    groups: list[set[str]] = []
    for one in conditions:
        joined = set(bases(table, one))
        apart = [group for group in groups if group.isdisjoint(joined)]
        for group in groups:
            if not group.isdisjoint(joined):
                joined |= group
        groups = [*apart, joined]
    return [group for group in groups if group]
