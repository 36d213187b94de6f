"""`@scalar`: what a scalar is in each output."""

from __future__ import annotations

import json

from wesley.config.script_text import fault
from wesley.ir.api import ScalarType
from wesley.sdl.columns import typescript_type
from wesley.sdl.directive import Directive, Location, Parameter, Place
from wesley.sdl.draft import Site
from wesley.sdl.lookup import sql_type
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.use import Use
from wesley.sdl.vocabulary import BUILT_IN
from wesley.sql.extensions import fault_of_name


def apply(site: Site, use: Use) -> None:
    """Describe the scalar; a well-known one becomes the user's own."""
    draft, definition = site.draft, site.definition
    if definition.name in draft.settings.scalars or definition.name in BUILT_IN:
        _refuse(site, use)
        return
    sql = sql_type(draft, use.values["sql"])
    json_schema = use.text("jsonSchema")
    if json_schema is not None and not _is_json_object(json_schema):
        origin = use.origin_of("jsonSchema")
        hint = 'write JSON in a block string: """{"type": "string"}"""'
        draft.report(DIRECTIVE_ARGUMENT.code, "`jsonSchema` of @scalar is no JSON object", origin, hint)
        return
    if sql is not None and _texts_are_right(site, use) and _typescript_fits(site, use, sql):
        draft.scalars[definition.name] = ScalarType(
            name=definition.name,
            sql=sql,
            ts=typescript_type.own(use.text("ts"), use.text("zod")),
            zod=use.text("zod"),
            python=use.text("python"),
            json_schema=json_schema,
            extension=use.text("extension"),
            description=definition.description,
            origin=definition.origin,
        )


def _texts_are_right(site: Site, use: Use) -> bool:
    """Outputs hold these texts as they are; reported when one is more, or less, than what belongs there."""
    texts = (
        ("ts", fault, "one TypeScript type", "write one type, on one line"),
        ("zod", fault, "one Zod schema", "write one expression, on one line"),
        ("extension", fault_of_name, "a name of an extension", "write it as pg_available_extensions does"),
    )
    right = True
    for name, find, what, help_text in texts:
        text = use.text(name)
        found = find(text) if text is not None else ""
        if found:
            message = f"`{name}` of @scalar is not {what}: {found}"
            site.draft.report(DIRECTIVE_ARGUMENT.code, message, use.origin_of(name), help_text)
            right = False
    return right


def _typescript_fits(site: Site, use: Use, sql: str) -> bool:
    ts = use.text("ts")
    if typescript_type.fits(ts, use.text("zod"), sql):
        return True
    message = f"`ts` of @scalar needs `zod` beside it: no value of `{sql}` is known to be of the type `{ts}`"
    site.draft.report(DIRECTIVE_ARGUMENT.code, message, use.origin_of("ts"), typescript_type.way_out(ts))
    return False


def _refuse(site: Site, use: Use) -> None:
    name = site.definition.name
    if name in BUILT_IN:
        message = f"`{name}` is a scalar of GraphQL itself and stays what it is"
        hint = "`@column(type:)` changes one column; `ids.type` of the configuration says what ID is"
    else:
        message = f"the scalar `{name}` is described here and in the configuration"
        hint = f"keep one of the two: @scalar or `[scalars.{name}]`"
    site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin, hint)


def _is_json_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


SCALAR = Directive(
    name="scalar",
    description="What the scalar is in each output. What is left out follows from the PostgreSQL type.",
    locations=(Location.SCALAR,),
    parameters=(
        Parameter(name="sql", type="String!", description="PostgreSQL type, such as `numeric(12,2)`."),
        Parameter(name="ts", type="String", description="TypeScript type; needs `zod` beside it."),
        Parameter(name="zod", type="String", description="Zod schema, such as `z.string()`."),
        Parameter(name="python", type="String", description="Python type."),
        Parameter(name="jsonSchema", type="String", description="JSON Schema, as JSON text."),
        Parameter(name="extension", type="String", description="The extension that brings the type."),
    ),
    apply=apply,
    place=Place.ANY,
    example='scalar Colour @scalar(sql: "text", ts: "`#${string}`", zod: "z.string()")\n\n'
    "type Car @table {\n  id: ID! @primaryKey\n  colour: Colour!\n}",
)
