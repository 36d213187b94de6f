"""What is bound to columns and has to be made anew when the columns under it change: views, policies, triggers."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from wesley.changes.column_move.move import Names, TableName
from wesley.changes.mentions import (
    names_any,
    policy_names_any,
    policy_reads,
    trigger_names_any,
    view_reads,
)
from wesley.ir.column import Column
from wesley.ir.policy import Policy
from wesley.ir.routine import Trigger
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.view import View


class Standing(Struct, frozen=True, kw_only=True):
    """What stands on some columns.

    Args:
        policies, triggers, generated: with the schema and name of their table.
        views: those that read the columns and those on top of these; each after all that it reads.
    """

    policies: tuple[tuple[TableName, Policy], ...]
    triggers: tuple[tuple[TableName, Trigger], ...]
    generated: tuple[tuple[TableName, Column], ...]
    views: tuple[View, ...]


def standing_on(schema: Physical, columns: Names) -> Standing:
    """What stands on the columns that are named by table; their successors do not matter."""
    return Standing(
        policies=tuple(_policies(schema, columns)),
        triggers=tuple(_triggers(schema, columns)),
        generated=tuple(_generated(schema, columns)),
        views=_views(schema, columns),
    )


def _policies(schema: Physical, columns: Names) -> Iterator[tuple[TableName, Policy]]:
    for table in schema.tables:
        for policy in table.policies:
            own = policy_names_any(policy, columns.get(_name(table), ()))
            if own or any(policy_reads(policy, *place, its) for place, its in columns.items()):
                yield _name(table), policy


def _triggers(schema: Physical, columns: Names) -> Iterator[tuple[TableName, Trigger]]:
    for place, its in columns.items():
        table = schema.table(*place)
        for trigger in () if table is None else table.triggers:
            if trigger_names_any(trigger, its):
                yield place, trigger


def _generated(schema: Physical, columns: Names) -> Iterator[tuple[TableName, Column]]:
    for place, its in columns.items():
        table = schema.table(*place)
        for column in () if table is None else table.columns:
            if column.generated is not None and names_any(column.generated.expression, its):
                yield place, column


def _views(schema: Physical, columns: Names) -> tuple[View, ...]:
    found = {
        (view.schema, view.name): view
        for view in schema.views
        if any(view_reads(view, *place, its) for place, its in columns.items())
    }
    grown = True
    while grown:
        upper = {
            (view.schema, view.name): view
            for view in schema.views
            if (view.schema, view.name) not in found and any(name in found for name in view.depends_on)
        }
        grown = bool(upper)
        found |= upper
    return in_order_of_creation(found)


def in_order_of_creation(views: dict[TableName, View]) -> tuple[View, ...]:
    """The views, each after those of them that it reads."""
    done: dict[TableName, View] = {}

    def place(name: TableName) -> None:
        if name in done or name not in views:
            return
        for below in views[name].depends_on:
            place(below)
        done[name] = views[name]

    for name in sorted(views):
        place(name)
    return tuple(done.values())


def _name(table: Table) -> TableName:
    return (table.schema, table.name)
