"""That tenants do not meet: what the application role sees and writes as tenant A, with a row of tenant B beside it.

What is expected follows the grants and policies of the schema: a role without DELETE must not delete its own rows
either. Each attempt is undone at once, so that one broken policy fails its own tests and no others.
"""

from __future__ import annotations

from msgspec import Struct

from wesley.ir.column import Column
from wesley.ir.policy import PolicyCommand
from wesley.ir.schema import Schema
from wesley.sql.text import Sql, quote_identifier, quote_literal
from wesley.targets.pgtap.access import row_security
from wesley.targets.pgtap.case import Case, actors, attempt, case
from wesley.targets.pgtap.closure import insert, insert_both, same_row
from wesley.targets.pgtap.conditions import Cells
from wesley.targets.pgtap.cross_tenant import cross_tenant_early, cross_tenant_late
from wesley.targets.pgtap.evaluating import Context, Unknown, Value
from wesley.targets.pgtap.fixture_hook import hooked
from wesley.targets.pgtap.fixtures import Fixtures, Key, Unsolved
from wesley.targets.pgtap.isolation_helpers import ACTING
from wesley.targets.pgtap.script import Line, invoke, skip, test
from wesley.targets.pgtap.table import real

REFUSED = "42501"  # insufficient_privilege: a missing grant, or a row that WITH CHECK refuses
NOTHING, ONE = "rows:0", "rows:1"


class Isolation(Struct, frozen=True):
    """The isolation tests of a table, and the functions that they act with."""

    helpers: str
    lines: list[Line]


def isolation(fixtures: Fixtures, schema: Schema, key: Key) -> Isolation:
    """The isolation tests of a tenant table; where no row can be found, those that do with rows from a hook."""
    table, tenant = fixtures.tables[key], fixtures.tenants[key]
    says = f"{tenant.role} cannot bypass row-level security"
    lines = [
        test(says, "is", invoke("pg_temp.bypasses", tenant.role), Sql("false")),
        *row_security(table)[:2],
        test(f"the tests can act as {tenant.role}", "is", invoke("pg_temp.join_role", tenant.role), "done"),
    ]
    try:
        one = case(fixtures, schema, key)
        return Isolation(
            ACTING + actors(tenant.role, one.settings, one.other.settings), [*lines, *_solved(fixtures, one)]
        )
    except Unsolved as reason:
        helpers, more = hooked(fixtures, schema, key, str(reason))
        return Isolation(ACTING + helpers, [*lines, *more])


def _solved(fixtures: Fixtures, one: Case) -> list[Line]:
    lines = [_arranged(fixtures, one, group) for group in one.plan.before]
    lines += _inserts(one) + cross_tenant_early(fixtures, one)
    lines.append(_arranged(fixtures, one, (*one.plan.together, (one.table.schema, one.table.name))))
    lines += _selects(one) + _updates(one) + _moves(one) + _deletes(one)
    return lines + cross_tenant_late(fixtures, one)


def _arranged(fixtures: Fixtures, one: Case, group: tuple[Key, ...]) -> Line:
    what = ", ".join(".".join(key) for key in group)
    found = invoke("pg_temp.arrange", insert_both(fixtures, group, one.plan.rows))
    return test(f"rows of tenants A and B are in {what}", "is", found, "done")


def verdict(value: Value, *, may: bool, denied: str = NOTHING) -> str | None:
    """The outcome to expect: of a missing grant, of a decision by policies, or None when that is not known."""
    if not may:
        return REFUSED
    if isinstance(value, Unknown):
        return None
    return ONE if value is True else denied


def _inserts(one: Case) -> list[Line]:
    name, row_a, row_b = one.table.name, insert(one.table, one.rows[0]), insert(one.table, one.rows[1])
    may_a, may_b = (one.rights.covers("INSERT", row) for row in one.rows)
    own = verdict(one.rights.writes(PolicyCommand.INSERT, one.own), may=may_a, denied=REFUSED)
    other = verdict(one.rights.writes(PolicyCommand.INSERT, one.other), may=may_b, denied=REFUSED)
    nobody = verdict(one.rights.writes(PolicyCommand.INSERT, one.nobody), may=may_a, denied=REFUSED)
    says = f"A can insert its own row into {name}"
    if one.plan.together and own == ONE:
        first = skip(f"{says}: it goes in only together with rows of other tables", 1)
    else:
        first = attempt(says, row_a, own)
    return [
        first,
        attempt(f"A can insert a row for B into {name}", row_b, other, actor=one.intruder),
        attempt(f"a session without tenant can insert into {name}", row_a, nobody, actor="as_nobody"),
    ]


def select(one: Case, condition: str = "true") -> str:
    """A query whose number of rows is what matters."""
    return " ".join(("SELECT 1 FROM", real(one.table), "WHERE", condition))


def _key(one: Case) -> tuple[str, ...]:
    return one.table.primary_key.columns if one.table.primary_key else tuple(one.rows[0])


def _selects(one: Case) -> list[Line]:
    name, held = one.table.name, one.rights
    some, whole = bool(held.columns("SELECT")), held.covers("SELECT", _key(one))
    own = held.sees(PolicyCommand.SELECT, one.own)
    other = held.sees(PolicyCommand.SELECT, one.other)
    nobody = held.sees(PolicyCommand.SELECT, one.nobody)
    here, there = (select(one, same_row(one.table, row)) for row in one.rows)
    lines = [
        attempt(f"A can see its own row of {name}", here, verdict(own, may=whole)),
        attempt(f"A can see the row of B in {name}", there, verdict(other, may=whole), actor=one.intruder),
        attempt(
            f"a session without tenant can see the row of A in {name}",
            here,
            verdict(nobody, may=whole),
            actor="as_nobody",
        ),
    ]
    if other is False:
        lines.append(attempt(f"A can see {name}, and of it one row alone", select(one), verdict(own, may=some)))
    if nobody is False:
        says = f"a session without tenant can see rows of {name}"
        lines.append(attempt(says, select(one), verdict(nobody, may=some), actor="as_nobody"))
    return lines


def reaches(one: Case, command: PolicyCommand, seen: Context) -> Value:
    """Whether UPDATE or DELETE with a WHERE reaches a row: policies of the command and of SELECT must show it."""
    sees = [one.rights.sees(each, seen) for each in (command, PolicyCommand.SELECT)]
    if False in sees:
        return False
    return next((value for value in sees if isinstance(value, Unknown)), True)


def touched(one: Case) -> str:
    """A column that an UPDATE may set to what it is: not part of a key, where there is such a one."""
    keys = {name for key in one.table.foreign_keys for name in key.columns} | {*_key(one), one.tenant.column}
    plain = [column.name for column in one.table.in_order() if _settable(column)]
    allowed = [name for name in plain if one.rights.covers("UPDATE", (name,))] or plain or [one.tenant.column]
    return next((name for name in allowed if name not in keys), allowed[0])


def _settable(column: Column) -> bool:
    return column.generated is None and not (column.identity and column.identity.always)


def _updates(one: Case) -> list[Line]:
    held, column = one.rights, touched(one)
    may = held.covers("SELECT", frozenset((*_key(one), column))) and held.covers("UPDATE", (column,))
    own, other = (reaches(one, PolicyCommand.UPDATE, seen) for seen in (one.own, one.other))
    kept = held.writes(PolicyCommand.UPDATE, one.own)
    wanted = verdict(own, may=may)
    if wanted == ONE and kept is not True:
        wanted = None if isinstance(kept, Unknown) else REFUSED
    name = one.table.name
    return [
        attempt(f"A can update its own row of {name}", _update(one, column, one.rows[0]), wanted),
        attempt(
            f"A can update the row of B in {name}",
            _update(one, column, one.rows[1]),
            verdict(other, may=may),
            actor=one.intruder,
        ),
    ]


def _update(one: Case, column: str, row: Cells) -> str:
    name = quote_identifier(column)
    return " ".join(("UPDATE", real(one.table), f"SET {name} = {name} WHERE", same_row(one.table, row)))


def _moves(one: Case) -> list[Line]:
    """Without WHERE: an UPDATE that reads nothing is checked by its own policies alone."""
    column, value = one.table.column(one.tenant.column), one.rows[1].get(one.tenant.column)
    if value is None or column is None or not _settable(column):
        return []
    moved = Context({**one.own.row, column.name: one.other.row[column.name]}, one.settings)
    sees = one.rights.sees(PolicyCommand.UPDATE, one.own)
    writes = one.rights.writes(PolicyCommand.UPDATE, moved)
    wanted = verdict(sees, may=one.rights.covers("UPDATE", (column.name,)))
    if wanted == ONE:
        if writes is True:
            return []
        wanted = REFUSED if writes is False else None
    text = " ".join(("UPDATE", real(one.table), "SET", quote_identifier(column.name), "=", quote_literal(value)))
    return [attempt(f"A can move its rows of {one.table.name} to B", text, wanted)]


def _deletes(one: Case) -> list[Line]:
    name, held = one.table.name, one.rights
    may = bool(held.columns("DELETE")) and held.covers("SELECT", _key(one))
    own, other = (reaches(one, PolicyCommand.DELETE, seen) for seen in (one.own, one.other))
    everything = " ".join(("DELETE FROM", real(one.table)))
    here, there = (" ".join((everything, "WHERE", same_row(one.table, row))) for row in one.rows)
    lines = [attempt(f"A can delete the row of B in {name}", there, verdict(other, may=may), actor=one.intruder)]
    if one.plan.together:
        return lines
    wanted = verdict(own, may=may)
    lines.append(attempt(f"A can delete its own row of {name}", here, wanted))
    if wanted == ONE and other is False:
        left = select(one, same_row(one.table, one.rows[1]))
        says = f"the row of B in {name} outlives whatever A deletes"
        lines.append(attempt(says, everything, ONE, actor=one.intruder, afterwards=left))
    return lines
