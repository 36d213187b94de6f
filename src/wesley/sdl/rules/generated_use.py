"""A generated column is used where PostgreSQL does not allow one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wesley.ir.constraint import Exclusion, ReferentialAction
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.origin import Origin
from wesley.ir.table import Table
from wesley.problems.problem import Code, Problem
from wesley.sdl.rule import Rule, Subject

_WRITING_ON_DELETE = (ReferentialAction.SET_NULL, ReferentialAction.SET_DEFAULT)
_WRITING_ON_UPDATE = (*_WRITING_ON_DELETE, ReferentialAction.CASCADE)

Found = tuple[str, Origin]
"""What is wrong, and where it was written."""


def check(subject: Subject) -> Iterator[Problem]:
    """Generated columns that something writes, that partition a table, or that are virtual and indexed."""
    for table in subject.schema.physical.tables:
        generated = {column.name for column in table.columns if column.generated is not None}
        virtual = {column.name for column in table.columns if column.generated and not column.generated.stored}
        if generated:
            for message, origin in (*_written(table, generated), *_indexed(table, virtual)):
                yield Problem(code=GENERATED_USE.code, message=message, origin=origin, help="use `mode: TRIGGER`")


def _written(table: Table, generated: set[str]) -> Iterator[Found]:
    for key in table.foreign_keys:
        columns = generated.intersection(key.columns)
        if columns and (key.on_delete in _WRITING_ON_DELETE or key.on_update in _WRITING_ON_UPDATE):
            yield f"the foreign key would write the generated column {_named(columns)}", key.origin
    if table.partitioning is not None:
        columns = generated.intersection(key.column for key in table.partitioning.keys if key.column is not None)
        if columns:
            yield f"the generated column {_named(columns)} cannot partition the table", table.partitioning.origin


def _indexed(table: Table, virtual: set[str]) -> Iterator[Found]:
    keys = (*(() if table.primary_key is None else (table.primary_key,)), *table.uniques)
    uses = [(set(key.columns), key.origin, "be part of a key") for key in keys]
    uses += [(_columns(index), index.origin, "be indexed") for index in table.indexes]
    uses += [(_named_by(found), found.origin, "exclude rows") for found in table.exclusions]
    uses += [(set(key.columns), key.origin, "refer to another table") for key in table.foreign_keys]
    for columns, origin, what in uses:
        if columns & virtual:
            yield f"the virtual column {_named(columns & virtual)} cannot {what}", origin


def _columns(index: Index) -> set[str]:
    return set(index.include) | _of_keys(index.keys, index.where)


def _named_by(exclusion: Exclusion) -> set[str]:
    return _of_keys((element.key for element in exclusion.elements), exclusion.where)


def _of_keys(keys: Iterable[IndexKey], where: Expression | None) -> set[str]:
    names = set(() if where is None else where.columns)
    for key in keys:
        names.update(() if key.expression is None else key.expression.columns)
        names.update(() if key.column is None else (key.column,))
    return names


def _named(columns: set[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(columns))


GENERATED_USE = Rule(
    Code(
        code="E313",
        name="generated-use",
        summary="A generated column is used where PostgreSQL does not allow one.",
        why="Nothing can write a generated column, so no referential action may; it cannot partition a table; and a "
        "virtual one has no values to index (manual, 5.4, and CREATE INDEX; measured on PostgreSQL 18).",
        bad="type User @table {\n  id: Int! @primaryKey\n}\n\ntype Order @table {\n  id: Int! @primaryKey\n"
        '  userId: Int @computed(expr: "id / 2") @foreignKey(ref: "User.id", onDelete: SET_NULL)\n}',
        good="type User @table {\n  id: Int! @primaryKey\n}\n\ntype Order @table {\n  id: Int! @primaryKey\n"
        '  userId: Int @computed(expr: "id / 2") @foreignKey(ref: "User.id", onDelete: CASCADE)\n}',
    ),
    check,
    of_tables=True,
)
