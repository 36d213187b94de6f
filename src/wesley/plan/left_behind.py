"""What stays in a database and stands on what goes: PostgreSQL would refuse the plan half-way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from wesley.changes.edit import identity
from wesley.changes.function_names import names_rows_of, signature
from wesley.changes.function_users import function_users
from wesley.ir.constraint import ForeignKey
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.words import as_word
from wesley.plan.codes import UNMANAGED_TOUCHED
from wesley.plan.gone_columns import readers
from wesley.plan.plan import Plan
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.text import qualified

_HELP = (
    "drop it or change it by hand first, let the schema say what shall become of it, or let `[postgres] ignore` leave "
    "both alone"
)
_NAMED_TYPES = ("enums", "domains", "tables", "views", "functions")


def refuse_left_behind(plan: Plan) -> None:
    """Refuse a plan whose goal keeps something without what it stands on: a relation, a column, a type, a function.

    A schema that was written in SDL leaves PostgreSQL schemas alone of which it says nothing, and functions; what is in
    there may stand on what the plan drops elsewhere.

    Raises:
        WesleyError: with one problem for each.
    """
    found = (*_on_relations(plan), *readers(plan), *_on_keys(plan), *_on_types(plan), *_on_functions(plan))
    problems = tuple(
        Problem(
            code=UNMANAGED_TOUCHED,
            message=f"the plan drops {what}, and {who} stays and stands on it",
            help=_HELP,
        )
        for who, what in dict.fromkeys(found)
    )
    if problems:
        raise WesleyError(*problems)


def _on_relations(plan: Plan) -> Iterator[tuple[str, str]]:
    gone = relations(plan.before) - relations(plan.goal)
    yield from on_relations(plan.goal, gone)


def on_relations(goal: Physical, gone: frozenset[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Who stands on relations that are not there, in words, and the relation, as `schema.name`."""
    yield from ((who, ".".join(name)) for who, name in _needs(goal) if name in gone)
    for function in goal.functions if gone else ():
        for name in sorted(gone):
            if names_rows_of(function, *name):
                yield f"the function {function.schema}.{function.name}", ".".join(name)


def relations(schema: Physical) -> frozenset[tuple[str, str]]:
    """The tables, partitions and views, as schema and name."""
    partitions = (
        (one.schema, one.name)
        for table in schema.tables
        if table.partitioning is not None
        for one in table.partitioning.partitions
    )
    tables = ((one.schema, one.name) for one in schema.tables)
    views = ((one.schema, one.name) for one in schema.views)
    return frozenset((*tables, *partitions, *views))


def _needs(schema: Physical) -> Iterator[tuple[str, tuple[str, str]]]:
    for view in schema.views:
        what = "materialized view" if view.materialized else "view"
        yield from ((f"the {what} {view.schema}.{view.name}", name) for name in view.depends_on)
    for table in schema.tables:
        for key in table.foreign_keys:
            yield f"the foreign key {key.name} of {table.schema}.{table.name}", (key.ref_schema, key.ref_table)


def _on_keys(plan: Plan) -> Iterator[tuple[str, str]]:
    """The foreign keys that refer to columns which are no key of their table any more."""
    for table in plan.goal.tables:
        for key in table.foreign_keys:
            target = plan.goal.table(key.ref_schema, key.ref_table)
            if target is not None and not _is_key(target, key) and _was_key(plan, key):
                columns = ", ".join(key.ref_columns)
                who = f"the foreign key {key.name} of {table.schema}.{table.name}"
                yield who, f"the key ({columns}) of {target.schema}.{target.name}"


def _was_key(plan: Plan, key: ForeignKey) -> bool:
    before = plan.before.table(key.ref_schema, key.ref_table)
    return before is not None and _is_key(before, key)


def _is_key(table: Table, key: ForeignKey) -> bool:
    """True when the columns are unique as a foreign key needs it; their order does not count (CREATE TABLE)."""
    keys = [each.columns for each in (table.primary_key, *table.uniques) if each is not None]
    keys += [
        tuple(part.column or "" for part in index.keys)
        for index in table.indexes
        if index.unique and index.where is None
    ]
    return any(sorted(columns) == sorted(key.ref_columns) for columns in keys)


def _on_types(plan: Plan) -> Iterator[tuple[str, str]]:
    renamed = {name for name, _ in plan.renames.enums}
    yield from on_types(plan.goal, types(plan.before) - types(plan.goal) - renamed)


def on_types(goal: Physical, gone: frozenset[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Who names types that are not there, in words, and the type, as `the type schema.name`."""
    for name in sorted(gone):
        word = re.compile(rf'(?<![\w".]){re.escape(qualified(*name))}(?![\w"])')
        for who, one in _all(goal, as_word(name[1])):
            if any(word.search(text) for text in _texts(one)):
                yield who, f"the type {'.'.join(name)}"


def types(schema: Physical) -> frozenset[tuple[str, str]]:
    """The enums and domains, as schema and name."""
    enums, domains = (
        ((one.schema, one.name) for one in schema.enums),
        ((one.schema, one.name) for one in schema.domains),
    )
    return frozenset((*enums, *domains))


def _all(schema: Physical, word: str | None) -> Iterator[tuple[str, Any]]:
    """All that can name a type, without the tables that do not have its word."""
    for collection in _NAMED_TYPES:
        for one in getattr(schema, collection):
            if isinstance(one, Table) and word is not None and word not in one.words:
                continue
            yield f"the {collection.removesuffix('s')} {one.schema}.{one.name}", one


def _texts(value: Any) -> Iterator[str]:
    """All texts of an element in which a type can be named; a comment and the body of a function name none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            if field not in ("comment", "body", "origin"):
                yield from _texts(getattr(value, field))


def _on_functions(plan: Plan) -> Iterator[tuple[str, str]]:
    known = {signature(one) for one in plan.goal.functions}
    names = {(one.schema, one.name) for one in plan.goal.functions}
    for one in plan.before.functions:
        # Who calls which of several functions of one name is for a server to say.
        if signature(one) not in known and (one.schema, one.name) not in names:
            name = ".".join(identity(one)[:2])
            yield from ((who, f"the function {name}") for who in function_users(plan.goal, one))
