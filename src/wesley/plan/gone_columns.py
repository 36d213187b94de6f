"""Columns that a plan drops, and the views and policies that stay and read them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.edit import put
from wesley.changes.mentions import has_word
from wesley.changes.rewrite_names import Names, facts_of, in_expression, in_query
from wesley.ir.column import Column
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.plan.plan import Plan
from wesley.sql.error import SqlError
from wesley.sql.text import qualified, quote_identifier

Place = tuple[str, str]
# A name of our own, which nothing else has.
_ELSEWHERE = "wesley_column_that_goes"


def readers(plan: Plan) -> Iterator[tuple[str, str]]:
    """Who stays and reads a column that goes, in words, and the column, as `schema.table.column`.

    Who reads a column is who would have to be worded otherwise if it had another name.
    """
    gone = {place: columns for place, columns in _gone(plan) if columns}
    if not gone:
        return
    found = plan.goal
    for place, columns in gone.items():
        table = found.table(*place)
        if table is not None:
            found = put(found, "tables", replace(table, columns=(*table.columns, *columns)))
    for place, columns in gone.items():
        for column in columns:
            name = f"{place[0]}.{place[1]}.{column.name}"
            names = Names(columns={place: {column.name: _ELSEWHERE}}, facts=facts_of(found))
            yield from ((who, name) for who in _who(plan.goal, names, place))


def _gone(plan: Plan) -> Iterator[tuple[Place, tuple[Column, ...]]]:
    """By table, in its new name, the columns that it has no more under any name."""
    tables = dict(plan.renames.tables)
    renamed = {(place, column) for place, column, _ in plan.renames.columns}
    for before in plan.before.tables:
        place = (before.schema, before.name)
        after = plan.goal.table(*tables.get(place, place))
        if after is not None and after != before:
            kept = {column.name for column in after.columns}
            yield (
                (after.schema, after.name),
                tuple(each for each in before.columns if each.name not in kept and (place, each.name) not in renamed),
            )


def _who(goal: Physical, names: Names, place: Place) -> Iterator[str]:
    for view in goal.views:
        if place in view.depends_on and _reads_in_query(view.query, names):
            yield f"the {'materialized view' if view.materialized else 'view'} {view.schema}.{view.name}"
    for table in goal.tables:
        for policy in table.policies:
            for expression in (policy.using, policy.check):
                if expression is not None and _names_table(expression, place):
                    own = (table.schema, table.name)
                    if _reads_in_expression(expression, names, own):
                        yield f"the policy {policy.name} of {table.schema}.{table.name}"
                        break


def _names_table(expression: Expression, place: Place) -> bool:
    return not {qualified(*place), quote_identifier(place[1])}.isdisjoint(expression.relations)


def _reads_in_query(query: Expression, names: Names) -> bool:
    try:
        return has_word(in_query(query, names).sql, _ELSEWHERE)
    except SqlError:
        # A NATURAL JOIN, for one, reads it without a word of it.
        return True


def _reads_in_expression(expression: Expression, names: Names, own: Place) -> bool:
    try:
        return has_word(in_expression(expression, names, own).sql, _ELSEWHERE)
    except SqlError:
        return True
