"""`@rls`: row-level security and its policies."""

from __future__ import annotations

from functools import partial

from wesley.ir.policy import PolicyCommand
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site
from wesley.sdl.security.managed import is_managed
from wesley.sdl.security.policy_arguments import parts_of
from wesley.sdl.security.presets import Asked, options_in, preset_of
from wesley.sdl.security.rls_arguments import CONDITIONS, ROLES, contradicts, refuse, roles_of, soft_deletion, wanted_of
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Note whether row-level security is on, and add the parts of policies that the arguments speak of."""
    if is_managed(site, use):
        site.table.security.later.append(partial(_add_parts, site, use))


def _add_parts(site: Site, use: Use) -> None:
    security = site.table.security
    if not use.flag("enabled"):
        _disable(site, use)
        return
    security.used = True
    _force(site, use)
    preset = use.value("preset")
    if preset is not None and preset_of(site.draft, preset) is None:
        return
    roles = roles_of(site, use)
    words = {use.text(name) or "" for name in CONDITIONS}
    options = options_in(site.draft, use.value("options"), words)
    if roles is None or options is None or contradicts(site, use, options):
        return
    asked = Asked(site.draft, site.table, options)
    restrictive = use.text("mode") == "RESTRICTIVE"
    filtered = soft_deletion(use, roles)
    wanted = wanted_of(site, use, roles, restrictive=restrictive)
    _report_unused(site, use, {*wanted.commands(), *([] if filtered is None else filtered.commands())})
    parts = parts_of(asked, wanted)
    security.allow += parts.allow
    limits = list(parts.limits)
    if filtered is not None:
        found = parts_of(asked, filtered).allow
        (limits if restrictive else security.filters).extend(found)
    security.limits += [tuple(limits)] if limits else []


def _disable(site: Site, use: Use) -> None:
    given = [name for name, value in use.values.items() if name != "enabled" and value.origin.known]
    if given:
        message = f"`{given[0]}` says something of policies, and `enabled: false` that there are none"
        refuse(site, message, use, given[0], "keep one of the two")
    site.table.security.disabled = use.origin


def _force(site: Site, use: Use) -> None:
    value = use.value("force")
    if value is None or not value.origin.known:
        return
    security = site.table.security
    if security.force is not None and security.force[0] is not use.flag("force"):
        refuse(site, "one @rls says `force: true` and another `force: false`", use, "force", "keep one of the two")
    security.force = (use.flag("force"), value.origin)


def _report_unused(site: Site, use: Use, commands: set[PolicyCommand]) -> None:
    """An argument that no policy uses."""
    help_text = "give a condition with `using`, `preset` or an argument for the command"
    if not commands:
        restrictive = ("mode",) if use.text("mode") == "RESTRICTIVE" else ()
        for argument in ("roles", "name", *restrictive):
            if use.value(argument) is not None:
                refuse(site, f"`{argument}` is for no policy: this @rls has no condition", use, argument, help_text)
    for command, argument in ROLES.items():
        if use.value(argument) is not None and command not in commands:
            refuse(site, f"`{argument}` is for no policy: nothing is said of {command}", use, argument, help_text)


def _condition(name: str, description: str) -> Parameter:
    return Parameter(name=name, type="SQL", description=f"{description}: SQL or a preset.")


def _roles_parameter(name: str, description: str) -> Parameter:
    return Parameter(name=name, type="[String!]", description=description)


RLS = Directive(
    name="rls",
    description="Row-level security: who may see and write which rows. A command that nothing is said of is not "
    "permitted. On a table of tenants everything is limited to the current tenant as well.",
    locations=(Location.OBJECT,),
    parameters=(
        Parameter(name="enabled", type="Boolean", default="true", description="False: no row-level security."),
        Parameter(name="enable", type="Boolean", description="The same as `enabled`.", alias_of="enabled"),
        Parameter(name="force", type="Boolean", default="true", description="The owner of the table is subject to it."),
        Parameter(
            name="preset",
            type="String",
            description="A condition: owner, tenant, public-read, authenticated, admin-only, soft-delete, deny.",
        ),
        Parameter(name="name", type="String", description="Name of the policy; `notes_select` and the like otherwise."),
        Parameter(
            name="mode",
            type="PolicyMode",
            default="PERMISSIVE",
            description="PERMISSIVE policies are combined with OR, RESTRICTIVE ones limit them.",
        ),
        _condition("using", "Which rows, for every command without an argument of its own"),
        _condition("check", "Which rows may be written, where it differs"),
        _condition("select", "Which rows can be seen"),
        _condition("insert", "Which rows can be inserted"),
        _condition("update", "Which rows can be updated"),
        _condition("updateCheck", "What an updated row must be; as `update` otherwise"),
        _condition("delete", "Which rows can be deleted"),
        _roles_parameter("roles", "Whom it is for; the role of `[tenancy]` otherwise. `public` is everybody."),
        *(_roles_parameter(argument, f"Whom {command} is for.") for command, argument in ROLES.items()),
        Parameter(name="options", type="JSON", description="Options of the presets: `{column: ..., roles: [...]}`."),
    ),
    apply=apply,
    repeatable=True,
    example='type Note @table @rls(select: "published", delete: "deny")\n'
    '  @rls(preset: "owner", options: {column: "userId"}) {\n  id: ID! @primaryKey\n  userId: UUID!\n'
    "  published: Boolean!\n}",
)
