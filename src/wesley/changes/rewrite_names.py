"""From names before to names after, and the expressions that have the names in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from wesley.ir.column import Column
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.sql.analysis.types import Facts
from wesley.sql.rename import Renames, rename_in_expression, rename_in_query, rename_type
from wesley.sql.text import qualified, quote_literal

Name: TypeAlias = "tuple[str, str]"


class Names(Struct, frozen=True, kw_only=True):
    """What is called otherwise, each from before to after.

    Args:
        relations: tables, and the sequences that move with them.
        columns: by table before, columns.
        types: enums.
        values: by enum before, its values.
        functions: functions, each of which is the only one of its name.
        facts: the columns of all tables and views before.
    """

    relations: Mapping[Name, Name] = {}
    columns: Mapping[Name, Mapping[str, str]] = {}
    types: Mapping[Name, Name] = {}
    values: Mapping[Name, Mapping[str, str]] = {}
    functions: Mapping[Name, Name] = {}
    facts: Facts = Facts()

    def words(self) -> frozenset[str]:
        """The names without their schemas of all that expressions of other tables could name."""
        elsewhere = (*self.relations, *self.columns, *self.types, *self.functions)
        return frozenset(name for _, name in elsewhere)


class _Relations(Mapping[Name, Mapping[str, str]]):
    """The columns of tables and views, put together when they are asked for: those of few ever are.

    Args:
        schema: what has the tables and views.
    """

    def __init__(self, schema: Physical) -> None:
        self._schema = schema

    def __getitem__(self, name: Name) -> Mapping[str, str]:
        table = self._schema.table(*name)
        if table is not None:
            return _types(table.columns)
        for view in self._schema.views:
            if (view.schema, view.name) == name:
                return _types(view.columns)
        raise KeyError(name)

    def __iter__(self) -> Iterator[Name]:
        yield from ((table.schema, table.name) for table in self._schema.tables)
        yield from ((view.schema, view.name) for view in self._schema.views)

    def __len__(self) -> int:
        return len(self._schema.tables) + len(self._schema.views)


def facts_of(schema: Physical) -> Facts:
    """The columns of all tables and views."""
    return Facts(relations=_Relations(schema))


def _types(columns: tuple[Column, ...]) -> dict[str, str]:
    return {column.name: column.type for column in columns}


def in_expression(expression: Expression, names: Names, place: Name | None = None) -> Expression:
    """An expression, which may be about a row of the table `place` (its name before).

    Raises:
        SqlError: it cannot be told what a name in it means.
    """
    own = names.columns.get(place, {}) if place is not None else {}
    expression = _with_values(expression, names, place)
    if not _may_name(expression.sql, (*names.words(), *own)):
        return expression
    schema, table = place if place is not None else ("public", None)
    return rename_in_expression(
        expression,
        columns=own,
        schema=schema,
        table=table,
        relations=names.relations,
        relation_columns=names.columns,
        types=names.types,
        functions=names.functions,
        facts=names.facts,
    )


def in_query(query: Expression, names: Names) -> Expression:
    """The query of a view.

    Raises:
        SqlError: it cannot be told what a name in it means.
    """
    query = _with_values(query, names, None)
    if not _may_name(query.sql, tuple(names.words())):
        return query
    renames = Renames(
        columns=names.columns,
        relations=names.relations,
        types=names.types,
        functions=names.functions,
        facts=names.facts,
    )
    return rename_in_query(query, renames)


def in_type(type_name: str, names: Names) -> str:
    """The name of a type."""
    is_named = "." in type_name and names_any_word(type_name, names.types)
    return rename_type(type_name, names.types) if is_named else type_name


def names_any_word(sql: str, names: Iterable[Name]) -> bool:
    """False for a text in which none of the names, without its schema, can be; to tell that no text is parsed."""
    # A quote in a name is doubled in a text.
    return any(name.replace('"', '""') in sql for _, name in names)


def in_signature(text: str, names: Names) -> str:
    """Arguments or result of a function: types with their schemas, and the row types of tables."""
    for before, after in (*names.types.items(), *names.relations.items()):
        text = re.sub(rf'(?<![\w".]){re.escape(qualified(*before))}(?![\w"])', _text(qualified(*after)), text)
    return text


def _text(text: str) -> str:
    """A text as it has to stand in a template of `re.sub` to mean itself."""
    return text.replace("\\", "\\\\")


def _may_name(sql: str, words: tuple[str, ...]) -> bool:
    return any(word.replace('"', '""') in sql for word in words)


def _with_values(expression: Expression, names: Names, place: Name | None) -> Expression:
    """PostgreSQL keeps a value of an enum by identity; in a text it stands with its cast or beside a column."""
    sql = expression.sql
    for enum, values in names.values.items():
        cast = qualified(*enum)
        alone = place is not None and _is_about(expression, names, place, cast)
        for before, after in values.items():
            old, new = quote_literal(before), quote_literal(after)
            if alone:
                sql = sql.replace(old, new)
            sql = re.sub(rf"{re.escape(old)}(?=::{re.escape(cast)})", _text(new), sql)
    return expression if sql == expression.sql else replace(expression, sql=sql)


def _is_about(expression: Expression, names: Names, place: Name, enum: str) -> bool:
    """True when all columns of an expression are of one enum, so that its constants are too."""
    columns = names.facts.relations.get(place, {})
    types = {columns.get(column, "").removesuffix("[]") for column in expression.columns}
    return types == {enum} and not expression.relations
