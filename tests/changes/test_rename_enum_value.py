"""Rows show another value at once and take the former one no longer, so it waits."""

from __future__ import annotations

from tests.changes.small import lines
from tests.plan.planned import planned

OLD = """
enum Mood { LOW, HIGH }
type User @table {
  id: ID! @primaryKey
  mood: Mood! @default(value: LOW)
}
"""


def test_it_is_one_statement_that_waits_and_locks_nothing() -> None:
    new = OLD.replace("LOW, HIGH", 'DEEP @renamedFrom(name: "LOW"), HIGH').replace("value: LOW", "value: DEEP")
    plan = planned(OLD, new)
    assert lines(plan) == ["contract transaction: ALTER TYPE public.mood RENAME VALUE 'LOW' TO 'DEEP';"]
    assert plan.steps()[0].statement.locks == ()


def test_two_values_can_come_and_change_their_names_in_one_plan() -> None:
    new = OLD.replace("LOW, HIGH", 'LOW, MIDDLE, TOP @renamedFrom(name: "HIGH")')
    assert lines(planned(OLD, new)) == [
        "expand validation: ALTER TYPE public.mood ADD VALUE 'MIDDLE' AFTER 'LOW';",
        "contract transaction: ALTER TYPE public.mood RENAME VALUE 'HIGH' TO 'TOP';",
    ]
