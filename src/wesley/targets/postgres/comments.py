"""COMMENT ON everything that has a description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wesley.ir.origin import Origin
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.memory.memory import Memory
from wesley.sql.ddl.comment import Comment, Commented, comment_on, comment_on_function, prove_comments
from wesley.targets.postgres.statement import located, of_each, written

_Placed = tuple[Comment, Origin]


def comments(physical: Physical, memory: Memory | None = None) -> Iterator[str]:
    """The comments of functions, enums, domains, sequences, tables and views."""
    for function in physical.functions:
        if function.comment is not None:
            name = (function.schema, function.name, function.arguments)
            yield written(function.origin, comment_on_function, *name, function.comment)
    if memory is None:  # by the hundred it is faster
        yield from _proved(_of_all(physical))
    else:
        yield from _proved(_of_types(physical))
        yield from of_each(memory, "comments", physical.tables, lambda table: _proved(_of_table(table)))
        yield from of_each(memory, "comments on views", physical.views, lambda view: _proved(_of_view(view)))


def _proved(comments_placed: Iterable[_Placed]) -> list[str]:
    placed = list(comments_placed)
    texts = [located(origin, comment_on, comment) for comment, origin in placed]
    prove_comments(texts, [comment for comment, _ in placed])
    return texts


def _of_all(physical: Physical) -> Iterator[_Placed]:
    yield from _of_types(physical)
    for table in physical.tables:
        yield from _of_table(table)
    for view in physical.views:
        yield from _of_view(view)


def _of_types(physical: Physical) -> Iterator[_Placed]:
    for enum in physical.enums:
        if enum.comment is not None:
            yield Comment(Commented.TYPE, (enum.schema, enum.name), enum.comment), enum.origin
    for domain in physical.domains:
        if domain.comment is not None:
            yield Comment(Commented.DOMAIN, (domain.schema, domain.name), domain.comment), domain.origin
    for sequence in physical.sequences:
        if sequence.comment is not None:
            yield Comment(Commented.SEQUENCE, (sequence.schema, sequence.name), sequence.comment), sequence.origin


def _of_table(table: Table) -> Iterator[_Placed]:
    if table.comment is not None:
        yield Comment(Commented.TABLE, (table.schema, table.name), table.comment), table.origin
    for column in table.in_order():
        if column.comment is not None:
            yield Comment(Commented.COLUMN, (table.schema, table.name, column.name), column.comment), column.origin
    for index in table.indexes:
        if index.comment is not None:
            yield Comment(Commented.INDEX, (table.schema, index.name), index.comment), index.origin


def _of_view(view: View) -> Iterator[_Placed]:
    if view.comment is not None:
        on = Commented.MATERIALIZED_VIEW if view.materialized else Commented.VIEW
        yield Comment(on, (view.schema, view.name), view.comment), view.origin
    for column in view.columns:
        if column.comment is not None:
            yield Comment(Commented.COLUMN, (view.schema, view.name, column.name), column.comment), column.origin
    for index in view.indexes:
        if index.comment is not None:
            yield Comment(Commented.INDEX, (view.schema, index.name), index.comment), index.origin
