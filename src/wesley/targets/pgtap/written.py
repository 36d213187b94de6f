"""The columns of a table that its BEFORE triggers write: what a statement gives for them is not what is stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from wesley.ir.routine import Function, Trigger, TriggerEvent, TriggerTiming
from wesley.ir.table import Table
from wesley.targets.pgtap.reading import Node, Unreadable, read

_NAME = r"NEW\.(\"(?:[^\"]|\"\")+\"|\w+)\s*:="
_ONLY = re.compile(rf"\s*BEGIN\s+{_NAME}\s*(.+?);\s*RETURN\s+NEW;\s*END;?\s*", re.IGNORECASE | re.DOTALL)
_ANY = re.compile(_NAME, re.IGNORECASE)
_FIRED = frozenset((TriggerEvent.INSERT, TriggerEvent.UPDATE))


class Written(Struct, frozen=True):
    """A column that a trigger writes.

    Args:
        column: its name.
        node: what it holds after INSERT and UPDATE alike; None when that is not understood.
        inserting: whether INSERT fires the trigger.
    """

    column: str
    node: Node | None
    inserting: bool


class Filled(Struct, frozen=True):
    """A table and what its triggers write, in the order in which they fire."""

    table: Table
    written: tuple[Written, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The columns that triggers write."""
        return frozenset(one.column for one in self.written)

    def sources(self, name: str) -> tuple[str, ...] | None:
        """The columns that a column is computed of, or None when statements give its value themselves."""
        found = [one.node for one in self.written if one.column == name]
        if found:
            return tuple(dict.fromkeys(column for node in found if node for column in _columns(node)))
        column = self.table.column(name)
        return column.generated.expression.columns if column and column.generated else None

    def bases(self, names: Iterable[str]) -> tuple[str, ...]:
        """The columns that others are in the end computed of; those that are not computed stand for themselves."""
        waiting, seen, found = list(names), set[str](), list[str]()
        while waiting:
            name = waiting.pop(0)
            if name not in seen:
                seen.add(name)
                sources = self.sources(name)
                waiting += sources or ()
                found += [name] if sources is None else []
        return tuple(found)


def filled(table: Table, functions: Mapping[tuple[str, str], Function]) -> Filled:
    """A table with what its triggers write, as far as the bodies of their functions tell."""
    before = [one for one in table.triggers if one.timing == TriggerTiming.BEFORE and _FIRED.intersection(one.events)]
    found = [one for trigger in before for one in _written(table, trigger, functions)]
    names = [one.column for one in found]
    return Filled(table, tuple(one if names.count(one.column) == 1 else _unknown(one) for one in found))


def _unknown(one: Written) -> Written:
    return Written(one.column, None, one.inserting)


def _written(table: Table, trigger: Trigger, functions: Mapping[tuple[str, str], Function]) -> list[Written]:
    function = functions.get((trigger.function_schema, trigger.function))
    body, inserting = function.body if function else "", TriggerEvent.INSERT in trigger.events
    names = dict.fromkeys((*map(_plain, _ANY.findall(body)), *trigger.arguments))
    columns = [name for name in names if table.column(name)]
    only = _ONLY.fullmatch(body)
    if only is None or len(columns) != 1 or trigger.when or trigger.update_columns:
        return [Written(name, None, inserting) for name in columns]
    return [Written(columns[0], _node(table, trigger, columns[0], only[2]), inserting)]


def _node(table: Table, trigger: Trigger, name: str, sql: str) -> Node | None:
    """The expression, where INSERT gives the same: by the trigger, or by a default of equal text."""
    column = table.column(name)
    default = column.default.sql if column and column.default else None
    if not _FIRED.issubset(trigger.events) and default != sql.strip():
        return None
    try:
        return read(sql)
    except Unreadable:
        return None


def _plain(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name.lower()


def _columns(node: Node) -> Iterable[str]:
    if node.kind == "column":
        yield node.value
    for part in node.parts:
        yield from _columns(part)
