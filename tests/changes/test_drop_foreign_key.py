"""A foreign key goes at once."""

from __future__ import annotations

from tests.changes.small import foreign_key, lines, locks, parent, planned, table
from wesley.ir.constraint import ReferentialAction


def test_it_locks_both_tables() -> None:
    plan = planned((parent(), table(foreign_keys=(foreign_key("f"),))), (parent(), table()))
    assert lines(plan) == ["expand transaction: ALTER TABLE s.t DROP CONSTRAINT f;"]
    assert locks(plan.steps()[0].statement) == {"p": "ACCESS EXCLUSIVE", "t": "ACCESS EXCLUSIVE"}


def test_that_of_a_table_that_goes_is_dropped_before_it() -> None:
    plan = planned((parent(), table(foreign_keys=(foreign_key("f"),))), parent())
    assert lines(plan) == [
        "expand transaction: ALTER TABLE s.t DROP CONSTRAINT f;",
        "contract transaction: DROP TABLE s.t;",
    ]
    assert locks(plan.steps()[-1].statement) == {"t": "ACCESS EXCLUSIVE"}


def test_one_that_cascades_serves_the_old_application_as_long_as_its_table_is_there() -> None:
    cascading = foreign_key("f", on_delete=ReferentialAction.CASCADE)
    plan = planned((parent(), table(foreign_keys=(cascading,))), parent())
    assert lines(plan)[0] == "contract transaction: ALTER TABLE s.t DROP CONSTRAINT f;"
