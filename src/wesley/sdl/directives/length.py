"""`@length`: how long a text is, or a list."""

from __future__ import annotations

from wesley.sdl.columns.value_rules import CHARACTERS, add_check, add_rules, refuse, ruled_column
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import ColumnDraft, Site
from wesley.sdl.use import Use
from wesley.sql.text import quote_identifier
from wesley.sql.type_name import is_array


def apply(site: Site, use: Use) -> None:
    """Add the check and the rule."""
    least, most = use.integer("min"), use.integer("max")
    if least is None and most is None:
        refuse(site, use, "@length needs `min`, `max` or both")
    elif least is not None and least < 0:
        refuse(site, use, "no length is negative", "min")
    elif most is not None and most < (least or 0):
        refuse(site, use, f"no length is between {least or 0} and {most}", "max")
    else:
        column = ruled_column(site, use, CHARACTERS, "a text or a list", lists=True)
        if column is not None:
            size = _size(column)
            parts = [f"{size} >= {least}"] if least is not None else []
            parts += [f"{size} <= {most}"] if most is not None else []
            add_check(site, use, column, " AND ".join(parts))
            add_rules(site, min_length=least, max_length=most)


def _size(column: ColumnDraft) -> str:
    """The length in SQL: characters of a text, elements of a list, lists of a list of lists."""
    name = quote_identifier(column.name)
    if not is_array(column.type):
        return f"char_length({name})"
    # array_length() of an empty array is null, which would pass the check; cardinality() is null for null only.
    return f"coalesce(array_length({name}, 1), cardinality({name}))" if column.depth > 1 else f"cardinality({name})"


LENGTH = Directive(
    name="length",
    description="The number of characters of a text, or of elements of a list; in the database and in validators.",
    locations=(Location.FIELD_DEFINITION,),
    parameters=(
        Parameter(name="min", type="Int", description="At least so many."),
        Parameter(name="max", type="Int", description="At most so many."),
    ),
    apply=apply,
    example="type User @table {\n  id: ID! @primaryKey\n  name: String! @length(min: 1, max: 80)\n"
    "  tags: [String!]! @length(max: 10)\n}",
)
