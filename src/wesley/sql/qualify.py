"""An expression over the columns of a row, rewritten for a trigger function that knows the row by a name."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from wesley.sql.built_in_types import SHOWN_NAMES
from wesley.sql.deparse import deparse
from wesley.sql.error import SqlError
from wesley.sql.extensions import of_function
from wesley.sql.messages import lean
from wesley.sql.parse import Tree, kind, parse
from wesley.sql.references import source_names

_BEFORE = "SELECT ("
_AFTER = "\n)"


class _Scope(Struct, frozen=True):
    """The row's name, other names for it, the names of FROM clauses around, and whether there are any."""

    row: str
    table: str
    sources: frozenset[str] = frozenset()
    has_source: bool = False
    ctes: frozenset[str] = frozenset()


def qualified_for_row(sql: str, row: str, table: str) -> str:
    """The expression with every column of the row named through it: `net * 2` becomes `new.net * 2`.

    What has no schema is looked up in `pg_catalog` alone, since the function's search path is empty.

    Args:
        sql: an expression that `parse_expression` accepted for `Context.TRIGGER`.
        row: the name that the function has for the row, such as `new`.
        table: the table's own name, which may stand before a column.

    Raises:
        SqlError: it names a table, a type or a function that is not found with an empty search path.
    """
    tree = parse(f"{_BEFORE}{sql}{_AFTER}", shift=len(_BEFORE), length=len(sql))
    target = tree.stmts[0].stmt.select_stmt.target_list[0]
    _visit(target, _Scope(row, table))
    return deparse(lean(tree)).removeprefix("SELECT ")


def _visit(node: Tree, scope: _Scope) -> None:
    name = node.DESCRIPTOR.name
    if name == "ColumnRef":
        _name_row(node, scope)
        return
    if name == "SelectStmt":
        scope = _inside(node, scope)
    elif name == "CommonTableExpr":
        scope = replace(scope, ctes=scope.ctes | {node.ctename})
    elif name == "TypeName":
        _refuse_unfound(node.names, "type", SHOWN_NAMES)
    elif name == "RangeVar" and not node.schemaname and node.relname not in scope.ctes:
        raise _unfound("table", node.relname)
    elif name == "FuncCall" and len(node.funcname) == 1 and of_function(node.funcname[0].string.sval) is not None:
        raise _unfound("function", node.funcname[0].string.sval)
    for field, value in node.ListFields():
        if field.message_type is not None:
            for child in (value,) if hasattr(value, "ListFields") else value:
                _visit(child, scope)


def _inside(select: Tree, scope: _Scope) -> _Scope:
    names = frozenset(name for item in select.from_clause for name in source_names(item))
    ctes = frozenset(item.common_table_expr.ctename for item in select.with_clause.ctes)
    return replace(
        scope,
        sources=scope.sources | names,
        has_source=scope.has_source or bool(select.from_clause) or select.HasField("larg"),
        ctes=scope.ctes | ctes,
    )


def _name_row(node: Tree, scope: _Scope) -> None:
    if any(kind(field) != "string" for field in node.fields):
        return
    parts = [field.string.sval for field in node.fields]
    if len(parts) == 1 and not scope.has_source:
        field = type(node.fields[0])()
        field.string.sval = scope.row
        node.fields.insert(0, field)
    elif len(parts) == 2 and parts[0] == scope.table and parts[0] not in scope.sources:
        node.fields[0].string.sval = scope.row


def _refuse_unfound(names: Tree, what: str, known: dict[str, str]) -> None:
    if len(names) == 1 and names[0].string.sval.removeprefix("_") not in known:
        raise _unfound(what, names[0].string.sval)


def _unfound(what: str, name: str) -> SqlError:
    return SqlError(
        f"the {what} `{name}` needs its schema before it: a trigger function looks nothing up but what is built in"
    )
