"""Drop a view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.call_order import dropped_in_order
from wesley.changes.change import Change, Kind
from wesley.changes.create_view import kind_of
from wesley.changes.drop_function import dropped
from wesley.changes.edit import remove
from wesley.changes.function_names import gone_functions, names_rows_of
from wesley.changes.lock import access_exclusive
from wesley.changes.pairs import only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.sql.ddl.view import drop_view
from wesley.sql.deparse import to_sql


class DropView(Change, frozen=True, kw_only=True):
    """DROP [MATERIALIZED] VIEW, without CASCADE; `view` as it is."""

    contract: ClassVar[bool] = True

    view: View

    def title(self) -> str:
        return f"Drop {kind_of(self.view)} {self.view.schema}.{self.view.name}"

    def apply(self, schema: Physical) -> Physical:
        return remove(schema, "views", self.view.schema, self.view.name)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.view.schema, name=self.view.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        rows = " Its rows can be computed again." if self.view.materialized else ""
        return (
            Statement(
                sql=to_sql(drop_view(self.view)),
                why=f"The application in use may read it, so it goes when that is gone.{rows}",
                locks=(access_exclusive(self.view.schema, self.view.name),),
                manual="PostgreSQL refuses while something that is not in the schema reads it: see the error.",
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    gone = gone_functions(old, new)
    for view in dropped_in_order(only_in(old.views, new.views), gone):
        of_rows = tuple(each for each in gone if names_rows_of(each, view.schema, view.name))
        gone = tuple(each for each in gone if each not in of_rows)
        for function in of_rows:
            yield dropped(function)
        yield DropView(view=view)


KIND = Kind("drop-view", _detect)
