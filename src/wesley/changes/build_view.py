"""Build a view beside the one that it takes the place of: where the query of a materialized view runs long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from wesley.changes.change import Change
from wesley.changes.create_view import bare, filled, indexed, kind_of
from wesley.changes.edit import find, put
from wesley.changes.own_names import new_name
from wesley.changes.rewrite import renamed_view
from wesley.changes.rewrite_names import Names, facts_of
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, RelationName, Statement
from wesley.changes.view_order import Name, name_of
from wesley.changes.whole_view import described
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.sql.ddl.alter_index import rename_index
from wesley.sql.ddl.view import create_view, rename_view
from wesley.sql.deparse import to_sql

_BESIDE = "It is built beside the one in use, which is read meanwhile, and takes its name when it is done."
_NAMES = (
    "What was built beside takes the name: the catalog alone changes, in the transaction in which the old one goes."
)

NO_COLUMNS: Mapping[Name, Mapping[str, str]] = MappingProxyType({})
"""All columns are read under the names that they have."""


class Built(Struct, frozen=True, kw_only=True):
    """A view that was built under a name of our own.

    Args:
        name: schema and name of the view whose place it takes.
        own: the name that it has until then.
        indexes: for each of its indexes the name until then and the one afterwards.
    """

    name: Name
    own: str
    indexes: tuple[tuple[str, str], ...] = ()


class BuildView(Change, frozen=True, kw_only=True):
    """CREATE [MATERIALIZED] VIEW under a name of our own, with indexes, grants and comments."""

    view: View

    def title(self) -> str:
        return f"Build {kind_of(self.view)} {self.view.schema}.{self.view.name}"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "views", self.view)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.view.schema, name=self.view.name),)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        """What belongs to it apart: its query has a transaction of its own, and what that leaves is a schema, too."""
        alone = replace(bare(self.view), indexes=())
        if not self.view.materialized or self.view == alone:
            return (self,)
        return BuildView(view=alone), FinishView(view=self.view)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        if not self.view.materialized:
            plain = Statement(sql=to_sql(create_view(self.view, situation.version)), why=_BESIDE)
            return (plain, *described(self.view))
        first = replace(filled(self.view, situation), mode=Mode.OWN, why=_BESIDE)
        return (first, *indexed(self.view), *described(self.view))


class FinishView(BuildView, frozen=True, kw_only=True):
    """The indexes, grants and comments of a materialized view that is there without them."""

    def title(self) -> str:
        return f"Index and describe materialized view {self.view.schema}.{self.view.name}"

    def online(self, situation: Situation) -> tuple[Change, ...]:
        return (self,)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (*indexed(self.view), *described(self.view))


def builds(
    physical: Physical, views: Iterable[View], columns: Mapping[Name, Mapping[str, str]] = NO_COLUMNS
) -> tuple[tuple[BuildView, Built], ...]:
    """The changes that build views under names of our own, each on the others under theirs, and what they build.

    Args:
        physical: the schema right before, whose views have the names still.
        views: the views as they shall be, in the order in which they can be made.
        columns: by table, columns that they read under another name.

    Raises:
        SqlError: it cannot be told what a name in a query means.
    """
    wanted = tuple(views)
    taken = frozenset(_taken(physical))
    own = {name_of(view): (view.schema, _free(view.schema, view.name, taken)) for view in wanted}
    after = physical
    for view in wanted:
        after = put(after, "views", view)
    names = Names(relations=own, columns=columns, facts=facts_of(after))
    return tuple(_build(view, own[name_of(view)][1], names, taken) for view in wanted)


def _build(view: View, own: str, names: Names, taken: frozenset[Name]) -> tuple[BuildView, Built]:
    indexes = tuple((_free(view.schema, index.name, taken), index.name) for index in view.indexes)
    beside = replace(
        renamed_view(view, names),
        name=own,
        indexes=tuple(replace(index, name=to) for index, (to, _) in zip(view.indexes, indexes, strict=True)),
    )
    return BuildView(view=beside), Built(name=name_of(view), own=own, indexes=indexes)


def named(built: Built, physical: Physical) -> Iterator[Statement]:
    """The statements that give what was built its names, once they are free."""
    schema, name = built.name
    view: View = find(physical, "views", schema, built.own)
    yield Statement(sql=to_sql(rename_view(view, name)), why=_NAMES)
    for before, after in built.indexes:
        yield Statement(sql=to_sql(rename_index(schema, before, after)), why=_NAMES)


def _free(schema: str, name: str, taken: frozenset[Name]) -> str:
    """`new_name`, numbered where a plan that was stopped has left one."""
    number, free = 1, new_name(name)
    while (schema, free) in taken:
        number += 1
        free = new_name(f"{name}_{number}")
    return free


def _taken(physical: Physical) -> Iterator[Name]:
    for view in physical.views:
        yield name_of(view)
        yield from ((view.schema, index.name) for index in view.indexes)
