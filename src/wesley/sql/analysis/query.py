"""A SELECT statement -> its form."""

from __future__ import annotations

from typing import NamedTuple

from wesley.sql.analysis.calls import Analyse, choose_type, direction, joined, window
from wesley.sql.analysis.form import Form, Typed, coerced
from wesley.sql.analysis.output_name import output_name
from wesley.sql.analysis.scope import Columns, Scope, UnclearError, inner, source, with_cte
from wesley.sql.analysis.types import UNKNOWN
from wesley.sql.parse import Tree, kind

ALL_COLUMNS = "*"


class Target(NamedTuple):
    """A column of a query's result."""

    name: str
    value: Typed


class Query(NamedTuple):
    """A query: the columns of its result, and everything else of it."""

    targets: tuple[Target, ...]
    rest: Form

    @property
    def form(self) -> Form:
        """The whole, with the names of its columns."""
        return ("query", tuple((target.name, target.value.form) for target in self.targets), self.rest)

    def unnamed(self) -> Form:
        """The whole, where the names of its columns mean nothing."""
        return ("query", tuple(target.value.form for target in self.targets), self.rest)

    @property
    def types(self) -> list[str | None]:
        """The types of its columns."""
        return [target.value.type for target in self.targets]

    @property
    def columns(self) -> Columns | None:
        """Its columns with their types; None when they are not known."""
        if any(target.name == ALL_COLUMNS for target in self.targets):
            return None
        return {target.name: target.value.type for target in self.targets}


def query(select: Tree, scope: Scope, analysed: Analyse, *, rows_only: bool = False) -> Query:
    """The form of a `SelectStmt`.

    Args:
        select: the statement.
        scope: where it stands.
        analysed: what makes forms of expressions.
        rows_only: only the number of its rows matters (EXISTS).

    Raises:
        UnclearError: it holds something that this analysis does not follow.
    """
    found = _undecided(select, scope, analysed)
    if rows_only and _gives_each_row(select):
        return Query((), found.rest)
    targets = tuple(Target(name, choose_type(value, scope.facts)) for name, value in found.targets)
    return Query(targets, found.rest)


def _gives_each_row(select: Tree) -> bool:
    several = ("distinct_clause", "group_clause", "values_lists", "window_clause")
    if any(len(getattr(select, field)) for field in several) or select.HasField("having_clause"):
        return False
    calls = any(kind(target.res_target.val) == "func_call" for target in select.target_list)
    return not select.HasField("larg") and not calls


def _undecided(select: Tree, scope: Scope, analysed: Analyse) -> Query:
    """The query with constants in quotes that still have no type."""
    if select.HasField("into_clause") or select.locking_clause:
        raise UnclearError
    ctes, scope = _with(select, scope, analysed)
    if select.HasField("larg"):
        return _united(select, scope, analysed, ctes)
    if select.values_lists:
        return _values(select, scope, analysed, ctes)
    return _plain(select, scope, analysed, ctes)


def _with(select: Tree, scope: Scope, analysed: Analyse) -> tuple[Form, Scope]:
    forms: list[Form] = []
    if select.with_clause.recursive:
        raise UnclearError
    for item in select.with_clause.ctes:
        part = item.common_table_expr
        if kind(part.ctequery) != "select_stmt" or part.aliascolnames:
            raise UnclearError
        found = query(part.ctequery.select_stmt, scope, analysed)
        forms.append((part.ctename, part.ctematerialized, found.form))
        scope = with_cte(scope, part.ctename, found.columns)
    return tuple(forms), scope


def _united(select: Tree, scope: Scope, analysed: Analyse, ctes: Form) -> Query:
    """UNION, INTERSECT, EXCEPT: the names are those of the left side, the types common to both."""
    left, right = (_undecided(side, scope, analysed) for side in (select.larg, select.rarg))
    if len(left.targets) != len(right.targets):
        raise UnclearError
    targets: list[Target] = []
    sides: list[list[Target]] = [[], []]
    pairs = zip(left.targets, right.targets, strict=True)
    for place, (one, other) in enumerate(pairs):
        _, result = joined([one.value, other.value], scope.facts)
        for side, target in zip(sides, (one, other), strict=True):
            side.append(Target(target.name, _as(target.value, result, scope)))
        targets.append(Target(one.name, Typed(("output", place), result)))
    forms = [Query(tuple(side), found.rest) for side, found in zip(sides, (left, right), strict=True)]
    keys = _sorted_outputs(select, targets)
    limits = _limits(select, scope, analysed)
    form = ("united", ctes, select.op, select.all, forms[0].form, forms[1].unnamed(), keys, limits)
    return Query(tuple(targets), form)


def _as(value: Typed, result: str | None, scope: Scope) -> Typed:
    """A constant in quotes gets the common type; PostgreSQL prints no cast of anything else."""
    if value.type != UNKNOWN:
        return value
    return choose_type(value, scope.facts) if result is None else Typed(coerced(value, result, scope.facts), result)


def _sorted_outputs(select: Tree, targets: list[Target]) -> Form:
    keys: list[Form] = []
    for item in select.sort_clause:
        place = _output(item.sort_by.node, targets)
        if place is None:
            raise UnclearError
        keys.append((("output", place), *direction(item.sort_by)))
    return tuple(keys)


def _output(node: Tree, targets: list[Target]) -> int | None:
    """The place of the column that a number or a name means; None when it means none."""
    if kind(node) == "a_const" and node.a_const.WhichOneof("val") == "ival":
        place = int(node.a_const.ival.ival) - 1
        return place if 0 <= place < len(targets) else None
    if kind(node) == "column_ref" and len(node.column_ref.fields) == 1 and kind(node.column_ref.fields[0]) == "string":
        name = node.column_ref.fields[0].string.sval
        places = [place for place, target in enumerate(targets) if target.name == name]
        return places[0] if len({targets[place].value.form for place in places}) == 1 else None
    return None


def _values(select: Tree, scope: Scope, analysed: Analyse, ctes: Form) -> Query:
    rows = [[analysed(item, scope) for item in row.list.items] for row in select.values_lists]
    columns = [joined(column, scope.facts) for column in zip(*rows, strict=True)]
    targets = [
        Target(f"column{place + 1}", Typed(("output", place), result)) for place, (_, result) in enumerate(columns)
    ]
    forms = tuple(zip(*(forms for forms, _ in columns), strict=True))
    keys = _sorted_outputs(select, targets)
    return Query(tuple(targets), ("values", ctes, forms, keys, _limits(select, scope, analysed)))


def _plain(select: Tree, scope: Scope, analysed: Analyse, ctes: Form) -> Query:
    from wesley.sql.analysis.sources import sources  # it needs this module

    found = sources(select.from_clause, scope, analysed)
    here = inner(scope, found.sources)
    targets = [target for item in select.target_list for target in _targets(item.res_target, here, analysed)]

    def condition(field: str) -> Form | None:
        if not select.HasField(field):
            return None
        return coerced(analysed(getattr(select, field), here), "boolean", scope.facts)

    groups = tuple(_grouped(item, targets, here, analysed) for item in select.group_clause)
    rest = (
        ("with", *ctes),
        ("from", *found.form),
        ("where", condition("where_clause")),
        ("group", select.group_distinct, *groups),
        ("having", condition("having_clause")),
        ("windows", *(window(item.window_def, here, analysed) for item in select.window_clause)),
        ("distinct", *_distinct(select, targets, here, analysed)),
        ("sorted", *(_sort_key(item.sort_by, targets, here, analysed) for item in select.sort_clause)),
        _limits(select, here, analysed),
    )
    return Query(tuple(targets), rest)


def _targets(target: Tree, scope: Scope, analysed: Analyse) -> list[Target]:
    if target.indirection:
        raise UnclearError
    value = target.val
    if kind(value) == "column_ref" and kind(value.column_ref.fields[-1]) == "a_star":
        return _stars([field.string.sval for field in value.column_ref.fields[:-1]], scope)
    return [Target(output_name(target), analysed(value, scope))]


def _stars(qualifiers: list[str], scope: Scope) -> list[Target]:
    level = len(scope.levels) - 1
    places = range(len(scope.levels[level]))
    if qualifiers:
        found = source(qualifiers[-1], scope)
        if found is None or found[0] != level:
            raise UnclearError
        places = range(found[1], found[1] + 1)
    targets: list[Target] = []
    for place in places:
        item = scope.levels[level][place]
        if item.columns is None:
            return [Target(ALL_COLUMNS, Typed(("columns of", *qualifiers), None))]
        if item.merged:
            raise UnclearError
        targets += [
            Target(name, Typed(("column", level, place, name), found_type)) for name, found_type in item.columns.items()
        ]
    return targets


def _grouped(node: Tree, targets: list[Target], scope: Scope, analysed: Analyse) -> Form:
    """A key of GROUP BY: a column of a source before one of the result."""
    if kind(node) == "column_ref":
        value = analysed(node, scope)
        if len(value.form) > 2:
            return value.form
    return _key(node, targets, scope, analysed)


def _distinct(select: Tree, targets: list[Target], scope: Scope, analysed: Analyse) -> Form:
    if not select.distinct_clause:
        return ()
    if not kind(select.distinct_clause[0]):
        return ("all",)
    return ("on", *(_key(item, targets, scope, analysed) for item in select.distinct_clause))


def _sort_key(node: Tree, targets: list[Target], scope: Scope, analysed: Analyse) -> Form:
    return (_key(node.node, targets, scope, analysed), *direction(node))


def _key(node: Tree, targets: list[Target], scope: Scope, analysed: Analyse) -> Form:
    place = _output(node, targets)
    if place is not None:
        return choose_type(targets[place].value, scope.facts).form
    if kind(node) == "a_const":
        raise UnclearError
    return analysed(node, scope).form


def _limits(select: Tree, scope: Scope, analysed: Analyse) -> Form:
    bounds = [
        analysed(getattr(select, field), scope).form if select.HasField(field) else None
        for field in ("limit_count", "limit_offset")
    ]
    return ("limits", *bounds, select.limit_option == 3)  # LIMIT_OPTION_WITH_TIES
