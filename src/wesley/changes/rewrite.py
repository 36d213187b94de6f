"""A schema in which something is called otherwise, with all that mentions it, as PostgreSQL itself rewrites it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from wesley.changes.edit import exchange
from wesley.changes.rewrite_body import with_renamed_bodies
from wesley.changes.rewrite_names import Names, facts_of, in_expression, in_query, in_signature, in_type
from wesley.changes.rewrite_table import concerned_tables, renamed_table
from wesley.ir.domain import Domain
from wesley.ir.enum import Enum
from wesley.ir.routine import Function
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.ir.view import View


def renamed(schema: Physical, names: Names) -> Physical:
    """The schema with other names.

    Args:
        schema: the schema.
        names: what is called otherwise; the facts in it are taken from the schema.

    Raises:
        SqlError: it cannot be told what a name in an expression means.
    """
    names = replace(names, facts=facts_of(schema), relations={**names.relations, **dict(_moving(schema, names))})
    schema = with_renamed_bodies(schema, names.columns)
    schema = _renamed(schema, "tables", concerned_tables(schema.tables, names), renamed_table, names)
    for collection, rename in _RENAMED.items():
        schema = _renamed(schema, collection, getattr(schema, collection), rename, names)
    return schema


def _renamed(
    schema: Physical, collection: str, elements: Iterable[Any], rename: Callable[[Any, Names], Any], names: Names
) -> Physical:
    pairs = ((each, rename(each, names)) for each in elements)
    return exchange(schema, collection, ((before, after) for before, after in pairs if after != before))


def _moving(schema: Physical, names: Names) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """The sequences that belong to columns of tables which move to another schema: they go with them."""
    for sequence in schema.sequences:
        if sequence.owned_by is not None and (to := names.relations.get(sequence.owned_by[:2])) is not None:
            yield (sequence.schema, sequence.name), (to[0], sequence.name)


def _enum(enum: Enum, names: Names) -> Enum:
    if (enum.schema, enum.name) not in names.types and (enum.schema, enum.name) not in names.values:
        return enum
    schema, name = names.types.get((enum.schema, enum.name), (enum.schema, enum.name))
    values = names.values.get((enum.schema, enum.name), {})
    return replace(enum, schema=schema, name=name, values=tuple(values.get(each, each) for each in enum.values))


def _domain(domain: Domain, names: Names) -> Domain:
    return replace(
        domain,
        type=in_type(domain.type, names),
        default=None if domain.default is None else in_expression(domain.default, names),
        checks=tuple(replace(each, expression=in_expression(each.expression, names)) for each in domain.checks),
    )


def _sequence(sequence: Sequence, names: Names) -> Sequence:
    schema, name = names.relations.get((sequence.schema, sequence.name), (sequence.schema, sequence.name))
    owner = sequence.owned_by
    if owner is not None:
        column = names.columns.get(owner[:2], {}).get(owner[2], owner[2])
        owner = (*names.relations.get(owner[:2], owner[:2]), column)
    return replace(sequence, schema=schema, name=name, owned_by=owner)


def renamed_view(view: View, names: Names) -> View:
    """A view.

    Raises:
        SqlError: it cannot be told what a name in its query means.
    """
    return replace(
        view,
        query=in_query(view.query, names),
        columns=tuple(replace(each, type=in_type(each.type, names)) for each in view.columns),
        depends_on=tuple(sorted(names.relations.get(each, each) for each in view.depends_on)),
    )


def _function(function: Function, names: Names) -> Function:
    return replace(
        function,
        arguments=in_signature(function.arguments, names),
        returns=in_signature(function.returns, names),
    )


_RENAMED: Mapping[str, Callable[[Any, Names], Any]] = {
    "enums": _enum,
    "domains": _domain,
    "sequences": _sequence,
    "views": renamed_view,
    "functions": _function,
}
