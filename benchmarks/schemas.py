"""Schemas of any size that look like real ones."""

from __future__ import annotations

STATUSES = ("DRAFT", "ACTIVE", "ARCHIVED")


def schema(tables: int) -> str:
    """A schema of so many tables: nine columns each, a key, a unique, a check, an index and a foreign key.

    The same number gives the same text.

    Args:
        tables: how many tables, at least 1.
    """
    parts = ["type Query {\n  ping: Boolean\n}\n"]
    enums = max(1, tables // 10)
    parts += [_enum(number) for number in range(enums)]
    parts += [_table(number, number % enums) for number in range(tables)]
    return "\n".join(parts)


def plain_graphql(tables: int) -> str:
    """The same schema for tools that know no directives of ours: the declarations come with it."""
    scalars = "scalar UUID\nscalar DateTime\n"
    return _DECLARATIONS + scalars + schema(tables)


_DECLARATIONS = """\
directive @table on OBJECT
directive @primaryKey on FIELD_DEFINITION
directive @unique on FIELD_DEFINITION
directive @index on FIELD_DEFINITION
directive @default(expr: String) on FIELD_DEFINITION
directive @check(expr: String!) on FIELD_DEFINITION
directive @foreignKey(ref: String!, onDelete: String) on FIELD_DEFINITION
"""


def _enum(number: int) -> str:
    values = "\n".join(f"  {status}" for status in STATUSES)
    return f'"Where an entity of group {number} stands."\nenum Status{number:04} {{\n{values}\n}}\n'


def _table(number: int, enum: int) -> str:
    parent = f'parentId: UUID @foreignKey(ref: "Entity{number - 1:04}.id", onDelete: "CASCADE")' if number else ""
    lines = (
        "id: UUID! @primaryKey",
        "name: String! @index",
        "email: String! @unique",
        'quantity: Int! @default(expr: "0") @check(expr: "quantity >= 0")',
        'isActive: Boolean! @default(expr: "true")',
        'createdAt: DateTime! @default(expr: "now()")',
        f"status: Status{enum:04}!",
        "refId: UUID",
        parent or "parentId: UUID",
    )
    body = "\n".join(f"  {line}" for line in lines)
    return f'"Entity number {number}."\ntype Entity{number:04} @table {{\n{body}\n}}\n'
