"""Set the storage parameters of a table."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_table, the_table
from wesley.changes.lock import Lock, locks_on
from wesley.changes.pairs import common_tables
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_table import reset_parameters, set_parameters
from wesley.sql.deparse import to_sql

_WHY = "It holds from now on and touches no row; reads and writes go on."
_STRONG_WHY = "It holds from now on and touches no row."

# The one parameter of tables whose lock is stronger than SHARE UPDATE EXCLUSIVE (access/common/reloptions.c).
_STRONG = "user_catalog_table"


class SetParameters(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... SET (...) and RESET (...): afterwards the table has exactly these parameters, sorted by name."""

    parameters: tuple[tuple[str, str], ...]

    def title(self) -> str:
        return f"Set the storage parameters of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return edit_table(schema, self.schema, self.table, parameters=self.parameters)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        before = dict(the_table(situation.before, self.schema, self.table).parameters)
        wanted = dict(self.parameters)
        reset = [name for name in before if name not in wanted]
        changed = [(name, value) for name, value in self.parameters if before.get(name) != value]
        found = []
        if reset:
            found.append(self._statement(to_sql(reset_parameters(self.schema, self.table, reset)), reset))
        if changed:
            sql = to_sql(set_parameters(self.schema, self.table, changed))
            found.append(self._statement(sql, [name for name, _ in changed]))
        return tuple(found)

    def _statement(self, sql: str, names: list[str]) -> Statement:
        if _STRONG in names:
            return Statement(sql=sql, why=_STRONG_WHY, locks=locks_on(self.schema, self.table, Lock.ACCESS_EXCLUSIVE))
        return Statement(sql=sql, why=_WHY, locks=locks_on(self.schema, self.table, Lock.SHARE_UPDATE_EXCLUSIVE))


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        if before.parameters != after.parameters:
            yield SetParameters(schema=after.schema, table=after.name, parameters=after.parameters)


KIND = Kind("set-parameters", _detect)
