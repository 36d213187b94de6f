"""That a row of tenant A cannot refer to a row of tenant B through a foreign key that holds the tenant column."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.constraint import ForeignKey
from wesley.ir.policy import PolicyCommand
from wesley.sql.text import quote_identifier
from wesley.targets.pgtap.case import Case
from wesley.targets.pgtap.closure import constant, insert, insert_both, late_rows, same_row
from wesley.targets.pgtap.conditions import Cells, whole_row
from wesley.targets.pgtap.evaluating import Context
from wesley.targets.pgtap.fixtures import Fixtures, Key, Unsolved, target
from wesley.targets.pgtap.script import Line, invoke, skip, test
from wesley.targets.pgtap.table import real

REFERENCE = "23503"  # foreign_key_violation


def tenant_keys(fixtures: Fixtures, one: Case) -> Iterator[ForeignKey]:
    """The foreign keys that tie a row to rows of its own tenant."""
    for key in one.table.foreign_keys:
        tied = one.tenant.column in key.columns and len(key.columns) > 1
        if tied and target(key) in fixtures.tenants:
            yield key


def cross_tenant_early(fixtures: Fixtures, one: Case) -> list[Line]:
    """By INSERT, before the table's own rows are in, so that no unique key answers first."""
    own = one.rows[0]
    lines: list[Line] = []
    for key in tenant_keys(fixtures, one):
        if _is_late(one, key):
            continue
        crossed = {**own, **_crossed(fixtures, one, key)}
        acting = _can_insert(fixtures, one, own) and _can_insert(fixtures, one, crossed)
        if not acting and not lines:
            says = f"a row of A in {one.table.name} is accepted as long as it refers to A alone"
            lines.append(_outcome(says, insert(one.table, own), "rows:1", acting=False))
        lines.append(_outcome(_says(one, key), insert(one.table, crossed), REFERENCE, acting=acting))
    return lines


def _says(one: Case, key: ForeignKey) -> str:
    return f"a row of A in {one.table.name} cannot refer to B through {key.name}"


def _can_insert(fixtures: Fixtures, one: Case, row: Cells) -> bool:
    filled = fixtures.filled[one.table.schema, one.table.name]
    allowed = one.rights.writes(PolicyCommand.INSERT, Context(whole_row(filled, row), one.settings)) is True
    return allowed and one.rights.covers("INSERT", row)


def _is_late(one: Case, key: ForeignKey) -> bool:
    null = any(one.rows[0].get(name) is None for name in key.columns)
    return null or key in one.plan.late or bool(one.plan.together)


def cross_tenant_late(fixtures: Fixtures, one: Case) -> list[Line]:
    """By UPDATE, for keys that lead back to the table itself and those that are null in the rows."""
    keys = [key for key in tenant_keys(fixtures, one) if _is_late(one, key)]
    lines: list[Line] = []
    filled: set[Key] = set(one.plan.rows)
    for key in keys:
        try:
            text = _update(one, _crossed(fixtures, one, key))
            lines += _rows_of(fixtures, key, filled)
        except Unsolved as reason:
            lines.append(skip(f"{_says(one, key)}: {reason}", 1))
            continue
        lines.append(_outcome(_says(one, key), text, REFERENCE, acting=False))
    return lines


def _rows_of(fixtures: Fixtures, key: ForeignKey, filled: set[Key]) -> list[Line]:
    lines: list[Line] = []
    for group, rows in late_rows(fixtures, target(key), filled):
        what = ", ".join(".".join(each) for each in group)
        found = invoke("pg_temp.arrange", insert_both(fixtures, group, rows))
        lines.append(test(f"rows of tenants A and B are in {what}", "is", found, "done"))
        filled.update(group)
    return lines


def _crossed(fixtures: Fixtures, one: Case, key: ForeignKey) -> Cells:
    """What to set so that a row refers to the row of tenant B, and still satisfies the checks of its table.

    Raises:
        Unsolved: nothing does.
    """
    pairs = zip(key.columns, key.ref_columns, strict=True)
    cells = {name: fixtures.cell(target(key), to, 1) for name, to in pairs if name != one.tenant.column}
    return fixtures.adjusted((one.table.schema, one.table.name), one.rows[0], cells)


def _update(one: Case, cells: Cells) -> str:
    pairs = ", ".join(f"{quote_identifier(name)} = {constant(value)}" for name, value in cells.items())
    return " ".join(("UPDATE", real(one.table), "SET", pairs, "WHERE", same_row(one.table, one.rows[0])))


def _outcome(says: str, text: str, wanted: str, *, acting: bool) -> Line:
    return test(says, "is", invoke("pg_temp.as_a" if acting else "pg_temp.as_owner", text), wanted)
