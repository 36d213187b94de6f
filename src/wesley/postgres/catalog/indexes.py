"""Indexes: those of constraints too, which say what their constraint is made of."""

from __future__ import annotations

from sys import intern
from typing import NamedTuple

from wesley.ir.index import Index, IndexKey
from wesley.postgres.catalog.columns import Attribute
from wesley.postgres.catalog.names import Names
from wesley.postgres.catalog.relations import options
from wesley.postgres.catalog.scope import Scope, comment, own
from wesley.postgres.catalog.server import printed, printed_if
from wesley.postgres.session import Session
from wesley.sql.error import SqlError
from wesley.sql.printed import printed_expression, printed_index_collations

_INDEXES = """
SELECT x.indexrelid, x.indrelid, t.relname, c.relname, m.amname, x.indisunique, x.indisvalid, x.indnkeyatts,
    x.indkey::text, x.indoption::text, x.indclass::text, x.indcollation::text, c.reloptions,
    x.indpred IS NOT NULL, pg_get_expr(x.indpred, x.indrelid), {nulls_not_distinct}, {comment},
    EXISTS (SELECT FROM pg_constraint k
            WHERE k.conindid = x.indexrelid AND k.conrelid = x.indrelid AND k.contype IN ('p', 'u', 'x')),
    CASE WHEN x.indexprs IS NOT NULL THEN pg_get_indexdef(x.indexrelid) END,
    CASE WHEN x.indexprs IS NOT NULL THEN
        (SELECT array_agg(pg_get_indexdef(x.indexrelid, place, false) ORDER BY place)
         FROM generate_series(1, x.indnkeyatts) place) END,
    CASE WHEN x.indexprs IS NOT NULL THEN
        (SELECT array_agg(a.atttypid::bigint ORDER BY a.attnum) FROM pg_attribute a
         WHERE a.attrelid = x.indexrelid) END,
    {has_class_options}
FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace JOIN pg_am m ON m.oid = c.relam
WHERE t.relkind IN ('r', 'p', 'm') AND NOT t.relispartition AND {in_scope} AND {own}
"""
_CLASS_OPTIONS = """EXISTS (SELECT FROM pg_attribute a
            WHERE a.attrelid = x.indexrelid AND a.attoptions IS NOT NULL)"""
_CLASS_OPTIONS_SINCE = 13
_NULLS_NOT_DISTINCT_SINCE = 15
# The collation `default`, and none (pg_collation.dat of 12 to 18).
_PLAIN_COLLATIONS = (0, 100)
_DESCENDING, _NULLS_FIRST = 1, 2  # bits of pg_index.indoption (catalog/pg_index.h)


class IndexRow(NamedTuple):
    """A row of pg_index; `definition`, `keys` and `key_types` only where a key is an expression."""

    oid: int
    relation: int
    table: str
    name: str
    method: str
    is_unique: bool
    is_valid: bool
    key_count: int
    numbers: str
    orders: str
    classes: str
    collations: str
    options: list[str] | None
    is_partial: bool
    predicate_print: str | None
    nulls_not_distinct: bool
    comment: str | None
    of_constraint: bool
    definition: str | None
    keys: list[str | None] | None
    key_types: list[int] | None
    has_class_options: bool

    @property
    def predicate(self) -> str | None:
        """The condition of a partial index."""
        return printed_if(self.is_partial, self.predicate_print)


def read_indexes(session: Session, scope: Scope) -> tuple[IndexRow, ...]:
    """The indexes of tables and materialized views, without those of partitions.

    Raises:
        StatementError: the server refused it.
    """
    sql = _INDEXES.format(
        nulls_not_distinct=scope.since(_NULLS_NOT_DISTINCT_SINCE, "x.indnullsnotdistinct", "false"),
        comment=comment("pg_class", "c.oid"),
        has_class_options=scope.since(_CLASS_OPTIONS_SINCE, _CLASS_OPTIONS, "false"),
        in_scope=scope.names("n.nspname"),
        own=own("pg_class", "t.oid"),
    )
    return tuple(IndexRow(*row) for row in session.rows(sql))


def index(row: IndexRow, attributes: dict[int, Attribute], names: Names) -> Index:
    """The index of a row.

    Args:
        row: the row.
        attributes: the columns of its table by number.
        names: operator classes, collations and what extensions have brought.
    """
    return Index(
        name=row.name,
        keys=index_keys(row, attributes, names),
        method=intern(row.method),
        unique=row.is_unique,
        include=included(row, attributes),
        nulls_not_distinct=row.nulls_not_distinct,
        parameters=options(row.options),
        where=None if row.predicate is None else printed_expression(row.predicate, row.table, names.brought),
        valid=row.is_valid,
        comment=row.comment,
    )


def included(row: IndexRow, attributes: dict[int, Attribute]) -> tuple[str, ...]:
    """The columns of INCLUDE."""
    return tuple(attributes[number].column.name for number in _numbers(row.numbers)[row.key_count :])


def index_keys(row: IndexRow, attributes: dict[int, Attribute], names: Names) -> tuple[IndexKey, ...]:
    """The keys in order."""
    return tuple(_key(row, place, attributes, names) for place in range(row.key_count))


def _key(row: IndexRow, place: int, attributes: dict[int, Attribute], names: Names) -> IndexKey:
    number = _numbers(row.numbers)[place]
    order = _numbers(row.orders)[place]
    is_descending, has_nulls_first = bool(order & _DESCENDING), bool(order & _NULLS_FIRST)
    opclass_oid, collation = _numbers(row.classes)[place], _numbers(row.collations)[place]
    if number == 0 and row.keys is not None and row.key_types is not None:
        column = None
        expression = printed_expression(printed(row.keys[place]), row.table, names.brought)
        key_type = row.key_types[place]
        named = _named_collation(row, place, collation, names)
    else:
        attribute = attributes[number]
        column, expression, key_type = attribute.column.name, None, attribute.type_oid
        named = None if collation in (0, attribute.collation_oid) else names.collations.get(collation)
    return IndexKey(
        column=column,
        expression=expression,
        opclass=names.operator_class(opclass_oid, key_type),
        collation=named,
        descending=is_descending,
        nulls_first=None if has_nulls_first == is_descending else has_nulls_first,
    )


def _named_collation(row: IndexRow, place: int, collation: int, names: Names) -> str | None:
    """The collation that the key of an expression names: only the definition tells it from the expression's own."""
    if collation in _PLAIN_COLLATIONS or row.definition is None:
        return None
    try:
        return printed_index_collations(row.definition)[place]
    except SqlError:
        return names.collations.get(collation)


def _numbers(text: str) -> list[int]:
    """The numbers of an `int2vector` or `oidvector`, which PostgreSQL prints with blanks between them."""
    return [int(part) for part in text.split()]
