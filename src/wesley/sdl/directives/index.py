"""`@index`: rows are found by these values."""

from __future__ import annotations

from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site, TableDraft
from wesley.sdl.keys.index_keys import access_method, index_keys, name_part
from wesley.sdl.lookup import columns_of, expression, place_in
from wesley.sdl.names import default_name
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.use import Use
from wesley.sql.access_methods import AccessMethod, storage_parameters
from wesley.sql.error import SqlError
from wesley.sql.expression import Context


def apply(site: Site, use: Use) -> None:
    """Add the index, when all of its parts are right."""
    draft, table = site.draft, site.table
    method = access_method(draft, use.values["using"])
    if method is None:
        return
    keys = index_keys(site, use, method)
    include = columns_of(draft, table, use.items("include"))
    parameters = _parameters(site, use, method)
    where, where_is_right = _where(site, use)
    if keys is None or include is None or parameters is None or not where_is_right:
        return
    if not _is_possible(site, use, method, keys):
        return
    names = tuple(column.name for column in include)
    table.indexes.append(
        Index(
            name=use.text("name") or _name(table, keys, names),
            keys=keys,
            method=method.name,
            unique=use.flag("unique"),
            include=names,
            parameters=parameters,
            where=where,
            origin=use.origin,
        )
    )


def _name(table: TableDraft, keys: tuple[IndexKey, ...], include: tuple[str, ...]) -> str:
    return table.new_name(default_name(table.name, *map(name_part, keys), *include, suffix="idx"))


def _where(site: Site, use: Use) -> tuple[Expression | None, bool]:
    """The predicate, and whether it is right."""
    value = use.value("where")
    if value is None:
        return None, True
    found = expression(site.draft, site.table, value, Context.PREDICATE)
    return found, found is not None


def _parameters(site: Site, use: Use, method: AccessMethod) -> tuple[tuple[str, str], ...] | None:
    value = use.value("with")
    if value is None:
        return ()
    try:
        return storage_parameters(str(value.value), method)
    except SqlError as error:
        site.draft.report(
            DIRECTIVE_ARGUMENT.code, error.message, place_in(value, error.offset), '`with: "fillfactor=70"`'
        )
        return None


def _is_possible(site: Site, use: Use, method: AccessMethod, keys: tuple[IndexKey, ...]) -> bool:
    refused = (
        ("unique", use.flag("unique") and not method.unique, "cannot be unique", "only a btree index can"),
        ("include", bool(use.items("include")) and not method.includes, "cannot include columns", "leave them out"),
        ("using", len(keys) > 1 and not method.several, "has one key, not several", "make one index for each"),
    )
    for argument, wrong, what, way_out in refused:
        if wrong:
            message = f"a {method.name} index {what}"
            site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin_of(argument), way_out)
    return not any(wrong for _, wrong, _, _ in refused)


INDEX = Directive(
    name="index",
    description="Rows are found by these values.",
    locations=(Location.FIELD_DEFINITION, Location.OBJECT),
    parameters=(
        Parameter(name="columns", type="[String!]", description="Fields, in order, when it is on the type."),
        Parameter(name="fields", type="[String!]", description="The same as `columns`.", alias_of="columns"),
        Parameter(name="expr", type="SQL", description="An expression as the last key, such as `lower(email)`."),
        Parameter(
            name="using",
            type="String",
            default='"btree"',
            description="`btree`, `hash`, `gist`, `spgist`, `gin` or `brin`; `bloom`, `hnsw` and `ivfflat` bring their "
            "extension.",
        ),
        Parameter(name="where", type="SQL", description="Only rows for which this holds: a partial index."),
        Parameter(name="include", type="[String!]", description="Fields that are stored in the index beside its keys."),
        Parameter(
            name="opclass",
            type="String",
            description="One operator class for all keys, or `field class` for each, separated by commas.",
        ),
        Parameter(
            name="order",
            type="[String!]",
            description="Direction of keys: `createdAt DESC NULLS LAST`; without `columns` these are the keys.",
        ),
        Parameter(name="unique", type="Boolean", default="false", description="No two rows alike."),
        Parameter(name="with", type="String", description="Storage parameters: `fillfactor=70`."),
        Parameter(name="name", type="String", description="Name of the index; `users_email_idx` otherwise."),
    ),
    apply=apply,
    repeatable=True,
    aliases=("idx",),
    example='type Post @table @index(columns: ["authorId"], order: ["authorId DESC"], include: ["title"]) {\n'
    '  id: ID! @primaryKey\n  authorId: UUID!\n  title: String! @index(expr: "lower(title)", with: "fillfactor=70")\n'
    '  body: String! @index(using: "gin", opclass: "gin_trgm_ops", where: "title <> \'\'")\n}',
)
