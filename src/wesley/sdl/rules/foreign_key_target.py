"""A foreign key refers to what is no key."""

from __future__ import annotations

from wesley.problems.problem import Code
from wesley.sdl.rule import Rule

FOREIGN_KEY_TARGET = Rule(
    Code(
        code="E205",
        name="foreign-key-target",
        summary="A foreign key refers to fields that are neither a primary key nor unique.",
        why="PostgreSQL must find exactly one row for a value, so it accepts only the columns of a primary key, of a "
        "unique constraint that is not deferrable, or of a unique index without a predicate (manual, CREATE TABLE, "
        "REFERENCES).",
        bad="type User @table {\n  id: ID! @primaryKey\n  email: String!\n}\n\n"
        'type Order @table {\n  id: ID! @primaryKey\n  email: String! @foreignKey(ref: "User.email")\n}',
        good="type User @table {\n  id: ID! @primaryKey\n  email: String! @unique\n}\n\n"
        'type Order @table {\n  id: ID! @primaryKey\n  email: String! @foreignKey(ref: "User.email")\n}',
    )
)
