"""`@rls`: row-level security and its policies."""

from __future__ import annotations

from functools import partial

from wesley.ir.policy import PolicyCommand
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.document import Value, ValueKind
from wesley.sdl.draft import Site
from wesley.sdl.managed import is_managed
from wesley.sdl.policy_arguments import Wanted, parts_of
from wesley.sdl.presets import Asked, commands_of, options_in, preset_of
from wesley.sdl.role_names import roles_in
from wesley.sdl.rules.row_security_conflict import ROW_SECURITY_CONFLICT
from wesley.sdl.security import COMMANDS
from wesley.sdl.use import Use

_CONDITIONS = ("preset", "using", "check", "select", "insert", "update", "updateCheck", "delete")
_ROLES = {command: f"{command.lower()}Roles" for command in COMMANDS}


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
    roles = _roles(site, use)
    words = {use.text(name) or "" for name in _CONDITIONS}
    options = options_in(site.draft, use.value("options"), words)
    if roles is None or options is None or _contradicts(site, use, options):
        return
    asked = Asked(site.draft, site.table, options)
    restrictive = use.text("mode") == "RESTRICTIVE"
    filtered = _soft_delete(use, roles)
    wanted = _wanted(site, use, roles, restrictive=restrictive)
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
        _refuse(site, message, use, given[0], "keep one of the two")
    site.table.security.disabled = use.origin


def _force(site: Site, use: Use) -> None:
    value = use.value("force")
    if value is None or not value.origin.known:
        return
    security = site.table.security
    if security.force is not None and security.force[0] is not use.flag("force"):
        _refuse(site, "one @rls says `force: true` and another `force: false`", use, "force", "keep one of the two")
    security.force = (use.flag("force"), value.origin)


def _roles(site: Site, use: Use) -> dict[PolicyCommand, tuple[str, ...]] | None:
    """The roles that are given for each command; None when one is refused."""
    found: dict[PolicyCommand, tuple[str, ...]] = {}
    right = True
    common = None
    if use.value("roles") is not None:
        common = roles_in(site.draft, use.items("roles"), use.origin_of("roles"))
        right = common is not None
    for command, argument in _ROLES.items():
        own = common
        if use.value(argument) is not None:
            own = roles_in(site.draft, use.items(argument), use.origin_of(argument))
            right = right and own is not None
        if own is not None:
            found[command] = own
    return found if right else None


def _contradicts(site: Site, use: Use, options: dict[str, Value]) -> bool:
    preset = use.value("preset")
    if preset is not None and use.value("using") is not None:
        _refuse(site, "`preset` and `using` both say what holds for every command", use, "using", "keep one of the two")
        return True
    if "roles" in options and use.value("roles") is not None:
        _refuse(site, "`roles` is given twice, in `options` too", use, "roles", "keep one of the two")
        return True
    if use.value("updateCheck") is not None and not _updates(use):
        help_text = "say with `update` which rows can be updated"
        _refuse(site, "`updateCheck` alone lets nobody update a row", use, "updateCheck", help_text)
        return True
    return preset is not None and preset_of(site.draft, preset) is None


def _updates(use: Use) -> bool:
    """True when something says which rows can be updated."""
    preset = use.value("preset")
    by_preset = preset is not None and PolicyCommand.UPDATE in commands_of(preset)
    return by_preset or use.value("update") is not None or use.value("using") is not None


def _soft_delete(use: Use, roles: dict[PolicyCommand, tuple[str, ...]]) -> Wanted | None:
    """`preset: "soft-delete"`, which hides rows whatever else permits."""
    preset = use.value("preset")
    if preset is None or preset.value != "soft-delete":
        return None
    select = PolicyCommand.SELECT
    given = {select: roles[select]} if select in roles else {}
    return Wanted(using={select: preset}, check={}, roles=given, name=use.text("name"), origin=use.origin)


def _wanted(site: Site, use: Use, roles: dict[PolicyCommand, tuple[str, ...]], *, restrictive: bool) -> Wanted:
    default = _default(site, use)
    using: dict[PolicyCommand, Value] = {}
    for command in (PolicyCommand.SELECT, PolicyCommand.UPDATE, PolicyCommand.DELETE):
        value = use.value(command.lower()) or _if_for(default, command)
        if value is not None:
            using[command] = value
    check: dict[PolicyCommand, Value] = {}
    insert = use.value("insert") or use.value("check") or _if_for(default, PolicyCommand.INSERT)
    if insert is not None:
        check[PolicyCommand.INSERT] = insert
    if PolicyCommand.UPDATE in using:
        check[PolicyCommand.UPDATE] = use.value("updateCheck") or use.value("check") or using[PolicyCommand.UPDATE]
    return Wanted(
        using=using, check=check, roles=roles, name=use.text("name"), restrictive=restrictive, origin=use.origin
    )


def _default(site: Site, use: Use) -> Value | None:
    """What holds for a command that has no argument of its own.

    Where `@rls` names roles or a policy and no condition, the condition is that of the tenant.
    """
    preset = use.value("preset")
    if preset is not None:
        return None if preset.value == "soft-delete" else preset
    if use.value("using") is not None or any(use.value(name) is not None for name in _CONDITIONS):
        return use.value("using")
    named = any(use.value(name) is not None for name in ("name", "roles", *_ROLES.values()))
    if not named or site.table.tenant is None:
        return None
    return Value(kind=ValueKind.STRING, value="tenant", origin=use.origin)


def _if_for(default: Value | None, command: PolicyCommand) -> Value | None:
    return default if default is not None and command in commands_of(default) else None


def _report_unused(site: Site, use: Use, commands: set[PolicyCommand]) -> None:
    """An argument that no policy uses."""
    help_text = "give a condition with `using`, `preset` or an argument for the command"
    if not commands:
        restrictive = ("mode",) if use.text("mode") == "RESTRICTIVE" else ()
        for argument in ("roles", "name", *restrictive):
            if use.value(argument) is not None:
                _refuse(site, f"`{argument}` is for no policy: this @rls has no condition", use, argument, help_text)
    for command, argument in _ROLES.items():
        if use.value(argument) is not None and command not in commands:
            _refuse(site, f"`{argument}` is for no policy: nothing is said of {command}", use, argument, help_text)


def _refuse(site: Site, message: str, use: Use, argument: str, help_text: str) -> None:
    site.draft.report(ROW_SECURITY_CONFLICT.code, message, use.origin_of(argument), help_text)


def _condition(name: str, description: str) -> Parameter:
    return Parameter(name=name, type="SQL", description=f"{description}: SQL or a preset.")


def _roles_parameter(name: str, description: str) -> Parameter:
    return Parameter(name=name, type="[String!]", description=description)


RLS = Directive(
    name="rls",
    description="Row-level security: who may see and write which rows. On a table of tenants every policy is limited "
    "to the current tenant as well.",
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
        *(_roles_parameter(argument, f"Whom {command} is for.") for command, argument in _ROLES.items()),
        Parameter(name="options", type="JSON", description="Options of the presets: `{column: ..., roles: [...]}`."),
    ),
    apply=apply,
    repeatable=True,
    example='type Note @table @rls(select: "published", delete: "deny")\n'
    '  @rls(preset: "owner", options: {column: "userId"}) {\n  id: ID! @primaryKey\n  userId: UUID!\n'
    "  published: Boolean!\n}",
)
