"""Generated columns that stand on columns which move: they get successors that are computed from the successors."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.changes.column_move.move import Move, TableName, successors
from wesley.changes.column_move.standing import standing_on
from wesley.changes.edit import the_column
from wesley.changes.own_names import new_name
from wesley.changes.rewrite_row import in_row
from wesley.ir.column import Column
from wesley.ir.schema import Physical


def with_computed(before: Physical, aim: Physical, moves: tuple[Move, ...]) -> tuple[Move, ...]:
    """The moves, and after them those of the generated columns that stand on their columns.

    Args:
        before: the schema right before.
        aim: the same where parts that stand on the columns are written as they shall be, with the names of now.
        moves: the columns.
    """
    known = {(*move.place, move.column) for move in moves}
    standing = standing_on(before, successors(moves)).generated
    own = (computed_move(place, the_column(aim, *place, each.name)) for place, each in standing)
    return (*moves, *(move for move in own if (*move.place, move.column) not in known))


def computed_move(place: TableName, after: Column) -> Move:
    """The move of a generated column to what it shall be."""
    schema, table = place
    return Move(schema=schema, table=table, column=after.name, successor=new_name(after.name), after=after)


def of_successors(column: Column, moves: tuple[Move, ...], place: TableName) -> Column:
    """A generated column computed from the successors, as long as these have names of their own."""
    if column.generated is None:
        return column
    expression = in_row(column.generated.expression, successors(moves).get(place, {}), place[1])
    return replace(column, generated=replace(column.generated, expression=expression))
