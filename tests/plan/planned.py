"""Two texts of the schema language in, a plan out."""

from __future__ import annotations

from tests.sdl.harness import compiled
from wesley.plan.make import make_plan
from wesley.plan.plan import Plan


def planned(old: str, new: str, *, server: int = 15, contract: bool = True, allow_drop: tuple[str, ...] = ()) -> Plan:
    """The plan from one schema to the other."""
    return make_plan(compiled(old), compiled(new), server=server, contract=contract, allow_drop=allow_drop)


def statements(plan: Plan) -> list[str]:
    """The first line of each statement, in order."""
    return [step.statement.sql.partition("\n")[0] for step in plan.steps()]


USER = """
type User @table {
  id: ID! @primaryKey
  age: Int
}
"""
USER_WITH_INDEX = USER.replace("age: Int", "age: Int @index")
USER_WITH_CHECK = USER.replace("age: Int", 'age: Int @check(expr: "age > 0")')
USER_AND_ORDER = (
    USER
    + """
type Order @table {
  id: ID! @primaryKey
  number: Int @index
}
"""
)
