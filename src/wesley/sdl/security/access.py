"""Grants and roles: what policies, `[roles]` of the configuration and `@grant` let each role do, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec.structs import replace

from wesley.ir.access import Grant
from wesley.ir.origin import Origin
from wesley.ir.policy import Policy, PolicyCommand
from wesley.sdl.draft import ColumnDraft, Draft, FieldFacts, TableDraft
from wesley.sdl.rules.privilege import PRIVILEGE
from wesley.sdl.security.requests import COMMANDS, Request
from wesley.sdl.security.role_names import PUBLIC, is_created

_EVERY = tuple(command.value for command in COMMANDS)


@dataclass(slots=True)
class Rights:
    """What one role may do with one table or view: with all of it, and with single columns, by privilege."""

    origin: Origin
    whole: set[str] = field(default_factory=set)
    columns: dict[str, set[str]] = field(default_factory=dict)


def add_access(draft: Draft) -> None:
    """Put the grants of every table and view together, and name the roles and schemas that they need."""
    for table in draft.tables.values():
        if table.managed:
            _refuse_truncate(draft, table)
            rights = _rights(draft, table)
            table.grants += _grants(rights)
            _need(draft, table, rights)
            for policy in table.policies:
                for role in policy.roles:
                    _need_role(draft, role, policy.origin)
    _read_lookup_tables(draft)


def permitted(policies: Iterable[Policy]) -> dict[str, set[str]]:
    """The commands that policies let each role do: a permissive policy is for it, and none forbids it for all rows."""
    found: dict[str, set[str]] = {}
    listed = list(policies)
    for policy in listed:
        if policy.permissive:
            for role in policy.roles:
                found.setdefault(role, set()).update(_commands(policy))
    for policy in listed:
        if not policy.permissive:
            for command in _forbidden(policy):
                for role, commands in found.items():
                    if role in policy.roles or PUBLIC in policy.roles:
                        commands.discard(command)
    return found


def _commands(policy: Policy) -> tuple[str, ...]:
    return _EVERY if policy.command is PolicyCommand.ALL else (policy.command.value,)


def _forbidden(policy: Policy) -> Iterable[str]:
    for command in _commands(policy):
        condition = policy.check if command == PolicyCommand.INSERT.value else policy.using
        if condition is not None and condition.sql == "false":
            yield command


def _refuse_truncate(draft: Draft, table: TableDraft) -> None:
    """TRUNCATE is not subject to row-level security (PostgreSQL manual, 5.9)."""
    seen: set[tuple[str, int, int]] = set()
    for request in table.security.requests:
        if table.row_security and "TRUNCATE" in request.privileges and request.origin.place() not in seen:
            seen.add(request.origin.place())
            message = f"TRUNCATE would empty `{table.definition.name}` past its row-level security"
            help_text = "name the privileges: [SELECT, INSERT, UPDATE, DELETE]; its owner can truncate without a grant"
            draft.report(PRIVILEGE.code, message, request.origin, help_text)


def _rights(draft: Draft, table: TableDraft) -> dict[str, Rights]:
    rights: dict[str, Rights] = {}
    requests = table.security.requests
    _add_derived(draft, table, rights)
    for request in requests:
        own = rights.setdefault(request.role, Rights(request.origin))
        if request.column is None:
            own.whole.update(request.privileges)
        else:
            for privilege in request.privileges:
                own.columns.setdefault(privilege, set()).add(request.column)
    for own in rights.values():
        _keep_readonly(draft, table, own)
        own.columns = {word: columns for word, columns in own.columns.items() if columns and word not in own.whole}
    return rights


def _add_derived(draft: Draft, table: TableDraft, rights: dict[str, Rights]) -> None:
    """What nobody had to write: the privileges of the configuration, and those that policies call for.

    On a table with row-level security a privilege that no policy lets the role use is not granted. A role that the
    configuration or a `@grant` on the table names gets what is said there, a `@grant` on a field takes the place of
    the same privilege on the whole table.
    """
    if table.view is not None:
        return
    by_policy = permitted(table.policies)
    configured = draft.settings.roles.grants
    for role, privileges in configured.items():
        usable = by_policy.get(role, set()) | by_policy.get(PUBLIC, set()) if table.row_security else set(_EVERY)
        _add(rights, role, usable.intersection(privileges), table.origin)
    on_table = {request.role for request in table.security.requests if request.column is None}
    for role, commands in by_policy.items():
        if role not in configured and role not in on_table:
            on_columns = _on_columns(table.security.requests, role)
            _add(rights, role, commands - on_columns, _policy_origin(table, role))


def _add(rights: dict[str, Rights], role: str, privileges: set[str], origin: Origin) -> None:
    if privileges:
        rights.setdefault(role, Rights(origin)).whole.update(privileges)


def _on_columns(requests: list[Request], role: str) -> set[str]:
    own = [request for request in requests if request.role == role and request.column is not None]
    return {word for request in own for word in request.privileges}


def _policy_origin(table: TableDraft, role: str) -> Origin:
    return next((policy.origin for policy in table.policies if role in policy.roles), table.origin)


def _keep_readonly(draft: Draft, table: TableDraft, rights: Rights) -> None:
    """UPDATE column by column where some fields are `@readonly`; INSERT may still give them their first value."""
    facts = draft.facts_of(table.definition.name)
    if "UPDATE" in rights.whole and any(facts[name].readonly for name in table.columns if name in facts):
        rights.whole.discard("UPDATE")
        kept = {column.name for name, column in table.columns.items() if _is_written(facts.get(name), column)}
        rights.columns.setdefault("UPDATE", set()).update(kept)


def _is_written(facts: FieldFacts | None, column: ColumnDraft) -> bool:
    return column.generated is None and (facts is None or not (facts.readonly or facts.computed))


def _grants(rights: dict[str, Rights]) -> list[Grant]:
    found: list[Grant] = []
    for role, own in rights.items():
        if own.whole:
            found.append(Grant(role=role, privileges=tuple(sorted(own.whole)), origin=own.origin))
        by_columns: dict[tuple[str, ...], list[str]] = {}
        for privilege, columns in own.columns.items():
            by_columns.setdefault(tuple(sorted(columns)), []).append(privilege)
        for names, privileges in by_columns.items():
            grant = Grant(role=role, privileges=tuple(sorted(privileges)), columns=names, origin=own.origin)
            found.append(grant)
    return sorted(found, key=lambda grant: (grant.role, grant.columns))


def _need(draft: Draft, table: TableDraft, rights: dict[str, Rights]) -> None:
    """Roles exist, and can name what they may use: the table's schema, and those of its enums."""
    if not rights:
        return
    schemas = {table.schema}
    for column in table.columns.values():
        enum = draft.enums.get(column.scalar)
        if enum is not None and enum.has_relation:
            schemas.add(enum.schema)
    for role, own in rights.items():
        if own.whole or own.columns:
            _need_role(draft, role, own.origin)
            for schema in schemas:
                draft.use_schema(schema, role, own.origin)


def _need_role(draft: Draft, role: str, origin: Origin) -> None:
    if is_created(draft, role):
        draft.need_role(role, origin)


def _read_lookup_tables(draft: Draft) -> None:
    """SELECT on a lookup table for who may read a table that refers to it; writing checks the key as its owner."""
    readers: dict[tuple[str, str], dict[str, Origin]] = {}
    for table in draft.base_tables():
        reading = {grant.role: grant.origin for grant in table.grants if "SELECT" in grant.privileges}
        for key in table.foreign_keys:
            readers.setdefault((key.ref_schema, key.ref_table), {}).update(reading)
    for index, lookup in enumerate(draft.lookup_tables):
        found = readers.get((lookup.schema, lookup.name), {})
        grants = tuple(Grant(role=role, privileges=("SELECT",), origin=origin) for role, origin in found.items())
        draft.lookup_tables[index] = replace(lookup, grants=lookup.grants + grants)
