"""Change how a generated column is computed, or let it be a plain one."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.anew import recomputed, written_anew
from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.codes import GENERATED_CHANGE
from wesley.changes.column_users import column_users
from wesley.changes.compute_anew import ComputeAnew
from wesley.changes.edit import edit_column, the_column, the_table
from wesley.changes.lock import Lock
from wesley.changes.mentions import view_reads
from wesley.changes.pairs import common_tables, differing
from wesley.changes.recreate_column import recreate_column
from wesley.changes.relations import family_locks, rewrite_locks, stored
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, Statement
from wesley.changes.value_source import plain
from wesley.ir.column import Column, Generated
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.ddl.alter_column import drop_expression, set_default, set_expression
from wesley.sql.deparse import to_sql

DROP_EXPRESSION_SINCE = 13
SET_EXPRESSION_SINCE = 17

_REWRITES = (
    "Every row is computed anew, so PostgreSQL writes the whole table and its indexes anew while nobody can read or "
    "write it."
)
_WAY = "On a large table, add a column with the new expression under another name, and drop this one later."


class SetGenerated(TableChange, frozen=True, kw_only=True):
    """A generated column is computed otherwise, or becomes a plain one with the values that it has.

    Args:
        column: its name.
        generated: how it is computed; None for a plain column.
        default: the default of a plain column.
    """

    column: str
    generated: Generated | None
    default: Expression | None = None

    def title(self) -> str:
        place = f"{self.schema}.{self.table}.{self.column}"
        return f"Compute {place} otherwise" if self.generated is not None else f"Stop computing {place}"

    def apply(self, schema: Physical) -> Physical:
        return edit_column(
            schema, self.schema, self.table, self.column, generated=self.generated, default=self.default, identity=None
        )

    def online(self, situation: Situation) -> tuple[Change, ...]:
        before = the_column(situation.before, self.schema, self.table, self.column)
        if before.generated is None or self.generated is None or self._is_set(situation, before.generated):
            return (self,)
        if not self._on_it(situation.before):
            return (self,)
        column = replace(before, generated=self.generated)
        return (ComputeAnew(schema=self.schema, table=self.table, column=column),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        before = the_column(situation.before, self.schema, self.table, self.column)
        if before.generated is None:
            raise self._refused(situation, "PostgreSQL cannot make a plain column a generated one")
        if self.generated is None:
            return self._released(situation, before.generated)
        if self._is_set(situation, before.generated):
            return (self._computed_anew(situation, self.generated),)
        return self._recreated(situation, before, self.generated)

    def _is_set(self, situation: Situation, before: Generated) -> bool:
        """True where SET EXPRESSION does it."""
        same_kind = self.generated is not None and before.stored == self.generated.stored
        return same_kind and situation.version >= SET_EXPRESSION_SINCE

    def _on_it(self, before: Physical) -> tuple[str, ...]:
        """What stands on the column, and would go with it."""
        table = the_table(before, self.schema, self.table)
        granted = (f"a grant to {grant.role}" for grant in table.grants if self.column in grant.columns)
        views = (
            f"view {view.name}" for view in before.views if view_reads(view, self.schema, self.table, (self.column,))
        )
        return (*column_users(before, table, self.column), *granted, *views)

    def _released(self, situation: Situation, before: Generated) -> tuple[Statement, ...]:
        if not before.stored:
            raise self._refused(situation, "PostgreSQL cannot make a virtual column a plain one")
        if situation.version < DROP_EXPRESSION_SINCE:
            raise self._refused(situation, f"PostgreSQL {situation.version} cannot make a generated column a plain one")
        place = (self.schema, self.table, self.column)
        locks = family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE)
        why = (
            "The values that are there stay, and from now on the column holds what is written into it: nothing in rows "
            "that the application in use inserts, unless there is a default."
        )
        dropped = Statement(sql=to_sql(drop_expression(*place)), why=why, locks=locks)
        if self.default is None:
            return (dropped,)
        why = "It holds for rows that are inserted from now on."
        return (dropped, Statement(sql=to_sql(set_default(*place, self.default.sql)), why=why, locks=locks))

    def _computed_anew(self, situation: Situation, generated: Generated) -> Statement:
        sql = to_sql(set_expression(self.schema, self.table, self.column, generated.expression.sql))
        before = situation.before
        if not generated.stored:
            return Statement(
                sql=sql,
                why="A virtual column is computed when it is read; what is checked of it is checked anew in each row.",
                locks=family_locks(before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
                mode=Mode.OWN,
                scans=stored(before, self.schema, self.table) if self._is_checked(before) else (),
            )
        return Statement(
            sql=sql,
            why=_REWRITES,
            locks=rewrite_locks(before, self.schema, self.table),
            mode=Mode.OWN,
            rewrites=stored(before, self.schema, self.table),
            scans=stored(before, self.schema, self.table),
            manual=_WAY,
        )

    def _is_checked(self, before: Physical) -> bool:
        table = the_table(before, self.schema, self.table)
        required = not the_column(before, self.schema, self.table, self.column).nullable
        return required or any(self.column in check.expression.columns for check in table.checks)

    def _recreated(self, situation: Situation, before: Column, generated: Generated) -> tuple[Statement, ...]:
        """No values are lost: all of them are computed."""
        on_it = ", ".join(self._on_it(situation.before))
        if on_it:
            raise self._refused(situation, f"it would have to be dropped and added again, and {on_it} would go with it")
        table = the_table(situation.before, self.schema, self.table)
        return recreate_column(situation, table, before, generated)

    def _refused(self, situation: Situation, reason: str) -> WesleyError:
        column = the_column(situation.goal, self.schema, self.table, self.column)
        return WesleyError(
            Problem(
                code=GENERATED_CHANGE,
                message=f"{self.schema}.{self.table}.{self.column} cannot be changed so: {reason}",
                origin=column.origin,
                help="give the new column another name, and drop the old one when nothing uses it",
            )
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for table, wanted in common_tables(old, new):
        for before, after in differing(table.columns, wanted.columns):
            if before.generated and after.generated and _type(before) != _type(after):
                anew = written_anew(old, new, table, wanted, before.name)
                yield ComputeAnew(schema=wanted.schema, table=wanted.name, column=recomputed(before, after), anew=anew)
            elif before.generated != after.generated and (plain(after) or after.generated is not None):
                yield SetGenerated(
                    schema=wanted.schema,
                    table=wanted.name,
                    column=after.name,
                    generated=after.generated,
                    default=after.default,
                )


def _type(column: Column) -> tuple[str, str | None]:
    return (column.type, column.collation)


KIND = Kind("set-generated", _detect)
