"""Replace a view in place, or the storage parameters of a materialized view."""

from __future__ import annotations

from wesley.changes.change import Change
from wesley.changes.edit import find, put
from wesley.changes.lock import Lock, access_exclusive, locks_on
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.sql.ddl.view import replace_view, reset_view_parameters, set_view_parameters
from wesley.sql.deparse import to_sql


class ReplaceView(Change, frozen=True, kw_only=True):
    """CREATE OR REPLACE VIEW; `view` as it is afterwards, with the comments and grants that it has before."""

    view: View

    def title(self) -> str:
        return f"Replace view {self.view.schema}.{self.view.name}"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "views", self.view)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.view.schema, name=self.view.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        before: View = find(situation.before, "views", self.view.schema, self.view.name)
        grows = len(self.view.columns) > len(before.columns)
        return (
            Statement(
                sql=to_sql(replace_view(self.view, situation.version)),
                why="It keeps its columns, so OR REPLACE does it: grants, comments and the views that read it stay. "
                "Who reads it waits for a moment.",
                locks=(access_exclusive(self.view.schema, self.view.name),),
                breaks_prepared=self.touches() if grows else (),
            ),
        )


class SetViewParameters(Change, frozen=True, kw_only=True):
    """ALTER MATERIALIZED VIEW ... SET and RESET; `view` as it is afterwards."""

    view: View

    def title(self) -> str:
        return f"Set storage parameters of {self.view.schema}.{self.view.name}"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "views", self.view)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.view.schema, name=self.view.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        before: View = find(situation.before, "views", self.view.schema, self.view.name)
        kept = {name for name, _ in self.view.parameters}
        gone = tuple(name for name, _ in before.parameters if name not in kept)
        set_anew = tuple(pair for pair in self.view.parameters if pair not in before.parameters)
        trees = [reset_view_parameters(self.view, gone)] if gone else []
        trees += [set_view_parameters(self.view, set_anew)] if set_anew else []
        return tuple(
            Statement(
                sql=to_sql(tree),
                why="It counts for what is written from now on; reads and REFRESH go on.",
                locks=locks_on(self.view.schema, self.view.name, Lock.SHARE_UPDATE_EXCLUSIVE),
            )
            for tree in trees
        )


def can_be_replaced(old: View, new: View) -> bool:
    """True when OR REPLACE leads from one view to another: it appends columns and changes none that is there."""
    before = [(column.name, column.type) for column in old.columns]
    after = [(column.name, column.type) for column in new.columns]
    is_known = bool(before) and all(each for _, each in after)
    return is_known and not old.materialized and not new.materialized and after[: len(before)] == before
