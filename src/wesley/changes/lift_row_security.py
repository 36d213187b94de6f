"""Switch row-level security off, for everybody or for the owner.

It waits, and comes after what is revoked: before that, a role that loses its privileges would see every row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_table
from wesley.changes.lock import Lock, locks_on
from wesley.changes.pairs import common_tables
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_policy import disable_row_security, no_force_row_security
from wesley.sql.deparse import to_sql


class DisableRowSecurity(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... DISABLE ROW LEVEL SECURITY."""

    contract: ClassVar[bool] = True

    def title(self) -> str:
        return f"Switch row-level security of {self.schema}.{self.table} off"

    def apply(self, schema: Physical) -> Physical:
        return edit_table(schema, self.schema, self.table, row_security=False)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(disable_row_security(self.schema, self.table)),
                why="From the next statement on policies decide nothing: whoever may read the table reads all of it. "
                "What is revoked is revoked before, and the policies go after it.",
                locks=locks_on(self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )


class UnforceRowSecurity(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... NO FORCE ROW LEVEL SECURITY."""

    contract: ClassVar[bool] = True

    def title(self) -> str:
        return f"Do not force row-level security of {self.schema}.{self.table} on its owner"

    def apply(self, schema: Physical) -> Physical:
        return edit_table(schema, self.schema, self.table, force_row_security=False)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(no_force_row_security(self.schema, self.table)),
                why="Policies no longer decide for the owner of the table.",
                locks=locks_on(self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        if before.row_security and not after.row_security:
            yield DisableRowSecurity(schema=after.schema, table=after.name)
        if before.force_row_security and not after.force_row_security:
            yield UnforceRowSecurity(schema=after.schema, table=after.name)


KIND = Kind("lift-row-security", _detect)
