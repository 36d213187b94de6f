"""A foreign key would set a column to a default that it does not have."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.constraint import ReferentialAction
from wesley.problems.problem import Code, Problem
from wesley.sdl.rule import Rule, Subject
from wesley.sdl.rules.set_null import columns_set


def check(subject: Subject) -> Iterator[Problem]:
    """Every column that SET_DEFAULT writes has a default."""
    for table in subject.schema.physical.tables:
        for key in table.foreign_keys:
            for name in columns_set(key, ReferentialAction.SET_DEFAULT):
                column = table.column(name)
                if column is not None and column.default is None:
                    yield Problem(
                        code=SET_DEFAULT.code,
                        message=f"SET_DEFAULT has nothing to write into `{name}`, which has no default",
                        origin=key.origin,
                        help="add @default, or use SET_NULL",
                    )


SET_DEFAULT = Rule(
    Code(
        code="E305",
        name="set-default-without-default",
        summary="A foreign key would set a column to a default that it does not have.",
        why="PostgreSQL then writes null: SET_NULL says that, and a required column cannot hold it.",
        bad="type User @table {\n  id: Int! @primaryKey\n}\n\ntype Order @table {\n  id: ID! @primaryKey\n"
        '  userId: Int @foreignKey(ref: "User.id", onDelete: SET_DEFAULT)\n}',
        good="type User @table {\n  id: Int! @primaryKey\n}\n\ntype Order @table {\n  id: ID! @primaryKey\n"
        '  userId: Int @default(value: 0) @foreignKey(ref: "User.id", onDelete: SET_DEFAULT)\n}',
    ),
    check,
    of_tables=True,
)
