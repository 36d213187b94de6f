"""Rows that somebody else has brought in the middle of a plan are not dropped on the way back."""

from __future__ import annotations

import pytest

from tests.execute.place import begun
from tests.execute.test_lead_back import NEW, OLD, ROWS, run_some
from wesley.execute.codes import NO_WAY_BACK
from wesley.execute.compare import compare
from wesley.execute.journal import plans
from wesley.execute.strangers import refuse_strangers
from wesley.problems.problem import WesleyError

RENAMED = NEW.replace("User @table", 'Person @table @renamedFrom(name: "User")').replace(
    "size: BigInt!", "size: BigInt!\n  note: String"
)


@pytest.mark.server
@pytest.mark.parametrize("new", [NEW, RENAMED])
@pytest.mark.parametrize("segments", [0, 1, 4, 8, 12])
def test_what_the_plan_has_made_is_no_stranger(database15: str, new: str, segments: int) -> None:
    with begun(database15, OLD, new, rows=ROWS) as place:
        run_some(place, segments)
        monitor = place.connections.monitor
        head = plans.head(monitor, place.entry.plan)
        refuse_strangers(head, compare(monitor, head.before).found)


@pytest.mark.server
def test_a_column_of_somebody_else_is_not_dropped(database15: str) -> None:
    with begun(database15, OLD, NEW, rows=ROWS) as place:
        run_some(place, 2)
        monitor = place.connections.monitor
        monitor.run("ALTER TABLE users ADD COLUMN phone text")
        head = plans.head(monitor, place.entry.plan)
        with pytest.raises(WesleyError) as raised:
            refuse_strangers(head, compare(monitor, head.before).found)
        refuse_strangers(head, compare(monitor, head.before).found, ("column *.phone",))
    (problem,) = raised.value.problems
    assert problem.code is NO_WAY_BACK
    assert "would drop public.users.phone, which" in problem.message
