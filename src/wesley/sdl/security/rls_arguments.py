"""What the arguments of one `@rls` say together."""

from __future__ import annotations

from wesley.ir.policy import PolicyCommand
from wesley.sdl.draft import Site
from wesley.sdl.language.document import Value, ValueKind
from wesley.sdl.rules.row_security_conflict import ROW_SECURITY_CONFLICT
from wesley.sdl.security.policy_arguments import Wanted
from wesley.sdl.security.presets import commands_of
from wesley.sdl.security.requests import COMMANDS
from wesley.sdl.security.role_names import roles_in
from wesley.sdl.use import Use

CONDITIONS = ("preset", "using", "check", "select", "insert", "update", "updateCheck", "delete")
"""The arguments that are a condition."""

ROLES = {command: f"{command.lower()}Roles" for command in COMMANDS}
"""The argument for the roles of each command."""


def roles_of(site: Site, use: Use) -> dict[PolicyCommand, tuple[str, ...]] | None:
    """The roles that are given for each command; None when one is refused."""
    found: dict[PolicyCommand, tuple[str, ...]] = {}
    right = True
    common = None
    if use.value("roles") is not None:
        common = roles_in(site.draft, use.items("roles"), use.origin_of("roles"))
        right = common is not None
    for command, argument in ROLES.items():
        own = common
        if use.value(argument) is not None:
            own = roles_in(site.draft, use.items(argument), use.origin_of(argument))
            right = right and own is not None
        if own is not None:
            found[command] = own
    return found if right else None


def contradicts(site: Site, use: Use, options: dict[str, Value]) -> bool:
    """True when the arguments exclude each other, which is reported."""
    preset = use.value("preset")
    if preset is not None and use.value("using") is not None:
        refuse(site, "`preset` and `using` both say what holds for every command", use, "using", "keep one of the two")
        return True
    if "roles" in options and use.value("roles") is not None:
        refuse(site, "`roles` is given twice, in `options` too", use, "roles", "keep one of the two")
        return True
    if use.value("updateCheck") is not None and not _updates(use):
        help_text = "say with `update` which rows can be updated"
        refuse(site, "`updateCheck` alone lets nobody update a row", use, "updateCheck", help_text)
        return True
    return False


def _updates(use: Use) -> bool:
    """True when something says which rows can be updated."""
    preset = use.value("preset")
    by_preset = preset is not None and PolicyCommand.UPDATE in commands_of(preset)
    return by_preset or use.value("update") is not None or use.value("using") is not None


def soft_deletion(use: Use, roles: dict[PolicyCommand, tuple[str, ...]]) -> Wanted | None:
    """`preset: "soft-delete"`, which hides rows whatever else permits."""
    preset = use.value("preset")
    if preset is None or preset.value != "soft-delete":
        return None
    select = PolicyCommand.SELECT
    given = {select: roles[select]} if select in roles else {}
    return Wanted(using={select: preset}, check={}, roles=given, name=use.text("name"), origin=use.origin)


def wanted_of(site: Site, use: Use, roles: dict[PolicyCommand, tuple[str, ...]], *, restrictive: bool) -> Wanted:
    """The conditions of each command: its own argument, or else `check`, `using` and `preset`.

    PostgreSQL checks an updated row with USING where there is no WITH CHECK (manual, CREATE POLICY); here both are
    always written.
    """
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
    if use.value("using") is not None or any(use.value(name) is not None for name in CONDITIONS):
        return use.value("using")
    named = any(use.value(name) is not None for name in ("name", "roles", *ROLES.values()))
    if not named or site.table.tenant is None:
        return None
    return Value(kind=ValueKind.STRING, value="tenant", origin=use.origin)


def _if_for(default: Value | None, command: PolicyCommand) -> Value | None:
    return default if default is not None and command in commands_of(default) else None


def refuse(site: Site, message: str, use: Use, argument: str, help_text: str) -> None:
    """Report a contradiction at an argument."""
    site.draft.report(ROW_SECURITY_CONFLICT.code, message, use.origin_of(argument), help_text)
