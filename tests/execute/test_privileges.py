"""What a role lacks is told before anything is changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.plan.planned import USER, USER_WITH_CHECK, USER_WITH_INDEX, planned
from tests.sdl.harness import compiled
from tests.support.databases import empty_database
from wesley.execute.codes import MISSING_PRIVILEGE
from wesley.execute.privileges import missing_privileges
from wesley.postgres.database import load
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import Session, session
from wesley.targets.postgres.document import document

pytestmark = pytest.mark.server


@pytest.fixture
def migrator(server: EmbeddedServer) -> Iterator[Session]:
    """A role that owns nothing and is nobody's member, in a database with a table."""
    with empty_database(server.conninfo()) as database, session(database) as admin:
        load(database, document(compiled(USER)))
        admin.run("CREATE ROLE migrator LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        try:
            with session(f"{database} user=migrator") as one:
                yield one
        finally:
            admin.run("DROP OWNED BY migrator; DROP ROLE migrator")


def test_the_owner_and_the_schema_are_named(migrator: Session) -> None:
    found = missing_privileges(migrator, planned(USER, USER_WITH_INDEX).steps())
    assert {problem.code for problem in found} == {MISSING_PRIVILEGE}
    assert "migrator does not own public.users" in found[0].message
    assert "GRANT CREATE ON SCHEMA public TO migrator" in found[1].help


def test_what_makes_nothing_needs_no_right_to_make_something(migrator: Session) -> None:
    (found,) = missing_privileges(migrator, planned(USER, USER_WITH_CHECK).steps())
    assert "does not own" in found.message


def test_the_owner_lacks_nothing(database: str) -> None:
    load(database, document(compiled(USER)))
    with session(database) as one:
        assert missing_privileges(one, planned(USER, USER_WITH_CHECK).steps()) == ()


VIEW = USER + '\ntype Old @view(sql: "SELECT id, age FROM users") { id: ID! age: Int }'


@pytest.mark.parametrize("kind", ["", "@materialized"])
def test_a_view_of_another_role_is_not_made_anew(database: str, kind: str) -> None:
    view = VIEW.replace('users")', 'users", materialized: true)') if kind else VIEW
    owner = "ALTER MATERIALIZED VIEW" if kind else "ALTER VIEW"
    load(database, document(compiled(view)) + f"\n{owner} olds OWNER TO pg_monitor;")
    anew = planned(view, view.replace("age: Int", "age: BigInt"), allow_drop=("*",)).steps()
    same = planned(view, view.replace("name: String", "name: String @index")).steps()
    with session(database) as one:
        (found,) = missing_privileges(one, anew)
        assert found.message.startswith(
            "public.olds belongs to pg_monitor, and the plan makes it anew: it would belong"
        )
        assert found.help == "migrate as pg_monitor, or make postgres its owner first"
        assert missing_privileges(one, same) == ()
