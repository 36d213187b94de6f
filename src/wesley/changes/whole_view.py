"""The statements that create a view with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.create_view import filled, indexed
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.view import View
from wesley.sql.ddl.comment import Comment, Commented, comment_on, prove_comments
from wesley.sql.ddl.grant import grant_on_table
from wesley.sql.ddl.view import create_view
from wesley.sql.deparse import to_sql

_AGAIN = "As before: it stands on a view that was made anew."


def created(view: View, situation: Situation, why: str, before: View | None = None) -> Iterator[Statement]:
    """The statements that create a view with its indexes, grants and comments.

    Args:
        view: the view.
        situation: where; `before` of it holds what the view reads.
        why: the reason.
        before: the view that had the name until now; None where there was none.
    """
    made = Statement(sql=to_sql(create_view(view, situation.version)), why=why)
    if view.materialized:
        made = replace(filled(view, situation), why=f"{why} Who reads it waits until the query was run to the end.")
    yield replace(made, breaks_prepared=broken(before, view))
    if view.materialized:
        yield from indexed(view)
    yield from described(view)


def described(view: View) -> Iterator[Statement]:
    """The statements that give a view its grants and comments."""
    for grant in view.grants:
        yield Statement(sql=to_sql(grant_on_table(view.schema, view.name, grant)), why=_AGAIN)
    comments = tuple(_comments(view))
    texts = [comment_on(comment) for comment in comments]
    prove_comments(texts, comments)
    for text in texts:
        yield Statement(sql=text, why=_AGAIN)


def broken(before: View | None, after: View) -> tuple[RelationName, ...]:
    """The view itself where clients' prepared statements fail once it has taken the place of another one.

    They are planned again by its name, and fail when the columns or their types are others; no other difference makes
    them fail, not that of a view and a materialized view either (measured on 12, 15 and 18).
    """
    if before is None or _shape(before) == _shape(after):
        return ()
    return (RelationName(schema=after.schema, name=after.name),)


def _shape(view: View) -> tuple[tuple[str, str], ...]:
    return tuple((column.name, column.type) for column in view.columns)


def _comments(view: View) -> Iterator[Comment]:
    if view.comment is not None:
        on = Commented.MATERIALIZED_VIEW if view.materialized else Commented.VIEW
        yield Comment(on, (view.schema, view.name), view.comment)
    for column in view.columns:
        if column.comment is not None:
            yield Comment(Commented.COLUMN, (view.schema, view.name, column.name), column.comment)
    for index in view.indexes:
        if index.comment is not None:
            yield Comment(Commented.INDEX, (view.schema, index.name), index.comment)
