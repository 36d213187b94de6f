"""The two sides of a foreign key have different types."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

FOREIGN_KEY_TYPE = Rule(
    Code(
        code="E303",
        name="foreign-key-type",
        summary="The two sides of a foreign key have different types.",
        why="PostgreSQL refuses most such keys. Those that it can compare (integer with bigint) hold values on one "
        "side that the other cannot hold. A length does not count: varchar(10) may refer to varchar(20).",
        bad="type User @table {\n  id: BigInt! @primaryKey\n}\n\n"
        'type Order @table {\n  id: ID! @primaryKey\n  userId: Int! @foreignKey(ref: "User.id")\n}',
        good="type User @table {\n  id: BigInt! @primaryKey\n}\n\n"
        'type Order @table {\n  id: ID! @primaryKey\n  userId: BigInt! @foreignKey(ref: "User.id")\n}',
    )
)
