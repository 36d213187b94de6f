"""docs/privileges.md is true: with what it lists a migrator migrates, and without any of it nothing is changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from tests.cli.migration.databases import asked, schemas
from tests.cli.running import Wesley
from tests.examples.compiled import EXAMPLES, read_in
from tests.guards.tree import ROOT
from wesley.execute.clock import RealClock
from wesley.execute.connections import Connections
from wesley.execute.guard import holder, take
from wesley.execute.journal.install import install
from wesley.execute.preflight import refuse_unready
from wesley.ir.schema import Schema
from wesley.plan.document import Document, Undo
from wesley.plan.formats.json import parts
from wesley.plan.formats.record import Line
from wesley.plan.make import make_plan
from wesley.plan.report.report import report
from wesley.postgres.database import load
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import Session, session
from wesley.problems.problem import WesleyError
from wesley.targets.postgres.document import document

pytestmark = pytest.mark.server

SAAS = EXAMPLES / "saas"
ROWS = (ROOT / "tests" / "examples" / "saas_rows.sql").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "privileges.md").read_text(encoding="utf-8")
ROLES = ("migrator", "app_owner", "app_user")
MIGRATE = ("migrate", "--to", "next", "--allow-drop", "users.last_seen_at", "--contract", "--yes")
TAKEN = (
    ("REVOKE CREATE ON SCHEMA public FROM migrator", "migrator may not create anything in the schema public"),
    ("DROP SCHEMA wesley", "migrator may not make the schema of the journal"),
    ("REVOKE TEMPORARY ON DATABASE app FROM migrator", "migrator may not make temporary tables in app, by which"),
    ("ALTER ROLE migrator NOBYPASSRLS", "row-level security hides rows of public.users from migrator"),
    ("ALTER TYPE plan_tier OWNER TO postgres", "migrator does not own public.plan_tier, which the plan changes"),
    ("ALTER TABLE memberships OWNER TO postgres", "migrator may not make foreign keys that point to public.member"),
    ("ALTER TABLE webhooks OWNER TO postgres", "migrator does not own public.webhooks, which the plan changes"),
)
"""What is taken away, and what is said then."""
GIVEN_BACK = """
ALTER TYPE plan_tier OWNER TO app_owner; ALTER TABLE memberships OWNER TO app_owner;
ALTER TABLE webhooks OWNER TO app_owner; DROP SCHEMA IF EXISTS wesley; DROP OWNED BY migrator; DROP ROLE migrator;
"""


@cache
def versions() -> tuple[Schema, Schema]:
    """Both versions of the example."""
    old, new = (read_in(SAAS, (name,)).schema for name in ("schema", "next"))
    assert old is not None
    assert new is not None
    return old, new


def lines(old: Schema, new: Schema, server: int) -> tuple[Line, ...]:
    """The statements of the plan from one schema to another."""
    plan = make_plan(old, new, server=server, contract=True, allow_drop=("users.last_seen_at",))
    return tuple(parts(Document(plan=plan, report=report(plan), undo=Undo(), source="", target=""))[1])


def here(database: str, sql: str) -> str:
    """Statements of the page, which speak of a database `app`."""
    ((name,),) = asked(database, "SELECT quote_ident(current_database())")
    return sql.replace("DATABASE app", f"DATABASE {name}").replace(" in app,", f" in {name},")


def as_role(database: str, role: str = "migrator") -> str:
    """The connection string of another role."""
    return f"{database} user={role}"


@pytest.fixture
def admin(database: str) -> Iterator[Session]:
    """An administrator of a database in which the first version is, and belongs to a role that is no superuser."""
    with session(database) as one:
        one.run("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        one.run(here(database, "REVOKE TEMPORARY ON DATABASE app FROM PUBLIC"))
        one.run("CREATE ROLE app_owner LOGIN; CREATE ROLE app_user; GRANT ALL ON SCHEMA public TO app_owner")
        one.run(here(database, "GRANT CREATE ON DATABASE app TO app_owner"))
        try:
            load(as_role(database, "app_owner"), document(versions()[0]))
            load(database, ROWS)
            one.run(here(database, "REVOKE CREATE ON DATABASE app FROM app_owner"))
            one.run("REVOKE CREATE ON SCHEMA public FROM app_owner")
            yield one
        finally:
            one.run("DROP SCHEMA IF EXISTS wesley CASCADE")
            for role in (
                row[0] for row in one.rows("SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)", [[*ROLES]])
            ):
                one.run(f"DROP OWNED BY {role} CASCADE; DROP ROLE {role}")


def set_up(database: str, admin: Session) -> None:
    """Run the statements of the page."""
    (script,) = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    admin.run(here(database, script))


@contextmanager
def refused(database: str, statements: tuple[Line, ...]) -> Iterator[list[str]]:
    """What is told before a plan begins; it changes nothing."""
    before = schemas(database)
    with Connections(as_role(database), "test") as connections, pytest.raises(WesleyError) as caught:
        refuse_unready(connections.monitor, statements, RealClock())
    assert schemas(database) == before
    yield [f"{problem.message}\n{problem.help}" for problem in caught.value.problems]


def test_with_what_the_page_lists_the_example_is_migrated_and_led_back(
    database: str, admin: Session, wesley: Wesley, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(database, admin)
    shutil.copytree(SAAS / "next", wesley.folder / "next")
    shutil.copy(SAAS / "wesley.toml", wesley.folder)
    monkeypatch.setenv("DATABASE_URL", as_role(database))
    result = wesley(*MIGRATE)
    assert result.status == 0, result.err
    assert asked(database, "SELECT count(*) = count(full_name) AND count(*) > 0 FROM users") == [(True,)]
    assert asked(database, "SELECT DISTINCT role FROM wesley.runs") == [("migrator",)]
    assert wesley("status").out.startswith("The last plan is done.\n")
    nobody = wesley("status", "--database-url", as_role(database, "app_user"))
    assert nobody.status == 3


def test_each_of_them_is_missed_before_anything_is_changed(
    database: str, server: EmbeddedServer, admin: Session
) -> None:
    statements = lines(*versions(), server.binaries.major)
    for taken, said in TAKEN:
        set_up(database, admin)
        admin.run(here(database, taken))
        with refused(database, statements) as told:
            assert any(one.startswith(here(database, said)) for one in told), (taken, told)
        admin.run(GIVEN_BACK)


def test_without_the_owner_everything_that_is_missing_is_told_at_once(
    database: str, server: EmbeddedServer, admin: Session
) -> None:
    set_up(database, admin)
    admin.run("REVOKE app_owner FROM migrator; REVOKE CREATE ON SCHEMA public FROM migrator")
    with refused(database, lines(*versions(), server.binaries.major)) as told:
        assert sum("GRANT app_owner TO migrator, or migrate as app_owner" in one for one in told) >= 4
        assert any("GRANT CREATE ON SCHEMA public TO migrator" in one for one in told)


def test_a_journal_of_somebody_else_has_to_be_writable(database: str, server: EmbeddedServer, admin: Session) -> None:
    set_up(database, admin)
    admin.run("DROP SCHEMA wesley")
    install(admin)
    statements = lines(*versions(), server.binaries.major)
    with refused(database, statements) as told:
        assert told[0].startswith("this role may not read the journal")
    admin.run("GRANT USAGE ON SCHEMA wesley TO migrator; GRANT SELECT ON ALL TABLES IN SCHEMA wesley TO migrator")
    with refused(database, statements) as told:
        assert told[0].startswith(
            "migrator may not write into the journal (fence, plans, runs, segments, stamps, steps)"
        )
    admin.run("GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA wesley TO migrator")
    with Connections(as_role(database), "test") as connections:
        refuse_unready(connections.monitor, statements, RealClock())


def test_who_may_not_see_others_names_them_all_the_same(database: str, admin: Session) -> None:
    set_up(database, admin)
    with Connections(database, "first") as first, session(as_role(database)) as weak:
        take(first.guard, RealClock(), 0)
        assert re.fullmatch(r"process \d+ of postgres \(wesley first guard\)", holder(weak))
        assert "from a local socket, since 2" in holder(admin)
