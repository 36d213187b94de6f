"""Change the type or the collation of a column."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from msgspec.structs import replace

from wesley.changes.add_check import AddCheck
from wesley.changes.anew import Anew, written_anew
from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.column_move.former import Former
from wesley.changes.column_move.in_place import altered_in_place
from wesley.changes.column_move.move import Move
from wesley.changes.column_move.moved import type_moved
from wesley.changes.drop_check import DropCheck
from wesley.changes.edit import put_member, the_column, the_table
from wesley.changes.mentions import names_any
from wesley.changes.own_names import new_name, old_name
from wesley.changes.pairs import common_tables, differing
from wesley.changes.replace_exclusion import ReplaceExclusion
from wesley.changes.replace_index import ReplaceIndex
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.changes.together import Together
from wesley.changes.type_cost import cost, needs_successor
from wesley.changes.type_groups import groups
from wesley.changes.validate_check import ValidateCheck
from wesley.ir.column import Column
from wesley.ir.constraint import Check
from wesley.ir.schema import Physical
from wesley.ir.table import Table

_NUMBERED = frozenset({"smallint", "integer", "bigint"})


class ChangeType(TableChange, frozen=True, kw_only=True):
    """ALTER COLUMN ... TYPE, or a successor of the column where that would write the table anew.

    Args:
        column: the column as it shall be.
        anew: what stands on it and is written otherwise for the new type.
        former: on the way back, the column that still has the values of before.
    """

    column: Column
    anew: Anew = Anew()
    former: Former | None = None

    def title(self) -> str:
        return f"Change the type of {self.schema}.{self.table}.{self.column.name} to {self.column.type}"

    def apply(self, schema: Physical) -> Physical:
        schema = put_member(schema, self.schema, self.table, "columns", self.column)
        return self.anew.apply(schema, self.schema, self.table)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        if needs_successor(situation, self.schema, self.table, self.column):
            return type_moved(situation, (self.move(situation),), (((self.schema, self.table), self.anew),))
        if situation.is_new(self.schema, self.table):
            return (self,)
        return (*self._in_place(situation.before), *self._replaced())

    def _in_place(self, before: Physical) -> tuple[Change, ...]:
        """The change of the type alone, and of the checks."""
        alone = replace(self, anew=replace(self.anew, checks=(), exclusions=(), indexes=()))
        checks = self._checks(before)
        if not checks:
            return (alone,)
        names = {"schema": self.schema, "table": self.table}
        parts = (
            *(DropCheck(**names, name=check.name) for check in checks),
            alone,
            *(AddCheck(**names, check=replace(check, valid=False)) for check in checks),
        )
        return (
            Together(changes=parts, heading=self.title()),
            *(ValidateCheck(**names, name=check.name) for check in checks if check.valid),
        )

    def _checks(self, before: Physical) -> tuple[Check, ...]:
        """The checks, as they shall be, that PostgreSQL would read the whole table for, and those that differ."""
        its, anew = (self.column.name,), {check.name for check in self.anew.checks}
        checks = the_table(self.apply(before), self.schema, self.table).checks
        return tuple(
            check for check in checks if check.name in anew or (check.valid and names_any(check.expression, its))
        )

    def _replaced(self) -> Iterator[Change]:
        """What is built anew, as it differs in more than the type of the column."""
        names = {"schema": self.schema, "table": self.table}
        for index in self.anew.indexes:
            yield ReplaceIndex(schema=self.schema, table=self.table, index=index)
        for exclusion in self.anew.exclusions:
            yield ReplaceExclusion(**names, exclusion=exclusion)

    def move(self, situation: Situation) -> Move:
        """The same as a move of the column to a successor."""
        before = the_column(situation.before, self.schema, self.table, self.column.name)
        its = cost(situation.before, before, self.column)
        return Move(
            schema=self.schema,
            table=self.table,
            column=self.column.name,
            successor=new_name(self.column.name),
            after=self.column,
            kept=free_old_name(the_table(situation.before, self.schema, self.table), self.column.name),
            using=its.using,
            utc=its.needs_utc or (self.former is not None and self.former.utc),
            can_fail=its.can_fail,
            lossy=its.lossy,
            former=self.former,
        )

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return tuple(altered_in_place(situation, self.move(situation), self.apply(situation.before)))


class ChangeTypes(Change, frozen=True, kw_only=True):
    """Changes of types that have to be made at once, since a foreign key or a check stands between the columns."""

    members: tuple[ChangeType, ...]

    def title(self) -> str:
        return "; ".join(member.title() for member in self.members)

    def apply(self, schema: Physical) -> Physical:
        return reduce(lambda before, member: member.apply(before), self.members, schema)

    def touches(self) -> tuple[RelationName, ...]:
        return tuple(sorted({name for member in self.members for name in member.touches()}))

    def online(self, situation: Situation) -> tuple[Change, ...]:
        heavy = [each for each in self.members if needs_successor(situation, each.schema, each.table, each.column)]
        if not heavy:
            return self.members
        moves = tuple(member.move(situation) for member in self.members)
        return type_moved(
            situation, moves, tuple(((member.schema, member.table), member.anew) for member in self.members)
        )

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        found: list[Statement] = []
        for member in self.members:
            found += member.statements(situation)
            situation = situation.after(member)
        return tuple(found)


def free_old_name(table: Table, column: str) -> str:
    """The name for the old column: numbered where an earlier plan, whose contract is not run yet, has left one."""
    taken = {each.name for each in table.columns}
    number, free = 1, old_name(column)
    while free in taken:
        number += 1
        free = old_name(f"{column}_{number}")
    return free


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    found = list(_single(old, new))
    for group in groups(old, found):
        yield group[0] if len(group) == 1 else ChangeTypes(members=tuple(group))


def _single(old: Physical, new: Physical) -> Iterator[ChangeType]:
    for before, after in common_tables(old, new):
        for was, column in differing(before.columns, after.columns):
            if (was.type, was.collation) == (column.type, column.collation):
                continue
            if was.generated is None and column.generated is None:
                anew = written_anew(old, new, before, after, was.name)
                yield ChangeType(schema=after.schema, table=after.name, column=_converted(was, column), anew=anew)


def _converted(was: Column, column: Column) -> Column:
    """The column with what goes with its type; all else is as before and the matter of other changes."""
    default = None if was.default is None else column.default or was.default
    identity = was.identity
    if identity is not None and column.type not in _NUMBERED:
        identity, default = None, column.default
    return replace(
        was,
        type=column.type,
        collation=column.collation,
        default=default,
        identity=identity,
        storage=column.storage,
        compression=column.compression,
        origin=column.origin,
    )


KIND = Kind("change-type", _detect)
