"""Names that new indexes and constraints shall have and that others, which go later, still have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wesley.changes.change import Change
from wesley.changes.own_names import new_name, old_name
from wesley.changes.relations import index_names
from wesley.changes.rename_index import RenameIndex
from wesley.changes.rename_key import RenameKey
from wesley.changes.together import Together
from wesley.ir.index import Index
from wesley.ir.schema import Physical
from wesley.ir.table import Table

Holders = dict[tuple[str, str], tuple[Table, Any]]
"""Schema and name of an index to the table and the index or constraint that has it."""


def holders(physical: Physical) -> Holders:
    """Who has which name: an index shares its names with all indexes of its schema."""
    return {
        (table.schema, member.name): (table, member) for table in physical.tables for member in indexed_members(table)
    }


def indexed_members(table: Table) -> tuple[Any, ...]:
    """The indexes of a table, and the constraints that have one of their own."""
    keys = (table.primary_key,) if table.primary_key is not None else ()
    return (*keys, *table.uniques, *table.exclusions, *table.indexes)


def aside(known: Holders, schema: str, name: str) -> tuple[Change, ...]:
    """The change that frees a name for a new index: what has it is renamed, and dropped later under that name."""
    if (schema, name) not in known:
        return ()
    table, member = known[schema, name]
    free = free_old_name(table, name)
    if isinstance(member, Index):
        return (RenameIndex(schema=schema, table=table.name, name=name, to=free),)
    rename = RenameKey(schema=schema, table=table.name, name=name, to=free)
    return (Together(changes=(rename,), heading=f"Free the name {name}"),)


def aside_in_table(known: Holders, schema: str, table: str, name: str) -> tuple[Change, ...]:
    """As `aside`, for a constraint without an index: it shares its names with the constraints of its table."""
    holder = known.get((schema, name))
    if holder is None or holder[0].name != table or isinstance(holder[1], Index):
        return ()
    return aside(known, schema, name)


def free_old_name(table: Table, name: str) -> str:
    """`old_name`, or, where an earlier plan has left one of it, that of a numbered name."""
    return _free(table, name, old_name)


def free_new_name(table: Table, name: str) -> str:
    """`new_name`, or, where an earlier plan has left one of it, that of a numbered name."""
    return _free(table, name, new_name)


def _free(table: Table, name: str, own_name: Callable[[str], str]) -> str:
    taken = {*index_names(table), *(key.name for key in table.foreign_keys), *(each.name for each in table.checks)}
    number, free = 1, own_name(name)
    while free in taken:
        number += 1
        free = own_name(f"{name}_{number}")
    return free
