"""A view that has the former name of a table until the old application is gone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import ClassVar

from msgspec.structs import replace

from wesley.changes.change import Change
from wesley.changes.edit import put, remove, the_table
from wesley.changes.lock import access_exclusive
from wesley.changes.own_names import is_old, is_own
from wesley.changes.rewrite_names import Name
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.changes.whole_view import created
from wesley.ir.access import Grant
from wesley.ir.column import Column
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.sql.ddl.view import SECURITY_INVOKER_SINCE, drop_view
from wesley.sql.deparse import to_sql
from wesley.sql.expression import parse_query
from wesley.sql.text import qualified, quote_identifier

# What a view can pass on to its table.
_PASSED_ON = ("DELETE", "INSERT", "SELECT", "UPDATE")


class CreateStandIn(Change, frozen=True, kw_only=True):
    """CREATE VIEW of all columns of the table, with the rights that roles have on the table."""

    view: View

    def title(self) -> str:
        return f"Keep the name {self.view.schema}.{self.view.name} as a view"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "views", self.view)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.view.schema, name=self.view.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        why = "PostgreSQL passes what is read and written through such a view on to the table, defaults included."
        return tuple(replace(each, why=why) for each in created(self.view, situation, why))


class DropStandIn(Change, frozen=True, kw_only=True):
    """DROP VIEW, before anything else of the contract: the view stands on every column of the table."""

    contract: ClassVar[bool] = True
    first: ClassVar[bool] = True

    view: View

    def title(self) -> str:
        return f"Drop view {self.view.schema}.{self.view.name}, the former name of a table"

    def apply(self, schema: Physical) -> Physical:
        return remove(schema, "views", self.view.schema, self.view.name)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.view.schema, name=self.view.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(drop_view(self.view)),
                why="Nobody uses the old name any more.",
                locks=(access_exclusive(self.view.schema, self.view.name),),
            ),
        )


def stand_in(table: Table, name: Name, version: int) -> View:
    """The view of a table under another name.

    Args:
        table: the table.
        name: schema and name of the view.
        version: major version of the server; from 15 on the view reads and writes with the rights of who asks.
    """
    columns = [column for column in table.in_order() if not is_old(column.name)]
    return View(
        schema=name[0],
        name=name[1],
        query=_query(table, columns),
        columns=tuple(Column(name=column.name, type=column.type) for column in columns),
        security_invoker=version >= SECURITY_INVOKER_SINCE,
        depends_on=((table.schema, table.name),),
        grants=tuple(grant for each in table.grants if (grant := _passed_on(each)).privileges),
    )


def is_stand_in(view: View, table: Table) -> bool:
    """True for a view of all columns of a table under their own names: a table under its former name.

    Before version 16 PostgreSQL shows such a query with the table before each column.
    """
    names = {column.name for column in view.columns}
    known = {column.name for column in table.columns}
    if view.materialized or not names <= known or any(not is_own(name) for name in known - names):
        return False
    return view.query.sql in (_query(table, view.columns).sql, _query(table, view.columns, table.name).sql)


def stand_ins(schema: Physical, name: Name, columns: tuple[str, ...]) -> tuple[View, ...]:
    """The views under former names of a table that show all of these columns.

    Args:
        schema: the schema.
        name: schema and name of the table.
        columns: names of columns.
    """
    table = the_table(schema, *name)
    reading = (view for view in schema.views if name in view.depends_on)
    shown = (view for view in reading if {column.name for column in view.columns}.issuperset(columns))
    return tuple(view for view in shown if is_stand_in(view, table))


def without_views(schema: Physical, views: Iterable[View]) -> Physical:
    """The schema without some of its views."""
    return reduce(lambda rest, view: remove(rest, "views", view.schema, view.name), views, schema)


def with_views(schema: Physical, views: Iterable[View]) -> Physical:
    """The schema with these views, in place of those of their names."""
    return reduce(lambda whole, view: put(whole, "views", view), views, schema)


def without_column(view: View, table: Table, name: str) -> View:
    """The view of a table under its former name, once a column is gone that it showed."""
    columns = tuple(column for column in view.columns if column.name != name)
    return replace(view, columns=columns, query=_query(table, columns))


def _query(table: Table, columns: Iterable[Column], qualifier: str = "") -> Expression:
    before = f"{quote_identifier(qualifier)}." if qualifier else ""
    listed = ", ".join(f"{before}{quote_identifier(column.name)}" for column in columns)
    words = ("SELECT", listed, "FROM", qualified(table.schema, table.name))
    return parse_query(" ".join(words))


def _passed_on(grant: Grant) -> Grant:
    privileges = tuple(each for each in grant.privileges if each in _PASSED_ON)
    return replace(
        grant, privileges=privileges, columns=tuple(column for column in grant.columns if not is_old(column))
    )
