"""The schemas of tables and views: Row, Insert, Update."""

from __future__ import annotations

from wesley.targets.typescript.text import block, doc, key
from wesley.targets.wire.names import TableNames
from wesley.targets.wire.rows import Member, Presence, RowType
from wesley.targets.zod.catalog import Catalog
from wesley.targets.zod.values import Values


def row_schemas(row_type: RowType, names: TableNames, values: Values, catalog: Catalog) -> list[str]:
    """The schemas of one table or view.

    A row may have keys that are not known yet, so that a client survives a new column; what is written may not.
    """
    members = row_type.members
    row = [f"  {key(member.key)}: {values.read(member.value)}," for member in members]
    lines = [*_head(row_type), *block(f"export const {names.row}Schema = z.object(", row, "})"), ""]
    if not row_type.object_type.is_view:
        insert = [line for member in members for line in _written(member, member.insert, values, catalog)]
        lines += [*block(f"export const {names.insert}Schema = z.strictObject(", insert, "})"), ""]
        update = [line for member in members for line in _written(member, member.update, values, catalog)]
        lines += [*block(f"export const {names.update}Schema = z.strictObject(", update, "})"), ""]
    return lines


def _head(row_type: RowType) -> list[str]:
    return doc("", row_type.object_type.description)


def _written(member: Member, presence: Presence, values: Values, catalog: Catalog) -> list[str]:
    if presence is Presence.NEVER:
        return [f"  {key(member.key)}: {catalog.use('absent')},"]
    schema = values.written(member.value, member.field.rules if member.field else None)
    schema += missing(nullable=member.value.nullable, optional=presence is Presence.OPTIONAL)
    line = f"  {key(member.key)}: {schema},"
    # A name of a type may hold a line break, which would end the comment.
    opaque = " ".join(member.value.leaf.opaque.split())
    return [f"  // Only PostgreSQL knows what a value of type {opaque} looks like.", line] if opaque else [line]


def missing(*, nullable: bool, optional: bool) -> str:
    """The method call for a value that may be null or left out."""
    if nullable:
        return ".nullish()" if optional else ".nullable()"
    return ".optional()" if optional else ""
