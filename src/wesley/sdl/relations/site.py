"""Where a directive of a relation stands."""

from __future__ import annotations

from collections.abc import Sequence

from wesley.ir.constraint import ForeignKey
from wesley.sdl.draft import Draft, Site, TableDraft
from wesley.sdl.language.document import FieldDefinition, Value
from wesley.sdl.lookup import column_of
from wesley.sdl.relations.carried import is_relation, keys_to, report_ambiguous, report_no_counterpart
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.rules.relation_without_key import RELATION_WITHOUT_KEY
from wesley.sdl.use import Use


def relation_field(site: Site, use: Use) -> FieldDefinition | None:
    """The field, when it can be a relation and no other directive has made it one; the reason is reported."""
    field = site.field
    if field is None or not is_relation(site.draft, site.table, field):
        message = f"@{use.name} stands on a field that leads to objects, and this one holds a value"
        site.draft.report(
            DIRECTIVE_PLACE.code, message, use.origin, "the type of the field is another type with @table"
        )
        return None
    where = (site.definition.name, field.name)
    if where in site.draft.said_relations:
        message = f"@{use.name} on a field that another directive has made a relation"
        site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin, "keep one of them")
        return None
    site.draft.said_relations.add(where)
    return field


def target_table(site: Site, use: Use, type_name: str) -> TableDraft | None:
    """The table or view of the type that a relation leads to; reported when it has none."""
    target = site.draft.tables.get(type_name)
    if target is None:
        known = type_name in site.draft.types
        message = f"`{type_name}` has no table" if known else f"there is no type `{type_name}`"
        site.draft.report(RELATION_WITHOUT_KEY.code, f"@{use.name} leads to rows, and {message}", use.origin)
    return target


def key_back(
    draft: Draft, field: FieldDefinition, holder: TableDraft, target: TableDraft, named: Value | None, proposal: str
) -> ForeignKey | None:
    """The one foreign key by which a table refers to another; reported when it cannot be told.

    Args:
        draft: the schema.
        field: the relation.
        holder: the table with the key.
        target: the table that it refers to.
        named: the argument that names a field of the holder, if any.
        proposal: a directive with `{}` for the name of a field, for the message.
    """
    column = None
    if named is not None:
        column = column_of(draft, holder, str(named.value), named.origin)
        if column is None:
            return None
    keys: Sequence[ForeignKey] = keys_to(holder, target, column)
    if len(keys) == 1:
        return keys[0]
    if keys:
        report_ambiguous(draft, holder, field, keys, proposal)
    elif named is not None:
        message = f"`{named.value}` of `{holder.definition.name}` is no foreign key to `{target.definition.name}`"
        hint = f'give it `@foreignKey(ref: "{target.definition.name}.id")`'
        draft.report(RELATION_WITHOUT_KEY.code, message, named.origin, hint)
    else:
        report_no_counterpart(draft, field, field.origin, holder.definition.name, target.definition.name)
    return None
