"""What a plan creates is its own afterwards: it does not take it for a change by somebody else."""

from __future__ import annotations

import pytest

from tests.execute.place import begun
from wesley.observe.events import Verified

NOTE = "type Note @table { id: ID! @primaryKey }\n"
BOOKINGS = """
type Booking @table @exclude(elements: ["roomId WITH =", "tstzrange(starts_at, ends_at) WITH &&"], name: "once") {
  id: ID! @primaryKey
  roomId: ID!
  startsAt: DateTime!
  endsAt: DateTime!
}
"""
EVENTS = """
type Event @table @partition(by: RANGE, columns: ["occurredAt"]) @index(columns: ["kind"]) {
  occurredAt: DateTime! @primaryKey
  kind: String!
}
"""
NUMBERED = "type Note @table { id: ID! @primaryKey number: Int! @identity }\n"


@pytest.mark.server
@pytest.mark.parametrize(
    "new", [NOTE + BOOKINGS, NOTE + EVENTS, NUMBERED], ids=["an extension", "partitions", "a sequence for a while"]
)
def test_it_is_run_to_the_end(database: str, new: str) -> None:
    with begun(database, NOTE, new) as place:
        place.to_the_end()
        assert place.told(Verified)
