"""The default and NOT NULL of a domain."""

from __future__ import annotations

from tests.changes.objects import domain, plan_of
from tests.changes.small import lines, locks, statement
from wesley.ir.column import Column
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.ir.table import Table

USING = (Table(schema="s", name="u", columns=(Column(name="c", type="s.price"),)),)


def test_a_default_locks_nothing() -> None:
    old, new = (Physical(domains=(domain(default=default),), tables=USING) for default in (None, Expression(sql="5")))
    assert lines(plan_of(old, new)) == ["expand transaction: ALTER DOMAIN s.price SET DEFAULT 5;"]
    assert lines(plan_of(new, old)) == ["expand transaction: ALTER DOMAIN s.price DROP DEFAULT;"]


def test_not_null_reads_every_table_with_a_column_of_it() -> None:
    old, new = (Physical(domains=(domain(nullable=nullable),), tables=USING) for nullable in (True, False))
    plan = plan_of(old, new)
    assert lines(plan) == ["expand validation: ALTER DOMAIN s.price SET NOT NULL;"]
    assert locks(statement(plan, "ALTER DOMAIN")) == {"u": "SHARE"}
    assert lines(plan_of(new, old)) == ["expand transaction: ALTER DOMAIN s.price DROP NOT NULL;"]
