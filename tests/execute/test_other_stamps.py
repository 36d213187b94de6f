"""A plan that another version of Wesley has begun goes on, unless somebody has changed something meanwhile."""

from __future__ import annotations

import pytest

from tests.execute.place import Place, begun
from wesley.execute.codes import CHANGED_MEANWHILE
from wesley.execute.journal import plans
from wesley.execute.other_stamps import take_anew
from wesley.execute.run_backfill import run_backfill
from wesley.execute.run_concurrent import run_concurrent
from wesley.execute.run_transaction import run_transaction
from wesley.execute.run_validation import run_validation
from wesley.plan.plan import SegmentKind
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server

OLD = """
type User @table { id: ID! @primaryKey name: String! age: Int code: Int! @check(expr: "code > 0") }
type Tag @table { id: ID! @primaryKey label: String! }
"""
NEW = """
type User @table { id: ID! @primaryKey name: String! @index age: Int! @default(value: 0) code: BigInt! }
type Tag @table { id: ID! @primaryKey label: String! @unique note: String }
type Added @table { id: ID! @primaryKey text: String @index }
"""
ROWS = "INSERT INTO users (name, age, code) SELECT 'n' || i, i % 3, i FROM generate_series(1, 50) i;"
OLDER = "UPDATE wesley.stamps SET stamp = 'x' || stamp"
RUNNERS = {
    SegmentKind.TRANSACTION: run_transaction,
    SegmentKind.VALIDATION: run_validation,
    SegmentKind.CONCURRENT: run_concurrent,
    SegmentKind.BACKFILL: run_backfill,
}


def by_another_version(place: Place) -> None:
    with session(place.conninfo) as other:
        other.run(OLDER)


def test_it_goes_on_after_each_of_its_segments(database15: str) -> None:
    with begun(database15, OLD, NEW, rows=ROWS) as place:
        head = plans.head(place.connections.worker, place.entry.plan)
        for _ in place.plan.segments:
            segment = place.next()
            RUNNERS[segment.kind](place.run, segment)
            by_another_version(place)
            take_anew(place.run, place.entry, head)
        place.to_the_end()


def test_it_goes_on_to_the_end(database: str) -> None:
    with begun(database, OLD, NEW, rows=ROWS) as place:
        run_transaction(place.run, place.next())
        by_another_version(place)
        place.to_the_end()
        assert plans.entry(place.connections.worker, place.entry.plan).state == "done"


def test_what_somebody_else_has_changed_is_refused(database15: str) -> None:
    with begun(database15, OLD, NEW, rows=ROWS) as place:
        run_transaction(place.run, place.next())
        by_another_version(place)
        with session(database15) as other:
            other.run("ALTER TABLE tags ADD COLUMN strange int")
        with pytest.raises(ServerError) as caught:
            place.to_the_end()
        (problem,) = caught.value.problems
        assert problem.code is CHANGED_MEANWHILE
        assert "whose stamps this version cannot compare, and public.tags is not" in problem.message
        # What was refused once is refused again.
        with pytest.raises(ServerError, match="cannot compare"):
            place.to_the_end()
        with session(database15) as other:
            other.run("ALTER TABLE tags DROP COLUMN strange")
        place.to_the_end()
