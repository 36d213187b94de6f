"""`@pattern`: what a text looks like."""

from __future__ import annotations

from wesley.sdl.columns.value_rules import CHARACTERS, add_check, add_rules, ruled_column
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site
from wesley.sdl.lookup import place_in
from wesley.sdl.pattern.dialects import PatternError, read_pattern
from wesley.sdl.rules.regular_expression import REGULAR_EXPRESSION
from wesley.sdl.use import Use
from wesley.sql.text import quote_identifier, quote_literal


def apply(site: Site, use: Use) -> None:
    """Add the check, and the rule where JavaScript reads the expression as PostgreSQL does."""
    value = use.values["regex"]
    try:
        pattern = read_pattern(str(value.value))
    except PatternError as error:
        site.draft.report(REGULAR_EXPRESSION.code, error.message, place_in(value, error.offset))
        return
    column = ruled_column(site, use, CHARACTERS, "a text")
    if column is None:
        return
    add_check(site, use, column, f"{quote_identifier(column.name)} ~ {quote_literal(pattern.text)}")
    if not pattern.outside:
        add_rules(site, pattern=pattern.text)


PATTERN = Directive(
    name="pattern",
    description="A regular expression that is found in the text; in the database and, where JavaScript reads it alike, "
    "in validators.",
    locations=(Location.FIELD_DEFINITION,),
    parameters=(
        Parameter(
            name="regex",
            type="String!",
            description="PostgreSQL's advanced kind; `^` and `$` hold it to the whole text, `\\\\d` and `\\\\w` are "
            "ASCII.",
        ),
    ),
    apply=apply,
    example='type Post @table {\n  id: ID! @primaryKey\n  slug: String! @pattern(regex: "^[a-z0-9-]+$")\n}',
)
