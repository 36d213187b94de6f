"""Create a view or a materialized view."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.changes.change import Change
from wesley.changes.edit import put
from wesley.changes.relations import stored
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, RelationName, Statement
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.sql.ddl.index import create_index
from wesley.sql.ddl.view import create_view
from wesley.sql.deparse import to_sql


class CreateView(Change, frozen=True, kw_only=True):
    """CREATE [MATERIALIZED] VIEW, with the indexes of the latter. Grants and comments are changes of their own."""

    view: View

    def title(self) -> str:
        return f"Create {kind_of(self.view)} {self.view.schema}.{self.view.name}"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "views", self.view)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.view.schema, name=self.view.name),)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        """Its indexes apart: its query has a transaction of its own, and what that leaves is a schema like others."""
        if not self.view.indexes:
            return (self,)
        return CreateView(view=replace(self.view, indexes=())), IndexView(view=self.view)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        if not self.view.materialized:
            why = "A new view is a name for a query; nobody waits for it."
            return (Statement(sql=to_sql(create_view(self.view, situation.version)), why=why),)
        return (
            replace(filled(self.view, situation), mode=Mode.OWN),
            *indexed(self.view),
        )


class IndexView(Change, frozen=True, kw_only=True):
    """CREATE INDEX for the indexes of a materialized view that is there without them, and that nobody uses yet."""

    view: View

    def title(self) -> str:
        return f"Index materialized view {self.view.schema}.{self.view.name}"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "views", self.view)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.view.schema, name=self.view.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return indexed(self.view)


def filled(view: View, situation: Situation) -> Statement:
    """The statement that creates a materialized view and computes its rows."""
    return Statement(
        sql=to_sql(create_view(view, situation.version)),
        why="The query runs once, to the end, while reads and writes of what it reads go on.",
        scans=read_by(situation.before, view),
    )


def indexed(view: View) -> tuple[Statement, ...]:
    """The indexes of a new materialized view."""
    why = "The materialized view is new: nobody uses it, so its index is built in the plain form."
    scans = (RelationName(schema=view.schema, name=view.name),)
    trees = (create_index(view.schema, view.name, index) for index in view.indexes)
    return tuple(Statement(sql=to_sql(tree), why=why, scans=scans) for tree in trees)


def read_by(physical: Physical, view: View) -> tuple[RelationName, ...]:
    """The tables and materialized views that a query reads rows of: those below plain views too."""
    views = {(each.schema, each.name): each for each in physical.views} | {(view.schema, view.name): view}
    waiting, found = [*view.depends_on], set()
    while waiting:
        name = waiting.pop()
        if name in views and not views[name].materialized:
            waiting += views[name].depends_on
        else:
            found.add(name)
    return tuple(sorted(name for place in found for name in _stored(physical, *place)))


def _stored(physical: Physical, schema: str, name: str) -> tuple[RelationName, ...]:
    """What holds the rows: the partitions of a table that is partitioned."""
    if physical.table(schema, name) is None:
        return (RelationName(schema=schema, name=name),)
    return stored(physical, schema, name)


def bare(view: View) -> View:
    """The view with only what CREATE VIEW and the indexes of a materialized view write."""
    return replace(
        view,
        comment=None,
        grants=(),
        columns=tuple(replace(column, comment=None) for column in view.columns),
        indexes=tuple(replace(index, comment=None) for index in view.indexes),
    )


def kind_of(view: View) -> str:
    """PostgreSQL's words for it."""
    return "materialized view" if view.materialized else "view"
