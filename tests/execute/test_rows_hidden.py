"""Rows that row-level security hides from the role that migrates are an error, and never a loss.

The role owns its table and is no superuser: under FORCE ROW LEVEL SECURITY it sees none of the rows.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.execute.backfill.filling import batches, count, filling
from wesley.changes.statement import Batches, Mode, Probe, Statement
from wesley.execute.codes import ROWS_HIDDEN
from wesley.execute.connections import Connections
from wesley.execute.rows_hidden import hidden_rows
from wesley.plan.plan import Step
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server

TABLES = """
CREATE ROLE rows_owner LOGIN;
GRANT ALL ON SCHEMA public TO rows_owner;
CREATE TABLE t (id int PRIMARY KEY, value text);
INSERT INTO t SELECT n, NULL FROM generate_series(1, 100) n;
CREATE TABLE other (id int);
ALTER TABLE t OWNER TO rows_owner;
"""
FORCE = "ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY;"
BY_ID = batches("t", ["id"], "'x'")


@pytest.fixture
def owner(database: str) -> Iterator[str]:
    """The connection string of a role that owns the table `t`."""
    load(database, TABLES)
    with session(database) as admin:
        name = admin.rows("SELECT current_database()")[0][0]
        admin.run(f'GRANT CREATE ON DATABASE "{name}" TO rows_owner')
        yield database.replace("user=postgres", "user=rows_owner")
        admin.run("REASSIGN OWNED BY rows_owner TO postgres; DROP OWNED BY rows_owner; DROP ROLE rows_owner")


def step(sql: str = "", *, todo: Batches | None = None, probe: str = "") -> Step:
    mode = Mode.TRANSACTION if todo is None else Mode.BATCHES
    found = Probe(query=probe, meaning="rows") if probe else None
    return Step(number=1, title="", kind="", statement=Statement(sql=sql, why="", mode=mode, batches=todo, probe=found))


def hidden(conninfo: str, *steps: Step) -> list[str]:
    with Connections(conninfo, "test") as connections:
        return [problem.message for problem in hidden_rows(connections.monitor, steps)]


@pytest.mark.parametrize(
    "reads",
    [
        step(todo=BY_ID),
        step(todo=batches("other", ["id"], "(SELECT max(value) FROM t)")),
        step("ALTER TABLE other ADD CHECK (id > 0);", probe="SELECT 1 FROM public.t WHERE id < 0"),
        step("INSERT INTO public.t (id) VALUES (1000);"),
        step("CREATE MATERIALIZED VIEW m AS SELECT * FROM public.t;"),
    ],
)
def test_each_statement_that_reads_or_writes_hidden_rows_is_refused_before(
    database: str, owner: str, reads: Step
) -> None:
    assert hidden(owner, reads) == []
    load(database, FORCE)
    (message,) = hidden(owner, reads)
    assert "from rows_owner, its owner, and" in message
    assert " t " in message or "public.t " in message


def test_statements_that_touch_no_rows_are_none_of_its_business(database: str, owner: str) -> None:
    load(database, FORCE)
    assert hidden(owner, step("ALTER TABLE public.t ADD COLUMN age integer;"), step("DROP TABLE t;")) == []
    assert hidden(owner, step(todo=BY_ID, sql="")) != []
    assert hidden(database, step(todo=BY_ID)) == []  # a superuser


def test_who_does_not_own_the_table_needs_no_force_to_be_kept_out(database: str, owner: str) -> None:
    load(database, "ALTER TABLE other ENABLE ROW LEVEL SECURITY; GRANT ALL ON other TO rows_owner")
    (message,) = hidden(owner, step("DELETE FROM public.other;"))
    assert "rows of public.other from rows_owner and" in message


def test_a_member_of_the_owner_is_kept_out_like_the_owner(database: str, owner: str) -> None:
    load(database, FORCE + "CREATE ROLE rows_member LOGIN IN ROLE rows_owner")
    try:
        (message,) = hidden(owner.replace("user=rows_owner", "user=rows_member"), step("DELETE FROM public.t;"))
    finally:
        load(database, "DROP ROLE rows_member")
    assert "from rows_member, a member of its owner, and" in message


def test_a_filtered_backfill_is_an_error_and_not_a_loss(database: str, owner: str) -> None:
    with filling(owner, BY_ID) as place:
        load(database, FORCE)
        with session(database) as admin:
            admin.run("DELETE FROM wesley.stamps")
        with pytest.raises(ServerError) as caught:
            place.fill()
        problem = caught.value.problems[0]
        assert problem.code is ROWS_HIDDEN
        assert "ALTER ROLE rows_owner BYPASSRLS" in problem.help
        assert place.journal() == ("waiting", 0)
        load(database, "ALTER ROLE rows_owner BYPASSRLS")
        assert place.fill().rows == 100
    assert count(database, "SELECT count(*) FROM t WHERE value = 'x'") == 100


def test_without_the_setting_the_rows_would_be_passed_over_in_silence(database: str, owner: str) -> None:
    """What all this is for."""
    load(database, FORCE)
    with session(owner) as plain:
        assert plain.change("UPDATE t SET value = 'x'") == 0
        assert plain.rows("SELECT count(*) FROM t") == [(0,)]


def test_the_table_stays_forced_all_the_while(database: str, owner: str) -> None:
    """NO FORCE around the step would show all rows to an application that connects as the owner."""
    load(database, FORCE + "ALTER ROLE rows_owner BYPASSRLS")
    forced = []
    with filling(owner, BY_ID) as place, session(database) as other:
        sql = "SELECT relforcerowsecurity FROM pg_class WHERE oid = 't'::regclass"
        place.watched(lambda _: forced.append(other.rows(sql)[0][0])).fill()
    assert set(forced) == {True}
