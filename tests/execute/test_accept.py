"""What somebody else has changed in the middle of a plan is taken as it is, where the rest has no part in it."""

from __future__ import annotations

import pytest

from tests.execute.place import Place, begun
from tests.execute.test_run_transaction import columns
from wesley.execute import migrate
from wesley.execute.accept import Acceptance, accept, acceptance
from wesley.execute.codes import CHANGED_MEANWHILE, NOT_VERIFIED
from wesley.execute.journal import plans
from wesley.observe.events import Outcome
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server

OLD = "type User @table { id: ID! @primaryKey name: String! age: Int }"
NEW = 'type User @table { id: ID! @primaryKey name: String! @index age: Int @check(expr: "age > 0") city: String }'
RETYPED = "type User @table { id: ID! @primaryKey name: String! age: BigInt }"
INDEX = "CREATE INDEX strange ON users (age)"


def found(place: Place) -> Acceptance:
    monitor, number = place.connections.monitor, place.entry.plan
    return acceptance(monitor, plans.entry(monitor, number), plans.head(monitor, number))


def taken(place: Place) -> Outcome:
    """Take what is found as it is, and run the rest."""
    worker, monitor, number = place.connections.worker, place.connections.monitor, place.entry.plan
    entry = accept(worker, monitor, plans.entry(monitor, number), plans.head(monitor, number), found(place))
    assert entry == plans.entry(monitor, number)
    return migrate.run(place.connections, entry, place.run.writer.token, place.tools())


def change(place: Place, sql: str) -> None:
    with session(place.conninfo) as other:
        other.run(sql)


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        (INDEX, "public.users: index strange was added"),
        ("ALTER TABLE users ADD COLUMN strange int", "public.users: column strange was added"),
        ("ALTER TABLE users ADD CONSTRAINT strange CHECK (age < 200)", "public.users: check strange was added"),
    ],
)
def test_what_was_added_stays_and_the_plan_is_run(database: str, sql: str, told: str) -> None:
    with begun(database, OLD, NEW) as place:
        change(place, sql)
        with pytest.raises(ServerError) as caught:
            place.to_the_end()
        assert caught.value.problems[0].code is CHANGED_MEANWHILE
        assert "--accept-changes" in caught.value.problems[0].help
        assert found(place).told == (told,)
        assert taken(place) is Outcome.DONE
        assert found(place) == Acceptance()
    assert "city" in columns(database)


def test_what_was_changed_again_is_shown_again(database15: str) -> None:
    with begun(database15, OLD, NEW) as place:
        change(place, INDEX)
        shown, monitor = found(place), place.connections.monitor
        change(place, "CREATE INDEX stranger ON users (age)")
        head = plans.head(monitor, place.entry.plan)
        with pytest.raises(ServerError, match="changed something again"):
            accept(place.connections.worker, monitor, place.entry, head, shown)
        assert plans.entry(monitor, place.entry.plan) == place.entry
        assert taken(place) is Outcome.DONE


def test_an_owner_is_no_part_of_a_schema(database15: str) -> None:
    with begun(database15, OLD, NEW) as place:
        change(place, "CREATE ROLE takes_over; ALTER TABLE users OWNER TO takes_over")
        try:
            assert found(place).told == ("public.users: table",)
            assert taken(place) is Outcome.DONE
        finally:
            change(place, "ALTER TABLE users OWNER TO postgres; DROP ROLE takes_over")


@pytest.mark.parametrize(
    ("new", "sql", "said"),
    [
        (NEW, "ALTER TABLE users ALTER COLUMN age SET DEFAULT 1", "public.users otherwise than by adding"),
        (NEW, "ALTER TABLE users DROP COLUMN age", "public.users otherwise than by adding"),
        (NEW, "CREATE INDEX users_name_idx ON users (age)", "public.users otherwise than by adding"),
        (RETYPED, INDEX, "the rest of the plan changes column public.users.age"),
        ("type Other @table { id: ID! @primaryKey }", INDEX, "the rest of the plan changes table public.users"),
    ],
)
def test_what_the_rest_may_have_a_part_in_is_refused(database15: str, new: str, sql: str, said: str) -> None:
    with begun(database15, OLD, new) as place:
        change(place, sql)
        with pytest.raises(ServerError, match=said) as caught:
            found(place)
        assert caught.value.problems[0].code is CHANGED_MEANWHILE


def test_after_the_last_segment_everything_may_stay(database15: str) -> None:
    with begun(database15, OLD, NEW) as place:
        change(place, "CREATE TABLE strange (id int)")
        with pytest.raises(ServerError) as caught:
            place.to_the_end()
        assert caught.value.problems[0].code is NOT_VERIFIED
        assert found(place).told == ("Create table public.strange",)
        assert taken(place) is Outcome.DONE
