"""A table goes when nothing uses it any more, and by itself."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.objects import plan_of
from tests.changes.small import HIGH, LOW, foreign_key, lines, locks, parent, partitioned, planned, statement, table
from wesley.changes.drop_table import DropTable
from wesley.ir.schema import Physical, Schema
from wesley.ir.sequence import Sequence
from wesley.plan.make import make_plan
from wesley.problems.problem import WesleyError


def test_it_waits_and_loses_its_rows() -> None:
    plan = planned(table(), ())
    assert lines(plan) == ["contract transaction: DROP TABLE s.t;"]
    assert plan.steps()[0].statement.loses == ("s.t",)


def test_nobody_drops_it_by_accident() -> None:
    with pytest.raises(WesleyError, match=r"s\.t"):
        make_plan(Schema(physical=Physical(tables=(table(),))), Schema(), server=15, contract=True)


def test_foreign_keys_to_it_go_before_it_and_at_once() -> None:
    plan = planned((table(foreign_keys=(foreign_key("f"),)), parent()), table())
    assert lines(plan) == [
        "expand transaction: ALTER TABLE s.t DROP CONSTRAINT f;",
        "contract transaction: DROP TABLE s.p;",
    ]
    assert locks(statement(plan, "DROP TABLE")) == {"p": "ACCESS EXCLUSIVE"}


def test_its_partitions_go_with_it() -> None:
    plan = planned(partitioned(LOW, HIGH), ())
    assert lines(plan) == ["contract transaction: DROP TABLE s.t;"]
    assert locks(plan.steps()[0].statement) == dict.fromkeys(("t", "low", "high"), "ACCESS EXCLUSIVE")


def test_sequences_of_its_columns_go_with_it_and_others_stay() -> None:
    owned = Sequence(schema="s", name="owned", owned_by=("s", "t", "a"))
    other = Sequence(schema="s", name="other")
    before = Physical(tables=(table(),), sequences=(owned, other))
    assert DropTable(schema="s", name="t").apply(before) == Physical(sequences=(other,))
    plan = plan_of(before, Physical(sequences=(other,)))
    assert lines(plan) == ["contract transaction: DROP TABLE s.t;"]
    assert locks(plan.steps()[0].statement) == dict.fromkeys(("t", "owned"), "ACCESS EXCLUSIVE")


def test_a_sequence_that_shall_stay_is_let_go_of_before() -> None:
    owned = Sequence(schema="s", name="q", owned_by=("s", "t", "a"))
    plan = plan_of(
        Physical(tables=(table(),), sequences=(owned,)), Physical(sequences=(replace(owned, owned_by=None),))
    )
    assert lines(plan) == [
        'expand transaction: ALTER SEQUENCE s.q OWNED BY "none";',
        "contract transaction: DROP TABLE s.t;",
    ]
