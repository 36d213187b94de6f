"""Drop a function."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind
from wesley.changes.edit import find, remove
from wesley.changes.function_names import gone_functions
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.routine import Function
from wesley.ir.schema import Physical
from wesley.sql.ddl.function import drop_function
from wesley.sql.deparse import to_sql


class DropFunction(Change, frozen=True, kw_only=True):
    """DROP FUNCTION, without CASCADE."""

    contract: ClassVar[bool] = True

    schema: str
    name: str
    arguments: str

    def title(self) -> str:
        return f"Drop function {self.schema}.{self.name}({self.arguments})"

    def apply(self, schema: Physical) -> Physical:
        return remove(schema, "functions", self.schema, self.name, self.arguments)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.schema, name=self.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(drop_function(find(situation.before, "functions", self.schema, self.name, self.arguments))),
                why="Nothing in the schema calls it. It waits because the application in use may; what other functions "
                "call in their bodies PostgreSQL does not know.",
                manual="PostgreSQL refuses while something that is not in the schema uses it: see the error.",
            ),
        )


def dropped(function: Function) -> DropFunction:
    """The change that drops this function."""
    return DropFunction(schema=function.schema, name=function.name, arguments=function.arguments)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for function in gone_functions(old, new):
        yield dropped(function)


KIND = Kind("drop-function", _detect)
