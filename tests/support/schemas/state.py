"""A schema on its way: what it is now, what it was, and which names are spent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias, TypeVar

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from tests.support.schemas.names import fresh
from tests.support.schemas.pick import pick_any
from tests.support.schemas.sql_types import BY_NAME, SqlType, domain_of, enum_of
from wesley.ir.column import Column
from wesley.ir.domain import Domain
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.text import qualified

Relation: TypeAlias = tuple[str, str]
_Item = TypeVar("_Item")
ROLES = ("wesley_app", "wesley_audit", 'Wesley "odd" role')


class Former(Struct, frozen=True, kw_only=True):
    """What is called otherwise than in the first schema: from the present name to the name there.

    Args:
        tables, enums: by schema and name.
        columns, values: by the schema and name of the table or enum (as they are now), and the name in it.
    """

    tables: Mapping[Relation, Relation] = {}
    enums: Mapping[Relation, Relation] = {}
    columns: Mapping[tuple[Relation, str], str] = {}
    values: Mapping[tuple[Relation, str], str] = {}


class State(Struct, frozen=True, kw_only=True):
    """A schema between two edits.

    Args:
        physical: the schema.
        version: major version that it is written for.
        virtual: True when virtual generated columns may be made.
        first: the schema that the evolution began with.
        former: names that were changed since.
        taken: names of schemas, relations, types, constraints, ... that are used or were.
        given_up: names of columns, and values of enums, that were renamed or dropped.
        serial: how many edits there were.
        gained, lost: (kind, relation) of what got something since and what lost something: one that did both would
            show a drop and an addition that look like a renaming without its hint.
    """

    physical: Physical
    version: int = 15
    virtual: bool = False
    first: Physical = Physical()
    former: Former = Former()
    taken: frozenset[str] = frozenset()
    given_up: frozenset[str] = frozenset()
    serial: int = 1
    gained: frozenset[tuple[str, Relation]] = frozenset()
    lost: frozenset[tuple[str, Relation]] = frozenset()


Edit: TypeAlias = Callable[[st.DrawFn, State], State | None]


def relation_of(value: Table | Enum) -> Relation:
    """Schema and name."""
    return (value.schema, value.name)


def new_name(draw: st.DrawFn, state: State, stems: tuple[str, ...]) -> str:
    """A name for anything but a column that was never used in the schema."""
    return fresh(draw, stems, state.taken, state.serial)


def new_column_name(draw: st.DrawFn, state: State, table: Table, stems: tuple[str, ...]) -> str:
    """A name for a column that the table does not have, and no column had that was renamed or dropped."""
    taken = {column.name for column in table.columns} | state.given_up
    return fresh(draw, stems, taken, state.serial)


def derived(state: State, name: str, suffix: str) -> str:
    """A name for what belongs to something: never used, and cut as PostgreSQL would have to."""
    stem = name.encode()[:40].decode(errors="ignore")
    return f"{stem}_{suffix}{state.serial}"


def with_tables(state: State, *changed: Table) -> State:
    """The state with other values for the tables of these names, or with these tables in addition."""
    tables = {relation_of(table): table for table in (*state.physical.tables, *changed)}
    return replace(state, physical=replace(state.physical, tables=tuple(tables.values())))


def with_physical(state: State, **fields: object) -> State:
    """The state with other collections."""
    return replace(state, physical=replace(state.physical, **fields))


def tables(state: State, wanted: Callable[[Table], object] = bool) -> list[Table]:
    """The tables that are wanted; lookup tables never are: nothing but their rows changes."""
    return [table for table in state.physical.tables if table.rows is None and wanted(table)]


def pick_of(
    draw: st.DrawFn, state: State, items: Callable[[Table], Iterable[_Item]]
) -> tuple[Table, _Item] | tuple[None, None]:
    """A table and one of its items; twice None where no table has any."""
    found = [(table, item) for table in tables(state) for item in items(table)]
    return pick_any(draw, found) or (None, None)


def type_of(state: State, name: str) -> SqlType:
    """The type of this name: built in, an enum or a domain of the schema, or a type of an extension."""
    if name in BY_NAME:
        return BY_NAME[name]
    for enum in state.physical.enums:
        if qualified(enum.schema, enum.name) == name:
            return enum_of(name, enum.values)
    for domain in state.physical.domains:
        if qualified(domain.schema, domain.name) == name:
            return domain_of(name, domain.type)
    raise LookupError(name)


def types(state: State) -> list[SqlType]:
    """All types that a column can have."""
    own: list[Enum | Domain] = [*state.physical.enums, *state.physical.domains]
    return [*BY_NAME.values(), *(type_of(state, qualified(value.schema, value.name)) for value in own)]


def partition_keys(table: Table) -> tuple[str, ...]:
    """The columns that a partitioned table is partitioned by."""
    return () if table.partitioning is None else tuple(key.column or "" for key in table.partitioning.keys)


def plain_columns(table: Table) -> Iterator[Column]:
    """The columns but generated ones and partition keys."""
    keys = partition_keys(table)
    return (column for column in table.columns if column.generated is None and column.name not in keys)


def stored_columns(table: Table) -> list[Column]:
    """The columns but virtual ones, as they stand in the table."""
    return [column for column in table.in_order() if column.generated is None or column.generated.stored]
