"""What PostgreSQL makes of expressions, queries and types when something that they name gets another name.

PostgreSQL keeps references by identity, so its own print changes with the name. Here the same is done to text. What
cannot be told from the text and the known columns is refused: a wrong name would only be found by a server, or by
nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from wesley.ir.expression import Expression
from wesley.sql.analysis.types import NOTHING, Facts
from wesley.sql.context import Allowance
from wesley.sql.deparse import deparse
from wesley.sql.error import SqlError
from wesley.sql.messages import lean
from wesley.sql.parse import Tree, kind, parse
from wesley.sql.references import References
from wesley.sql.references import Scope as Allowed
from wesley.sql.rename_scope import UNCHANGED, Name, Renames, Scope, Source
from wesley.sql.rename_walk import rename_path, visit
from wesley.sql.single import only_select, only_value
from wesley.sql.type_name import parse_type, shown_type

__all__ = ["Renames", "mentions", "rename_in_expression", "rename_in_query", "rename_type"]

_BEFORE = "SELECT "
_ROWS = ("new", "old")
_EVERYTHING = Allowance(subqueries=True, rows=_ROWS)
_NO_NAMES: Mapping[Name, Name] = MappingProxyType({})
_NO_COLUMNS: Mapping[Name, Mapping[str, str]] = MappingProxyType({})


def rename_in_expression(
    expression: Expression,
    *,
    columns: Mapping[str, str] = UNCHANGED,
    table: str | None = None,
    schema: str = "public",
    relations: Mapping[Name, Name] = _NO_NAMES,
    relation_columns: Mapping[Name, Mapping[str, str]] = _NO_COLUMNS,
    types: Mapping[Name, Name] = _NO_NAMES,
    functions: Mapping[Name, Name] = _NO_NAMES,
    facts: Facts = NOTHING,
) -> Expression:
    """An expression about a row, with the new names.

    Args:
        expression: the expression.
        columns: columns of the row it is about, from old to new name; also `old.x` and `new.x` of a trigger.
        table, schema: the row's table under its old name; the table may stand before its columns.
        relations: tables, views and sequences, from old to new schema and name.
        relation_columns: columns of the tables that subqueries read, by the table's old schema and name.
        types, functions: from old to new schema and name. Without a schema an object is taken to be in `public`.
        facts: columns of tables under their old names. Needed where a subquery has columns without a table.

    Raises:
        SqlError: it cannot be told what a name means, and it matters.
    """
    renames = Renames(columns=relation_columns, relations=relations, types=types, functions=functions, facts=facts)
    tree = parse(f"{_BEFORE}{expression.sql}")
    value = only_value(tree)
    if value is None:
        raise SqlError("this is no single expression")
    to = relations.get((schema, table or ""), (schema, table or ""))[1]
    row = Source(
        name=table or "",
        to=to,
        columns=facts.relations.get((schema, table or "")),
        renamed=columns or relation_columns.get((schema, table or ""), UNCHANGED),
        others=_ROWS,
    )
    visit(tree.stmts[0].stmt.select_stmt.target_list[0].res_target.val, Scope(renames=renames, levels=((row,),)))
    sql = deparse(lean(tree)).removeprefix(_BEFORE)
    return expression if sql == expression.sql else _referring(expression, sql, to)


def _referring(expression: Expression, sql: str, table: str) -> Expression:
    """The expression of a new text, with the names that it uses."""
    text = f"{_BEFORE}{sql}"
    value = only_value(parse(text))
    found = References(text, len(_BEFORE))
    allowed = Allowed(place="a rename", allowed=_EVERYTHING, qualifiers=frozenset((table, *_ROWS)))
    found.visit(getattr(value, kind(value)), allowed)
    return Expression(
        sql=sql,
        columns=tuple(sorted(found.columns)),
        functions=tuple(sorted(found.functions)),
        relations=tuple(sorted(found.relations)) if expression.relations else (),
        origin=expression.origin,
    )


def rename_in_query(query: Expression, renames: Renames) -> Expression:
    """The query of a view, with the new names; its own columns keep theirs: `email` becomes `mail AS email`.

    Raises:
        SqlError: it cannot be told what a name means, and it matters.
    """
    tree = parse(query.sql)
    select = only_select(tree)
    if select is None:
        raise SqlError("a view is exactly one SELECT statement")
    visit(select, Scope(renames=renames))
    sql = deparse(lean(tree))
    if sql == query.sql:
        return query
    found = References(sql, 0)
    found.visit(_select_of(sql), Allowed(place="a view", allowed=_EVERYTHING))
    return Expression(
        sql=sql,
        functions=tuple(sorted(found.functions)),
        relations=tuple(sorted(found.relations)),
        origin=query.origin,
    )


def _select_of(sql: str) -> Tree:
    return parse(sql).stmts[0].stmt.select_stmt


def rename_type(name: str, types: Mapping[Name, Name]) -> str:
    """The type of a column, arrays included, after types got other names.

    Args:
        name: as `canonical_type` shows it.
        types: from old to new schema and name.

    Raises:
        SqlError: it is no type.
    """
    node = parse_type(name)
    rename_path(node.names, types, is_type=True)
    return shown_type(node)


def mentions(body: str, names: Collection[str]) -> bool:
    """True when a function's body may name one of these objects.

    Every word counts, in comments and in strings too, since PL/pgSQL runs strings; upper and lower case are taken as
    equal. PostgreSQL does not rewrite bodies, so what they name must be looked at by people.

    Args:
        body: text in any language.
        names: names without schema.
    """
    wanted = {name.lower() for name in names}
    text = body.lower()
    if not any(name in text for name in wanted):
        return False
    return any(_is_word(name, text) for name in wanted)


def _is_word(name: str, text: str) -> bool:
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        before, after = text[start - 1 : start], text[end : end + 1]
        if not _continues(before) and not _continues(after):
            return True
        start = text.find(name, start + 1)
    return False


def _continues(character: str) -> bool:
    return character.isalnum() or character in ("_", "$") if character else False
