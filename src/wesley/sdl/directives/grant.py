"""`@grant`: what roles may do with a table, a view or single columns."""

from __future__ import annotations

from wesley.ir.origin import Origin
from wesley.sdl.directive import Directive, Location, Parameter, Place
from wesley.sdl.draft import Site
from wesley.sdl.lookup import column_of
from wesley.sdl.rules.privilege import PRIVILEGE
from wesley.sdl.security.managed import is_managed
from wesley.sdl.security.requests import Request
from wesley.sdl.security.role_names import roles_in
from wesley.sdl.use import Use

# What ALL stands for. MAINTAIN, which came with 17, is left out: the same schema grants the same on every server.
_OF_TABLE = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
_OF_COLUMN = ("SELECT", "INSERT", "UPDATE", "REFERENCES")
_OF_VIEW = ("SELECT",)


def apply(site: Site, use: Use) -> None:
    """Note what is granted; grants are put together when all directives have had their say."""
    if not is_managed(site, use):
        return
    column = None
    if site.field is not None:
        found = column_of(site.draft, site.table, site.field.name, use.origin)
        if found is None:
            return
        column = found.name
    roles = roles_in(site.draft, use.items("roles"), use.origin_of("roles"))
    if roles is None:
        return
    privileges = _privileges(site, use)
    site.table.security.requests += [
        Request(role=role, privileges=privileges, column=column, origin=use.origin) for role in roles
    ]


def _privileges(site: Site, use: Use) -> tuple[str, ...]:
    """The privileges in full; the default is cut to what the object has, and what is written must be among it."""
    is_view = site.table.view is not None
    known = _OF_VIEW if is_view else _OF_TABLE if site.field is None else _OF_COLUMN
    what = "a view" if is_view else "a table" if site.field is None else "a column"
    found: set[str] = set()
    for item in use.items("privileges"):
        word = str(item.value)
        if word == "ALL":
            found.update(known)
        elif word in known:
            found.add(word)
        elif item.origin.known:
            _refuse(site, f"{word} cannot be granted on {what}", item.origin, f"it takes {', '.join(known)}")
    if not found and not use.items("privileges"):
        _refuse(site, "the list of privileges is empty", use.origin_of("privileges"), f"it takes {', '.join(known)}")
    if found and "UPDATE" in found and _is_readonly(site):
        message = f"`{site.field.name if site.field else ''}` is @readonly, and UPDATE would let it be changed"
        _refuse(site, message, use.origin, "write `privileges: [SELECT, INSERT]`")
    return tuple(sorted(found))


def _is_readonly(site: Site) -> bool:
    return site.field is not None and site.facts.readonly


def _refuse(site: Site, message: str, origin: Origin, help_text: str) -> None:
    site.draft.report(PRIVILEGE.code, message, origin, help_text)


GRANT = Directive(
    name="grant",
    description="What roles may do, beside what `[roles]` of the configuration and the policies of the table grant. "
    "On a field: with this column alone.",
    locations=(Location.OBJECT, Location.FIELD_DEFINITION),
    parameters=(
        Parameter(name="roles", type="[String!]!", description="The roles; `public` is every role."),
        Parameter(
            name="privileges",
            type="[Privilege!]!",
            default="[SELECT, INSERT, UPDATE, DELETE]",
            description="What they may do; of a view SELECT alone, of a column no DELETE.",
        ),
    ),
    apply=apply,
    repeatable=True,
    place=Place.RELATION,
    example='type Country @table @grant(roles: ["reporting"], privileges: [SELECT]) {\n  id: ID! @primaryKey\n'
    '  note: String @grant(roles: ["editor"], privileges: [SELECT, UPDATE])\n}',
)
