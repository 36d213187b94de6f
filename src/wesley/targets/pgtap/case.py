"""One tenant table under test: its rows, and who acts on them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from wesley.ir.api import Tenant
from wesley.ir.policy import PolicyCommand
from wesley.ir.schema import Schema
from wesley.ir.table import Table
from wesley.sql.text import argument, quote_literal
from wesley.targets.pgtap.closure import Plan, plan
from wesley.targets.pgtap.conditions import Cells, whole_row
from wesley.targets.pgtap.evaluating import Context, Value
from wesley.targets.pgtap.fixtures import Fixtures, Key
from wesley.targets.pgtap.rights import Rights, rights, settings_read
from wesley.targets.pgtap.script import Line, invoke, skip, test

COMMANDS = (PolicyCommand.SELECT, PolicyCommand.INSERT, PolicyCommand.UPDATE, PolicyCommand.DELETE)


class Case(Struct, frozen=True):
    """A tenant table and everything that its tests speak of.

    Args:
        table, tenant: the table and how its rows are told apart.
        rights: what the application role may do with it.
        plan: how its rows get in.
        own: tenant A and its own row.
        other: the row of tenant B, and a session of tenant A that has all else in common with tenant B, such as the
            user: the tenant alone must keep them apart.
        nobody: the row of tenant A and a session without tenant: every parameter is empty, as a pooled connection
            leaves it.
        settings: the session of tenant A: run-time parameters by name.
        intruder: the function that acts as the session of `other`.
    """

    table: Table
    tenant: Tenant
    rights: Rights
    plan: Plan
    own: Context
    other: Context
    nobody: Context
    settings: Mapping[str, str]
    intruder: str

    @property
    def rows(self) -> tuple[Cells, ...]:
        """The cells that an INSERT names, for tenant A and for tenant B."""
        return self.plan.rows[(self.table.schema, self.table.name)]


def case(fixtures: Fixtures, schema: Schema, key: Key) -> Case:
    """The case of a tenant table.

    Raises:
        Unsolved: a row that it needs cannot be found.
    """
    table, tenant = fixtures.tables[key], fixtures.tenants[key]
    steps = plan(fixtures, key)
    a, b = (whole_row(fixtures.filled[key], row) for row in steps.rows[key])
    held = rights(table, tenant.role, schema.physical.namespaces)
    value_a, value_b = (fixtures.tenant_value(key, number) for number in (0, 1))
    settings = session(held, tenant, value_a, steps.rows[key][0], a)
    alike = {**session(held, tenant, value_b, steps.rows[key][1], b), tenant.setting: value_a}
    intruder = "as_a" if alike == settings else "as_intruder"
    empty = Context(a, dict.fromkeys(settings, ""))
    return Case(table, tenant, held, steps, Context(a, settings), Context(b, alike), empty, settings, intruder)


def session(held: Rights, tenant: Tenant, value: str, cells: Cells, row: Mapping[str, Value]) -> dict[str, str]:
    """The parameters of a session of tenant A: the tenant, and for others that policies read what shows it most."""
    settings = {tenant.setting: value}
    for name in settings_read(held.table):
        if name not in settings:
            texts = dict.fromkeys(text for text in cells.values() if text)
            settings[name] = max(texts, key=lambda text: _allowed(held, row, {**settings, name: text}), default="a")
    return settings


def _allowed(held: Rights, row: Mapping[str, Value], settings: Mapping[str, str]) -> int:
    one = Context(row, settings)
    seen = sum(held.sees(command, one) is True for command in COMMANDS)
    return seen + sum(held.writes(command, one) is True for command in COMMANDS)


def attempt(says: str, statement: str, wanted: str | None, *, actor: str = "as_a", afterwards: str = "") -> Line:
    """A statement that the application role runs, as tenant A unless another actor is named.

    Args:
        says: what is tested, with `can` where the outcome decides between can and cannot.
        statement: SQL.
        wanted: `rows:n` or a SQLSTATE; None when the schema does not tell, and then the test is skipped.
        actor: the temporary function that runs it.
        afterwards: a query whose rows are counted instead, by the session itself.
    """
    if wanted is None:
        return skip(f"whether {says}: the policies decide by more than the test rows tell", 1)
    words = says if wanted.startswith("rows:") and wanted != "rows:0" else says.replace(" can ", " cannot ", 1)
    more = (afterwards,) if afterwards else ()
    return test(words, "is", invoke(f"pg_temp.{actor}", statement, *more), wanted)


def actors(role: str, settings: Mapping[str, str], alike: Mapping[str, str] | None = None) -> str:
    """CREATE FUNCTION for those who act in a file.

    Args:
        role: the application role.
        settings: the session of tenant A.
        alike: that of tenant A with all else as tenant B has it, where there is anything else.
    """
    acting = [_actor("as_a", role, settings), _actor("as_nobody", role, dict.fromkeys(settings, ""))]
    if alike is not None and alike != settings:
        acting.append(_actor("as_intruder", role, alike))
    return "".join((*acting, _actor("as_owner", None, {})))


def _actor(name: str, role: str | None, settings: Mapping[str, str]) -> str:
    pairs = tuple(text for pair in settings.items() for text in pair)
    body = quote_literal(f"SELECT pg_temp.outcome({argument(role)}, {argument(pairs)}, $1, $2)")
    head = f"CREATE FUNCTION pg_temp.{name}(statement text, afterwards text DEFAULT NULL) RETURNS text"
    return f"{head} LANGUAGE sql AS {body};\n"
