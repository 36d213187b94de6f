"""Constraints that are there on the successors as such, since none can be made of an index in the end."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.column_move.copies import copy_name, is_built_whole, is_deferrable, is_kept
from wesley.changes.column_move.move import Move, successors
from wesley.changes.mentions import exclusion_names_any
from wesley.changes.own_names import new_name
from wesley.changes.rewrite_row import renamed_exclusion, renamed_key
from wesley.ir.constraint import Exclusion, Unique
from wesley.ir.table import Table


def unique_copies(table: Table, moves: tuple[Move, ...]) -> Iterator[tuple[Unique, Unique]]:
    """Each unique constraint that has a column that moves and is deferrable or of a partitioned table, and its copy."""
    names = successors(moves).get((table.schema, table.name), {})
    for key in table.uniques:
        if not is_built_whole(table, key) or is_kept(key.name, moves):
            continue
        if not set(names).isdisjoint((*key.columns, *key.include)):
            yield key, replace(renamed_key(key, names), name=copy_name(table, key.name, moves))


def empty_copies(table: Table, moves: tuple[Move, ...], move: Move) -> Iterator[Unique]:
    """The copies that have to be there before the successor of `move`, the last one that they need, has a value.

    An index cannot be deferrable while it is built: it would refuse what the application does within a statement or a
    transaction of its own. One of NULL alone refuses nothing, and the constraint is there before a value is.
    """
    for key, copy in unique_copies(table, moves):
        needed = [each for each in moves if each.place == move.place and each.column in key.columns]
        if is_deferrable(key) and needed[-1] == move:
            yield copy


def filled_copies(table: Table, moves: tuple[Move, ...]) -> Iterator[Unique]:
    """The copies that are built once the successors have their values."""
    return (copy for key, copy in unique_copies(table, moves) if not is_deferrable(key))


def exclusion_copies(table: Table, moves: tuple[Move, ...]) -> Iterator[tuple[Exclusion, Exclusion]]:
    """Each exclusion that names a column that moves, and its copy."""
    names = successors(moves).get((table.schema, table.name), {})
    for each in table.exclusions:
        if exclusion_names_any(each, names):
            yield each, replace(renamed_exclusion(each, names, table.name), name=new_name(each.name))
