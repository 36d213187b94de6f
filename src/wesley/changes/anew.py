"""What stands on a column and is written otherwise once the column has another type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from wesley.changes.edit import put, put_member
from wesley.changes.mentions import (
    exclusion_names_any,
    index_names_any,
    names_any,
    policy_names_any,
    trigger_names_any,
    view_reads,
)
from wesley.changes.pairs import differing
from wesley.changes.view_order import Name, name_of, standing_on
from wesley.ir.column import Column
from wesley.ir.constraint import Check, Exclusion
from wesley.ir.index import Index
from wesley.ir.policy import Policy
from wesley.ir.routine import Trigger
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.view import View

_Part: TypeAlias = "Check | Column | Exclusion | Index | Policy | Trigger"


class Anew(Struct, frozen=True, kw_only=True):
    """The parts of one table, and the views, in their form for the new type."""

    columns: tuple[Column, ...] = ()
    checks: tuple[Check, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    indexes: tuple[Index, ...] = ()
    policies: tuple[Policy, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    views: tuple[View, ...] = ()

    def apply(self, schema: Physical, name: str, table: str) -> Physical:
        """The schema with these in place of what has their names."""
        for collection in ("columns", "checks", "exclusions", "indexes", "policies", "triggers"):
            for part in getattr(self, collection):
                schema = put_member(schema, name, table, collection, part)
        for view in self.views:
            schema = put(schema, "views", view)
        return schema


def written_anew(old: Physical, new: Physical, before: Table, after: Table, column: str) -> Anew:
    """The parts that differ and name the column, as the new schema has them."""
    its = (column,)
    return Anew(
        columns=tuple(_computed(before, after, its)),
        checks=tuple(
            replace(check, valid=was.valid)
            for was, check in differing(before.checks, after.checks)
            if names_any(was.expression, its) and names_any(check.expression, its)
        ),
        exclusions=tuple(
            exclusion
            for was, exclusion in differing(before.exclusions, after.exclusions)
            if exclusion_names_any(was, its) and exclusion_names_any(exclusion, its)
        ),
        indexes=tuple(
            replace(index, comment=was.comment, valid=was.valid)
            for was, index in differing(before.indexes, after.indexes)
            if index_names_any(was, its) and index_names_any(index, its)
        ),
        policies=tuple(_same_kind(before, after, column)),
        triggers=tuple(
            trigger
            for was, trigger in differing(before.triggers, after.triggers)
            if trigger_names_any(was, its) and trigger_names_any(trigger, its)
        ),
        views=tuple(_views(old, new, before, its)),
    )


def _computed(before: Table, after: Table, columns: tuple[str, ...]) -> Iterator[Column]:
    """The generated columns; what has nothing to do with how they are computed is as it was."""
    for was, column in differing(before.columns, after.columns):
        if was.generated is None or column.generated is None:
            continue
        if names_any(was.generated.expression, columns) and names_any(column.generated.expression, columns):
            yield recomputed(was, column)


def recomputed(was: Column, column: Column) -> Column:
    """A generated column with another type and expression; all else of it is the matter of other changes."""
    return replace(
        was,
        type=column.type,
        collation=column.collation,
        generated=column.generated,
        storage=column.storage,
        compression=column.compression,
        origin=column.origin,
    )


def _views(old: Physical, new: Physical, table: Table, columns: tuple[str, ...]) -> Iterator[View]:
    """The views that read the column, and those on top of these that read nothing which is made later."""
    reading = {name_of(view) for view in old.views if view_reads(view, table.schema, table.name, columns)}
    above = standing_on(old.views, reading) if reading else frozenset()
    for was, view in differing(old.views, new.views):
        if name_of(was) in reading or (name_of(was) in above and all(_is_there(old, name) for name in view.depends_on)):
            yield view


def _is_there(schema: Physical, name: Name) -> bool:
    return schema.table(*name) is not None or any(name_of(view) == name for view in schema.views)


def _same_kind(before: Table, after: Table, column: str) -> Iterator[Policy]:
    for was, policy in differing(before.policies, after.policies):
        alike = (was.command, was.permissive) == (policy.command, policy.permissive)
        if alike and policy_names_any(was, (column,)):
            yield policy


def shared(left: Anew, right: Anew) -> bool:
    """True when two of them have a part in common."""
    return any(
        {part.name for part in getattr(left, collection)} & {part.name for part in getattr(right, collection)}
        for collection in Anew.__struct_fields__
    )
