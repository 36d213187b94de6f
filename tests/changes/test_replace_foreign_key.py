"""A foreign key is replaced without a gap."""

from __future__ import annotations

from tests.changes.small import foreign_key, lines, parent, planned, table
from wesley.ir.constraint import ReferentialAction


def test_the_new_one_is_valid_before_the_old_one_goes() -> None:
    old = table(foreign_keys=(foreign_key("f"),))
    new = table(foreign_keys=(foreign_key("f", on_delete=ReferentialAction.CASCADE),))
    plan = planned((parent(), old), (parent(), new))
    assert [line.partition(" FOREIGN")[0] for line in lines(plan)] == [
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT wesley_new_f",
        "expand validation: ALTER TABLE s.t VALIDATE CONSTRAINT wesley_new_f;",
        "expand transaction: ALTER TABLE s.t DROP CONSTRAINT f;",
        "expand transaction: ALTER TABLE s.t RENAME CONSTRAINT wesley_new_f TO f;",
    ]
    assert len(plan.segments) == 3


def test_one_that_shall_not_be_valid_is_replaced_in_one_transaction() -> None:
    old = table(foreign_keys=(foreign_key("f"),))
    new = table(foreign_keys=(foreign_key("f", valid=False),))
    plan = planned((parent(), old), (parent(), new))
    assert len(plan.segments) == 1
