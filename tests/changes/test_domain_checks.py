"""Checks of domains: what is proved, what is locked, what is asked beforehand."""

from __future__ import annotations

from tests.changes.objects import domain, plan_of
from tests.changes.small import lines, locks, partitioned, statement
from wesley.ir.column import Column
from wesley.ir.constraint import Check
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.ir.table import Table

USING = Table(schema="s", name="u", columns=(Column(name="c", type="s.price"),))


def above(number: int, name: str = "ok", *, valid: bool = True) -> Check:
    return Check(name=name, expression=Expression(sql=f"VALUE > {number}"), valid=valid)


def prices(*checks: Check, tables: tuple[Table, ...] = (USING,)) -> Physical:
    return Physical(domains=(domain(checks=checks),), tables=tables)


def test_one_on_a_domain_in_use_is_added_and_then_proved() -> None:
    plan = plan_of(prices(), prices(above(1)))
    assert lines(plan) == [
        "expand transaction: ALTER DOMAIN s.price ADD CONSTRAINT ok CHECK (value > 1) NOT VALID;",
        "expand validation: ALTER DOMAIN s.price VALIDATE CONSTRAINT ok;",
    ]
    proved = statement(plan, "ALTER DOMAIN s.price VALIDATE")
    assert locks(proved) == {"u": "SHARE"}
    assert [name.name for name in proved.scans] == ["u"]
    assert proved.probe is not None
    assert proved.probe.query == (
        "SELECT value FROM (SELECT c::int AS value FROM s.u) held WHERE NOT value > 1 LIMIT 5;"
    )


def test_of_a_partitioned_table_the_partitions_are_locked() -> None:
    table = partitioned(("p1", "DEFAULT"))
    holding = Table(schema="s", name="t", columns=(*table.columns, *USING.columns), partitioning=table.partitioning)
    plan = plan_of(prices(above(1, valid=False), tables=(holding,)), prices(above(1), tables=(holding,)))
    assert locks(statement(plan, "ALTER DOMAIN")) == {"p1": "SHARE"}


def test_one_on_an_idle_domain_is_added_at_once() -> None:
    assert lines(plan_of(prices(tables=()), prices(above(1), tables=()))) == [
        "expand transaction: ALTER DOMAIN s.price ADD CONSTRAINT ok CHECK (value > 1);"
    ]


def test_one_that_changes_is_there_until_the_new_one_is_proved() -> None:
    assert lines(plan_of(prices(above(1)), prices(above(2)))) == [
        "expand transaction: ALTER DOMAIN s.price RENAME CONSTRAINT ok TO wesley_old_ok;",
        "expand transaction: ALTER DOMAIN s.price ADD CONSTRAINT ok CHECK (value > 2) NOT VALID;",
        "expand validation: ALTER DOMAIN s.price VALIDATE CONSTRAINT ok;",
        "expand transaction: ALTER DOMAIN s.price DROP CONSTRAINT wesley_old_ok;",
    ]


def test_one_of_another_name_is_renamed() -> None:
    assert lines(plan_of(prices(above(1)), prices(above(1, "fine")))) == [
        "expand transaction: ALTER DOMAIN s.price RENAME CONSTRAINT ok TO fine;"
    ]


def test_one_that_goes_allows_more_and_goes_at_once() -> None:
    assert lines(plan_of(prices(above(1)), prices())) == [
        "expand transaction: ALTER DOMAIN s.price DROP CONSTRAINT ok;"
    ]
