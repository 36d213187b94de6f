"""What stands in FROM: forms, and the columns that it gives."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from wesley.sql.analysis import query as queries
from wesley.sql.analysis.calls import Analyse
from wesley.sql.analysis.form import Form, coerced
from wesley.sql.analysis.scope import Columns, Level, Scope, Source, UnclearError, inner
from wesley.sql.parse import Tree, kind

_INNER, _LEFT, _RIGHT = 1, 2, 4  # JoinType


class From(Struct, frozen=True):
    """A part of FROM: its form, and its sources from left to right."""

    form: Form
    sources: Level


def sources(nodes: Tree, scope: Scope, analysed: Analyse) -> From:
    """A whole FROM clause; `scope` is that around the query."""
    forms: list[Form] = []
    known: Level = ()
    for node in nodes:
        part = _part(node, scope, known, analysed)
        forms.append(part.form)
        known = (*known, *part.sources)
    return From(tuple(forms), known)


def _part(node: Tree, scope: Scope, before: Level, analysed: Analyse) -> From:
    which = kind(node)
    item = getattr(node, which) if which else None
    if which == "range_var":
        return _table(item, scope)
    if which == "range_subselect":
        return _subselect(item, scope, before, analysed)
    if which == "range_function":
        return _function(item, scope, before, analysed)
    if which == "join_expr":
        return _join(item, scope, before, analysed)
    raise UnclearError


def _table(node: Tree, scope: Scope) -> From:
    if node.catalogname:
        raise UnclearError
    if not node.schemaname and node.relname in scope.ctes:
        return _named(("with query", node.relname), node, node.relname, scope.ctes[node.relname])
    key = (node.schemaname, node.relname)
    if not node.schemaname:
        found = [known for known in scope.facts.relations if known[1] == node.relname]
        key = found[0] if len(found) == 1 else key
    relation = scope.facts.relations.get(key)
    columns = None
    if relation is not None:
        columns = {name: scope.facts.understood(type_name) for name, type_name in relation.items()}
    return _named(("table", *key, node.inh), node, node.relname, columns)


def _named(form: Form, node: Tree, name: str, columns: Columns | None) -> From:
    """A source under its alias, with the names that the alias gives to its columns."""
    given = [item.string.sval for item in node.alias.colnames]
    if given:
        if columns is None or len(given) > len(columns):
            raise UnclearError
        kept = list(columns.items())
        columns = dict(zip([*given, *(name for name, _ in kept[len(given) :])], columns.values(), strict=True))
    return From(form, (Source(name=node.alias.aliasname or name, columns=columns),))


def _subselect(node: Tree, scope: Scope, before: Level, analysed: Analyse) -> From:
    around = inner(scope, before) if node.lateral else scope
    found = queries.query(node.subquery.select_stmt, around, analysed)
    return _named(("subquery", node.lateral, found.form), node, "", found.columns)


def _function(node: Tree, scope: Scope, before: Level, analysed: Analyse) -> From:
    if node.ordinality or node.is_rowsfrom or node.coldeflist or len(node.functions) != 1:
        raise UnclearError
    call = node.functions[0].list.items[0]
    if kind(call) != "func_call":
        raise UnclearError
    value = analysed(call, inner(scope, before))
    name = node.alias.aliasname or call.func_call.funcname[-1].string.sval
    given = tuple(item.string.sval for item in node.alias.colnames)
    if not given and value.type not in (None, "record"):
        given = (name,)
    columns = {column: value.type if len(given) == 1 else None for column in given} if given else None
    return From(("function", value.form, given), (Source(name=name, columns=columns),))


def _join(node: Tree, scope: Scope, before: Level, analysed: Analyse) -> From:
    if node.HasField("alias") or node.HasField("join_using_alias"):
        raise UnclearError
    left = _part(node.larg, scope, before, analysed)
    right = _part(node.rarg, scope, (*before, *left.sources), analysed)
    shared = [item.string.sval for item in node.using_clause]
    if node.is_natural:
        shared = _common(left.sources, right.sources)
    if shared:
        left, right = _merged(node.jointype, shared, left, right)
    level = (*left.sources, *right.sources)
    test: Form | None = ("using", *shared) if shared else None
    if node.HasField("quals"):
        around = inner(scope, (*before, *level))
        test = ("on", coerced(analysed(node.quals, around), "boolean", scope.facts))
    return From(("join", node.jointype, left.form, right.form, test), level)


def _common(left: Level, right: Level) -> list[str]:
    """The columns that NATURAL compares, in the order of the left side."""
    if any(item.columns is None for item in (*left, *right)):
        raise UnclearError
    return [name for name in _visible(left) if name in _visible(right)]


def _visible(level: Level) -> list[str]:
    return [name for item in level for name in item.columns or () if name not in item.merged]


def _merged(join: int, names: list[str], left: From, right: From) -> tuple[From, From]:
    """The sides of a join with USING: a name alone means the left column, with RIGHT JOIN the right one."""
    if join in (_INNER, _LEFT):
        return left, _hiding(right, names)
    if join == _RIGHT:
        return _hiding(left, names), right
    raise UnclearError


def _hiding(side: From, names: list[str]) -> From:
    hidden = tuple(
        replace(item, merged=item.merged | {name for name in names if name in (item.columns or ())})
        for item in side.sources
    )
    return From(side.form, hidden)
