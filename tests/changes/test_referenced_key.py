"""A foreign key is made anew where it may stand on a key that goes."""

from __future__ import annotations

from tests.changes.small import foreign_key, lines, parent, planned, table, unique
from wesley.changes.referenced_key import referencing
from wesley.ir.schema import Physical


def test_the_key_and_the_foreign_key_change_in_one_transaction() -> None:
    child = table(foreign_keys=(foreign_key("f"),))
    old = table("p", uniques=(unique("u", "a"), unique("v", "a")))
    plan = planned((old, child), (table("p", uniques=(unique("v", "a"),)), child))
    assert lines(plan) == [
        "contract transaction: ALTER TABLE s.t DROP CONSTRAINT f;",
        "contract transaction: ALTER TABLE s.p DROP CONSTRAINT u;",
        "contract transaction: ALTER TABLE s.t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES s.p (a) NOT VALID;",
        "contract validation: ALTER TABLE s.t VALIDATE CONSTRAINT f;",
    ]
    assert len(plan.segments) == 2


def test_only_foreign_keys_on_just_these_columns_refer_to_a_key() -> None:
    physical = Physical(tables=(parent(), table(foreign_keys=(foreign_key("f"),))))
    assert [each.key.name for each in referencing(physical, "s", "p", ("a",))] == ["f"]
    assert referencing(physical, "s", "p", ("a", "b")) == ()
    assert referencing(physical, "s", "p", ()) == ()
