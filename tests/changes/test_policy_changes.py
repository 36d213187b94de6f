"""A table never shows more than before and afterwards together."""

from __future__ import annotations

from tests.changes.objects import policy
from tests.changes.small import lines, planned, table
from wesley.ir.access import Grant

WIDE = policy("wide", using="true")
NARROW = policy("narrow", using="a > 5")
LIMIT = policy("strict", permissive=False)
LOOSER = policy("strict", using="a > -9", permissive=False)


def test_a_restriction_stays_until_the_policy_that_it_restricts_is_gone() -> None:
    plan = planned(table(policies=(WIDE, LIMIT)), table(policies=(NARROW,)))
    assert lines(plan) == [
        "expand transaction: CREATE POLICY narrow ON s.t FOR SELECT TO public USING (a > 5);",
        "contract transaction: DROP POLICY strict ON s.t;",
        "contract transaction: DROP POLICY wide ON s.t;",
    ]
    assert len(plan.segments) == 2


def test_nor_is_it_loosened_before() -> None:
    plan = planned(table(policies=(WIDE, LIMIT)), table(policies=(LOOSER,)))
    assert lines(plan) == [
        "contract transaction: ALTER POLICY strict ON s.t TO public USING (a > -9);",
        "contract transaction: DROP POLICY wide ON s.t;",
    ]


def test_nor_while_a_role_that_loses_its_privileges_could_read() -> None:
    reading = (Grant(role="app", privileges=("SELECT",)),)
    plan = planned(table(policies=(WIDE, LIMIT), grants=reading), table(policies=(WIDE,)))
    assert lines(plan) == [
        "contract transaction: REVOKE SELECT ON s.t FROM app;",
        "contract transaction: DROP POLICY strict ON s.t;",
    ]
