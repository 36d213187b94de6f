"""A table with all that belongs to it, in another schema and where needed under other names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from wesley.changes.codes import KEPT_TWICE
from wesley.changes.default_names import default_name
from wesley.changes.edit import edit_table, the_table
from wesley.changes.lock import Lock, RelationLock, access_exclusive, locks_on
from wesley.changes.own_names import OWN_SCHEMAS
from wesley.changes.relations import index_names
from wesley.changes.rewrite import renamed
from wesley.changes.rewrite_names import Names
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.schema import Physical
from wesley.ir.table import Partition, Table
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.ddl.alter_index import rename_index
from wesley.sql.ddl.alter_table import rename_table, set_table_schema
from wesley.sql.ddl.identity_sequence import rename_sequence_of
from wesley.sql.ddl.sequence import rename_sequence
from wesley.sql.deparse import to_sql
from wesley.sql.parse import Tree

Name: TypeAlias = "tuple[str, str]"
Pairs: TypeAlias = "tuple[tuple[str, str], ...]"
Locked: TypeAlias = "tuple[tuple[RelationLock, ...], Tree]"


class TableMove(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """From where to where.

    Args:
        before, after: schema and name of the table.
        indexes: names of indexes, those of constraints among them, before and after, where they differ.
        sequences: names of the sequences that its columns own, before and after, where they differ.
        identities: identity columns, with the names that their sequences get on the way there and on the way back,
            where their names may be taken.
        partitions: schema and name of its partitions, before and after.
    """

    before: Name
    after: Name
    indexes: Pairs = ()
    sequences: Pairs = ()
    identities: tuple[tuple[str, str, str], ...] = ()
    partitions: tuple[tuple[Name, Name], ...] = ()


def inverse(move: TableMove) -> TableMove:
    """The same move the other way round."""
    return TableMove(
        before=move.after,
        after=move.before,
        indexes=tuple((after, before) for before, after in move.indexes),
        sequences=tuple((after, before) for before, after in move.sequences),
        identities=tuple((column, back, there) for column, there, back in move.identities),
        partitions=tuple((after, before) for before, after in move.partitions),
    )


def aside(physical: Physical, table: Table, schema: str) -> TableMove:
    """The move of a table into another schema, where all of its names are free.

    Args:
        physical: the schema right before.
        table: the table.
        schema: name of the PostgreSQL schema that it moves to.

    Raises:
        WesleyError: its names are taken, and those of the indexes of its partitions are not known.
    """
    taken = frozenset(_taken(physical, schema))
    number, ending = 1, ""
    while taken.intersection(_names(physical, table, ending)):
        number += 1
        ending = f"_{number}"
        # They are renamed before they move, so these names have to be free where they are, too.
        taken |= frozenset(_taken(physical, table.schema))
    partitions = () if table.partitioning is None else table.partitioning.partitions
    if ending and partitions:
        raise WesleyError(_kept_already(table))
    return TableMove(
        before=(table.schema, table.name),
        after=(schema, _ended(table.name, ending)),
        indexes=tuple((name, _ended(name, ending)) for name in index_names(table) if ending),
        sequences=tuple((name, _ended(name, ending)) for name in _owned(physical, table) if ending),
        identities=tuple(_identities(table, ending)) if ending else (),
        partitions=tuple(((each.schema, each.name), (schema, _ended(each.name, ending))) for each in partitions),
    )


def moved(physical: Physical, move: TableMove) -> Physical:
    """The schema after the move."""
    if _renames_first(move):
        physical = _renumbered_in(physical, move, move.before[0])
    physical = renamed(physical, Names(relations={move.before: move.after}))
    if not _renames_first(move):
        physical = _renumbered_in(physical, move, move.after[0])
    table = the_table(physical, *move.after)
    names, partitions = dict(move.indexes), dict(move.partitions)
    return edit_table(
        physical,
        *move.after,
        primary_key=table.primary_key and _renamed(table.primary_key, names),
        uniques=tuple(_renamed(each, names) for each in table.uniques),
        exclusions=tuple(_renamed(each, names) for each in table.exclusions),
        indexes=tuple(_renamed(each, names) for each in table.indexes),
        partitioning=table.partitioning
        and replace(
            table.partitioning,
            partitions=tuple(sorted((_placed(each, partitions) for each in table.partitioning.partitions), key=_place)),
        ),
    )


def _renames_first(move: TableMove) -> bool:
    """True on the way out of sight: new names are free in both schemas, old ones in the schema of the user alone."""
    return move.after[0] in OWN_SCHEMAS


def _renumbered_in(physical: Physical, move: TableMove, schema: str) -> Physical:
    for before, after in move.sequences:
        physical = renamed(physical, Names(relations={(schema, before): (schema, after)}))
    return physical


def move_statements(situation: Situation, move: TableMove, why: str, manual: str = "") -> Iterator[Statement]:
    """The statements that make the move: the catalog alone changes.

    Args:
        situation: right before.
        move: the move.
        why: the reason.
        manual: what to do when they fail.
    """
    for lock, tree in _trees(situation.before, move):
        yield Statement(sql=to_sql(tree), why=why, locks=lock, manual=manual)


def _trees(physical: Physical, move: TableMove) -> Iterator[Locked]:
    """Each statement with its locks, under the names of that moment; the table is locked before what belongs to it."""
    (schema, name), (to_schema, to_name) = move.before, move.after
    places = ((move.before, move.after), *move.partitions)
    owned = tuple(_owned(physical, the_table(physical, schema, name)))
    if _renames_first(move):
        yield from _named(schema, name, to_name)
        yield from _renames(move, (schema, to_name))
        named = dict(move.sequences)
        its = tuple(access_exclusive(schema, named.get(each, each)) for each in owned)
        yield from (_placed_in(was[0], to[1], to[0], its if was == move.before else ()) for was, to in places)
    else:
        its = tuple(access_exclusive(schema, each) for each in owned)
        yield from (_placed_in(*was, to[0], its if was == move.before else ()) for was, to in places)
        yield from _named(to_schema, name, to_name)
        yield from _renames(move, move.after)


def _named(schema: str, name: str, to: str) -> Iterator[Locked]:
    if name != to:
        yield (access_exclusive(schema, name),), rename_table(schema, name, to)


def _placed_in(schema: str, name: str, to: str, sequences: tuple[RelationLock, ...]) -> Locked:
    return (access_exclusive(schema, name), *sequences), set_table_schema(schema, name, to)


def _renames(move: TableMove, place: Name) -> Iterator[Locked]:
    """What has other names there, while the table has this place."""
    schema, table = place
    for before, after in move.indexes:
        yield locks_on(schema, before, Lock.SHARE_UPDATE_EXCLUSIVE), rename_index(schema, before, after)
    for before, after in move.sequences:
        yield (access_exclusive(schema, before),), rename_sequence(schema, before, after)
    for column, name, _ in move.identities:
        yield (), rename_sequence_of(schema, table, column, name)


def _kept_already(table: Table) -> Problem:
    return Problem(
        code=KEPT_TWICE,
        message=f"an earlier {table.name} is kept already, and {table.schema}.{table.name} is partitioned",
        origin=table.origin,
        help="let the earlier one go first: wesley purge",
    )


def _taken(physical: Physical, schema: str) -> Iterator[str]:
    """The names of the relations of a schema: tables, indexes and sequences share them."""
    for table in physical.tables:
        if table.schema == schema:
            yield from _names(physical, table)
    yield from (sequence.name for sequence in physical.sequences if sequence.schema == schema)


def _names(physical: Physical, table: Table, ending: str = "") -> Iterator[str]:
    """The names of a table and all that shares its names with relations, each with an ending."""
    yield _ended(table.name, ending)
    yield from (_ended(name, ending) for name in index_names(table))
    yield from (_ended(name, ending) for name in _owned(physical, table))
    yield from (name for _, name, _ in _identities(table, ending))
    if table.partitioning is not None:
        yield from (_ended(partition.name, ending) for partition in table.partitioning.partitions)


def _owned(physical: Physical, table: Table) -> Iterator[str]:
    """The sequences that columns own: they move along."""
    for sequence in physical.sequences:
        if sequence.owned_by is not None and sequence.owned_by[:2] == (table.schema, table.name):
            yield sequence.name


def _identities(table: Table, ending: str) -> Iterator[tuple[str, str, str]]:
    """The identity columns, with the names that PostgreSQL gives their sequences in the one and the other table."""
    for column in table.columns:
        if column.identity is not None:
            ended = default_name(_ended(table.name, ending), column.name, "seq")
            yield column.name, ended, default_name(table.name, column.name, "seq")


def _ended(name: str, ending: str) -> str:
    """The name with an ending, within PostgreSQL's 63 bytes."""
    room = 63 - len(ending)
    return name.encode()[:room].decode(errors="ignore") + ending


def _renamed(member: Any, names: dict[str, str]) -> Any:
    return replace(member, name=names.get(member.name, member.name))


def _placed(partition: Partition, names: dict[Name, Name]) -> Partition:
    schema, name = names.get((partition.schema, partition.name), (partition.schema, partition.name))
    return replace(partition, schema=schema, name=name)


def _place(partition: Partition) -> Name:
    return (partition.name, partition.schema)
