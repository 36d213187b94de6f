"""Drop a table softly: move it out of sight, with its rows."""

from __future__ import annotations

from typing import ClassVar

from wesley.changes.change import Change
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.changes.table_move import TableMove, move_statements, moved
from wesley.ir.schema import Physical

_ASIDE = (
    "Nothing uses the table any more. The catalog alone changes: its rows stay, in a schema that no application may "
    "use, until `wesley purge`."
)
_TAKEN = (
    "When the name is taken there, an earlier table of that name is kept already, and the plan was made without "
    "looking at the database: run `wesley purge`, or plan from the database."
)
_BACK = "The table has kept its rows; the catalog alone changes."


class SoftDropTable(Change, frozen=True, kw_only=True):
    """ALTER TABLE ... SET SCHEMA. Its foreign keys are dropped before, as those of a table that is dropped."""

    contract: ClassVar[bool] = True

    move: TableMove

    def title(self) -> str:
        return f"Drop table {'.'.join(self.move.before)} softly: it becomes {'.'.join(self.move.after)}"

    def apply(self, schema: Physical) -> Physical:
        return moved(schema, self.move)

    def touches(self) -> tuple[RelationName, ...]:
        places = sorted((self.move.before, self.move.after))
        return tuple(RelationName(schema=schema, name=name) for schema, name in places)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return tuple(move_statements(situation, self.move, _ASIDE, _TAKEN))


class BringTableBack(Change, frozen=True, kw_only=True):
    """The way back: `move` leads to where the table was."""

    move: TableMove

    def title(self) -> str:
        return f"Bring table {'.'.join(self.move.after)} back"

    def apply(self, schema: Physical) -> Physical:
        return moved(schema, self.move)

    def touches(self) -> tuple[RelationName, ...]:
        places = sorted((self.move.before, self.move.after))
        return tuple(RelationName(schema=schema, name=name) for schema, name in places)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return tuple(move_statements(situation, self.move, _BACK))
