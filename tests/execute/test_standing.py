"""Where things stand, out of the journal."""

from __future__ import annotations

import pytest

from tests.execute.place import begun
from wesley.execute.standing import Stage, standing
from wesley.postgres.session import session

OLD = "type User @table {\n  id: ID! @primaryKey\n  age: Int\n}\n"
NEW = "type User @table {\n  id: ID! @primaryKey\n  city: String @index\n}\n"


@pytest.mark.server
def test_before_any_plan_and_in_one_and_after(database15: str) -> None:
    with session(database15) as looking:
        assert standing(looking).stage is Stage.NOTHING
        with begun(database15, OLD, NEW, contract=False) as place:
            found = standing(looking)
            assert (found.stage, found.last_run) == (Stage.UNFINISHED, None)
            assert found.holder.startswith(f"process {place.connections.guard.pid} of ")
            assert found.progress is not None
            assert (found.progress.segments_done, found.progress.segments) == (0, 2)
            assert found.next is not None
            assert (found.next.segment, found.next.titles) == (1, ("Add column city to public.users",))
            place.to_the_end()
        found = standing(looking)
        assert found.stage is Stage.WAITING
        assert found.next is not None
        assert (found.next.phase, found.next.titles) == ("contract", ("Drop column age of public.users",))


@pytest.mark.server
def test_when_everything_is_done(database15: str) -> None:
    with begun(database15, OLD, NEW) as place:
        place.to_the_end()
        found = standing(place.connections.monitor)
    assert (found.stage, found.next) == (Stage.DONE, None)
