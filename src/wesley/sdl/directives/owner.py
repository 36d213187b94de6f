"""`@owner`: a row belongs to a user."""

from __future__ import annotations

from functools import partial

from wesley.ir.policy import PolicyCommand
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site
from wesley.sdl.language.document import Value, ValueKind
from wesley.sdl.lookup import column_of
from wesley.sdl.security.managed import is_managed
from wesley.sdl.security.policy_arguments import Wanted, parts_of
from wesley.sdl.security.presets import Asked
from wesley.sdl.security.requests import COMMANDS
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Add a part for each command: the owner's, unless the argument of that command says otherwise."""
    if is_managed(site, use):
        site.table.security.later.append(partial(_add_parts, site, use))


def _add_parts(site: Site, use: Use) -> None:
    named = use.values["column"]
    if column_of(site.draft, site.table, str(named.value), named.origin) is None:
        return
    security = site.table.security
    security.used = True
    security.owner = str(named.value)
    owner = Value(kind=ValueKind.STRING, value="owner", origin=named.origin)
    said = {command: use.value(command.lower()) or owner for command in COMMANDS}
    insert = PolicyCommand.INSERT
    wanted = Wanted(
        using={command: value for command, value in said.items() if command is not insert},
        check={insert: said[insert], PolicyCommand.UPDATE: said[PolicyCommand.UPDATE]},
        roles={},
        name=None,
        origin=use.origin,
    )
    parts = parts_of(Asked(site.draft, site.table, {}), wanted)
    security.allow += parts.allow
    security.limits += [tuple(parts.limits)] if parts.limits else []


_OTHERWISE = "the owner otherwise; a preset or an SQL expression."

OWNER = Directive(
    name="owner",
    description="A row belongs to the user whose key a column holds, and to this user alone unless an argument says "
    "otherwise.",
    locations=(Location.OBJECT,),
    parameters=(
        Parameter(name="column", type="String!", description="The field that holds the user's key."),
        Parameter(name="select", type="String", description=f"Who may read: {_OTHERWISE}"),
        Parameter(name="insert", type="String", description=f"Who may insert: {_OTHERWISE}"),
        Parameter(name="update", type="String", description=f"Who may update: {_OTHERWISE}"),
        Parameter(name="delete", type="String", description=f"Who may delete: {_OTHERWISE}"),
    ),
    apply=apply,
    example='type Note @table @owner(column: "userId", select: "authenticated") {\n  id: ID! @primaryKey\n'
    "  userId: UUID!\n}",
)
