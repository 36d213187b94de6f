"""Relations without a directive: a field of an object type that exactly one foreign key can carry."""

from __future__ import annotations

from wesley.ir.api import Relation, RelationKind
from wesley.sdl.draft import Draft, TableDraft
from wesley.sdl.ignored import visible_fields
from wesley.sdl.language.document import FieldDefinition, Kind
from wesley.sdl.relations.carried import (
    belongs_to_one,
    belongs_to_one_of_many,
    is_relation,
    is_unique,
    keys_to,
    relation,
    report_ambiguous,
    report_missing,
    report_no_counterpart,
)
from wesley.sdl.rules.relation_without_key import RELATION_WITHOUT_KEY


def infer_relations(draft: Draft) -> None:
    """Find the key of every relation that no directive speaks of, and report those that have none."""
    for table in draft.tables.values():
        for field in visible_fields(draft, table.definition):
            where = (table.definition.name, field.name)
            leads_away = field.type.name in draft.ignored_types  # which has been reported
            if where not in draft.said_relations and not leads_away and is_relation(draft, table, field):
                draft.field_facts(*where).relation = _inferred(draft, table, field)


def _inferred(draft: Draft, table: TableDraft, field: FieldDefinition) -> Relation | None:
    if table.view is not None:
        message = f"`{field.name}` leads to `{field.type.name}`, and a view has no foreign keys"
        hint = "name the column that leads there: `@belongsTo(column:)`"
        draft.report(RELATION_WITHOUT_KEY.code, message, field.origin, hint)
        return None
    if draft.types[field.type.name].kind is not Kind.OBJECT:
        if field.type.list_depth:
            report_list_of_many(draft, field)
            return None
        return belongs_to_one_of_many(draft, table, field)
    target = draft.tables.get(field.type.name)
    if target is None:
        report_missing(draft, table, field, field.type.name)
        return None
    return _to_many(draft, table, field, target) if field.type.list_depth else _to_one(draft, table, field, target)


def report_list_of_many(draft: Draft, field: FieldDefinition) -> None:
    """Report a list of a union or an interface, whose elements no foreign key can tell."""
    message = f"`{field.name}` is a list of several types, which no foreign key can carry"
    hint = "give each type a list of its own; a list is stored by the keys of what is in it"
    draft.report(RELATION_WITHOUT_KEY.code, message, field.origin, hint)


def _to_one(draft: Draft, table: TableDraft, field: FieldDefinition, target: TableDraft) -> Relation | None:
    own = keys_to(table, target)
    if own:
        return belongs_to_one(draft, table, field, own)
    others = [key for key in keys_to(target, table) if is_unique(target, key)]
    if len(others) == 1:
        return relation(RelationKind.HAS_ONE, field.type.name, target, others[0])
    if others:
        report_ambiguous(draft, target, field, others, "@hasOne(field: {})")
    else:
        report_missing(draft, table, field, field.type.name)
    return None


def _to_many(draft: Draft, table: TableDraft, field: FieldDefinition, target: TableDraft) -> Relation | None:
    keys = keys_to(target, table)
    if len(keys) == 1:
        return relation(RelationKind.HAS_MANY, field.type.name, target, keys[0])
    if keys:
        report_ambiguous(draft, target, field, keys, "@hasMany(field: {})")
    else:
        report_no_counterpart(draft, field, field.origin, target.definition.name, table.definition.name)
    return None
