"""Views of one or two relations, taken apart and put together again, so that what they read can change."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from tests.support.schemas.state import Relation
from wesley.ir.column import Column
from wesley.ir.index import Index
from wesley.ir.origin import Position
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.sql.expression import parse_query
from wesley.sql.text import qualified, quote_identifier

_NAME = r'"(?:[^"]|"")*"|[^\W\d]\w*'
_OUTPUT = re.compile(rf"r(\d)\.({_NAME}) AS (\w+)")
_SOURCE = re.compile(rf"({_NAME})\.({_NAME}) r\d")


class Output(Struct, frozen=True):
    """A column of a view: the number of the relation that it comes from, from 0, its name there, and its own name."""

    source: int
    column: str
    name: str


class Shape(Struct, frozen=True, kw_only=True):
    """What a view reads; with `filtered`, only rows whose first column is not null."""

    sources: tuple[Relation, ...]
    outputs: tuple[Output, ...]
    filtered: bool = False


def _plain(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name


def shape_of(view: View) -> Shape:
    """The shape of a view that `view_of` made."""
    head, _, tail = view.query.sql.partition(" FROM ")
    outputs = (Output(int(found[1]) - 1, _plain(found[2]), found[3]) for found in _OUTPUT.finditer(head))
    sources = ((_plain(found[1]), _plain(found[2])) for found in _SOURCE.finditer(tail))
    return Shape(sources=tuple(sources), outputs=tuple(outputs), filtered=" WHERE " in tail)


def _query(shape: Shape) -> str:
    values = [f"r{out.source + 1}.{quote_identifier(out.column)}" for out in shape.outputs]
    outputs = ", ".join(f"{value} AS {out.name}" for value, out in zip(values, shape.outputs, strict=True))
    sources = " CROSS JOIN ".join(f"{qualified(*source)} r{n}" for n, source in enumerate(shape.sources, start=1))
    return f"SELECT {outputs} FROM {sources}" + (f" WHERE {values[0]} IS NOT NULL" if shape.filtered else "")


def view_of(view: View, shape: Shape, types: Mapping[Relation, Mapping[str, str]]) -> View:
    """The view with another shape; what it says of columns that it keeps stays.

    Args:
        view: the view.
        shape: what it reads.
        types: the types of the columns of each relation.
    """
    comments = {column.name: column.comment for column in view.columns}
    columns = tuple(
        Column(
            name=out.name,
            type=types[shape.sources[out.source]][out.column],
            comment=comments.get(out.name),
            position=Position(number),
        )
        for number, out in enumerate(shape.outputs, start=1)
    )
    return replace(
        view,
        query=parse_query(_query(shape)),
        columns=columns,
        depends_on=tuple(sorted(set(shape.sources))),
        indexes=tuple(index for index in view.indexes if _stands(index, {column.name for column in columns})),
    )


def _stands(index: Index, names: set[str]) -> bool:
    return all(key.column in names for key in index.keys)


def column_types(physical: Physical) -> dict[Relation, dict[str, str]]:
    """The types of the columns of each table and view."""
    holders: tuple[Table | View, ...] = (*physical.tables, *physical.views)
    return {(value.schema, value.name): {column.name: column.type for column in value.columns} for value in holders}


def refreshed(physical: Physical) -> tuple[View, ...]:
    """The views with the types that their columns have now, without columns and views whose source is gone."""
    types = column_types(replace(physical, views=()))
    kept: list[View] = []
    for view in in_order(physical.views):
        shape = shape_of(view)
        if all(source in types for source in shape.sources):
            outputs = tuple(out for out in shape.outputs if out.column in types[shape.sources[out.source]])
            if outputs:
                kept.append(view_of(view, replace(shape, outputs=outputs), types))
                types[view.schema, view.name] = {column.name: column.type for column in kept[-1].columns}
    return tuple(kept)


def in_order(views: tuple[View, ...]) -> list[View]:
    """The views, each after those that it reads."""
    left = {(view.schema, view.name): view for view in views}
    ordered: list[View] = []
    while left:
        ready = [view for view in left.values() if not left.keys() & set(view.depends_on)]
        ordered += ready
        for view in ready:
            del left[view.schema, view.name]
    return ordered
