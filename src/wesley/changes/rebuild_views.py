"""Drop views and create them again, with all that stands on them, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from wesley.changes.build_view import Built, builds, named
from wesley.changes.change import Change
from wesley.changes.codes import VIEW_IN_USE
from wesley.changes.create_view import kind_of
from wesley.changes.edit import put, remove
from wesley.changes.function_names import names_rows_of
from wesley.changes.later import later
from wesley.changes.lock import access_exclusive
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.changes.view_order import Name, in_order, name_of, standing_on, under
from wesley.changes.whole_view import broken, created
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.ddl.view import drop_view
from wesley.sql.deparse import to_sql
from wesley.sql.error import SqlError

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
        built: what was built beforehand, under other names.
    """

    views: tuple[View, ...]
    gone: tuple[Name, ...] = ()
    built: tuple[Built, ...] = ()

    def title(self) -> str:
        return "Make anew " + ", ".join(f"{kind_of(view)} {view.schema}.{view.name}" for view in self.views)

    def apply(self, schema: Physical) -> Physical:
        known = {name_of(view): view for view in schema.views}
        for name in (*self.gone, *((each.name[0], each.own) for each in self.built)):
            schema = remove(schema, "views", *name)
        for view in self.views:
            schema = put(schema, "views", _described(view, known.get(name_of(view))))
        return schema

    def touches(self) -> tuple[RelationName, ...]:
        names = (*(name_of(view) for view in self.views), *self.gone)
        return tuple(RelationName(schema=schema, name=name) for schema, name in names)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        """What takes as long as a query is built before anybody has to wait, where the names in it can be told."""
        if self.built:
            return (self,)
        made = self._made(situation.before)
        slow = (name_of(view) for view in made if view.materialized)
        names = under(made, slow)
        try:
            pairs = builds(situation.before, (view for view in made if name_of(view) in names))
        except SqlError:
            return (self,)
        if not pairs:
            return (self,)
        return (*(build for build, _ in pairs), replace(self, built=tuple(built for _, built in pairs)))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        before = situation.before
        dropped = tuple(view for view in before.views if name_of(view) in self._names(before))
        _refuse_rows_in_use(before, dropped)
        known, built = {name_of(view): view for view in dropped}, {each.name: each for each in self.built}
        own = {name_of(view) for view in self.views}
        found = [_dropping(view) for view in reversed(in_order(dropped))]
        for view in self._made(before):
            name = name_of(view)
            if name in built:
                found += _named(built[name], before, known.get(name), view)
            else:
                why = _COMES if name in own else _AGAIN
                found += created(view, situation.after(self), why, known.get(name))
        return tuple(found)

    def _names(self, before: Physical) -> frozenset[Name]:
        """The views, and all that stand on them; those that were built beside are none of these."""
        names = standing_on(before.views, {*(name_of(view) for view in self.views), *self.gone})
        return names - {(each.name[0], each.own) for each in self.built}

    def _made(self, before: Physical) -> tuple[View, ...]:
        """All views that are there again afterwards, in order."""
        names = self._names(before)
        return in_order(view for view in self.apply(before).views if name_of(view) in names)


class RebuildViewsLater(RebuildViews, frozen=True, kw_only=True):
    """The same for views that only lose columns: the application in use may read these."""

    contract: ClassVar[bool] = True

    def online(self, situation: Situation) -> tuple[Change, ...]:
        forms = super().online(situation)
        return forms if forms == (self,) else tuple(later(forms, situation))


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


def _named(built: Built, physical: Physical, before: View | None, after: View) -> Iterator[Statement]:
    first, *others = named(built, physical)
    yield replace(first, breaks_prepared=broken(before, after))
    yield from others


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
