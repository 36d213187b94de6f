"""Switch row-level security on or off, for everybody and for the owner."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_table, the_table
from wesley.changes.lock import Lock, locks_on
from wesley.changes.pairs import common_tables
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_policy import disable_row_security, no_force_row_security
from wesley.sql.ddl.policy import enable_row_security, force_row_security
from wesley.sql.deparse import to_sql

_ON = (
    "The policies and the index that they need are there already. Whoever is neither the owner nor BYPASSRLS sees "
    "only what they show, from the next statement on."
)
_OFF = "From the next statement on policies decide nothing: whoever may read the table reads all of it."
_FORCED = "Policies decide for the owner of the table too; superusers still see everything."
_FREE = "Policies no longer decide for the owner of the table."


class SetRowSecurity(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... ROW LEVEL SECURITY; `enabled` and `forced` as they are afterwards."""

    enabled: bool
    forced: bool

    def title(self) -> str:
        state = "on" if self.enabled else "off"
        return f"Row-level security of {self.schema}.{self.table}: {state}{', forced' if self.forced else ''}"

    def apply(self, schema: Physical) -> Physical:
        return edit_table(schema, self.schema, self.table, row_security=self.enabled, force_row_security=self.forced)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        table = the_table(situation.before, self.schema, self.table)
        chosen = []
        if table.row_security != self.enabled:
            switch = enable_row_security if self.enabled else disable_row_security
            chosen.append((switch, _ON if self.enabled else _OFF))
        if table.force_row_security != self.forced:
            switch = force_row_security if self.forced else no_force_row_security
            chosen.append((switch, _FORCED if self.forced else _FREE))
        return tuple(
            Statement(
                sql=to_sql(switch(self.schema, self.table)),
                why=why,
                locks=locks_on(self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            )
            for switch, why in chosen
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        is_same = before.row_security == after.row_security and before.force_row_security == after.force_row_security
        if not is_same:
            yield SetRowSecurity(
                schema=after.schema, table=after.name, enabled=after.row_security, forced=after.force_row_security
            )


KIND = Kind("set-row-security", _detect)
