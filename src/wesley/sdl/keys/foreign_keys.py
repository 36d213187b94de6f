"""Foreign keys once all of them are known: the types of both sides, the keys that they refer to, their indexes."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.constraint import Deferrable, ForeignKey
from wesley.ir.index import Index, IndexKey
from wesley.problems.problem import Related
from wesley.sdl.draft import ColumnDraft, Draft, TableDraft
from wesley.sdl.names import default_name
from wesley.sdl.rules.foreign_key_target import FOREIGN_KEY_TARGET
from wesley.sdl.rules.foreign_key_type import FOREIGN_KEY_TYPE
from wesley.sql.type_name import base_type, is_array

Tables = dict[tuple[str, str], TableDraft]
"""Tables by schema and name."""


def take_types(draft: Draft) -> None:
    """Give fields of type ID that refer to fields of type ID the type of the column at the end of the chain.

    A field with `@column(type:)` says its type itself. Keys that only refer to each other in a ring keep theirs.
    """
    tables = _by_name(draft)
    referred = {
        id(column): target
        for table, key in _all(draft)
        for column, target in _pairs(tables, table, key)
        if _is_plain_id(column) and target.scalar == "ID" and target.depth == 0
    }
    for table in draft.tables.values():
        for column in table.columns.values():
            column.type = _end_of_chain(column, referred).type


def _is_plain_id(column: ColumnDraft) -> bool:
    return column.scalar == "ID" and column.depth == 0 and not column.own_type


def _end_of_chain(column: ColumnDraft, referred: dict[int, ColumnDraft]) -> ColumnDraft:
    seen: set[int] = set()
    found = column
    while id(found) in referred:
        if id(found) in seen:
            return column
        seen.add(id(found))
        found = referred[id(found)]
    return found


def check(draft: Draft) -> None:
    """Report foreign keys whose sides have different types, or that refer to what is no key.

    This is judged here and not on the finished schema because a table that something else manages is not in it.
    """
    tables = _by_name(draft)
    for table, key in _all(draft):
        target = tables.get((key.ref_schema, key.ref_table))
        if target is not None and not _is_key(target, key.ref_columns):
            _report_target(draft, target, key)
        for column, other in _pairs(tables, table, key):
            if column.type and other.type and _comparable(column.type) != _comparable(other.type):
                _report_types(draft, key, column, other)


def _comparable(canonical: str) -> tuple[str | None, str, bool]:
    """The type without its length: PostgreSQL compares `varchar(10)` with `varchar(20)` as one type."""
    return (*base_type(canonical), is_array(canonical))


def _report_types(draft: Draft, key: ForeignKey, column: ColumnDraft, other: ColumnDraft) -> None:
    message = f"`{column.name}` is {column.type}, and `{key.ref_table}.{other.name}` is {other.type}"
    related = (Related("the column that is referred to", other.origin),)
    help_text = f"declare the field as `{other.scalar}` too, or give it `@column(type:)`"
    draft.report(FOREIGN_KEY_TYPE.code, message, key.origin, help_text, related)


def _is_key(target: TableDraft, columns: tuple[str, ...]) -> bool:
    """True when PostgreSQL accepts the columns as a key, in any order (manual, CREATE TABLE, REFERENCES)."""
    wanted = set(columns)
    keys = [*(() if target.primary_key is None else (target.primary_key,)), *target.uniques]
    if any(key.deferrable is Deferrable.NO and set(key.columns) == wanted for key in keys):
        return True
    return any(
        index.unique and index.where is None and set(index.leading_columns()) == wanted and _is_plain(index)
        for index in target.indexes
    )


def _is_plain(index: Index) -> bool:
    return all(key.column is not None for key in index.keys)


def _report_target(draft: Draft, target: TableDraft, key: ForeignKey) -> None:
    columns = ", ".join(f"`{name}`" for name in key.ref_columns)
    message = f"{columns} of `{target.definition.name}` is neither its primary key nor unique"
    if len(key.ref_columns) > 1:
        message = f"{columns} of `{target.definition.name}` are together neither its primary key nor unique"
    related = (Related("the type that is referred to", target.origin),)
    help_text = "refer to its primary key, or add @unique (not deferrable, without `where`)"
    draft.report(FOREIGN_KEY_TARGET.code, message, key.origin, help_text, related)


def add_indexes(draft: Draft) -> None:
    """Index the columns of every foreign key, unless `index: false` or something that begins with them serves.

    Deleting or changing a row looks for the rows that refer to it, and without an index reads the whole table. Longer
    keys come first, so that their indexes serve the shorter ones.
    """
    for table in draft.base_tables():
        for key in sorted(table.foreign_keys, key=lambda one: -len(one.columns)):
            if key.name not in table.unindexed_foreign_keys and not _is_covered(table, key.columns):
                table.indexes.append(
                    Index(
                        name=table.new_name(default_name(table.name, *key.columns, suffix="idx")),
                        keys=tuple(IndexKey(column=name) for name in key.columns),
                        origin=key.origin,
                    )
                )


def _is_covered(table: TableDraft, columns: tuple[str, ...]) -> bool:
    wanted = set(columns)
    return any(set(leading[: len(columns)]) == wanted for leading in _leading(table))


def _leading(table: TableDraft) -> Iterator[tuple[str, ...]]:
    """The columns that the keys and whole indexes of a table begin with."""
    if table.primary_key is not None:
        yield table.primary_key.columns
    for unique in table.uniques:
        yield unique.columns
    for index in table.indexes:
        if index.where is None and index.method in ("btree", "hash"):
            yield index.leading_columns()


def _by_name(draft: Draft) -> Tables:
    return {(table.schema, table.name): table for table in draft.base_tables()}


def _all(draft: Draft) -> Iterator[tuple[TableDraft, ForeignKey]]:
    for table in draft.base_tables():
        for key in table.foreign_keys:
            yield table, key


def _pairs(tables: Tables, table: TableDraft, key: ForeignKey) -> Iterator[tuple[ColumnDraft, ColumnDraft]]:
    """The columns of both sides, as far as they are columns of the schema language."""
    target = tables.get((key.ref_schema, key.ref_table))
    for name, ref_name in zip(key.columns, key.ref_columns, strict=True):
        column = table.by_column(name)
        other = None if target is None else target.by_column(ref_name)
        if column is not None and other is not None:
            yield column, other
