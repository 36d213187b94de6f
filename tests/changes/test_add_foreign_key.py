"""A foreign key is added NOT VALID and validated on its own."""

from __future__ import annotations

import pytest

from tests.changes.small import LOW, foreign_key, lines, locks, parent, partitioned, planned, table
from wesley.ir.constraint import ReferentialAction
from wesley.ir.table import Rows
from wesley.problems.problem import WesleyError


def test_it_blocks_writes_of_both_tables_for_a_moment_only() -> None:
    plan = planned((parent(), table()), (parent(), table(foreign_keys=(foreign_key("f"),))))
    assert lines(plan) == [
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES s.p (a) NOT VALID;",
        "expand validation: ALTER TABLE s.t VALIDATE CONSTRAINT f;",
    ]
    assert locks(plan.steps()[0].statement) == {"t": "SHARE ROW EXCLUSIVE", "p": "SHARE ROW EXCLUSIVE"}


def test_one_of_a_new_and_empty_table_is_plain_and_holds_no_other_lock() -> None:
    plan = planned(parent(), (parent(), table(foreign_keys=(foreign_key("f"),))))
    assert lines(plan)[1:] == [
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES s.p (a);"
    ]
    assert locks(plan.steps()[-1].statement) == {"t": "SHARE ROW EXCLUSIVE", "p": "SHARE ROW EXCLUSIVE"}


def test_one_of_a_new_table_that_has_rows_is_added_not_valid() -> None:
    filled = table(rows=Rows(columns=("a",), values=(("1",),)), foreign_keys=(foreign_key("f"),))
    found = [line.partition(":")[0] for line in lines(planned(parent(), (parent(), filled)))]
    assert found[-2:] == ["expand transaction", "expand validation"]


def test_between_new_tables_it_is_plain() -> None:
    found = lines(planned((), (parent(), table(foreign_keys=(foreign_key("f"),)))))
    assert found[-1] == "expand transaction: ALTER TABLE s.t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES s.p (a);"


def test_from_18_on_a_partitioned_table_has_it_not_valid() -> None:
    old, new = partitioned(LOW), partitioned(LOW, foreign_keys=(foreign_key("f"),))
    assert len(lines(planned((parent(), old), (parent(), new), server=18))) == 2


def test_a_list_of_columns_is_refused_where_the_server_lacks_it() -> None:
    key = foreign_key("f", on_delete=ReferentialAction.SET_NULL, set_columns=("a",))
    with pytest.raises(WesleyError, match="came with PostgreSQL 15"):
        planned((parent(), table()), (parent(), table(foreign_keys=(key,))), server=14)
