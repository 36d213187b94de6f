"""From the arguments of `@rls` and `@owner` to the parts of policies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from wesley.ir.origin import Origin
from wesley.ir.policy import PolicyCommand
from wesley.sdl.language.document import Value
from wesley.sdl.rules.policy_preset import POLICY_PRESET
from wesley.sdl.security.presets import Asked, Condition, commands_of, condition
from wesley.sdl.security.requests import COMMANDS, Part


class Wanted(Struct, frozen=True, kw_only=True):
    """What one directive says.

    Args:
        using: the condition on rows that are there, by command.
        check: the condition on rows that are written, for INSERT and UPDATE.
        roles: whom it says that each command is for; a missing one is left to the condition.
        name: the name that it gives.
        restrictive: all of it restricts.
        origin: where the directive stands.
    """

    using: Mapping[PolicyCommand, Value]
    check: Mapping[PolicyCommand, Value]
    roles: Mapping[PolicyCommand, tuple[str, ...]]
    name: str | None
    restrictive: bool = False
    origin: Origin

    def commands(self) -> tuple[PolicyCommand, ...]:
        """The commands of which it says something."""
        return tuple(command for command in COMMANDS if command in self.using or command in self.check)


class Parts(Struct, frozen=True):
    """The parts that permit and those that restrict."""

    allow: list[Part]
    limits: list[Part]


def parts_of(asked: Asked, wanted: Wanted) -> Parts:
    """The parts of policies that a directive makes; what is wrong is reported and left out.

    Args:
        asked: the table, and the options of the directive.
        wanted: what it says.
    """
    meanings = _meanings(asked, wanted)
    parts = Parts([], [])
    without_roles: dict[tuple[str, int, int], Origin] = {}
    for command in wanted.commands():
        using = meanings.get(_key(wanted.using.get(command)))
        check = meanings.get(_key(wanted.check.get(command)))
        leading = using or check
        if leading is None or not _is_whole(wanted, command, using, check):
            continue
        roles = _roles(asked, wanted, command, leading)
        if not roles:
            without_roles[leading.expression.origin.place()] = leading.expression.origin
            continue
        part = Part(
            command=command,
            roles=roles,
            using=None if using is None else using.expression,
            check=None if check is None else check.expression,
            label=leading.label,
            name=wanted.name,
            origin=wanted.origin,
        )
        (parts.limits if wanted.restrictive or leading.limit else parts.allow).append(part)
    for origin in without_roles.values():
        message = "the preset `admin-only` needs the option `roles`: who the administrators are"
        asked.draft.report(POLICY_PRESET.code, message, origin, 'write `options: {roles: ["admin"]}`')
    return parts


_Key: TypeAlias = "tuple[tuple[str, int, int], str]"


def _key(value: Value | None) -> _Key:
    return (("", 0, 0), "") if value is None else (value.origin.place(), str(value.value))


def _meanings(asked: Asked, wanted: Wanted) -> dict[_Key, Condition]:
    """Each condition once, however many commands it is for, so that what is wrong is reported once."""
    found: dict[_Key, Condition] = {}
    seen: set[_Key] = set()
    for conditions in (wanted.using, wanted.check):
        for command, value in conditions.items():
            key = _key(value)
            if not _may_be_for(asked, value, command) or key in seen:
                continue
            seen.add(key)
            meaning = condition(asked, value)
            if meaning is not None:
                found[key] = meaning
    return found


def _may_be_for(asked: Asked, value: Value, command: PolicyCommand) -> bool:
    if command in commands_of(value):
        return True
    message = f"the preset `{value.value}` is about SELECT, not about {command}"
    asked.draft.report(POLICY_PRESET.code, message, value.origin, "use another preset here, or an SQL expression")
    return False


def _is_whole(wanted: Wanted, command: PolicyCommand, using: Condition | None, check: Condition | None) -> bool:
    return (using is not None) == (command in wanted.using) and (check is not None) == (command in wanted.check)


def _roles(asked: Asked, wanted: Wanted, command: PolicyCommand, meaning: Condition) -> tuple[str, ...]:
    """Whom a part is for; nobody where only the user can tell and did not."""
    given = wanted.roles.get(command)
    if given is not None:
        return given
    return (asked.draft.settings.tenancy.role,) if meaning.roles is None else meaning.roles
