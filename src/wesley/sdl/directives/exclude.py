"""`@exclude`: no two rows that compare."""

from __future__ import annotations

import re

from wesley.ir.constraint import Exclusion, ExclusionElement
from wesley.ir.index import IndexKey
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site
from wesley.sdl.keys.index_keys import access_method, expression_key, name_part, operator_class
from wesley.sdl.language.document import Value
from wesley.sdl.lookup import expression
from wesley.sdl.names import default_name
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.use import Use
from wesley.sql.access_methods import AccessMethod
from wesley.sql.expression import Context

_ELEMENT = re.compile(r"\s*(.*\S)\s+WITH\s+(\S+)\s*", re.IGNORECASE | re.DOTALL)
_FIELD = re.compile(r"(\w+)(?:\s+((?:\w+\.)?\w+))?")
_OPERATOR = re.compile(r"[-+*/<>=~!@#%^&|`?]{1,63}")
_ONE_SIDED = frozenset(("<", ">", "<=", ">=", "<<", ">>", "&<", "&>", "@>", "<@", "<<|", "|>>", "&<|", "|&>"))


def apply(site: Site, use: Use) -> None:
    """Add the constraint, when all of its parts are right."""
    draft, table = site.draft, site.table
    method = access_method(draft, use.values["using"])
    if method is None or not _can_exclude(site, use, method):
        return
    found = [_element(site, value, method) for value in use.items("elements")]
    elements = tuple(element for element in found if element is not None)
    condition = use.value("where")
    where = None if condition is None else expression(draft, table, condition, Context.PREDICATE)
    if len(elements) != len(found) or (condition is not None and where is None):
        return
    parts = (name_part(element.key) for element in elements)
    name = use.text("name") or table.new_name(default_name(table.name, *parts, suffix="excl"))
    table.exclusions.append(Exclusion(name=name, method=method.name, elements=elements, where=where, origin=use.origin))


def _can_exclude(site: Site, use: Use, method: AccessMethod) -> bool:
    elements = use.items("elements")
    if not elements:
        message = "@exclude needs at least one element"
        site.draft.report(DIRECTIVE_ARGUMENT.code, message, use.origin_of("elements"))
        return False
    if not method.excludes:
        message = f"a {method.name} index cannot exclude rows"
        site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin_of("using"), "gist is the usual method")
        return False
    if len(elements) > 1 and not method.several:
        message = f"a {method.name} index has one key, not several"
        site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin_of("using"), "gist takes several")
        return False
    return True


def _element(site: Site, value: Value, method: AccessMethod) -> ExclusionElement | None:
    match = _ELEMENT.fullmatch(str(value.value))
    if match is None:
        message = f"`{value.value}` is no element of an exclusion"
        help_text = 'write a field or an expression, WITH and an operator: `"roomId WITH ="`'
        site.draft.report(DIRECTIVE_ARGUMENT.code, message, value.origin, help_text)
        return None
    operator = _operator(site, value, match[2], method)
    key = _key(site, value, match[1], method)
    return None if operator is None or key is None else ExclusionElement(key=key, operator=operator)


def _operator(site: Site, value: Value, text: str, method: AccessMethod) -> str | None:
    if not _is_operator(text):
        message = f"`{text}` is no operator"
    elif text in _ONE_SIDED:
        # PostgreSQL compares each pair of rows once, in any order (manual, CREATE TABLE, EXCLUDE).
        message = f"`{text}` is not commutative: it means something else with its sides exchanged"
    elif method.name in ("btree", "hash") and text != "=":
        message = f"a {method.name} index can only compare with `=`, not with `{text}`"
    else:
        return text
    site.draft.report(DIRECTIVE_ARGUMENT.code, message, value.origin)
    return None


def _is_operator(text: str) -> bool:
    """True for a name of an operator that PostgreSQL reads as one (manual, 4.1.3)."""
    if not _OPERATOR.fullmatch(text) or "--" in text or "/*" in text:
        return False
    return len(text) == 1 or text[-1] not in "+-" or any(sign in "~!@#%^&|`?" for sign in text)


def _key(site: Site, value: Value, text: str, method: AccessMethod) -> IndexKey | None:
    """The key: a field, a field with an operator class, or an expression."""
    match = _FIELD.fullmatch(text)
    column = None if match is None else site.table.columns.get(match[1])
    if match is None or column is None:
        written = Value(kind=value.kind, value=text, origin=value.origin)
        found = expression(site.draft, site.table, written, Context.INDEX_KEY)
        return None if found is None else expression_key(found)
    if match[2] is None:
        return IndexKey(column=column.name)
    name = operator_class(site.draft, match[2], method, value)
    return None if name is None else IndexKey(column=column.name, opclass=name)


EXCLUDE = Directive(
    name="exclude",
    description="No two rows for which every element compares as true: bookings of one room that overlap.",
    locations=(Location.OBJECT,),
    parameters=(
        Parameter(
            name="elements",
            type="[String!]!",
            description="Each a field (with an operator class, where one is needed) or a SQL expression, WITH and an "
            "operator: `roomId WITH =`, `tstzrange(starts_at, ends_at) WITH &&`.",
        ),
        Parameter(name="using", type="String", default='"gist"', description="Index method; `gist` as a rule."),
        Parameter(name="where", type="SQL", description="Only rows for which this holds."),
        Parameter(name="name", type="String", description="Name of the constraint; `bookings_room_id_excl` otherwise."),
    ),
    apply=apply,
    repeatable=True,
    example='type Booking @table @exclude(elements: ["roomId WITH =", "tstzrange(starts_at, ends_at) WITH &&"]) {\n'
    "  id: ID! @primaryKey\n  roomId: UUID!\n  startsAt: DateTime!\n  endsAt: DateTime!\n}",
)
