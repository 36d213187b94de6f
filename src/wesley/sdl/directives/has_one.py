"""`@hasOne`: the one object whose key refers to this one."""

from __future__ import annotations

from wesley.ir.api import RelationKind
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site
from wesley.sdl.relations.carried import is_unique, relation
from wesley.sdl.relations.site import key_back, relation_field, target_table
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Find the key on the other side; it must be unique."""
    field = relation_field(site, use)
    if field is None:
        return
    if field.type.list_depth:
        message = "@hasOne leads to one object, and this is a list"
        site.draft.report(DIRECTIVE_PLACE.code, message, use.origin, "a list is @hasMany")
        return
    target = target_table(site, use, field.type.name)
    if target is None:
        return
    key = key_back(site.draft, field, target, site.table, use.value("field"), "@hasOne(field: {})")
    if key is None:
        return
    if not is_unique(target, key):
        message = f"several rows of `{target.name}` may refer to one: `{', '.join(key.columns)}` is not unique"
        hint = "give the key @unique, or make this a list"
        site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin, hint)
        return
    site.facts.relation = relation(RelationKind.HAS_ONE, field.type.name, target, key)


HAS_ONE = Directive(
    name="hasOne",
    description="The one object whose unique foreign key refers to this one. It makes no column.",
    locations=(Location.FIELD_DEFINITION,),
    parameters=(
        Parameter(name="field", type="String", description="The field of the other type with the key, of several."),
    ),
    apply=apply,
    example='type User @table {\n  id: ID! @primaryKey\n  profile: Profile @hasOne(field: "userId")\n}\n\n'
    'type Profile @table {\n  id: ID! @primaryKey\n  userId: ID! @unique @foreignKey(ref: "User.id")\n}',
)
