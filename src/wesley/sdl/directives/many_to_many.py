"""`@manyToMany`: the objects on the other side of a join table."""

from __future__ import annotations

from wesley.ir.api import RelationKind
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site
from wesley.sdl.relations.carried import relation
from wesley.sdl.relations.site import key_back, relation_field, target_table
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Find both keys of the join table."""
    field = relation_field(site, use)
    if field is None:
        return
    if not field.type.list_depth:
        message = "@manyToMany leads to many objects, and this is one"
        site.draft.report(DIRECTIVE_PLACE.code, message, use.origin, "make it a list")
        return
    target = target_table(site, use, field.type.name)
    between = target_table(site, use, use.text("through") or "")
    if target is None or between is None:
        return
    draft = site.draft
    proposal = f'@manyToMany(through: "{between.definition.name}", field: {{}}, otherField: ...)'
    here = key_back(draft, field, between, site.table, use.value("field"), proposal)
    if here is None:
        return
    proposal = proposal.replace("field: {}, otherField: ...", "field: ..., otherField: {}")
    there = key_back(draft, field, between, target, use.value("otherField"), proposal)
    if there is None:
        return
    if there.name == here.name:
        message = "`field` and `otherField` are one key, which leads to one side only"
        draft.report(DIRECTIVE_CONFLICT.code, message, use.origin_of("otherField"), "name the other key")
        return
    site.facts.relation = relation(RelationKind.MANY_TO_MANY, field.type.name, between, here, between.definition.name)


MANY_TO_MANY = Directive(
    name="manyToMany",
    description="The objects on the other side of a join table. It makes no column.",
    locations=(Location.FIELD_DEFINITION,),
    parameters=(
        Parameter(name="through", type="String!", description="The type of the join table."),
        Parameter(name="field", type="String", description="Its field with the key to this type, of several."),
        Parameter(name="otherField", type="String", description="Its field with the key to the other, of several."),
    ),
    apply=apply,
    example='type User @table {\n  id: ID! @primaryKey\n  teams: [Team!]! @manyToMany(through: "Membership")\n}\n\n'
    "type Team @table {\n  id: ID! @primaryKey\n}\n\n"
    'type Membership @table {\n  userId: ID! @primaryKey @foreignKey(ref: "User.id")\n'
    '  teamId: ID! @primaryKey @foreignKey(ref: "Team.id")\n}',
)
