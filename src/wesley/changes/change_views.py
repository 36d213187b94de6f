"""Create and replace views, each after all that it reads."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.call_order import with_called
from wesley.changes.change import Change, Kind
from wesley.changes.create_view import CreateView, bare
from wesley.changes.function_names import new_functions
from wesley.changes.pairs import differing, only_in
from wesley.changes.rebuild_views import RebuildViews, RebuildViewsLater
from wesley.changes.replace_view import ReplaceView, SetViewParameters, can_be_replaced
from wesley.changes.view_order import Name, in_order, name_of, standing_on, under
from wesley.ir.schema import Physical
from wesley.ir.view import View


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    return with_called(_views(old, new), new_functions(old, new))


def _views(old: Physical, new: Physical) -> Iterator[Change]:
    added = tuple(bare(view) for view in only_in(new.views, old.views))
    pairs = tuple((was, _kept(was, view)) for was, view in differing(old.views, new.views))
    changed = tuple((was, view) for was, view in pairs if was != view)
    anew = tuple((was, view) for was, view in changed if not _in_place(was, view))
    views = (*added, *(view for _, view in changed))
    names = standing_on(old.views, (name_of(was) for was, _ in anew))
    if all(_only_loses(was, view) for was, view in anew):
        made = tuple(view for _, view in changed if name_of(view) in names)
    else:
        made = _made_together(views, names, frozenset(name_of(view) for view in added))
    early = tuple(view for view in views if name_of(view) not in _above(views, made))
    yield from _one_by_one(old, early)
    if made:
        gone = tuple(name_of(view) for view in only_in(old.views, new.views) if name_of(view) in names)
        later = all(_only_loses(was, view) for was, view in anew)
        form = RebuildViewsLater if later else RebuildViews
        yield form(views=in_order(made), gone=gone)
    done = {name_of(view) for view in (*early, *made)}
    yield from _one_by_one(old, tuple(view for view in views if name_of(view) not in done))


def _made_together(views: tuple[View, ...], anew: frozenset[Name], added: frozenset[Name]) -> tuple[View, ...]:
    """What is made in one transaction: the views to make anew, those on top, and new ones between the two."""
    above = standing_on(views, anew)
    below = under(views, (name for name in above if name not in added))
    return tuple(view for view in views if name_of(view) in above & below)


def _above(views: tuple[View, ...], made: tuple[View, ...]) -> frozenset[Name]:
    return standing_on(views, (name_of(view) for view in made))


def _one_by_one(old: Physical, views: tuple[View, ...]) -> Iterator[Change]:
    before = {name_of(view): view for view in old.views}
    for view in in_order(views):
        was = before.get(name_of(view))
        if was is None:
            yield CreateView(view=view)
        elif view.materialized:
            yield SetViewParameters(view=view)
        else:
            yield ReplaceView(view=view)


def _kept(was: View, view: View) -> View:
    """The new view with what other kinds change as it is now: comments, grants, and the indexes of a matching one."""
    comments = {column.name: column.comment for column in was.columns}
    return replace(
        view,
        comment=was.comment,
        grants=was.grants,
        columns=tuple(replace(column, comment=comments.get(column.name)) for column in view.columns),
        indexes=was.indexes if _same_rows(was, view) else view.indexes,
    )


def _same_rows(was: View, view: View) -> bool:
    """True when the query gives the same columns and the view stays what it is."""
    return was.materialized == view.materialized and was.query == view.query


def _in_place(was: View, view: View) -> bool:
    if was.materialized and view.materialized:
        return replace(view, parameters=was.parameters) == was
    return can_be_replaced(was, view)


def _only_loses(was: View, view: View) -> bool:
    """True when a view has no column that it did not have, and fewer."""
    before = {(column.name, column.type) for column in was.columns}
    after = {(column.name, column.type) for column in view.columns}
    return after < before


KIND = Kind("change-views", _detect)
