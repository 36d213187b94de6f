"""The query that finds rows whose value has none in the new type."""

from __future__ import annotations

from wesley.changes.column_move.former import still_same
from wesley.changes.column_move.move import Move
from wesley.changes.edit import the_column
from wesley.changes.situation import Situation
from wesley.changes.statement import Probe
from wesley.sql.probe import rows_against
from wesley.sql.text import qualified, quote_identifier, quote_literal
from wesley.sql.type_name import is_array

# pg_input_is_valid, release notes of PostgreSQL 16.
_ASKS_INPUT_SINCE = 16
_LIMITED = "character varying("


def unconvertible(situation: Situation, move: Move) -> Probe | None:
    """The probe of a conversion that can fail; None where it cannot, or where no query tells beforehand."""
    if not move.can_fail:
        return None
    before = the_column(situation.before, *move.place, move.column)
    condition = _condition(situation, quote_identifier(move.column), before.type, move.after.type)
    if condition is None:
        return None
    if move.former is not None:
        condition = f"({condition} OR {still_same(move.former, move.column)})"
    return Probe(
        query=rows_against(move.schema, move.table, condition),
        meaning=f"rows whose {move.column} has no value of type {move.after.type}",
    )


def _condition(situation: Situation, column: str, old: str, new: str) -> str | None:
    """SQL that is true for a value that can be converted."""
    values = next((enum.values for enum in situation.before.enums if qualified(enum.schema, enum.name) == new), None)
    if values is not None:
        return f"{column}::text IN ({', '.join(map(quote_literal, values))})"
    if new.startswith(_LIMITED) and not is_array(old):
        return f"char_length({column}::text) <= {new.removeprefix(_LIMITED).rstrip(')')}"
    if situation.version >= _ASKS_INPUT_SINCE:
        return f"pg_input_is_valid({column}::text, {quote_literal(new)})"
    return None
