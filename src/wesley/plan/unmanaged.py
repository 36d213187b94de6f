"""Objects of a database that Wesley does not manage: a plan neither disturbs them nor takes their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from wesley.changes.edit import identity
from wesley.ir.enum import Enum
from wesley.ir.routine import Function
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.unmanaged import Reference, Unmanaged
from wesley.ir.view import View
from wesley.plan.codes import NAME_TAKEN, UNMANAGED_TOUCHED
from wesley.plan.plan import Plan
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.text import qualified, quote_identifier

_RELATIONS = frozenset(
    (
        "foreign table",
        "typed table",
        "inheriting table",
        "partition",
        "table",
        "view",
        "composite type",
        "range type",
        "base type",
    )
)
"""The kinds whose names tables, views, indexes, sequences and types of a schema cannot have."""

_PARTS = {
    "constraint": ("checks", "foreign_keys", "uniques", "exclusions"),
    "trigger": ("triggers",),
    "constraint trigger": ("triggers",),
    "policy": ("policies",),
}
"""Kinds of objects of a table, and the collections of a table with which they share their names."""


_ATTRIBUTES = frozenset(
    (
        "replica identity",
        "access method",
        "storage parameters",
        "unlogged",
        "row security",
        "privilege",
        "grant option",
        "comment",
        "column options",
        "cluster",
        "index statistics",
        "default",
        "not null",
    )
)
"""Kinds that are settings of a table: whoever lets the table go lets them go."""


def refuse_unmanaged(plan: Plan, unmanaged: Iterable[Unmanaged]) -> None:
    """Refuse a plan that disturbs an unmanaged object, or that creates something of its name.

    Raises:
        WesleyError: with one problem for each such object.
    """
    touched = _Touched(plan)
    problems = [problem for one in unmanaged for problem in (*_disturbed(one, touched), *_taken(one, touched))]
    if problems:
        raise WesleyError(*problems)


def title(one: Unmanaged) -> str:
    """What to call an unmanaged object, with what of it is not managed."""
    return f"{one.kind} {_name(one)}" + (f" ({one.reason})" if one.reason else "")


class _Touched:
    """What a plan takes away, alters and creates.

    Args:
        plan: the plan.
    """

    def __init__(self, plan: Plan) -> None:
        before, goal = plan.before, plan.goal
        self.before = before
        self.goal = goal
        # A thing that is dropped and created again on the way is gone for a moment, and whoever stands on it is in
        # the way.
        self.renamed = {name for name, _ in plan.renames.tables}
        self.gone = {
            (after.relation.schema, after.relation.name)
            for step in plan.steps()
            for after in step.after
            if after.fingerprint is None
        }
        # A view that is dropped and created in one transaction shows in the statements alone.
        views = {(view.schema, view.name) for view in goal.views}
        self.remade = views.intersection(_dropped_views(plan))
        self.created = {*_relations(plan.between), *_relations(goal)}.difference(_relations(before))
        known = {identity(one) for one in before.functions}
        self.statements = {step.statement.sql for step in plan.steps()}
        self.functions = {identity(one) for one in (*plan.between.functions, *goal.functions)} - known


def _dropped_views(plan: Plan) -> Iterator[tuple[str, str]]:
    for step in plan.steps():
        if step.statement.sql.startswith(("DROP VIEW ", "DROP MATERIALIZED VIEW ")):
            yield from ((lock.schema, lock.name) for lock in step.statement.locks)


def _relations(schema: Physical) -> Iterator[tuple[str, str]]:
    """Everything that shares the names of relations and types, indexes and the keys' indexes included."""
    for collection in ("tables", "views", "sequences", "enums", "domains"):
        yield from ((one.schema, one.name) for one in getattr(schema, collection))
    for table in schema.tables:
        keys = (table.primary_key,) if table.primary_key is not None else ()
        yield from ((table.schema, one.name) for one in (*keys, *table.uniques, *table.exclusions, *table.indexes))
        if table.partitioning is not None:
            yield from ((one.schema, one.name) for one in table.partitioning.partitions)


def _disturbed(one: Unmanaged, touched: _Touched) -> Iterator[Problem]:
    what = _owner(one, touched) or next(filter(None, (_what(each, touched) for each in one.references)), "")
    if what:
        yield Problem(
            code=UNMANAGED_TOUCHED,
            message=f"the plan {what}, and the {one.kind} {_name(one)} stands on it",
            help=f"Wesley does not manage it ({one.reason}): drop it or change it by hand first, and make it anew "
            "afterwards",
        )


def _owner(one: Unmanaged, touched: _Touched) -> str:
    """Whether the plan drops the table or view that it belongs to; a rename takes it along."""
    if one.table is None:
        return ""
    name = (one.schema, one.table)
    if name in touched.remade:
        return f"makes {one.schema}.{one.table} anew"
    if one.kind in _ATTRIBUTES:
        return _part(one, one.table, touched) if one.kind == "comment" else ""
    stays = name in touched.renamed or _has(touched.goal, name) or not _has(touched.before, name)
    return "" if stays else f"drops {one.schema}.{one.table}"


def _part(one: Unmanaged, table: str, touched: _Touched) -> str:
    """Whether the plan drops the policy, trigger or constraint that a comment is on, and makes it again."""
    name, on = quote_identifier(one.name), qualified(one.schema, table)
    drops = {
        f"DROP POLICY {name} ON {on};",
        f"DROP TRIGGER {name} ON {on};",
        f"ALTER TABLE {on} DROP CONSTRAINT {name};",
    }
    after = touched.goal.table(one.schema, table)
    parts = () if after is None else (getattr(after, collection) for collection in _COMMENTED)
    stays = any(part.name == one.name for collection in parts for part in collection)
    keyed = after is not None and after.primary_key is not None and after.primary_key.name == one.name
    return f"makes {one.name} of {on} anew" if (stays or keyed) and drops & touched.statements else ""


_COMMENTED = ("policies", "triggers", "checks", "uniques", "exclusions", "foreign_keys")


def _has(schema: Physical, name: tuple[str, str]) -> bool:
    return schema.table(*name) is not None or any((view.schema, view.name) == name for view in schema.views)


def _what(reference: Reference, touched: _Touched) -> str:
    """What the plan does to something that is stood on; empty for nothing."""
    name = f"{reference.schema}.{reference.name}"
    before = touched.before.table(reference.schema, reference.name)
    if before is not None:
        return _column(reference, before, touched.goal.table(reference.schema, reference.name))
    if (reference.schema, reference.name) in touched.gone:
        return f"drops {name}, renames it or makes it anew"
    for collection in ("views", "enums", "domains", "functions"):
        old, new = _of(touched.before, collection, reference), _of(touched.goal, collection, reference)
        if old is not None and (new is None or _is_other(old, new)):
            return f"changes {name}"
    return ""


def _column(reference: Reference, before: Table, after: Table | None) -> str:
    name = f"{reference.schema}.{reference.name}"
    if after is None:
        return f"drops or renames {name}"
    old = before.column(reference.column or "")
    if old is None:
        return ""
    new = after.column(old.name)
    if new is None:
        return f"drops or renames {name}.{old.name}"
    same = (old.type, old.collation, old.generated) == (new.type, new.collation, new.generated)
    return "" if same else f"changes the type of {name}.{old.name}"


def _of(schema: Physical, collection: str, reference: Reference) -> Any:
    """The view, enum, domain or function of a name; None when there is none."""
    for one in getattr(schema, collection):
        name = f"{one.name}({one.arguments})" if collection == "functions" else one.name
        if (one.schema, name) == (reference.schema, reference.name):
            return one
    return None


def _is_other(old: Any, new: Any) -> bool:
    """True when it differs in what matters to those who stand on it."""
    if isinstance(old, View):
        return bool((old.query, old.columns) != (new.query, new.columns))
    if isinstance(old, Enum):
        return tuple(value for value in new.values if value in old.values) != old.values
    return bool(old.returns != new.returns if isinstance(old, Function) else old.type != new.type)


def _taken(one: Unmanaged, touched: _Touched) -> Iterator[Problem]:
    names = (one.schema, one.name)
    taken = one.kind in _RELATIONS and names in touched.created
    taken = taken or (one.kind == "index" and names in touched.created)
    if "(" in one.name:
        name, _, arguments = one.name.removesuffix(")").partition("(")
        taken = taken or (one.schema, name, arguments) in touched.functions
    if one.table is not None:
        taken = taken or one.name in _new_parts(one.schema, one.table, _PARTS.get(one.kind, ()), touched)
    if taken:
        yield Problem(
            code=NAME_TAKEN,
            message=f"the plan creates {_name(one)}, and there is a {one.kind} of that name",
            help=f"Wesley does not manage it ({one.reason}): choose another name, or rename or drop it by hand first",
        )


def _new_parts(schema: str, table: str, collections: tuple[str, ...], touched: _Touched) -> set[str]:
    before, after = touched.before.table(schema, table), touched.goal.table(schema, table)
    if after is None:
        return set()
    new = {part.name for collection in collections for part in getattr(after, collection)}
    old = set() if before is None else {part.name for name in collections for part in getattr(before, name)}
    return new - old


def _name(one: Unmanaged) -> str:
    place = f"{one.schema}.{one.name}" if one.schema else one.name
    return place if one.table is None or one.table == one.name else f"{one.name} of {one.schema}.{one.table}"
