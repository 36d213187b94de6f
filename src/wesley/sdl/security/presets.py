"""The presets of policies: words that stand for a condition that is known to be right."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from wesley.ir.expression import Expression
from wesley.ir.origin import Origin
from wesley.ir.policy import PolicyCommand
from wesley.problems.suggest import did_you_mean
from wesley.sdl.draft import ColumnDraft, Draft, TableDraft
from wesley.sdl.language.document import Value, ValueKind
from wesley.sdl.lookup import column_of, expression
from wesley.sdl.rules.policy_preset import POLICY_PRESET
from wesley.sdl.security.requests import COMMANDS
from wesley.sdl.security.role_names import PUBLIC, roles_in
from wesley.sdl.security.session_settings import equals_setting, is_comparable, is_set
from wesley.sql.expression import Context, parse_expression
from wesley.sql.text import quote_identifier

_READING = (PolicyCommand.SELECT,)
LATER = ("time-window", "hierarchical")


class Asked(Struct, frozen=True):
    """Where a preset or an expression was asked for, and with which options."""

    draft: Draft
    table: TableDraft
    options: dict[str, Value]


class Condition(Struct, frozen=True, kw_only=True):
    """What a preset or an expression means.

    Args:
        expression: the condition.
        label: the preset in snake_case; empty for an expression.
        roles: whom it is for when the directive does not say; None for the application's role.
        limit: it restricts whatever else permits.
    """

    expression: Expression
    label: str = ""
    roles: tuple[str, ...] | None = None
    limit: bool = False


class Preset(Struct, frozen=True, kw_only=True):
    """A preset.

    Args:
        meaning: the condition; None when something that it needs is missing, which it reports.
        option: the option that it takes, if any.
        commands: the commands that it can be for.
    """

    meaning: Callable[[Asked, Value], Condition | None]
    option: str = ""
    commands: tuple[PolicyCommand, ...] = COMMANDS


def condition(asked: Asked, value: Value) -> Condition | None:
    """What an argument means that is a preset's word or SQL; None when it is wrong, which was reported."""
    word = str(value.value)
    if word in PRESETS or word in LATER:
        preset = preset_of(asked.draft, value)
        return None if preset is None else preset.meaning(asked, value)
    found = expression(asked.draft, asked.table, value, Context.POLICY)
    return None if found is None else Condition(expression=found)


def commands_of(value: Value) -> tuple[PolicyCommand, ...]:
    """The commands that a condition can be for: all of them, unless it is a preset about reading."""
    preset = PRESETS.get(str(value.value))
    return COMMANDS if preset is None else preset.commands


def preset_of(draft: Draft, value: Value) -> Preset | None:
    """The preset of this name; reported when there is none."""
    word = str(value.value)
    if word in LATER:
        help_text = "write the condition as an SQL expression in `using` or `select`"
        _refuse(draft, f"the preset `{word}` comes later", value.origin, help_text)
    elif word not in PRESETS:
        known = f"presets are {', '.join(PRESETS)}"
        hint = did_you_mean(word, PRESETS)
        _refuse(draft, f"there is no preset `{word}`", value.origin, f"{hint} {known}" if hint else known)
    return PRESETS.get(word)


def options_in(draft: Draft, value: Value | None, words: set[str]) -> dict[str, Value] | None:
    """The options of a directive by name; None when one is wrong, after it was reported.

    Args:
        draft: the schema.
        value: the argument `options`.
        words: the presets that the directive uses.
    """
    if value is None:
        return {}
    if value.kind is not ValueKind.OBJECT:
        _refuse(draft, "`options` is an object", value.origin, 'write `options: {column: "userId"}`')
        return None
    takes = {PRESETS[word].option for word in words if word in PRESETS} - {""}
    options: dict[str, Value] = dict(value.value)
    wrong = [name for name in options if name not in takes]
    for name in wrong:
        hint = did_you_mean(name, takes) or (f"known here: {', '.join(sorted(takes))}" if takes else "leave it out")
        _refuse(draft, f"no preset that is used here takes the option `{name}`", options[name].origin, hint)
    return None if wrong else options


def _refuse(draft: Draft, message: str, origin: Origin, help_text: str = "") -> None:
    draft.report(POLICY_PRESET.code, message, origin, help_text)


def _owner(asked: Asked, value: Value) -> Condition | None:
    column = _column(asked, value, asked.table.security.owner, "the field that holds the user")
    if column is None:
        return None
    if not is_comparable(column.type):
        message = f"a setting of the session cannot be compared with `{column.name}`, which is {column.type}"
        _refuse(asked.draft, message, value.origin, "name a column of type uuid, integer, bigint or text")
        return None
    setting = asked.draft.settings.tenancy.user_setting
    return Condition(expression=equals_setting(column, setting, value.origin), label="owner")


def _tenant(asked: Asked, value: Value) -> Condition | None:
    tenant = asked.table.security.tenant
    if tenant is None:
        if asked.table.security.tenant_origin.known:
            return None
        message = f"the preset `tenant` needs @tenant on `{asked.table.definition.name}`"
        _refuse(asked.draft, message, value.origin, 'add `@tenant(column: "...")` to the type')
        return None
    return Condition(expression=tenant, label="tenant")


def _public_read(_: Asked, value: Value) -> Condition | None:
    return Condition(expression=_constant("true", value), label="public_read", roles=(PUBLIC,))


def _authenticated(asked: Asked, value: Value) -> Condition | None:
    setting = asked.draft.settings.tenancy.user_setting
    return Condition(expression=is_set(setting, value.origin), label="authenticated")


def _admin_only(asked: Asked, value: Value) -> Condition | None:
    given = asked.options.get("roles")
    roles: tuple[str, ...] | None = ()
    if given is not None:
        items = tuple(given.value) if given.kind is ValueKind.LIST else (given,)
        if any(item.kind is not ValueKind.STRING for item in items):
            _refuse(asked.draft, "`roles` of `options` is a list of strings", given.origin)
            return None
        roles = roles_in(asked.draft, items, given.origin)
    # Without roles of its own it relies on those of the directive, which are checked there.
    return None if roles is None else Condition(expression=_constant("true", value), label="admin_only", roles=roles)


def _soft_delete(asked: Asked, value: Value) -> Condition | None:
    default = next((name for name, column in asked.table.columns.items() if column.name == "deleted_at"), None)
    column = _column(asked, value, default, "the field that holds the time of deletion")
    if column is None:
        return None
    if column.type != "timestamp with time zone" or not column.nullable:
        message = f"`{column.name}` cannot hold the time of a deletion: it is {column.type}"
        _refuse(asked.draft, message, value.origin, "use a field of type `DateTime`, without `!`")
        return None
    # An UPDATE with a WHERE clause must leave a row that can still be selected, or it fails with SQLSTATE 42501
    # (measured on 15; CREATE POLICY, "Policies Applied by Command Type"): with IS NULL alone nobody could delete.
    name = quote_identifier(column.name)
    found = parse_expression(f"{name} IS NULL OR {name} >= now()", Context.POLICY, value.origin)
    return Condition(expression=found, label="soft_delete")


def _deny(_: Asked, value: Value) -> Condition | None:
    return Condition(expression=_constant("false", value), label="deny", limit=True)


def _column(asked: Asked, value: Value, default: str | None, what: str) -> ColumnDraft | None:
    given = asked.options.get("column")
    if given is None and default is not None and default in asked.table.columns:
        return asked.table.columns[default]
    if given is None or given.kind is not ValueKind.STRING:
        message = f"the preset `{value.value}` needs the option `column`: {what}"
        origin = value.origin if given is None else given.origin
        _refuse(asked.draft, message, origin, 'write `options: {column: "..."}`')
        return None
    return column_of(asked.draft, asked.table, str(given.value), given.origin)


def _constant(sql: str, value: Value) -> Expression:
    return parse_expression(sql, Context.POLICY, value.origin)


PRESETS: dict[str, Preset] = {
    "owner": Preset(meaning=_owner, option="column"),
    "tenant": Preset(meaning=_tenant),
    "public-read": Preset(meaning=_public_read, commands=_READING),
    "authenticated": Preset(meaning=_authenticated),
    "admin-only": Preset(meaning=_admin_only, option="roles"),
    "soft-delete": Preset(meaning=_soft_delete, option="column", commands=_READING),
    "deny": Preset(meaning=_deny),
}
"""By the word of the schema language."""
