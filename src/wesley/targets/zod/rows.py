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
        insert = [_written(member, member.insert, values, catalog) for member in members]
        lines += [*block(f"export const {names.insert}Schema = z.strictObject(", insert, "})"), ""]
        update = [_written(member, member.update, values, catalog) for member in members]
        lines += [*block(f"export const {names.update}Schema = z.strictObject(", update, "})"), ""]
    return lines


def _head(row_type: RowType) -> list[str]:
    return doc("", row_type.object_type.description)


def _written(member: Member, presence: Presence, values: Values, catalog: Catalog) -> str:
    if presence is Presence.NEVER:
        return f"  {key(member.key)}: {catalog.use('absent')},"
    schema = values.written(member.value, member.field.rules if member.field else None)
    return f"  {key(member.key)}: {schema}{missing(member.value.nullable, presence is Presence.OPTIONAL)},"


def missing(nullable: bool, optional: bool) -> str:  # noqa: FBT001
    """The method call for a value that may be null or left out."""
    return {(True, True): ".nullish()", (True, False): ".nullable()", (False, True): ".optional()"}.get(
        (nullable, optional), ""
    )
