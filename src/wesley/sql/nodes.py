"""Nodes that fill holes: names, types, roles, expressions. Each is parsed once and kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from wesley.sql.error import SqlError
from wesley.sql.messages import lean, message
from wesley.sql.parse import Tree, kind, parse
from wesley.sql.single import only_select, only_value
from wesley.sql.tree import statement


def strings(texts: Iterable[str]) -> list[Tree]:
    """Nodes of names or constants, for a list.

    Raises:
        SqlError: PostgreSQL cannot hold a text.
    """
    return [_string(text) for text in texts]


@lru_cache(maxsize=8192)
def _string(text: str) -> Tree:
    pattern = statement("CREATE TYPE t AS ENUM ('__text')", text=text)
    return pattern.stmts[0].stmt.create_enum_stmt.vals[0]


def names(texts: Iterable[str]) -> list[Tree]:
    """Nodes of names, for a list; none may be empty."""
    nodes = strings(texts)
    if not all(node.string.sval for node in nodes):
        raise SqlError("a name has at least one character")
    return nodes


@lru_cache(maxsize=8192)
def relation(schema: str, name: str) -> Tree:
    """A table, view or index by its qualified name (`RangeVar`)."""
    return (
        statement("TABLE __schema.__name", schema=schema, name=name).stmts[0].stmt.select_stmt.from_clause[0].range_var
    )


@lru_cache(maxsize=4096)
def type_name(sql: str) -> Tree:
    """A type (`TypeName`).

    Args:
        sql: its name as `canonical_type` shows it.

    Raises:
        SqlError: the text is no single type.
    """
    node = result_type(sql)
    if node.setof:
        raise SqlError(f"`{sql}` is a set, not a type")
    return node


@lru_cache(maxsize=512)
def result_type(sql: str) -> Tree:
    """What a function returns (`TypeName`): a type, or a set of it.

    Raises:
        SqlError: the text is no single type.
    """
    tree = parse(f"SELECT CAST(NULL AS {sql}\n)")
    value = only_value(tree)
    if value is None or kind(value) != "type_cast":
        raise SqlError(f"`{sql}` is no type")
    return lean(tree).stmts[0].stmt.select_stmt.target_list[0].res_target.val.type_cast.type_name


@lru_cache(maxsize=4096)
def expression(sql: str) -> Tree:
    """An expression (`Node`), from its canonical text.

    Raises:
        SqlError: the text is no single expression.
    """
    tree = parse(f"SELECT {sql}")
    if only_value(tree) is None:
        raise SqlError(f"`{sql}` is no single expression")
    return lean(tree).stmts[0].stmt.select_stmt.target_list[0].res_target.val


@lru_cache(maxsize=4096)
def operand(sql: str) -> Tree:
    """An expression (`Node`) for a place where the grammar allows only operands: a default, an index key.

    The deparser forgets the parentheses that NOT, OVERLAPS and IS NORMALIZED need there; all three are boolean, so a
    cast to boolean, which PostgreSQL drops again, makes it print them.
    """
    node = expression(sql)
    is_not = kind(node) == "bool_expr" and node.bool_expr.boolop == _NOT
    is_phrase = kind(node) == "func_call" and node.func_call.funcname[-1].string.sval in ("overlaps", "is_normalized")
    if not is_not and not is_phrase:
        return node
    cast = statement("SELECT CAST(__value AS boolean)", value=node)
    return cast.stmts[0].stmt.select_stmt.target_list[0].res_target.val


_NOT = 3  # BoolExprType NOT_EXPR


def query(sql: str) -> Tree:
    """A SELECT (`Node`), from its canonical text.

    Raises:
        SqlError: the text is no single SELECT.
    """
    tree = parse(sql)
    if only_select(tree) is None:
        raise SqlError("a view is exactly one SELECT statement")
    return lean(tree).stmts[0].stmt


@lru_cache(maxsize=1024)
def role(name: str) -> Tree:
    """A role (`Node`); `public` is every role."""
    granted = statement("GRANT SELECT ON t TO public") if name == "public" else None
    if granted is None:
        granted = statement("GRANT SELECT ON t TO __role", role=name)
    return granted.stmts[0].stmt.grant_stmt.grantees[0]


@lru_cache(maxsize=1024)
def qualified_name(sql: str) -> tuple[str, ...]:
    """The parts of a name that may be qualified and quoted: `public."My Class"`.

    Raises:
        SqlError: the text is no name.
    """
    tree = parse(f"SELECT {sql}")
    value = only_value(tree)
    if value is not None and kind(value) == "column_ref":
        parts = tuple(field.string.sval for field in value.column_ref.fields)
        if all(parts):
            return parts
    raise SqlError(f"`{sql}` is no name")


def operator_class(sql: str) -> list[Tree]:
    """Nodes of the name of an operator class, as SQL: `text_ops`, `public.vector_l2_ops`."""
    return names(qualified_name(sql))


def collation(text: str) -> list[Tree]:
    """Nodes of the name of a collation.

    Args:
        text: the name as pg_collation holds it (`C`, `de-x-icu`, `en_US.utf8`); with double quotes in it, it is SQL
            (`public."my collation"`).
    """
    return names(qualified_name(text)) if '"' in text else names((text,))


def search_path(text: str) -> list[Tree]:
    """Constants of the names in a setting that is a list of them, such as `search_path`; one empty constant for none.

    Args:
        text: names between commas, as pg_proc.proconfig holds them: `public, "My schema"`.
    """
    return [string_constant(_unquoted(part.strip())) for part in _LISTED.findall(text)] or [string_constant("")]


_LISTED = re.compile(r'\s*"(?:[^"]|"")*"\s*|[^,]+')


def _unquoted(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name


def string_constant(text: str) -> Tree:
    """A constant of text (`Node`)."""
    return statement("SELECT '__text'", text=text).stmts[0].stmt.select_stmt.target_list[0].res_target.val


def list_of(nodes: Iterable[Tree]) -> Tree:
    """A list (`Node`), such as one row of VALUES."""
    return message("Node")(list=message("List")(items=list(nodes)))


def function_arguments(sql: str) -> list[Tree]:
    """The parameters of a function (`FunctionParameter` nodes), from their text; empty for none.

    Args:
        sql: as `pg_get_function_identity_arguments()` prints them.

    Raises:
        SqlError: the text is no list of parameters.
    """
    return list(_signature(sql).objfuncargs)


@lru_cache(maxsize=512)
def _signature(sql: str) -> Tree:
    tree = parse(f"COMMENT ON FUNCTION f({sql}\n) IS 'x'")
    if len(tree.stmts) != 1 or kind(tree.stmts[0].stmt) != "comment_stmt":
        raise SqlError(f"`{sql}` is no list of parameters")
    return lean(tree).stmts[0].stmt.comment_stmt.object.object_with_args


def function(schema: str, name: str, arguments: str) -> Tree:
    """A function with the types of its arguments (`ObjectWithArgs`).

    The names of the arguments are left out: they do not tell functions apart, and the deparser quotes none of them.
    """
    node = message("ObjectWithArgs")()
    node.CopyFrom(_signature(arguments))
    for argument in node.objfuncargs:
        argument.function_parameter.ClearField("name")
    del node.objname[:]
    node.objname.extend(names((schema, name)))
    return node
