"""Drop views and create them again, with all that stands on them, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from wesley.changes.change import Change
from wesley.changes.codes import VIEW_IN_USE
from wesley.changes.create_view import filled, indexed, kind_of
from wesley.changes.edit import put, remove
from wesley.changes.function_names import names_rows_of
from wesley.changes.lock import access_exclusive
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.changes.view_order import Name, in_order, name_of, standing_on
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.ddl.comment import Comment, Commented, comment_on, prove_comments
from wesley.sql.ddl.grant import grant_on_table
from wesley.sql.ddl.view import create_view, drop_view
from wesley.sql.deparse import to_sql

_GOES = (
    "OR REPLACE can only add columns at the end. In one transaction, so that nobody finds the view missing; who reads "
    "it waits until the transaction ends."
)
_COMES = "As the new schema has it."
_AGAIN = "As before: it stands on a view that was made anew."


class RebuildViews(Change, frozen=True, kw_only=True):
    """DROP and CREATE of views, and of those that read them.

    Args:
        views: the views as they are afterwards; comments and grants stay as they are.
        gone: views that are not created again.
    """

    views: tuple[View, ...]
    gone: tuple[Name, ...] = ()

    def title(self) -> str:
        return "Make anew " + ", ".join(f"{kind_of(view)} {view.schema}.{view.name}" for view in self.views)

    def apply(self, schema: Physical) -> Physical:
        known = {name_of(view): view for view in schema.views}
        for name in self.gone:
            schema = remove(schema, "views", *name)
        for view in self.views:
            schema = put(schema, "views", _described(view, known.get(name_of(view))))
        return schema

    def touches(self) -> tuple[RelationName, ...]:
        names = (*(name_of(view) for view in self.views), *self.gone)
        return tuple(RelationName(schema=schema, name=name) for schema, name in names)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        before = situation.before
        own = {*(name_of(view) for view in self.views), *self.gone}
        there = {name_of(view) for view in before.views}
        names = standing_on(before.views, own)
        dropped = tuple(view for view in before.views if name_of(view) in names)
        _refuse_rows_in_use(before, dropped)
        after = self.apply(before)
        made = in_order(view for view in after.views if name_of(view) in names)
        found = [_dropping(view) for view in reversed(in_order(dropped)) if name_of(view) in there]
        for view in made:
            found += created(view, situation.after(self), _COMES if name_of(view) in own else _AGAIN)
        return tuple(found)


class RebuildViewsLater(RebuildViews, frozen=True, kw_only=True):
    """The same for views that only lose columns: the application in use may read these."""

    contract: ClassVar[bool] = True


def _described(view: View, before: View | None) -> View:
    """The view with the comments and grants of the one before."""
    comments = {} if before is None else {column.name: column.comment for column in before.columns}
    on_indexes = {} if before is None else {index.name: index.comment for index in before.indexes}
    return replace(
        view,
        comment=None if before is None else before.comment,
        grants=() if before is None else before.grants,
        columns=tuple(replace(column, comment=comments.get(column.name)) for column in view.columns),
        indexes=tuple(replace(index, comment=on_indexes.get(index.name)) for index in view.indexes),
    )


def _dropping(view: View) -> Statement:
    return Statement(sql=to_sql(drop_view(view)), why=_GOES, locks=(access_exclusive(view.schema, view.name),))


def created(view: View, situation: Situation, why: str) -> Iterator[Statement]:
    """The statements that create a view with its indexes, grants and comments.

    Args:
        view: the view.
        situation: where; `before` holds what it reads.
        why: the reason.
    """
    if view.materialized:
        yield replace(
            filled(view, situation),
            why=f"{why} Who reads it waits until the query was run to the end.",
        )
        yield from indexed(view)
    else:
        yield Statement(sql=to_sql(create_view(view, situation.version)), why=why)
    for grant in view.grants:
        yield Statement(sql=to_sql(grant_on_table(view.schema, view.name, grant)), why=_AGAIN)
    comments = tuple(_comments(view))
    texts = [comment_on(comment) for comment in comments]
    prove_comments(texts, comments)
    for text in texts:
        yield Statement(sql=text, why=_AGAIN)


def _comments(view: View) -> Iterator[Comment]:
    if view.comment is not None:
        on = Commented.MATERIALIZED_VIEW if view.materialized else Commented.VIEW
        yield Comment(on, (view.schema, view.name), view.comment)
    for column in _commented(view.columns):
        yield Comment(Commented.COLUMN, (view.schema, view.name, column.name), column.comment)
    for index in view.indexes:
        if index.comment is not None:
            yield Comment(Commented.INDEX, (view.schema, index.name), index.comment)


def _commented(columns: tuple[Column, ...]) -> Iterator[Column]:
    return (column for column in columns if column.comment is not None)


def _refuse_rows_in_use(physical: Physical, views: tuple[View, ...]) -> None:
    for view in views:
        for function in physical.functions:
            if names_rows_of(function, view.schema, view.name):
                raise WesleyError(
                    Problem(
                        code=VIEW_IN_USE,
                        message=f"the view {view.schema}.{view.name} has to be made anew, and the function "
                        f"{function.schema}.{function.name} takes or gives its rows",
                        origin=view.origin,
                        help="make a second view, let the function use that one, and drop the first one later",
                    )
                )
