"""What a role may do with the rows of a table, as its grants and policies say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from wesley.ir.access import Namespace
from wesley.ir.expression import Expression
from wesley.ir.policy import Policy, PolicyCommand
from wesley.ir.table import Table
from wesley.targets.pgtap.evaluating import UNKNOWN, Context, Unknown, Value, evaluate
from wesley.targets.pgtap.reading import Node, Unreadable, read

ALL_COLUMNS = frozenset(("*",))


class Rights(Struct, frozen=True):
    """A role and a table.

    Args:
        table: the table.
        role: the role.
        usage: whether the role may use the schema of the table.
    """

    table: Table
    role: str
    usage: bool

    def columns(self, privilege: str) -> frozenset[str]:
        """The columns that the role has a privilege on: all of them when the table is granted, none without a grant."""
        found: set[str] = set()
        for grant in self.table.grants if self.usage else ():
            if grant.role in (self.role, "public") and {privilege, "ALL"} & set(grant.privileges):
                found.update(grant.columns or ALL_COLUMNS)
        return frozenset(found)

    def covers(self, privilege: str, columns: Mapping[str, object] | tuple[str, ...] | frozenset[str]) -> bool:
        """Whether the role has a privilege on each of some columns."""
        granted = self.columns(privilege)
        return "*" in granted or (bool(columns) and granted.issuperset(columns))

    def sees(self, command: PolicyCommand, context: Context) -> Value:
        """Whether policies show a row to a command (USING)."""
        return self._decide(command, context, written=False)

    def writes(self, command: PolicyCommand, context: Context) -> Value:
        """Whether policies let a command write a row (WITH CHECK, which is USING where it is not stated)."""
        return self._decide(command, context, written=True)

    def _decide(self, command: PolicyCommand, context: Context, *, written: bool) -> Value:
        if not self.table.row_security:
            return True
        permissive: list[Value] = [False]
        restrictive: list[Value] = [True]
        for policy in self._policies(command):
            expression = (policy.check or policy.using) if written else policy.using
            (permissive if policy.permissive else restrictive).append(_holds(expression, context))
        return _both(_either(permissive), restrictive)

    def _policies(self, command: PolicyCommand) -> Iterator[Policy]:
        for policy in self.table.policies:
            if policy.command in (command, PolicyCommand.ALL) and {self.role, "public"} & set(policy.roles):
                yield policy


def rights(table: Table, role: str, namespaces: tuple[Namespace, ...]) -> Rights:
    """The rights of a role on a table; everybody may use `public`."""
    usage = table.schema == "public" or any(
        grant.role in (role, "public") and {"USAGE", "ALL"} & set(grant.privileges)
        for namespace in namespaces
        if namespace.name == table.schema
        for grant in namespace.grants
    )
    return Rights(table, role, usage)


def settings_read(table: Table) -> tuple[str, ...]:
    """The names of the run-time parameters that the policies of a table read."""
    found: list[str] = []
    for policy in table.policies:
        for expression in (policy.using, policy.check):
            found += _settings(expression)
    return tuple(dict.fromkeys(found))


def _settings(expression: Expression | None) -> list[str]:
    if expression is None:
        return []
    try:
        return list(_parameters(read(expression.sql)))
    except Unreadable:
        return []


def _parameters(node: Node) -> Iterator[str]:
    if node.kind == "call" and node.value == "current_setting" and node.parts and node.parts[0].kind == "text":
        yield node.parts[0].value
    for part in node.parts:
        yield from _parameters(part)


def _holds(expression: Expression | None, context: Context) -> Value:
    if expression is None:
        return True
    if expression.sql not in context.known:
        try:
            context.known[expression.sql] = evaluate(read(expression.sql), context)
        except Unreadable:
            context.known[expression.sql] = UNKNOWN
    return context.known[expression.sql]


def _either(values: list[Value]) -> Value:
    if True in values:
        return True
    return UNKNOWN if any(isinstance(value, Unknown) for value in values) else False


def _both(first: Value, others: list[Value]) -> Value:
    values = [first, *others]
    if any(value is False or value is None for value in values):
        return False
    return UNKNOWN if any(isinstance(value, Unknown) for value in values) else True
