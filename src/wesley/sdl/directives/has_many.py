"""`@hasMany`: the objects whose key refers to this one."""

from __future__ import annotations

from wesley.ir.api import RelationKind
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site, TableDraft
from wesley.sdl.language.document import FieldDefinition
from wesley.sdl.relations.carried import keys_to, relation
from wesley.sdl.relations.site import key_back, relation_field, target_table
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.rules.relation_without_key import RELATION_WITHOUT_KEY
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Find the key on the other side, or on the type between."""
    field = relation_field(site, use)
    if field is None:
        return
    type_name = use.text("type") or field.type.name
    if not field.type.list_depth and type_name == field.type.name:
        message = "@hasMany leads to many objects, and this is one"
        hint = "make it a list, or name the type of the rows: `@hasMany(type:)`"
        site.draft.report(DIRECTIVE_PLACE.code, message, use.origin, hint)
        return
    if field.type.list_depth and type_name != field.type.name:
        message = f"the field is a list of `{field.type.name}`, and `type` says `{type_name}`"
        site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin_of("type"), "leave `type` out")
        return
    target = target_table(site, use, type_name)
    if target is None:
        return
    if use.value("via") is not None:
        _via(site, use, field, target)
        return
    key = key_back(site.draft, field, target, site.table, use.value("field"), "@hasMany(field: {})")
    if key is not None:
        site.facts.relation = relation(RelationKind.HAS_MANY, type_name, target, key)


def _via(site: Site, use: Use, field: FieldDefinition, target: TableDraft) -> None:
    between = target_table(site, use, use.text("via") or "")
    if between is None:
        return
    key = key_back(site.draft, field, between, site.table, use.value("field"), "@hasMany(field: {})")
    if key is None:
        return
    steps = len(keys_to(between, target)) + len(keys_to(target, between))
    if steps != 1:
        names = f"`{between.definition.name}` and `{target.definition.name}`"
        message = f"{names} are joined by {steps or 'no'} foreign keys, and exactly one is needed"
        site.draft.report(RELATION_WITHOUT_KEY.code, message, use.origin_of("via"))
        return
    site.facts.relation = relation(RelationKind.HAS_MANY, target.definition.name, between, key, between.definition.name)


HAS_MANY = Directive(
    name="hasMany",
    description="The objects whose foreign key refers to this one. It makes no column.",
    locations=(Location.FIELD_DEFINITION,),
    parameters=(
        Parameter(
            name="type",
            type="String",
            description="The type of the rows, where the field's own type wraps them (a connection, a page).",
        ),
        Parameter(
            name="field",
            type="String",
            description="The field of the other type, or of `via`, with the key, of several.",
        ),
        Parameter(
            name="via",
            type="String",
            description="A type between the two: its rows refer to this one, and one key joins it with the other type.",
        ),
    ),
    apply=apply,
    example='type User @table {\n  id: ID! @primaryKey\n  posts: [Post!]! @hasMany(field: "authorId")\n}\n\n'
    'type Post @table {\n  id: ID! @primaryKey\n  authorId: ID! @foreignKey(ref: "User.id")\n}',
)
