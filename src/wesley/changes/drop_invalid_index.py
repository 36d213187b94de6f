"""Drop what a concurrent build has left half-way."""

from __future__ import annotations

from wesley.changes.change import TableChange
from wesley.changes.drop_index import drop_statement
from wesley.changes.edit import remove_member
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.schema import Physical


class DropInvalidIndex(TableChange, frozen=True, kw_only=True):
    """DROP INDEX CONCURRENTLY of an index that is not valid: no query uses it, so nothing waits for its end."""

    name: str

    def title(self) -> str:
        return f"Drop invalid index {self.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return remove_member(schema, self.schema, self.table, "indexes", self.name)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        why = (
            "A concurrent build was stopped half-way. PostgreSQL reads no such index, and yet every write has to keep "
            "it up to date, and a unique one refuses rows."
        )
        return (drop_statement(situation.before, self.schema, self.table, self.name, why),)
