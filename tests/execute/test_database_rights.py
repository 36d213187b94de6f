"""What a role lacks in its database, and what the server has not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sdl.harness import compiled
from wesley.changes.statement import RelationName, Statement
from wesley.execute.codes import MISSING_PRIVILEGE, NOT_ON_THE_SERVER
from wesley.execute.database_rights import missing_rights
from wesley.ir.schema import Schema
from wesley.plan.make import make_plan
from wesley.plan.plan import Expectation, Step
from wesley.postgres.session import Session, session
from wesley.problems.problem import Problem

pytestmark = pytest.mark.server

SUPER = "a superuser, because it is no trusted one"
TENANTS = """
type Org @table @tenant(root: true) {
  id: ID! @primaryKey
  name: String! @grant(roles: ["odd role"], privileges: [SELECT])
}
"""


@pytest.fixture
def weak(database: str) -> Iterator[Session]:
    """A role that may do nothing in its database."""
    with session(database) as admin:
        admin.run("CREATE ROLE rights_weak LOGIN")
        try:
            with session(f"{database} user=rights_weak") as one:
                yield one
        finally:
            admin.run("DROP ROLE rights_weak")


def extension(name: str) -> Step:
    """A step that creates one."""
    after = (Expectation(relation=RelationName(schema="", name=name), fingerprint="0"),)
    statement = Statement(sql=f"CREATE EXTENSION IF NOT EXISTS {name};", why="")
    return Step(number=1, title="", kind="create-extension", statement=statement, after=after)


def step(sql: str) -> Step:
    """A step of any other kind."""
    return Step(number=1, title="", kind="", statement=Statement(sql=sql, why=""))


def told(found: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """Messages without that of the journal, and the statements that help."""
    return [(one.message, one.help.rpartition("\n")[2]) for one in found if "journal" not in one.message]


def test_schemas_and_the_journal_need_create_on_the_database(weak: Session) -> None:
    journal, other = missing_rights(weak, [step("CREATE SCHEMA sales;")])
    assert journal.message == "rights_weak may not make the schema of the journal"
    assert journal.help.endswith("\nCREATE SCHEMA wesley AUTHORIZATION rights_weak")
    assert other.message.startswith("rights_weak may not create a schema in ")
    assert {journal.code, other.code} == {MISSING_PRIVILEGE}


def test_roles_are_created_by_who_may(database: str, weak: Session) -> None:
    steps = make_plan(Schema(), compiled(TENANTS), server=15).steps()
    assert (
        'rights_weak may not create the role "odd role", which the plan needs',
        'CREATE ROLE "odd role" NOLOGIN',
    ) in (told(missing_rights(weak, steps)))
    with session(database) as admin:
        assert missing_rights(admin, steps) == ()


def test_extensions_have_to_be_on_the_server_and_trusted(database: str, weak: Session) -> None:
    steps = [extension("btree_gist"), extension("no_such_thing"), extension("pageinspect"), extension("plpgsql")]
    trusted = "CREATE on the database" if weak.version >= 130000 else SUPER
    found = missing_rights(weak, steps)
    assert told(found) == [
        (
            "the server does not have the extension no_such_thing, which the plan creates",
            "install its package on the server, or let the host do it; then run the command again",
        ),
        (f"rights_weak may not create the extension btree_gist: that takes {trusted}", "CREATE EXTENSION btree_gist"),
        (f"rights_weak may not create the extension pageinspect: that takes {SUPER}", "CREATE EXTENSION pageinspect"),
    ]
    with session(database) as admin:
        assert [one.code for one in missing_rights(admin, steps)] == [NOT_ON_THE_SERVER]


def test_a_resumed_build_needs_a_temporary_table(database: str, weak: Session) -> None:
    build = [step("CREATE UNIQUE INDEX CONCURRENTLY t_key ON public.t USING btree (id);")]
    assert told(missing_rights(weak, build)) == []
    with session(database) as admin:
        ((name,),) = admin.rows("SELECT quote_ident(current_database())")
        admin.run(f"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC")
    ((message, way_out),) = told(missing_rights(weak, build))
    assert "may not make temporary tables" in message
    assert way_out == f"GRANT TEMPORARY ON DATABASE {name} TO rights_weak"
