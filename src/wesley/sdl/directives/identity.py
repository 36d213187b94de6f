"""`@identity`: PostgreSQL counts."""

from __future__ import annotations

from wesley.ir.column import Identity
from wesley.sdl.columns.value_source import unfilled_column
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Make it an identity column; its type and its `!` are judged when they are final."""
    column = unfilled_column(site, use)
    if column is None:
        return
    start, increment = use.integer("start"), use.integer("increment")
    if increment == 0:
        message = "the increment of an identity is not 0"
        site.draft.report(DIRECTIVE_ARGUMENT.code, message, use.origin_of("increment"))
        return
    # A sequence goes from 1 upwards or from -1 downwards (manual, CREATE SEQUENCE, MINVALUE and MAXVALUE).
    upwards = increment is None or increment > 0
    if start is not None and (start < 1 if upwards else start > -1):
        message = f"an identity that counts {'up' if upwards else 'down'} starts at {'1' if upwards else '-1'} or later"
        site.draft.report(DIRECTIVE_ARGUMENT.code, message, use.origin_of("start"))
        return
    column.identity = Identity(always=use.flag("always"), start=start, increment=increment)


IDENTITY = Directive(
    name="identity",
    description="PostgreSQL gives each row the next number of a sequence.",
    locations=(Location.FIELD_DEFINITION,),
    parameters=(
        Parameter(
            name="always",
            type="Boolean",
            default="true",
            description="An INSERT may not give a value of its own; false for BY DEFAULT.",
        ),
        Parameter(name="start", type="Int", description="First number; 1 otherwise."),
        Parameter(name="increment", type="Int", description="Step; 1 otherwise."),
    ),
    apply=apply,
    example="type Invoice @table {\n  number: BigInt! @primaryKey @identity(start: 1000)\n}",
)
