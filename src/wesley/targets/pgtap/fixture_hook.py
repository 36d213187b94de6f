"""The isolation tests of a table whose test rows the user writes, because none could be found.

The hook is a function `tests.fixture_<table>(tenant text)` that inserts at least one row of that tenant and whatever
the row needs. Where it is missing the tests are skipped, with the reason; they never pass unrun.
"""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.policy import PolicyCommand
from wesley.ir.schema import Schema
from wesley.ir.table import Table
from wesley.sql.text import Sql, quote_identifier, quote_literal
from wesley.targets.pgtap.case import actors
from wesley.targets.pgtap.evaluating import Context, Value, cast
from wesley.targets.pgtap.fixtures import Fixtures, Key, Unsolved
from wesley.targets.pgtap.rights import Rights, rights
from wesley.targets.pgtap.script import Line, invoke, said, skip
from wesley.targets.pgtap.table import real


def hook_name(key: Key) -> str:
    """The name of the hook of a table, as SQL without arguments."""
    return "tests." + quote_identifier("_".join(("fixture", *key)))


def hooked(fixtures: Fixtures, schema: Schema, key: Key, reason: str) -> tuple[str, list[Line]]:
    """Tests that need no knowledge of the rows: what A sees, updates and deletes of B, and what nobody sees.

    Args:
        fixtures: the rows of the schema, of which this table has none.
        schema: the schema.
        key: the table.
        reason: why no row was found.

    Returns:
        The functions that the tests act with, and the tests.
    """
    table, tenant = fixtures.tables[key], fixtures.tenants[key]
    try:
        a, b = (fixtures.tenant_value(key, number) for number in (0, 1))
    except Unsolved as unknown:
        return "", [skip(f"isolation of {table.name}: {unknown}", 1)]
    hook = hook_name(key)
    why = f"{reason}; write the function {hook}(tenant text) that inserts rows of a tenant"
    found = [_line(hook, why, *one) for one in _tests(fixtures, schema, key, (a, b))]
    return actors(tenant.role, {tenant.setting: a}), found


def _line(hook: str, why: str, says: str, found: Sql, wanted: str, function: str = "is") -> Line:
    missing = f"to_regprocedure({quote_literal(hook + '(text)')}) IS NULL"
    skipped = f"skip({quote_literal(said(f'{says}: {why}'))}, 1)"
    run = f"{function}({found.text}, {quote_literal(wanted)}, {quote_literal(said(says))})"
    return Line(f"SELECT CASE WHEN {missing} THEN {skipped} ELSE {run} END;")


def _tests(fixtures: Fixtures, schema: Schema, key: Key, values: tuple[str, str]) -> Iterator[tuple[str, Sql, str]]:
    """What to say, what to call and what to expect."""
    table, tenant = fixtures.tables[key], fixtures.tenants[key]
    held = rights(table, tenant.role, schema.physical.namespaces)
    for name, value in zip("AB", values, strict=True):
        write = f"SELECT {hook_name(key)}({quote_literal(value)})"
        yield f"the hook writes rows of tenant {name}", invoke("pg_temp.arrange", write), "done"
    column, relation = quote_identifier(tenant.column), real(table)
    theirs = f"WHERE {column} = {quote_literal(values[1])}"
    look = " ".join(("SELECT 1 FROM", relation, theirs, "LIMIT 1"))
    yield f"rows of B are in {table.name}", invoke("pg_temp.as_owner", look), "rows:1"
    row = _row_of(table, tenant.column, values[1])
    for command, text in (
        (PolicyCommand.SELECT, look),
        (PolicyCommand.UPDATE, " ".join(("UPDATE", relation, "SET", column, "=", column, theirs))),
        (PolicyCommand.DELETE, " ".join(("DELETE FROM", relation, theirs))),
    ):
        if wanted := _wanted(held, command, row, (tenant.setting, values[0])):
            says = f"A cannot {command.lower()} rows of B in {table.name}"
            yield says, invoke("pg_temp.as_a", text), wanted
    if held.sees(PolicyCommand.SELECT, Context({}, {tenant.setting: ""})) is False:
        wanted = "rows:0" if held.columns("SELECT") else "42501"
        says = f"a session without tenant cannot see rows of {table.name}"
        yield says, invoke("pg_temp.as_nobody", " ".join(("SELECT 1 FROM", relation))), wanted


def _row_of(table: Table, name: str, value: str) -> dict[str, Value]:
    column = table.column(name)
    return {name: cast(value, column.type if column else "text")}


def _wanted(held: Rights, command: PolicyCommand, row: dict[str, Value], settings: tuple[str, str]) -> str:
    """`rows:0` when policies hide the row, the SQLSTATE of a missing grant, or nothing when that is not known."""
    if not held.columns(command.value) or not held.columns("SELECT"):
        return "42501"
    seen = Context(row, {settings[0]: settings[1]})
    hidden = held.sees(command, seen) is False or held.sees(PolicyCommand.SELECT, seen) is False
    return "rows:0" if hidden else ""
