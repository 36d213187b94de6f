"""A foreign key would set a required column to null."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.constraint import ForeignKey, ReferentialAction
from wesley.problems.problem import Code, Problem
from wesley.sdl.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Every column that SET_NULL writes is nullable."""
    for table in subject.schema.physical.tables:
        for key in table.foreign_keys:
            for name in columns_set(key, ReferentialAction.SET_NULL):
                column = table.column(name)
                if column is not None and not column.nullable:
                    yield Problem(
                        code=SET_NULL.code,
                        message=f"SET_NULL cannot write `{name}`, which is required",
                        origin=key.origin,
                        help="take the `!` away, or use CASCADE or NO_ACTION",
                    )


def columns_set(key: ForeignKey, action: ReferentialAction) -> tuple[str, ...]:
    """The columns that an action writes; ON DELETE can be limited to some of them, ON UPDATE cannot."""
    if key.on_update is action:
        return key.columns
    if key.on_delete is action:
        return key.set_columns or key.columns
    return ()


SET_NULL = Rule(
    Code(
        code="E304",
        name="set-null-on-required",
        summary="A foreign key would set a required column to null.",
        why="PostgreSQL accepts the definition and refuses the first DELETE or UPDATE that needs it.",
        bad="type User @table {\n  id: ID! @primaryKey\n}\n\ntype Order @table {\n  id: ID! @primaryKey\n"
        '  userId: ID! @foreignKey(ref: "User.id", onDelete: SET_NULL)\n}',
        good="type User @table {\n  id: ID! @primaryKey\n}\n\ntype Order @table {\n  id: ID! @primaryKey\n"
        '  userId: ID @foreignKey(ref: "User.id", onDelete: SET_NULL)\n}',
    ),
    check,
    of_tables=True,
)
