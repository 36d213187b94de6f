"""Switch row-level security on, for everybody or for the owner too."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_table
from wesley.changes.lock import Lock, locks_on
from wesley.changes.pairs import common_tables
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.policy import enable_row_security, force_row_security
from wesley.sql.deparse import to_sql


class EnableRowSecurity(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... ENABLE ROW LEVEL SECURITY."""

    def title(self) -> str:
        return f"Switch row-level security of {self.schema}.{self.table} on"

    def apply(self, schema: Physical) -> Physical:
        return edit_table(schema, self.schema, self.table, row_security=True)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(enable_row_security(self.schema, self.table)),
                why="The policies and the index that they need are there already. Whoever is neither the owner nor "
                "BYPASSRLS sees only what they show, from the next statement on.",
                locks=locks_on(self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )


class ForceRowSecurity(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... FORCE ROW LEVEL SECURITY."""

    def title(self) -> str:
        return f"Force row-level security of {self.schema}.{self.table} on its owner"

    def apply(self, schema: Physical) -> Physical:
        return edit_table(schema, self.schema, self.table, force_row_security=True)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(force_row_security(self.schema, self.table)),
                why="Policies decide for the owner of the table too; superusers still see everything.",
                locks=locks_on(self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        if after.row_security and not before.row_security:
            yield EnableRowSecurity(schema=after.schema, table=after.name)
        if after.force_row_security and not before.force_row_security:
            yield ForceRowSecurity(schema=after.schema, table=after.name)


KIND = Kind("set-row-security", _detect)
