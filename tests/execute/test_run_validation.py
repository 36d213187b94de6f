"""VALIDATE CONSTRAINT in a transaction of its own."""

from __future__ import annotations

import threading

import pytest

from tests.execute.place import Place, begun, is_done
from wesley.execute.codes import STEP_FAILED
from wesley.execute.go_on import go_on
from wesley.execute.journal.segments import Segment
from wesley.execute.run_transaction import run_transaction
from wesley.execute.run_validation import run_validation
from wesley.plan.plan import SegmentKind
from wesley.postgres.session import StatementError, session

pytestmark = pytest.mark.server

OLD = "type User @table { id: ID! @primaryKey age: Int }"
NEW = 'type User @table { id: ID! @primaryKey age: Int @check(expr: "age > 0") }'


def validation(place: Place) -> Segment:
    """The first segment that validates, those before it done."""
    while (segment := place.next()).kind is not SegmentKind.VALIDATION:
        run_transaction(place.run, segment)
    return segment


def test_readers_and_writers_go_on_meanwhile(database: str) -> None:
    with begun(database, OLD, NEW) as place, session(database) as client:
        client.run("BEGIN")
        client.run("INSERT INTO users VALUES (gen_random_uuid(), 1)")
        threading.Timer(0.5, lambda: client.run("ROLLBACK")).start()
        # What adds the check has to wait for the writer, and asks for its lock again and again.
        segment = validation(place)
        with session(database) as writer:
            writer.run("BEGIN")
            writer.run("INSERT INTO users VALUES (gen_random_uuid(), 1)")
            done = run_validation(place.run, segment)
            writer.run("COMMIT")
        assert done.held == 0
        assert is_done(place.connections.monitor, place.entry.plan, segment.number)


def test_rows_that_do_not_fit_are_told_with_the_query_that_finds_them(database: str) -> None:
    with begun(database, OLD, NEW, rows="INSERT INTO users VALUES (gen_random_uuid(), 0);") as place:
        with pytest.raises(StatementError) as caught:
            run_validation(place.run, validation(place))
        problem = caught.value.problems[0]
        assert problem.code is STEP_FAILED
        assert "SELECT" in problem.help
        with session(database) as other:
            other.run("UPDATE users SET age = 1")
        go_on(place.run, contract=True, mark=lambda _: None)
