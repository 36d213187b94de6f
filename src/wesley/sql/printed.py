"""SQL as a server prints it (`pg_get_expr()`, `pg_get_viewdef()`, ...), read into canonical form.

A server's print is true, so nothing in it is refused. What the parser library cannot read or print faithfully stays as
the server printed it; every word of an expression then counts as a column.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from wesley.ir.expression import Expression
from wesley.sql.context import Allowance
from wesley.sql.deparse import deparse
from wesley.sql.error import SqlError
from wesley.sql.messages import lean
from wesley.sql.parse import Tree, kind, parse
from wesley.sql.references import References, Scope
from wesley.sql.single import only_select, only_value

_BEFORE = "SELECT ("
_AFTER = "\n)"
_NAME = r'(?:"(?:[^"]|"")*"|[^\W\d][\w$]*)'
_WORD = re.compile(_NAME)
_TYPE = re.compile(rf"({_NAME})(?:\.({_NAME}))?")
_EVERYTHING = Allowance(subqueries=True)
_ROWS = ("new", "old")

Name = tuple[str, str]


class ExtensionNames(Struct, frozen=True):
    """Schema and name of what extensions have brought; it is written without its schema, as the schema language does.

    Where an extension lives is the database's choice (CREATE EXTENSION, `SCHEMA`), so the schema says nothing.
    """

    types: frozenset[Name] = frozenset()
    functions: frozenset[Name] = frozenset()
    operators: frozenset[Name] = frozenset()


NO_EXTENSIONS = ExtensionNames()


def printed_expression(text: str, table: str = "", extensions: ExtensionNames = NO_EXTENSIONS) -> Expression:
    """An expression as `pg_get_expr()` prints it with an empty search path.

    Args:
        text: the print.
        table: name of the table whose row it is about; a subquery names the columns of that row through it.
        extensions: what extensions have brought.
    """
    # Without a dot nothing is qualified, so that equal texts of many tables are read once.
    return _expression(text, table if "." in text else "", extensions)


@lru_cache(maxsize=16384)
def _expression(text: str, table: str, extensions: ExtensionNames) -> Expression:
    try:
        tree = parse(f"{_BEFORE}{text}{_AFTER}", shift=len(_BEFORE))
        value = only_value(tree)
        if value is None:
            return _as_printed(text)
        _without_schemas(value, extensions)
        found = References(f"{_BEFORE}{text}", len(_BEFORE))
        scope = Scope(place="a catalog", allowed=_EVERYTHING, qualifiers=frozenset((table, *_ROWS)))
        found.visit(getattr(value, kind(value)), scope)
        sql = deparse(lean(tree)).removeprefix("SELECT ")
    except SqlError:
        return _as_printed(text)
    return Expression(sql=sql, columns=tuple(sorted(found.columns)), functions=tuple(sorted(found.functions)))


@lru_cache(maxsize=4096)
def printed_query(text: str, extensions: ExtensionNames = NO_EXTENSIONS) -> Expression:
    """The query of a view as `pg_get_viewdef()` prints it with an empty search path."""
    try:
        tree = parse(text)
        select = only_select(tree)
        if select is None:
            return _query_as_printed(text)
        _without_schemas(select, extensions)
        found = References(text, 0)
        found.visit(select, Scope(place="a view", allowed=_EVERYTHING))
        sql = deparse(lean(tree))
    except SqlError:
        return _query_as_printed(text)
    return Expression(sql=sql, functions=tuple(sorted(found.functions)), relations=tuple(sorted(found.relations)))


def printed_trigger(definition: str) -> tuple[tuple[str, ...], str | None]:
    """The arguments and the WHEN condition of a trigger, the condition as text; None when it has none.

    Args:
        definition: as `pg_get_triggerdef()` prints it with an empty search path.

    Raises:
        SqlError: the library cannot read the statement.
    """
    trigger = parse(definition).stmts[0].stmt.create_trig_stmt
    arguments = tuple(node.string.sval for node in trigger.args)
    if not trigger.HasField("when_clause"):
        return arguments, None
    return arguments, _text_of(trigger.when_clause)


def printed_index_collations(definition: str) -> tuple[str | None, ...]:
    """The collation that each key of an index names, as SQL; None for a key that names none.

    Args:
        definition: as `pg_get_indexdef()` prints it with an empty search path.

    Raises:
        SqlError: the library cannot read the statement.
    """
    keys = parse(definition).stmts[0].stmt.index_stmt.index_params
    return tuple(_collation(key.index_elem.collation) for key in keys)


class PrintedKey(Struct, frozen=True):
    """A key of a partitioned table: a column, or an expression as text, with the collation and class it names."""

    column: str | None
    expression: str | None
    collation: str | None
    opclass: tuple[str, ...]


def printed_partition_key(definition: str) -> tuple[str, tuple[PrintedKey, ...]]:
    """Strategy (`RANGE`, `LIST`, `HASH`) and keys of a partitioned table.

    Args:
        definition: as `pg_get_partkeydef()` prints it with an empty search path.

    Raises:
        SqlError: the library cannot read the clause.
    """
    strategy = definition.partition(" ")[0]
    params = parse(f"CREATE TABLE t () PARTITION BY {definition}").stmts[0].stmt.create_stmt.partspec.part_params
    keys = []
    for param in params:
        element = param.partition_elem
        is_column = bool(element.name)
        keys.append(
            PrintedKey(
                column=element.name if is_column else None,
                expression=None if is_column else _text_of(element.expr),
                collation=_collation(element.collation),
                opclass=_strings(element.opclass),
            )
        )
    return strategy, tuple(keys)


def without_extension_schema(text: str, types: frozenset[Name]) -> str:
    """A type, or a list of arguments, with the types of extensions named without their schema.

    Args:
        text: as `format_type()` or `pg_get_function_arguments()` prints it.
        types: schema and name of the types.
    """
    if "." not in text or not types:
        return text
    return _unqualified(text, types)


@lru_cache(maxsize=4096)
def _unqualified(text: str, types: frozenset[Name]) -> str:
    def short(match: re.Match[str]) -> str:
        schema, name = match[1], match[2]
        known = name is not None and (_unquoted(schema), _unquoted(name)) in types
        return name if known else match[0]

    return _TYPE.sub(short, text)


def _unquoted(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name


def _as_printed(text: str) -> Expression:
    columns = tuple(sorted({_unquoted(word) for word in _WORD.findall(text)}))
    return Expression(sql=text, columns=columns)


def _query_as_printed(text: str) -> Expression:
    return Expression(sql=text.strip().removesuffix(";"))


def _text_of(value: Tree) -> str:
    holder = parse("SELECT 1")
    holder.stmts[0].stmt.select_stmt.target_list[0].res_target.val.CopyFrom(value)
    return deparse(lean(holder)).removeprefix("SELECT ")


def _collation(parts: Tree) -> str | None:
    names = _strings(parts)
    if not names:
        return None
    return names[-1] if names[:-1] in ((), ("pg_catalog",)) else ".".join(f'"{_doubled(name)}"' for name in names)


def _doubled(name: str) -> str:
    return name.replace('"', '""')


def _strings(nodes: Tree) -> tuple[str, ...]:
    return tuple(node.string.sval for node in nodes)


def _without_schemas(node: Tree, extensions: ExtensionNames) -> None:
    """Take the schema out of every name that an extension has brought, in the tree itself."""
    if extensions == NO_EXTENSIONS:
        return
    field_of: dict[str, tuple[str, frozenset[Name]]] = {
        "TypeName": ("names", extensions.types),
        "FuncCall": ("funcname", extensions.functions),
        "A_Expr": ("name", extensions.operators),
        "SubLink": ("oper_name", extensions.operators),
    }
    _walk(node, lambda one: _shorten(one, field_of))


def _shorten(node: Tree, field_of: dict[str, tuple[str, frozenset[Name]]]) -> None:
    known = field_of.get(node.DESCRIPTOR.name)
    if known is None:
        return
    names = getattr(node, known[0])
    if len(names) == 2 and (names[0].string.sval, names[1].string.sval) in known[1]:
        del names[0]


def _walk(node: Tree, visit: Callable[[Tree], None]) -> None:
    visit(node)
    for field, value in node.ListFields():
        if field.message_type is not None:
            for child in (value,) if hasattr(value, "ListFields") else value:
                _walk(child, visit)
