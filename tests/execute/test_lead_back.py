"""From wherever a plan has stopped back to where it began, with the rows."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.execute.place import Place, begun, begun_plan, documented
from tests.sdl.harness import compiled
from wesley.execute import migrate
from wesley.execute.compare import compare
from wesley.execute.go_on import _RUNNERS
from wesley.execute.journal import plans
from wesley.execute.journal.new_plan import new_plan
from wesley.execute.journal.plans import Approvals
from wesley.execute.lead_back import lead_back, refuse_contract_begun, whole_way_back
from wesley.execute.strangers import refuse_strangers
from wesley.ir.schema import Schema
from wesley.plan.formats.json import parts
from wesley.plan.kept import Kept, KeptColumn
from wesley.plan.make import make_plan
from wesley.plan.plan import Phase
from wesley.plan.undo import undo
from wesley.postgres.catalog.read import read_physical
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.problems.problem import WesleyError

OLD = """
type User @table {
  id: ID! @primaryKey
  name: String!
  size: Int!
}
"""
NEW = """
type User @table {
  id: ID! @primaryKey
  fullName: String! @renamedFrom(name: "name") @index
  size: BigInt!
}
"""
MOVED = NEW.replace("type User @table", 'type Person @table @renamedFrom(name: "users")').replace(
    "size: BigInt!", 'weight: BigInt! @renamedFrom(name: "size")'
)
ROWS = "INSERT INTO users (name, size) SELECT 'n' || number, number FROM generate_series(1, 30) AS number;"

PARTED = """
CREATE TABLE parted (day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE low PARTITION OF parted FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
INSERT INTO parted SELECT date '2024-01-01' + number FROM generate_series(1, 5) AS number;
"""


def run_some(place: Place, segments: int) -> bool:
    """Run the first segments of a plan; gives False when there are fewer."""
    for _ in range(segments):
        if not waiting(place):
            return False
        segment = place.next()
        _RUNNERS[segment.kind](place.run, segment)
    return waiting(place)


def waiting(place: Place) -> bool:
    """True when there is something left to run."""
    sql = "SELECT EXISTS (SELECT FROM wesley.segments WHERE state <> 'done' AND plan = %s)"
    return bool(place.connections.monitor.rows(sql, [place.entry.plan])[0][0])


@pytest.mark.server
@pytest.mark.parametrize("segments", [0, 1, 3, 5, 7, 9, 11, 13, 15, 17])
def test_from_each_place_where_a_plan_can_stop(database15: str, segments: int) -> None:
    with begun(database15, OLD, NEW, rows=ROWS) as place:
        if not run_some(place, segments):
            pytest.skip("the plan is shorter")
        monitor, worker = place.connections.monitor, place.connections.worker
        head = plans.head(monitor, place.entry.plan)
        refuse_contract_begun(monitor, place.entry, head)
        back = lead_back(head, compare(monitor, head.before).found)
        entry = migrate.store(worker, new_plan(documented(back), Approvals(), undoes=place.entry.plan), lambda: None)
        assert plans.entry(monitor, place.entry.plan).state == "undone"
        migrate.run(place.connections, entry, place.run.writer.token, place.tools())
        assert compare(monitor, head.before).is_equal
    with session(database15) as looking:
        assert looking.rows("SELECT count(*), count(DISTINCT name), sum(size) FROM users") == [(30, 30, 465)]


@pytest.mark.server
def test_from_where_a_table_has_both_names_and_its_columns_too(database: str) -> None:
    with begun(database, OLD, MOVED, rows=ROWS) as place:
        while place.next().phase is Phase.EXPAND:
            run_some(place, 1)
        monitor, worker = place.connections.monitor, place.connections.worker
        head = plans.head(monitor, place.entry.plan)
        back = lead_back(head, compare(monitor, head.before).found)
        entry = migrate.store(worker, new_plan(documented(back), Approvals(), undoes=place.entry.plan), lambda: None)
        migrate.run(place.connections, entry, place.run.writer.token, place.tools())
        assert compare(monitor, head.before).is_equal
    with session(database) as looking:
        assert looking.rows("SELECT count(*), count(DISTINCT name), sum(size) FROM users") == [(30, 30, 465)]


@pytest.mark.server
def test_from_where_a_partition_is_detached_and_the_check_that_this_leaves_is_there_still(database15: str) -> None:
    load(database15, PARTED)
    with session(database15) as looking:
        before = read_physical(looking)
    (parent,) = before.tables
    assert parent.partitioning is not None
    alone = replace(parent, name="low", partitioning=None)
    rest = replace(parent, partitioning=replace(parent.partitioning, partitions=()))
    goal = Schema(physical=replace(before, tables=(alone, rest)))
    plan = make_plan(Schema(physical=before), goal, server=15, contract=True)
    with begun_plan(database15, plan) as place:
        assert run_some(place, 1)
        monitor, worker = place.connections.monitor, place.connections.worker
        head = plans.head(monitor, place.entry.plan)
        back = lead_back(head, compare(monitor, head.before).found)
        entry = migrate.store(worker, new_plan(documented(back), Approvals(), undoes=place.entry.plan), lambda: None)
        migrate.run(place.connections, entry, place.run.writer.token, place.tools())
        assert compare(monitor, head.before).is_equal
    with session(database15) as looking:
        assert looking.rows("SELECT count(*) FROM parted") == [(5,)]


@pytest.mark.server
def test_a_contract_that_keeps_something_is_finished_first(database15: str) -> None:
    with begun(database15, OLD, NEW, rows=ROWS) as place:
        monitor = place.connections.monitor
        head = plans.head(monitor, place.entry.plan)
        keeping = replace(head, kept=Kept(columns=(KeptColumn(schema="public", table="users", column="a", kept="b"),)))
        refuse_contract_begun(monitor, place.entry, keeping)
        while place.next().phase is Phase.EXPAND:
            run_some(place, 1)
        refuse_contract_begun(monitor, place.entry, keeping)
        place.run.writer.started(place.connections.worker, place.next().number)
        refuse_contract_begun(monitor, place.entry, head)
        with pytest.raises(WesleyError, match="comes back only when it is whole"):
            refuse_contract_begun(monitor, place.entry, keeping)


def test_the_way_back_of_a_plan_and_its_contract_that_was_run_later() -> None:
    head, _ = parts(documented(make_plan(compiled(OLD), compiled(NEW), server=15)))
    whole = make_plan(compiled(OLD), compiled(NEW), server=15, contract=True)
    assert whole_way_back(head) == undo(whole)


@pytest.mark.server
def test_what_somebody_else_has_made_meanwhile_stays(database15: str) -> None:
    with begun(database15, OLD, NEW, rows=ROWS) as place:
        run_some(place, 3)
        with session(database15) as other:
            other.run("CREATE SCHEMA theirs; CREATE TABLE theirs.t (id int); CREATE TABLE notes (id int)")
        head = plans.head(place.connections.worker, place.entry.plan)
        found = compare(place.connections.worker, head.before).found
        goal = lead_back(head, found).goal
        assert {("public", "notes"), ("theirs", "t")} <= {(table.schema, table.name) for table in goal.tables}
        with session(database15) as other:
            other.run("ALTER TABLE users ADD COLUMN theirs text")
        found = compare(place.connections.worker, head.before).found
        with pytest.raises(WesleyError) as caught:
            refuse_strangers(head, found)
        assert "public.users.theirs" in caught.value.problems[0].message


@pytest.mark.server
def test_what_a_rule_leaves_to_others_stays_in_the_tables_of_the_plan(database15: str) -> None:
    with begun(database15, OLD, NEW, rows=ROWS) as place:
        run_some(place, 3)
        with session(database15) as other:
            other.run("ALTER TABLE users ADD COLUMN dba_note text; CREATE INDEX dba_name ON users (name)")
        monitor, worker = place.connections.monitor, place.connections.worker
        head = plans.head(monitor, place.entry.plan)
        found, ignore = compare(monitor, head.before).found, ("*.dba_*",)
        refuse_strangers(head, found, ignore)
        back = lead_back(head, found, ignore)
        assert not [step.title for step in back.steps() if "dba_" in step.statement.sql]
        entry = migrate.store(worker, new_plan(documented(back), Approvals(), undoes=place.entry.plan), lambda: None)
        migrate.run(place.connections, entry, place.run.writer.token, place.tools())
        assert not compare(monitor, head.before).is_equal
        assert compare(monitor, head.before, (), ignore).is_equal
