"""Create a function that tables and views may call."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind
from wesley.changes.edit import put
from wesley.changes.function_names import names_relation, new_functions, unchecked_body
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.routine import Function
from wesley.ir.schema import Physical
from wesley.sql.ddl.function import create_function
from wesley.sql.deparse import to_sql


class CreateFunction(Change, frozen=True, kw_only=True):
    """CREATE FUNCTION. Its comment is a change of its own."""

    function: Function

    def title(self) -> str:
        return f"Create function {self.function.schema}.{self.function.name}({self.function.arguments})"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "functions", self.function)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.function.schema, name=self.function.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        why = "A new function is called by nothing yet and locks no table."
        return (
            *unchecked_body(self.function, situation),
            Statement(sql=to_sql(create_function(self.function)), why=why),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for function in new_functions(old, new):
        if not names_relation(old, new, function):
            yield CreateFunction(function=replace(function, comment=None))


KIND = Kind("create-function", _detect)
