"""The types of a table or view: Row, Insert, Update, Relations, and the object type itself."""

from __future__ import annotations

from collections.abc import Iterable

from wesley.ir.api import Field, RelationKind
from wesley.ir.schema import Schema
from wesley.targets.typescript.text import block, deprecation, doc, key
from wesley.targets.typescript.types import Types
from wesley.targets.wire.rows import Member, Presence, RowType

_ONE = (RelationKind.BELONGS_TO, RelationKind.HAS_ONE)


def table_types(row_type: RowType, types: Types, hidden: frozenset[str]) -> list[str]:
    """All types of one table or view.

    Args:
        row_type: the table or view.
        types: writes type expressions.
        hidden: object types and unions whose rows row-level security may hide.
    """
    object_type = row_type.object_type
    names = types.names.tables[object_type.name]
    lines = doc("", f"A row of `{'.'.join(object_type.relation or ())}` as it is read.")
    lines += block(f"export type {names.row} = ", _row(row_type.members, types))
    if not object_type.is_view:
        lines += ["", *doc("", "What inserts a row.")]
        lines += block(f"export type {names.insert} = ", _written(row_type.members, types, insert=True))
        lines += ["", *doc("", "What updates a row.")]
        lines += block(f"export type {names.update} = ", _written(row_type.members, types, insert=False))
    return [*lines, "", *_object(row_type, types, hidden), ""]


def _row(members: Iterable[Member], types: Types) -> list[str]:
    lines = []
    for member in members:
        lines += _comment(member)
        lines.append(f"  {key(member.key)}: {types.read(member.value)}")
    return lines


def _written(members: Iterable[Member], types: Types, *, insert: bool) -> list[str]:
    return [property_line(member, types.written(member.value), insert=insert) for member in members]


def property_line(member: Member, text: str, *, insert: bool) -> str:
    """A property of an Insert or Update type.

    Args:
        member: the column.
        text: its type.
        insert: True for Insert, False for Update.
    """
    presence = member.insert if insert else member.update
    if presence is Presence.NEVER:
        # The property stays, so that a row that was read is not taken for a row to write.
        return f"  {key(member.key)}?: never"
    if presence is Presence.OPTIONAL:
        return f"  {key(member.key)}?: {text} | undefined"
    return f"  {key(member.key)}: {text}"


def _comment(member: Member) -> list[str]:
    field = member.field
    tags = deprecation(field.deprecated) if field else []
    if field is not None and field.sensitive:
        tags.append("@sensitive Never to be sent to a client.")
    if field is not None and field.pii:
        tags.append("@pii Personal data.")
    if member.value.leaf.opaque:
        tags.append(f"Text of the PostgreSQL type `{member.value.leaf.opaque}`.")
    return doc("  ", field.description if field else None, tags)


def _object(row_type: RowType, types: Types, hidden: frozenset[str]) -> list[str]:
    object_type = row_type.object_type
    names, name = types.names.tables[object_type.name], types.names.types[object_type.name]
    description = doc("", object_type.description)
    if not row_type.extras:
        return [*description, f"export interface {name} extends {names.row} {{}}"]
    lines = doc("", f"What leads from `{name}` to other objects, or is computed by a server.")
    lines += block(f"export interface {names.relations} ", _relations(row_type.extras, types, hidden))
    lines += ["", *description]
    if {member.key for member in row_type.members}.isdisjoint(field.name for field in row_type.extras):
        return [*lines, f"export interface {name} extends {names.row}, {names.relations} {{}}"]
    # A column and a relation of one name: in the object type the name is the relation's.
    rest = f"{{ [K in keyof {names.row} as K extends keyof {names.relations} ? never : K]: {names.row}[K] }}"
    return [*lines, f"export type {name} = {rest} & {names.relations}"]


def _relations(fields: Iterable[Field], types: Types, hidden: frozenset[str]) -> list[str]:
    lines = []
    for field in fields:
        relation = field.relation
        absent = relation is not None and relation.kind in _ONE and relation.target in hidden
        lines += doc("  ", field.description, deprecation(field.deprecated))
        lines.append(f"  {key(field.name)}: {types.output(field.type, absent=absent)}")
    return lines


def targets(row_type: RowType) -> list[str]:
    """The types that a row leads to, of which one may be hidden."""
    return [field.relation.target for field in row_type.extras if field.relation is not None]


def hidden_types(schema: Schema) -> frozenset[str]:
    """The object types whose tables have row-level security, and the unions with such a member."""
    secured = {(table.schema, table.name) for table in schema.physical.tables if table.row_security}
    objects = {object_type.name for object_type in schema.api.objects if object_type.relation in secured}
    unions = {union.name for union in schema.api.unions if not objects.isdisjoint(union.members)}
    return frozenset(objects | unions)
