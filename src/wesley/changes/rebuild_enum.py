"""Take values out of an enum, or give them another order: a new type takes its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from msgspec.structs import replace

from wesley.changes.anew import written_anew
from wesley.changes.change import Change, Kind
from wesley.changes.change_type import ChangeType, ChangeTypes
from wesley.changes.codes import ENUM_IN_USE
from wesley.changes.create_enum import CreateEnum
from wesley.changes.drop_enum import DropEnum
from wesley.changes.edit import find, put
from wesley.changes.later import later
from wesley.changes.own_names import new_name, old_name
from wesley.changes.pairs import differing
from wesley.changes.rename_enum import RenameEnum
from wesley.changes.rewrite import renamed
from wesley.changes.rewrite_names import Names
from wesley.changes.set_comment import SetComment
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.changes.together import Together
from wesley.changes.type_groups import groups
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.text import qualified


class RebuildEnum(Change, frozen=True, kw_only=True):
    """A new type, successors of all columns that use the old one, and the name changes hands.

    PostgreSQL takes no value out of an enum and moves none (ALTER TYPE). New values are added before, in place. When
    a value goes, all of it waits for the end of the old application, which may write that value.

    Args:
        enum: the enum as it shall be.
        gone: the values that go.
    """

    enum: Enum
    gone: tuple[str, ...] = ()

    def title(self) -> str:
        what = f"Take {', '.join(self.gone)} out of" if self.gone else "Change the order of"
        return f"{what} enum {self.enum.schema}.{self.enum.name}"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "enums", replace(self.enum, comment=self._enum(schema).comment))

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.enum.schema, name=self.enum.name),)

    def _enum(self, schema: Physical) -> Enum:
        found: Enum = find(schema, "enums", self.enum.schema, self.enum.name)
        return found

    @property
    def _new(self) -> str:
        return new_name(self.enum.name)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        forms = self._forms(situation)
        return tuple(later(forms, situation)) if self.gone else forms

    def _forms(self, situation: Situation) -> tuple[Change, ...]:
        schema, name = self.enum.schema, self.enum.name
        create = CreateEnum(enum=replace(self.enum, name=self._new, comment=None))
        changes = self._columns(create.apply(situation.before))
        names: tuple[Change, ...] = (
            RenameEnum(before=(schema, name), after=(schema, old_name(name))),
            RenameEnum(before=(schema, self._new), after=(schema, name)),
        )
        comment = self._enum(situation.before).comment
        if comment is not None:
            names += (SetComment(collection="enums", schema=schema, name=name, text=comment),)
        return (
            create,
            *(group[0] if len(group) == 1 else ChangeTypes(members=tuple(group)) for group in changes),
            Together(changes=names, heading=self.title()),
            DropEnum(schema=schema, name=old_name(name)),
        )

    def _columns(self, before: Physical) -> list[list[ChangeType]]:
        """The changes of type of all columns that use the enum."""
        place = (self.enum.schema, self.enum.name)
        aim = renamed(before, Names(types={place: (self.enum.schema, self._new)}))
        aim = put(aim, "enums", self._enum(before))
        aim = put(aim, "enums", find(before, "enums", self.enum.schema, self._new))
        changes = list(self._changes(before, aim))
        reached = reduce(lambda schema, change: change.apply(schema), changes, before)
        self._refuse_rest(reached, aim)
        return groups(before, changes)

    def _changes(self, before: Physical, aim: Physical) -> Iterator[ChangeType]:
        for was, table in zip(before.tables, aim.tables, strict=True):
            if was == table:
                continue
            for column, after in differing(was.columns, table.columns):
                if column.type != after.type and column.generated is None:
                    anew = written_anew(before, aim, was, table, column.name)
                    yield ChangeType(schema=table.schema, table=table.name, column=after, anew=anew)

    def _refuse_rest(self, reached: Physical, aim: Physical) -> None:
        """Stop where something but a column speaks of the type: a domain, a function, a view that casts to it."""
        for collection in ("domains", "tables", "views", "functions"):
            for left, right in zip(getattr(reached, collection), getattr(aim, collection), strict=True):
                if left != right:
                    raise WesleyError(
                        Problem(
                            code=ENUM_IN_USE,
                            message=f"{qualified(self.enum.schema, self.enum.name)} cannot be built anew: "
                            f"{qualified(left.schema, left.name)} speaks of it elsewhere than in a column's type",
                            origin=self.enum.origin,
                            help="take that away in a plan of its own and bring it back after, or keep the value",
                        )
                    )

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        found: list[Statement] = []
        for form in self._forms(situation):
            found += form.statements(situation)
            situation = situation.after(form)
        return tuple(found)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for was, enum in differing(old.enums, new.enums):
        if was.values == enum.values:
            continue
        gone = tuple(value for value in was.values if value not in enum.values)
        yield RebuildEnum(enum=enum, gone=gone)


KIND = Kind("rebuild-enum", _detect)
