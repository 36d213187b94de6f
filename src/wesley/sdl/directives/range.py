"""`@range`: how large a number is."""

from __future__ import annotations

from decimal import Decimal

from wesley.sdl.columns.literal import NUMBERS
from wesley.sdl.columns.value_rules import add_check, add_rules, refuse, ruled_column
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.use import Use
from wesley.sql.text import quote_identifier

_COMPARABLE = NUMBERS - {"money", "oid"}
_OPERATORS = {"min": ">=", "exclusiveMin": ">", "max": "<=", "exclusiveMax": "<"}
_LARGEST_EXPONENT = 308
"""That of double precision (manual, 8.1.3)."""


def apply(site: Site, use: Use) -> None:
    """Add the check and the rule."""
    bounds = _bounds(site, use)
    if bounds is None or not _is_possible(site, use, bounds):
        return
    column = ruled_column(site, use, _COMPARABLE, "a number")
    if column is None:
        return
    name = quote_identifier(column.name)
    condition = " AND ".join(f"{name} {_OPERATORS[argument]} {bound:f}" for argument, bound in bounds.items())
    add_check(site, use, column, condition)
    texts = {argument: f"{bound:f}" for argument, bound in bounds.items()}
    add_rules(
        site,
        minimum=texts.get("min"),
        exclusive_minimum=texts.get("exclusiveMin"),
        maximum=texts.get("max"),
        exclusive_maximum=texts.get("exclusiveMax"),
    )


def _bounds(site: Site, use: Use) -> dict[str, Decimal] | None:
    """The bounds by argument; None when one cannot be, which has been reported."""
    found: dict[str, Decimal] = {}
    for argument in _OPERATORS:
        text = use.number(argument)
        if text is None:
            continue
        head, _, exponent = text.lower().partition("e")
        bound = Decimal(head) if len(exponent) > 6 else Decimal(text)
        if len(exponent) > 6 or abs(bound.adjusted()) > _LARGEST_EXPONENT or len(head) > _LARGEST_EXPONENT:
            refuse(site, use, f"`{argument}` of @range is out of range", argument)
            return None
        found[argument] = bound
    if not found:
        refuse(site, use, "@range needs `min`, `max`, `exclusiveMin` or `exclusiveMax`")
    return found or None


def _is_possible(site: Site, use: Use, bounds: dict[str, Decimal]) -> bool:
    for one, other in (("min", "exclusiveMin"), ("max", "exclusiveMax")):
        if one in bounds and other in bounds:
            message = f"@range has both `{one}` and `{other}`"
            site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin_of(other), "keep one of them")
            return False
    lower = bounds.get("min", bounds.get("exclusiveMin"))
    upper = bounds.get("max", bounds.get("exclusiveMax"))
    if lower is None or upper is None:
        return True
    inclusive = "min" in bounds and "max" in bounds
    if lower < upper or (lower == upper and inclusive):
        return True
    refuse(site, use, f"no number is between {lower:f} and {upper:f}", "max" if "max" in bounds else "exclusiveMax")
    return False


RANGE = Directive(
    name="range",
    description="The smallest and largest value of a number; in the database and in validators.",
    locations=(Location.FIELD_DEFINITION,),
    parameters=(
        Parameter(name="min", type="Float", description="This or more."),
        Parameter(name="max", type="Float", description="This or less."),
        Parameter(name="exclusiveMin", type="Float", description="More than this."),
        Parameter(name="exclusiveMax", type="Float", description="Less than this."),
    ),
    apply=apply,
    example="type Product @table {\n  id: ID! @primaryKey\n  stock: Int! @range(min: 0)\n"
    "  discount: Float @range(min: 0, exclusiveMax: 1)\n}",
)
