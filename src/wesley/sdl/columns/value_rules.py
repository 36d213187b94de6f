"""Rules on a value that hold in the database and in every validator: a check and `Rules` at once."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.ir.api import Rules
from wesley.ir.constraint import Check
from wesley.sdl.columns.value_source import own_column
from wesley.sdl.draft import ColumnDraft, Site
from wesley.sdl.names import default_name
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.use import Use
from wesley.sql.expression import Context, parse_expression
from wesley.sql.type_name import base_type, is_array

CHARACTERS = frozenset(("text", "character varying", "character", "bpchar", "citext"))


def ruled_column(site: Site, use: Use, types: frozenset[str], what: str, *, lists: bool = False) -> ColumnDraft | None:
    """The column that a rule stands on; reported when the rule means nothing for its type.

    Args:
        site, use: the directive.
        types: names of the types that it means something for.
        what: the same in words.
        lists: it means something for arrays of any type.
    """
    column = own_column(site, use)
    if column is None or not column.type:
        return None
    is_plain = not is_array(column.type) and column.scalar not in site.draft.enums
    if (lists and is_array(column.type)) or (is_plain and base_type(column.type)[1] in types):
        return column
    message = f"@{use.name} needs {what}, and `{column.name}` is {column.type}"
    site.draft.report(DIRECTIVE_PLACE.code, message, use.origin, "say what must hold with @check")
    return None


def refuse(site: Site, use: Use, message: str, argument: str = "") -> None:
    """Report arguments that no value can satisfy."""
    site.draft.report(DIRECTIVE_ARGUMENT.code, message, use.origin_of(argument))


def add_check(site: Site, use: Use, column: ColumnDraft, condition: str) -> None:
    """Add the constraint, named after the rule: `users_name_length_check`."""
    table = site.table
    name = table.new_name(default_name(table.name, column.name, use.name, suffix="check"))
    expression = parse_expression(condition, Context.CHECK, use.origin)
    table.checks.append(Check(name=name, expression=expression, origin=use.origin))


def add_rules(site: Site, **changes: str | int | None) -> None:
    """Add to what validators check."""
    site.facts.rules = replace(site.facts.rules or Rules(), **changes)
