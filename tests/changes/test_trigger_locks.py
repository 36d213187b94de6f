"""A trigger for each row is on the partitions too, one for each statement on the table alone."""

from __future__ import annotations

import pytest

from tests.changes.objects import plan_of, trigger, trigger_function
from tests.changes.small import LOW, locks, partitioned
from wesley.ir.routine import TriggerTiming
from wesley.ir.schema import Physical


@pytest.mark.parametrize(("each_row", "names"), [(True, {"t", "low"}), (False, {"t"})])
def test_what_is_locked(each_row: bool, names: set[str]) -> None:
    none, old, new = (
        Physical(functions=(trigger_function(),), tables=(partitioned(LOW, triggers=each),))
        for each in ((), (trigger(each_row=each_row),), (trigger(each_row=each_row, timing=TriggerTiming.AFTER),))
    )
    for before, after in ((none, old), (old, new), (old, none)):
        (step,) = plan_of(before, after).steps()
        assert locks(step.statement).keys() == names
