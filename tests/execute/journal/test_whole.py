"""A plan that somebody has changed in the journal is not run."""

from __future__ import annotations

import pytest

from tests.execute.place import begun
from tests.plan.planned import USER, USER_WITH_CHECK, USER_WITH_INDEX
from wesley.execute import migrate
from wesley.execute.codes import FOREIGN_JOURNAL
from wesley.execute.journal import plans
from wesley.execute.journal.segments import next_segment
from wesley.execute.journal.whole import refuse_damaged
from wesley.execute.standing import standing
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server


def test_a_plan_as_it_was_written_is_whole(database15: str) -> None:
    with begun(database15, USER, USER_WITH_CHECK) as place:
        worker = place.connections.worker
        refuse_damaged(worker, place.entry, plans.head(worker, place.entry.plan))


@pytest.mark.parametrize(
    "edit",
    [
        "TRUNCATE wesley.steps",
        "DELETE FROM wesley.steps WHERE number = 2",
        "TRUNCATE wesley.segments",
        "TRUNCATE wesley.segments, wesley.steps",
        "DELETE FROM wesley.segments WHERE segment = 1",
        "UPDATE wesley.segments SET last_step = last_step + 1 WHERE segment = 2",
        "UPDATE wesley.steps SET record = replace(record, 'age', 'aga')",
        "UPDATE wesley.plans SET contract = NOT contract",
        """UPDATE wesley.plans SET head = replace(head, '"target":"new"', '"target":"old"')""",
    ],
)
def test_one_that_was_changed_is_not_run(database15: str, edit: str) -> None:
    with begun(database15, USER, USER_WITH_CHECK) as place:
        with session(database15) as other:
            other.run(edit)
        entry = plans.entry(place.connections.worker, place.entry.plan)
        with pytest.raises(ServerError) as caught:
            migrate.run(place.connections, entry, place.run.writer.token, place.tools())
        assert caught.value.problems[0].code is FOREIGN_JOURNAL
        assert not [event for event in place.events if event.__struct_config__.tag == "segment-started"]


def test_a_segment_without_statements_is_named(database15: str) -> None:
    with begun(database15, USER, USER_WITH_INDEX) as place:
        with session(database15) as other:
            other.run("TRUNCATE wesley.steps")
            with pytest.raises(ServerError, match="segment 1 of plan 1 has no statements"):
                standing(other)
        with pytest.raises(ServerError, match="has no statements"):
            next_segment(place.connections.worker, place.entry.plan, contract=True)
