"""What an expression or a query refers to, found by walking its parse tree once; what it may not hold is refused."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from wesley.sql.context import Allowance
from wesley.sql.error import SqlError
from wesley.sql.functions import AGGREGATES, NEVER_IMMUTABLE, SET_RETURNING, WINDOW_FUNCTIONS
from wesley.sql.messages import KINDS
from wesley.sql.parse import Tree, characters, kind
from wesley.sql.text import quote_identifier


class Scope(Struct, frozen=True, kw_only=True):
    """Which names are known where the walk stands.

    Args:
        place: what the whole text is, for messages: `a check`, `a view`.
        allowed: what it may hold.
        qualifiers: names of the row itself that may stand before a column.
        queries: how many SELECTs it stands in; 0 for a plain expression.
        sources: names of the FROM clauses around it.
        has_source: a column without a qualifier may come from one of those.
        ctes: names of the WITH clauses around it.
    """

    place: str
    allowed: Allowance
    qualifiers: frozenset[str] = frozenset()
    queries: int = 0
    sources: frozenset[str] = frozenset()
    has_source: bool = False
    ctes: frozenset[str] = frozenset()


class References:
    """What was found so far, while one text is walked.

    Args:
        text: the text that was parsed.
        shift: how many bytes of it stand before the user's own.
    """

    def __init__(self, text: str, shift: int) -> None:
        self._text = text
        self._shift = shift
        self.columns: set[str] = set()
        self.functions: set[str] = set()
        self.relations: set[str] = set()

    def refuse(self, message: str, node: Tree) -> SqlError:
        """An error at the place of a node."""
        place = getattr(node, "location", 0)
        return SqlError(message, max(characters(self._text, place) - self._shift, 0))

    def visit(self, node: Tree, scope: Scope) -> None:
        """Take in a node of any kind and everything below it."""
        name = node.DESCRIPTOR.name
        if name == "SelectStmt":
            self._select(node, scope)
        elif name == "ColumnRef":
            self._column(node, scope)
        elif name == "RangeVar":
            self._relation(node, scope)
        elif name != "TypeName":  # names of types and their modifiers are no columns
            if name == "FuncCall":
                self._function(node, scope)
            elif name in _REFUSED or (scope.queries == 0 and name in _REFUSED_OUTSIDE_QUERIES):
                raise self.refuse(_reason(name, scope), node)
            elif name == "SQLValueFunction" and scope.allowed.immutable:
                raise self.refuse(f"{scope.place} needs a value that never changes; the time and the user do", node)
            elif name == "SubLink" and not scope.allowed.subqueries:
                raise self.refuse(f"{scope.place} cannot hold a subquery: PostgreSQL looks at one row alone", node)
            self._below(node, scope)

    def _below(self, node: Tree, scope: Scope, *, leave_out: str = "") -> None:
        for field, value in node.ListFields():
            if field.message_type is not None and field.name != leave_out:
                for child in (value,) if hasattr(value, "ListFields") else value:
                    inner = self._known(child) if child.DESCRIPTOR.name == "Node" else child
                    if inner is not None:
                        self.visit(inner, scope)

    def _known(self, node: Tree) -> Tree | None:
        which = kind(node)
        if not which:
            return None
        inner = getattr(node, which)
        if which not in KINDS and inner.DESCRIPTOR.name not in _REFUSED:
            raise self.refuse(f"`{which}` cannot be used here", inner)
        return inner

    def _function(self, node: Tree, scope: Scope) -> None:
        parts = [part.string.sval for part in node.funcname]
        if node.funcformat == _SQL_SYNTAX:
            parts = parts[-1:]  # EXTRACT(... FROM ...) and the like: the parser adds `pg_catalog`
        self.functions.add(".".join(map(quote_identifier, parts)))
        name = parts[-1] if parts[:-1] in ([], ["pg_catalog"]) else ""
        if scope.queries == 0:
            self._plain_function(name, node, scope)
        if scope.allowed.immutable and name in NEVER_IMMUTABLE:
            raise self.refuse(
                f"{scope.place} needs functions that are IMMUTABLE, and `{name}` depends on more than its arguments",
                node,
            )

    def _plain_function(self, name: str, node: Tree, scope: Scope) -> None:
        if node.HasField("over") or name in WINDOW_FUNCTIONS:
            raise self.refuse(f"{scope.place} cannot hold a window function: it looks at one row alone", node)
        special = node.agg_star or node.agg_distinct or node.agg_within_group or node.agg_order
        if name in AGGREGATES or special or node.HasField("agg_filter"):
            raise self.refuse(f"{scope.place} cannot hold the aggregate `{name}`: it looks at one row alone", node)
        if name in SET_RETURNING:
            raise self.refuse(
                f"{scope.place} cannot hold `{name}`, which returns a set of rows: it needs one value", node
            )

    def _column(self, node: Tree, scope: Scope) -> None:
        if kind(node.fields[-1]) == "a_star":
            if scope.queries == 0:
                raise self.refuse(f"{scope.place} needs one value, and `*` is many", node)
            return
        parts = [field.string.sval for field in node.fields]
        if len(parts) == 1:
            if not scope.has_source:
                self._own_column(parts[0], node, scope)
        elif parts[-2] not in scope.sources:
            if len(parts) > 2 or parts[0] not in scope.qualifiers:
                raise self.refuse(_unknown_row(parts, scope), node)
            self._own_column(parts[-1], node, scope)

    def _own_column(self, name: str, node: Tree, scope: Scope) -> None:
        if not scope.allowed.columns:
            raise self.refuse(
                f"{scope.place} cannot refer to the column `{name}`: it is computed before there is a row "
                "(text needs single quotes)",
                node,
            )
        self.columns.add(name)

    def _relation(self, node: Tree, scope: Scope) -> None:
        if node.catalogname:
            raise self.refuse("a table of another database cannot be read", node)
        if not node.schemaname and node.relname in scope.ctes:
            return
        parts = [part for part in (node.schemaname, node.relname) if part]
        self.relations.add(".".join(map(quote_identifier, parts)))

    def _select(self, node: Tree, scope: Scope) -> None:
        if node.HasField("into_clause"):
            raise self.refuse("SELECT INTO makes a table; leave INTO out", node.into_clause.rel)
        if node.locking_clause:
            raise self.refuse("FOR UPDATE and FOR SHARE lock rows; leave them out", node)
        inner = self._with(node, replace(scope, queries=scope.queries + 1))
        names = frozenset(name for item in node.from_clause for name in source_names(item))
        united = node.HasField("larg")  # its ORDER BY names columns of the result
        inner = replace(
            inner,
            sources=inner.sources | names,
            has_source=inner.has_source or bool(node.from_clause) or united,
        )
        self._below(node, inner, leave_out="with_clause")

    def _with(self, node: Tree, scope: Scope) -> Scope:
        """The scope inside a WITH clause; without RECURSIVE a query sees only those before it."""
        clause = node.with_clause
        if clause.recursive:
            names = frozenset(item.common_table_expr.ctename for item in clause.ctes)
            scope = replace(scope, ctes=scope.ctes | names)
        for item in clause.ctes:
            query = item.common_table_expr
            if kind(query.ctequery) != "select_stmt":
                raise self.refuse("a query that is read from cannot change data: only SELECT may stand in WITH", query)
            self._below(query, scope)
            scope = replace(scope, ctes=scope.ctes | {query.ctename})
        return scope


_SQL_SYNTAX = 4  # CoercionForm COERCE_SQL_SYNTAX

_REFUSED = {
    "ParamRef": "a parameter such as `$1`, since nothing would give it a value",
    "SetToDefault": "DEFAULT, which is no value",
    "CurrentOfExpr": "CURRENT OF, since there is no cursor",
    "MergeSupportFunc": "MERGE_ACTION",
    "LockingClause": "FOR UPDATE",
    "IntoClause": "INTO",
    "InsertStmt": "INSERT",
    "UpdateStmt": "UPDATE",
    "DeleteStmt": "DELETE",
    "MergeStmt": "MERGE",
}
_REFUSED_OUTSIDE_QUERIES = {
    "GroupingFunc": "GROUPING, which belongs to a query with GROUP BY",
    "JsonArrayAgg": "the aggregate JSON_ARRAYAGG: it looks at one row alone",
    "JsonObjectAgg": "the aggregate JSON_OBJECTAGG: it looks at one row alone",
}


def _reason(name: str, scope: Scope) -> str:
    return f"{scope.place} cannot hold {_REFUSED.get(name) or _REFUSED_OUTSIDE_QUERIES[name]}"


def _unknown_row(parts: list[str], scope: Scope) -> str:
    written = ".".join(map(quote_identifier, parts))
    known = sorted(scope.qualifiers | scope.sources)
    way_out = f"known here: {', '.join(known)}" if known else "write the column alone"
    return f"`{written}` names a table or row that is not known here; {way_out}"


def source_names(node: Tree) -> Iterator[str]:
    """The names that an item of a FROM clause gives to its rows."""
    which = kind(node)
    item = getattr(node, which)
    if which == "range_table_sample":
        yield from source_names(item.relation)
        return
    if which == "join_expr":
        yield from source_names(item.larg)
        yield from source_names(item.rarg)
        if item.HasField("join_using_alias"):
            yield item.join_using_alias.aliasname
    if item.HasField("alias"):
        yield item.alias.aliasname
    elif which == "range_var":
        yield item.relname
    elif which == "range_function":
        yield from (function_name(function) for function in item.functions)


def function_name(node: Tree) -> str:
    """The name of the function that a part of a FROM clause calls."""
    call = node.list.items[0] if kind(node) == "list" else node
    return str(call.func_call.funcname[-1].string.sval) if kind(call) == "func_call" else ""
