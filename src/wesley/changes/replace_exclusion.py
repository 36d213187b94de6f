"""Replace an exclusion constraint by another one of the same name."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.add_exclusion import AddExclusion
from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.drop_exclusion import DropExclusion
from wesley.changes.edit import put_member, the_table
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.rename_key import RenameKey
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.taken_names import free_new_name
from wesley.changes.together import Together
from wesley.ir.constraint import Exclusion
from wesley.ir.schema import Physical


class ReplaceExclusion(TableChange, frozen=True, kw_only=True):
    """The new constraint is built beside the old one; then it takes its place in one transaction."""

    exclusion: Exclusion

    def title(self) -> str:
        return f"Replace exclusion {self.exclusion.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "exclusions", self.exclusion)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        name = free_new_name(the_table(situation.before, self.schema, self.table), self.exclusion.name)
        add = AddExclusion(schema=self.schema, table=self.table, exclusion=replace(self.exclusion, name=name))
        swap = (
            DropExclusion(schema=self.schema, table=self.table, name=self.exclusion.name),
            RenameKey(schema=self.schema, table=self.table, name=name, to=self.exclusion.name),
        )
        return (add, Together(changes=swap, heading=self.title()))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return Together(changes=self.online(situation), heading=self.title()).statements(situation)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for _, exclusion in match(before.exclusions, after.exclusions).altered:
            yield ReplaceExclusion(schema=after.schema, table=after.name, exclusion=exclusion)


KIND = Kind("replace-exclusion", _detect)
