"""`@column`: how a field is stored."""

from __future__ import annotations

from wesley.sdl.directive import Directive, Location, Parameter, Place
from wesley.sdl.draft import Site
from wesley.sdl.lookup import sql_type
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Change what the column is called or made of."""
    column = site.column
    if column is None:
        site.draft.report(DIRECTIVE_PLACE.code, "@column stands on a relation, which has no column", use.origin)
        return
    column.name = use.text_or("name", column.name)
    column.collation = use.text("collate")
    column.compression = _compression(site, use)
    written = use.value("type")
    column.own_type = written is not None
    if written is not None:
        found = sql_type(site.draft, written)
        is_list = column.depth > 0 and found is not None and not found.startswith("json")
        column.type = (found or "") + ("[]" if is_list and not (found or "").endswith("[]") else "")


_COMPRESSIONS = ("pglz", "lz4")


def _compression(site: Site, use: Use) -> str | None:
    """The compression method, one of those that PostgreSQL 18 has (manual, CREATE TABLE, COMPRESSION)."""
    method = use.text("compression")
    if method is None or method in _COMPRESSIONS:
        return method
    message = f"there is no compression `{method}`"
    help_text = f"known are: {', '.join(_COMPRESSIONS)}"
    site.draft.report(DIRECTIVE_ARGUMENT.code, message, use.origin_of("compression"), help_text)
    return None


COLUMN = Directive(
    name="column",
    description="How the field is stored.",
    locations=(Location.FIELD_DEFINITION,),
    parameters=(
        Parameter(name="name", type="String", description="Name in the database; snake_case of the field otherwise."),
        Parameter(name="type", type="String", description="PostgreSQL type, such as `numeric(12,2)`."),
        Parameter(name="collate", type="String", description="Collation, such as `C` or `de-x-icu`."),
        Parameter(name="compression", type="String", description="`pglz` or `lz4`."),
    ),
    apply=apply,
    place=Place.RELATION,
    example='type User @table {\n  id: ID! @primaryKey\n  balance: Decimal! @column(type: "numeric(12,2)")\n}',
)
