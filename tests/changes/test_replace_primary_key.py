"""A primary key moves, and what the old one promised stays until the contract."""

from __future__ import annotations

import pytest

from tests.changes.small import LOW, foreign_key, lines, parent, partitioned, planned, primary_key, table, unique
from wesley.problems.problem import WesleyError


def test_the_columns_of_the_old_one_stay_unique_until_the_contract() -> None:
    plan = planned(table(primary_key=primary_key("x", "a")), table(primary_key=primary_key("x", "b")))
    assert lines(plan) == [
        "expand concurrent: CREATE UNIQUE INDEX CONCURRENTLY wesley_new_x ON s.t USING btree (b);",
        "expand concurrent: CREATE UNIQUE INDEX CONCURRENTLY wesley_old_x ON s.t USING btree (a);",
        "expand transaction: ALTER TABLE s.t DROP CONSTRAINT x;",
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT x PRIMARY KEY USING INDEX wesley_new_x;",
        "contract concurrent: DROP INDEX CONCURRENTLY s.wesley_old_x;",
    ]


def test_foreign_keys_are_tied_to_what_is_left() -> None:
    child = table(foreign_keys=(foreign_key("f"),))
    new = table("p", primary_key=primary_key("p_pkey", "b"), uniques=(unique("u", "a"),))
    plan = planned((parent(), child), (new, child))
    assert lines(plan)[-5:] == [
        "expand transaction: ALTER TABLE s.t DROP CONSTRAINT f;",
        "expand transaction: ALTER TABLE s.p DROP CONSTRAINT p_pkey;",
        "expand transaction: ALTER TABLE s.p ADD CONSTRAINT p_pkey PRIMARY KEY USING INDEX wesley_new_p_pkey;",
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES s.p (a) NOT VALID;",
        "expand validation: ALTER TABLE s.t VALIDATE CONSTRAINT f;",
    ]


def test_before_18_a_foreign_key_of_a_partitioned_table_is_in_the_way() -> None:
    child = partitioned(LOW, foreign_keys=(foreign_key("f"),))
    new = table("p", primary_key=primary_key("p_pkey", "b"), uniques=(unique("u", "a"),))
    with pytest.raises(WesleyError, match="foreign key f of the partitioned table"):
        planned((parent(), child), (new, child), server=17)
    assert planned((parent(), child), (new, child), server=18).segments
