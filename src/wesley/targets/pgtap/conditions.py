"""Finding values for the columns of a table that make its checks true, or just one of them false."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice, product

from msgspec import Struct

from wesley.ir.constraint import Check
from wesley.targets.pgtap.candidates import NUMBERS, TEXTS, fits, split_type
from wesley.targets.pgtap.evaluating import Context, Unknown, Value, cast, evaluate
from wesley.targets.pgtap.reading import Node, Unreadable, read
from wesley.targets.pgtap.written import Filled

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


def values_of(filled: Filled, cells: Cells) -> dict[str, Value]:
    """The row as values: each cell in the type of its column, computed columns computed where that is possible."""
    row = {
        column.name: cast(cells[column.name], column.type) for column in filled.table.columns if column.name in cells
    }
    return _with_computed(filled, row)


def whole_row(filled: Filled, cells: Cells) -> dict[str, Value]:
    """The row as values, the columns that an INSERT leaves out too: null, or their default where it can be computed."""
    row: dict[str, Value] = {}
    for column in filled.table.columns:
        if column.name in cells:
            row[column.name] = cast(cells[column.name], column.type)
        elif column.default:
            row[column.name] = cast(_generated(column.default.sql, {}), column.type)
        elif not column.identity:
            row[column.name] = None
    return _with_computed(filled, row)


def _with_computed(filled: Filled, row: dict[str, Value]) -> dict[str, Value]:
    """Triggers compute in their order, generated columns after them (section 5.4 of the manual)."""
    generated = [column for column in filled.table.columns if column.generated]
    row |= dict.fromkeys((*filled.names, *(column.name for column in generated)), Unknown.UNKNOWN)
    for one in filled.written:
        column = filled.table.column(one.column)
        if column and one.node:
            row[column.name] = _stored(evaluate(one.node, Context(row)), column.type)
    for column in generated:
        if column.generated:
            row[column.name] = _stored(_generated(column.generated.expression.sql, row), column.type)
    return row


def _stored(value: Value, type_name: str) -> Value:
    """The value, unless its type has no room for it: the row would fail for that, or hold something else."""
    base, sizes = split_type(type_name)
    if isinstance(value, Decimal):
        kept = base in NUMBERS and fits(base, sizes, format(value, "f"))
    else:
        kept = not isinstance(value, str) or base not in TEXTS or fits(base, sizes, value)
    return value if kept else Unknown.UNKNOWN


def _generated(sql: str, row: dict[str, Value]) -> Value:
    try:
        return evaluate(read(sql), Context(row))
    except Unreadable:
        return Unknown.UNKNOWN


def satisfy(filled: Filled, conditions: Sequence[Condition], choices: Mapping[str, list[str | None]]) -> Cells | None:
    """The first choice of values for which no condition is false, unknown ones not allowed; None when there is none.

    Args:
        filled: the table.
        conditions: its checks.
        choices: what each column may be, preferred values first.
    """
    if not _holds(filled, [one for one in conditions if not bases(filled, one)], {}):
        return None
    found: dict[str, str | None] = {}
    for group in _connected(filled, conditions):
        names = [name for name in choices if name in group]
        members = [one for one in conditions if not group.isdisjoint(bases(filled, one))]
        fitting = next((row for row in _rows(names, choices) if _holds(filled, members, row)), None)
        if fitting is None:
            return None
        found.update(fitting)
    return found


def violate(
    filled: Filled, broken: Condition, others: Sequence[Condition], choices: Mapping[str, list[str | None]]
) -> list[Cells]:
    """Choices of values that make one condition false and no other: one for each of its parts that AND joins.

    Args:
        filled: the table.
        broken: the condition to violate.
        others: all conditions of the table.
        choices: what each column may be.
    """
    names = [name for name in choices if name in bases(filled, broken)]
    near = [one for one in others if one.name != broken.name and set(bases(filled, one)) & set(names)]
    parts = list(_conjuncts(broken.node))
    missing, found = list(range(len(parts))), list[Cells]()
    for cells in _rows(names, choices):
        row = Context(values_of(filled, cells))
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


def _holds(filled: Filled, conditions: Sequence[Condition], cells: Cells) -> bool:
    row = Context(values_of(filled, cells))
    return all(evaluate(one.node, row) in (True, None) for one in conditions)


def bases(filled: Filled, one: Condition) -> tuple[str, ...]:
    """The columns of a condition, computed ones replaced by what they are computed of."""
    return filled.bases(one.columns)


def _connected(filled: Filled, conditions: Sequence[Condition]) -> list[set[str]]:
    """Columns in groups: those that a condition speaks of together can only be chosen together."""
    groups: list[set[str]] = []
    for one in conditions:
        joined = set(bases(filled, one))
        apart = [group for group in groups if group.isdisjoint(joined)]
        for group in groups:
            if not group.isdisjoint(joined):
                joined |= group
        groups = [*apart, joined]
    return [group for group in groups if group]
