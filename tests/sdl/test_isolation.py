"""The generated policies, keys and grants in a real PostgreSQL: what the application's role sees and cannot do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import dedent
from typing import Any

import psycopg
import pytest

from tests.sdl.harness import compiled
from wesley.config.settings import Settings
from wesley.targets.postgres import TARGET

pytestmark = pytest.mark.server

A = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
B = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb"
DENIED = "42501"
"""SQLSTATE insufficient_privilege: of a missing grant, and of a row that WITH CHECK refuses."""

PROJECTS = """\
    type Org @table @tenant(root: true) {
      id: ID! @primaryKey
      name: String!
    }
    type Project @table(schema: "app") @tenant(column: "orgId") {
      id: ID! @primaryKey
      orgId: ID! @foreignKey(ref: "Org.id")
      name: String!
    }
    type Task @table(schema: "app") @tenant(column: "orgId") {
      id: ID! @primaryKey
      orgId: ID!
      projectId: ID @foreignKey(ref: "Project.id", onDelete: SET_NULL)
    }
    """


class Application:
    """A connection of the application's role; each statement is told by its outcome."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def acts_for(self, tenant: str = "", user: str = "", role: str = "app_user") -> None:
        self.admin(f"SELECT set_config('app.tenant_id', '{tenant}', false), set_config('app.user_id', '{user}', false)")
        self._connection.execute(f"SET ROLE {role}".encode())

    def admin(self, sql: str) -> list[Any]:
        self._connection.execute("RESET ROLE")
        cursor = self._connection.execute(sql.encode())
        return cursor.fetchall() if cursor.description else []

    def rows(self, sql: str) -> list[Any]:
        return [row[0] for row in self._connection.execute(sql.encode()).fetchall()]

    def outcome(self, sql: str) -> int | str | None:
        """The number of rows that were changed, or the SQLSTATE."""
        try:
            return self._connection.execute(sql.encode()).rowcount
        except psycopg.Error as error:
            return error.sqlstate


@contextmanager
def application(conninfo: str, sdl: str) -> Iterator[Application]:
    schema = compiled(sdl)
    [text] = TARGET.emit(schema, Settings()).values()
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(text.encode())
        yield Application(connection)


@pytest.fixture
def projects(database: str) -> Iterator[Application]:
    with application(database, PROJECTS) as app:
        for number, org in enumerate((A, B)):
            app.admin(f"INSERT INTO orgs (id, name) VALUES ('{org}', 'org {number}')")
            app.admin(f"INSERT INTO app.projects (id, org_id, name) VALUES ('{number}{org[1:]}', '{org}', 'p{number}')")
        yield app


def test_a_tenant_sees_its_own_rows_exactly(projects: Application) -> None:
    projects.acts_for(A)
    assert projects.rows("SELECT name FROM app.projects") == ["p0"]
    assert projects.rows("SELECT name FROM orgs") == ["org 0"]
    projects.acts_for(B)
    assert projects.rows("SELECT name FROM app.projects") == ["p1"]


@pytest.mark.parametrize("tenant", ["", "cccccccc-cccc-4ccc-8ccc-cccccccccccc"])
def test_without_a_tenant_nothing_is_seen_and_nothing_written(projects: Application, tenant: str) -> None:
    projects.acts_for(tenant)
    assert projects.rows("SELECT 1 FROM app.projects") == []
    assert projects.outcome(f"INSERT INTO app.projects (org_id, name) VALUES ('{A}', 'x')") == DENIED


def test_a_session_that_never_set_the_tenant_sees_nothing(projects: Application) -> None:
    projects.admin("SET ROLE app_user")
    assert projects.rows("SELECT 1 FROM app.projects") == []


def test_rows_of_another_tenant_cannot_be_touched(projects: Application) -> None:
    projects.acts_for(A)
    assert projects.outcome(f"UPDATE app.projects SET name = 'x' WHERE org_id = '{B}'") == 0
    assert projects.outcome(f"DELETE FROM app.projects WHERE org_id = '{B}'") == 0
    assert projects.outcome(f"INSERT INTO app.projects (org_id, name) VALUES ('{B}', 'x')") == DENIED
    assert projects.outcome(f"UPDATE app.projects SET org_id = '{B}'") == DENIED
    assert projects.outcome("TRUNCATE app.projects CASCADE") == DENIED
    assert projects.outcome(f"INSERT INTO app.projects (org_id, name) VALUES ('{A}', 'mine')") == 1
    assert projects.admin(f"SELECT name FROM app.projects WHERE org_id = '{B}'") == [("p1",)]


def test_a_row_of_another_tenant_cannot_be_referred_to(projects: Application) -> None:
    projects.acts_for(A)
    of_b = f"INSERT INTO app.tasks (org_id, project_id) VALUES ('{A}', '1{B[1:]}')"
    of_nobody = f"INSERT INTO app.tasks (org_id, project_id) VALUES ('{A}', '9{B[1:]}')"
    assert projects.outcome(of_b) == projects.outcome(of_nobody) == "23503"
    assert projects.outcome(f"INSERT INTO app.tasks (org_id, project_id) VALUES ('{A}', '0{A[1:]}')") == 1


def test_set_null_leaves_the_tenant_as_it_is(projects: Application) -> None:
    projects.acts_for(A)
    projects.outcome(f"INSERT INTO app.tasks (org_id, project_id) VALUES ('{A}', '0{A[1:]}')")
    assert projects.outcome("DELETE FROM app.projects") == 1
    assert projects.rows("SELECT org_id::text FROM app.tasks WHERE project_id IS NULL") == [A]


def test_a_new_tenant_is_created_by_a_session_that_acts_for_it(projects: Application) -> None:
    new = "cccccccc-cccc-4ccc-8ccc-cccccccccccc"
    insert = f"INSERT INTO orgs (id, name) VALUES ('{new}', 'new')"
    projects.acts_for(A)
    assert projects.outcome(insert) == DENIED
    projects.acts_for(new)
    assert projects.outcome(insert) == 1


def test_the_owner_of_the_table_is_subject_to_the_policies_too(projects: Application) -> None:
    projects.admin(
        "DO $$ BEGIN CREATE ROLE table_owner; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
        "ALTER TABLE app.projects OWNER TO table_owner; GRANT USAGE ON SCHEMA app TO table_owner"
    )
    projects.acts_for(A, role="table_owner")
    assert projects.rows("SELECT 1 FROM app.projects") == []


def test_a_permissive_policy_that_is_added_later_does_not_widen_the_tenant(database: str) -> None:
    sdl = """\
        type Project @table @tenant(column: "orgId") @rls(select: "true", insert: "true") {
          id: ID! @primaryKey
          orgId: UUID!
        }
        """
    with application(database, sdl) as app:
        app.admin(f"INSERT INTO projects (org_id) VALUES ('{A}'), ('{B}')")
        app.admin("CREATE POLICY wide ON projects TO app_user USING (true) WITH CHECK (true)")
        app.acts_for(A)
        assert app.rows("SELECT org_id::text FROM projects") == [A]
        assert app.outcome(f"INSERT INTO projects (org_id) VALUES ('{B}')") == DENIED
        assert app.outcome("DELETE FROM projects") == DENIED


NOTES = """\
    type Note @table @owner(column: "userId", select: "public-read") @rls(delete: "deny") {
      id: ID! @primaryKey
      userId: String!
      title: String @grant(roles: ["editor"], privileges: [SELECT, UPDATE])
    }
    """


def test_owners_write_their_own_rows_and_everybody_reads(database: str) -> None:
    with application(database, NOTES) as app:
        app.admin("INSERT INTO notes (user_id) VALUES ('ada'), ('bob')")
        app.acts_for(user="ada")
        assert len(app.rows("SELECT 1 FROM notes")) == 2
        assert app.outcome("UPDATE notes SET title = 'x'") == 1
        assert app.outcome("UPDATE notes SET user_id = 'bob'") == DENIED
        assert app.outcome("INSERT INTO notes (user_id) VALUES ('bob')") == DENIED
        assert app.outcome("INSERT INTO notes (user_id) VALUES ('ada')") == 1
        assert app.outcome("DELETE FROM notes") == DENIED
        app.acts_for(role="editor")
        assert len(app.rows("SELECT title FROM notes")) == 3
        assert app.outcome("SELECT user_id FROM notes") == 3, "everybody may read"


def test_what_a_column_of_text_is_compared_with_is_not_cut(database: str) -> None:
    """`'abcdef'::varchar(3)` is `abc`: a cast with the length would give one tenant the rows of another."""
    sdl = 'type T @table @tenant(column: "org") { id: ID! @primaryKey org: String! @column(type: "varchar(3)") }'
    with application(database, sdl) as app:
        app.admin("INSERT INTO ts (org) VALUES ('abc')")
        app.acts_for("abcdef")
        assert app.rows("SELECT 1 FROM ts") == []
        app.acts_for("abc")
        assert app.rows("SELECT 1 FROM ts") == [1]


def test_deleted_rows_are_hidden_and_can_be_deleted(database: str) -> None:
    """With `deleted_at IS NULL` alone PostgreSQL refuses the UPDATE: who updates must be able to see the new row."""
    sdl = """\
        type Note @table @tenant(column: "orgId") @rls(preset: "soft-delete") {
          id: ID! @primaryKey
          orgId: UUID!
          deletedAt: DateTime
        }
        """
    with application(database, sdl) as app:
        app.admin(f"INSERT INTO notes (org_id) VALUES ('{A}'), ('{A}'), ('{B}')")
        app.acts_for(A)
        [first, _] = app.rows("SELECT id FROM notes")
        assert app.outcome(f"UPDATE notes SET deleted_at = now() WHERE id = '{first}'") == 1
        assert len(app.rows("SELECT 1 FROM notes")) == 1
        assert app.outcome(f"UPDATE notes SET deleted_at = NULL WHERE id = '{first}'") == 0


def test_readonly_columns_are_granted_column_by_column(database: str) -> None:
    sdl = """\
        type Project @table @tenant(column: "orgId") {
          id: ID! @primaryKey
          orgId: UUID!
          name: String
          number: Int @readonly
        }
        """
    with application(database, sdl) as app:
        app.acts_for(A)
        assert app.outcome(f"INSERT INTO projects (org_id, number) VALUES ('{A}', 1)") == 1
        assert app.outcome("UPDATE projects SET name = 'x' WHERE number = 1") == 1
        assert app.outcome("UPDATE projects SET number = 2") == DENIED


def plan(app: Application, sql: str) -> str:
    return "\n".join(app.rows(f"EXPLAIN {sql}"))


@pytest.mark.parametrize("type_name", ["uuid", "bigint", "text", "varchar(40)", "char(36)", "citext", "numeric(20)"])
def test_the_tenant_is_evaluated_once_and_the_index_is_used(database: str, type_name: str) -> None:
    sdl = dedent(f"""\
        type Project @table @tenant(column: "org") {{
          id: ID! @primaryKey
          org: ID! @column(type: "{type_name}")
        }}
        """)
    with application(database, sdl) as app:
        value = "md5((n % 200)::text)::uuid" if type_name in ("uuid", "text") else "n % 200"
        app.admin(f"INSERT INTO projects (org) SELECT ({value})::{type_name} FROM generate_series(1, 20000) AS n")
        app.admin("ANALYZE projects")
        [[tenant]] = app.admin("SELECT org::text FROM projects WHERE org IS NOT NULL LIMIT 1")
        app.acts_for(tenant)
        assert len(app.rows("SELECT 1 FROM projects")) == 100
        shown = plan(app, "SELECT * FROM projects")
        assert "InitPlan" in shown
        assert "Index" in shown
        assert "Seq Scan" not in shown


def test_a_limit_beside_other_policies_uses_the_index_too(database: str) -> None:
    sdl = """\
        type Project @table @tenant(column: "orgId") @owner(column: "userId", select: "true") {
          id: ID! @primaryKey
          orgId: Int!
          userId: Int!
        }
        """
    with application(database, sdl) as app:
        app.admin("INSERT INTO projects (org_id, user_id) SELECT n % 200, n FROM generate_series(1, 20000) AS n")
        app.admin("ANALYZE projects")
        app.acts_for("7", "207")
        assert len(app.rows("SELECT 1 FROM projects")) == 100
        shown = plan(app, "SELECT * FROM projects")
        assert "Index Cond: (org_id = " in shown
        assert "Seq Scan" not in shown
        assert app.outcome("DELETE FROM projects") == 1


def test_the_role_of_the_application_cannot_pass_by(projects: Application) -> None:
    found = projects.admin("SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = 'app_user'")
    assert found == [(False, False, False)]


def test_what_a_table_needs_beside_itself_can_be_used(database: str) -> None:
    """An enum and a lookup table in schemas of their own, as the application's role."""
    sdl = """\
        type Project @table(schema: "app") @tenant(column: "orgId") {
          id: ID! @primaryKey
          orgId: UUID!
          kind: Kind!
          state: State!
        }
        enum Kind @enum(schema: "types") { SMALL LARGE }
        enum State @enum(schema: "lookups", storage: LOOKUP) { OPEN CLOSED }
        """
    with application(database, sdl) as app:
        app.acts_for(A)
        insert = f"INSERT INTO app.projects (org_id, kind, state) VALUES ('{A}', 'SMALL'::types.kind, 'OPEN')"
        assert app.outcome(insert) == 1
        assert app.rows("SELECT value FROM lookups.states ORDER BY value") == ["CLOSED", "OPEN"]
        assert app.outcome("DELETE FROM lookups.states") == DENIED


def test_a_view_shows_what_its_reader_may_see(database: str) -> None:
    sdl = """\
        type Project @table @tenant(column: "orgId") { id: ID! @primaryKey orgId: UUID! }
        type Total @view(sql: "SELECT count(*) AS n FROM public.projects") @grant(roles: ["app_user"]) { n: BigInt }
        """
    with application(database, sdl) as app:
        app.admin(f"INSERT INTO projects (org_id) VALUES ('{A}'), ('{B}')")
        app.acts_for(A)
        assert app.rows("SELECT n FROM totals") == [1]
        assert app.outcome("INSERT INTO totals VALUES (1)") in (DENIED, "55000")


def test_a_policy_that_reads_another_table(database: str) -> None:
    sdl = """\
        type Member @table @owner(column: "userId") { id: ID! @primaryKey userId: String! projectId: ID! }
        type Project @table @rls(select: "id = ANY (ARRAY(SELECT m.project_id FROM public.members AS m))") {
          id: ID! @primaryKey
        }
        """
    with application(database, sdl) as app:
        app.admin(f"INSERT INTO projects (id) VALUES ('{A}'), ('{B}')")
        app.admin(f"INSERT INTO members (user_id, project_id) VALUES ('ada', '{A}'), ('bob', '{B}')")
        app.acts_for(user="ada")
        assert app.rows("SELECT id::text FROM projects") == [A]


def test_keys_work_where_the_owner_of_the_tables_is_subject_to_the_policies(projects: Application) -> None:
    """What a foreign key does to rows is done as the owner of the table and past FORCE ROW LEVEL SECURITY."""
    projects.admin(
        "DO $$ BEGIN CREATE ROLE table_owner; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
        "GRANT USAGE ON SCHEMA app TO table_owner; ALTER TABLE orgs OWNER TO table_owner;"
        "ALTER TABLE app.projects OWNER TO table_owner; ALTER TABLE app.tasks OWNER TO table_owner"
    )
    projects.acts_for(A)
    assert projects.outcome(f"INSERT INTO app.tasks (org_id, project_id) VALUES ('{A}', '0{A[1:]}')") == 1
    assert projects.outcome(f"INSERT INTO app.tasks (org_id, project_id) VALUES ('{A}', '1{B[1:]}')") == "23503"
    assert projects.outcome("DELETE FROM app.projects") == 1
    assert projects.admin("SELECT org_id::text, project_id FROM app.tasks") == [(A, None)]


ODD = """\
    type Order @table(name: "Order \\"x\\"", schema: "My Schema") @tenant(column: "user")
      @rls(select: "\\"user\\" IS NOT NULL", name: "It's; DROP", roles: ["Web \\"App\\"", "select"]) {
      id: ID! @primaryKey
      user: UUID!
      group: String @column(name: "Grüppe") @grant(roles: ["select"], privileges: [UPDATE])
    }
    """


def test_names_that_need_quotes(database: str) -> None:
    with application(database, ODD) as app:
        table = '"My Schema"."Order ""x"""'
        app.admin(f"INSERT INTO {table} (\"user\") VALUES ('{A}'), ('{B}')")
        app.acts_for(A, role='"Web ""App"""')
        assert app.rows(f'SELECT "user"::text FROM {table}') == [A]
        app.acts_for(A, role='"select"')
        assert app.rows(f'SELECT "user"::text FROM {table}') == [A]
        assert app.outcome(f"UPDATE {table} SET \"user\" = '{B}'") == DENIED


def test_numbered_keys_need_no_privilege_on_a_sequence(database: str) -> None:
    sdl = 'type P @table @tenant(column: "orgId") { id: BigInt! @primaryKey @identity orgId: UUID! }'
    with application(database, sdl) as app:
        app.acts_for(A)
        assert app.outcome(f"INSERT INTO ps (org_id) VALUES ('{A}')") == 1


def test_partitions_are_reached_through_their_table_alone(database: str) -> None:
    """Policies of a partitioned table do not apply to a partition that is named itself, so nobody is granted that."""
    sdl = """\
        type Event @table @tenant(column: "orgId") @partition(by: HASH, columns: ["orgId"])
          @primaryKey(columns: ["orgId", "id"]) {
          id: UUID!
          orgId: UUID!
        }
        """
    with application(database, sdl) as app:
        app.admin(f"INSERT INTO events (org_id, id) VALUES ('{A}', '{A}'), ('{B}', '{B}')")
        partitions = app.admin("SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r'")
        app.acts_for(A)
        assert app.rows("SELECT id::text FROM events") == [A]
        assert [app.outcome(f"SELECT FROM {name}") for (name,) in partitions] == [DENIED]
