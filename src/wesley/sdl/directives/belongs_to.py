"""`@belongsTo`: the object that a key of this table refers to."""

from __future__ import annotations

from wesley.ir.api import Relation, RelationKind
from wesley.sdl.directive import Directive, Location, Parameter, Place
from wesley.sdl.draft import Site
from wesley.sdl.language.document import FieldDefinition, Kind
from wesley.sdl.lookup import column_of
from wesley.sdl.relations.carried import belongs_to_one, belongs_to_one_of_many, keys_to, report_missing
from wesley.sdl.relations.site import relation_field
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.rules.relation_without_key import RELATION_WITHOUT_KEY
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Find the key."""
    field = relation_field(site, use)
    if field is None:
        return
    if field.type.list_depth:
        message = "@belongsTo leads to one object, and this is a list"
        site.draft.report(DIRECTIVE_PLACE.code, message, use.origin, "a list is @hasMany or @manyToMany")
    elif site.draft.types[field.type.name].kind is Kind.OBJECT:
        site.facts.relation = _to_object(site, use, field)
    elif use.value("column") is not None:
        message = "a union or an interface has a key for each of its types, not one column"
        site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin_of("column"), "leave the argument out")
    else:
        site.facts.relation = belongs_to_one_of_many(site.draft, site.table, field)


def _to_object(site: Site, use: Use, field: FieldDefinition) -> Relation | None:
    name = use.text("column")
    column = None
    if name is not None:
        column = column_of(site.draft, site.table, name, use.origin_of("column"))
        if column is None:
            return None
    target = site.draft.tables.get(field.type.name)
    if target is None:
        report_missing(site.draft, site.table, field, field.type.name)
        return None
    if column is not None and (site.table.view is not None or target.view is not None):
        return Relation(kind=RelationKind.BELONGS_TO, target=field.type.name)  # views have no keys
    keys = keys_to(site.table, target, column)
    if keys:
        return belongs_to_one(site.draft, site.table, field, keys)
    if column is not None:
        _no_key(site, use, field.type.name)
    else:
        report_missing(site.draft, site.table, field, field.type.name)
    return None


def _no_key(site: Site, use: Use, target: str) -> None:
    message = f"`{use.text('column')}` is no foreign key to `{target}`"
    hint = f'give it `@foreignKey(ref: "{target}.id")`'
    site.draft.report(RELATION_WITHOUT_KEY.code, message, use.origin_of("column"), hint)


BELONGS_TO = Directive(
    name="belongsTo",
    description="The object that a foreign key of this table refers to. It makes no column. Of a union or an "
    "interface, the one of several nullable keys that is set.",
    locations=(Location.FIELD_DEFINITION,),
    parameters=(
        Parameter(name="column", type="String", description="The field with the key, where there are several."),
        Parameter(name="field", type="String", description="The same as `column`.", alias_of="column"),
    ),
    apply=apply,
    place=Place.RELATION,
    example="type User @table {\n  id: ID! @primaryKey\n}\n\ntype Post @table {\n  id: ID! @primaryKey\n"
    '  authorId: ID! @foreignKey(ref: "User.id")\n  author: User! @belongsTo(column: "authorId")\n}',
)
