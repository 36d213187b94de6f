"""Each isolation file passes on the schema as it is, and each way of breaking the isolation fails its own tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.targets.pgtap.running import failures, files_of, loaded, run
from tests.targets.pgtap.sample import SCHEMA, SQL
from wesley.postgres.embedded import EmbeddedServer

ISOLATION = {path: text for path, text in files_of(SCHEMA).items() if path.startswith("tests/20_")}
ORGS, PROJECTS, TASKS = (f"tests/20_isolation_app.{name}.sql" for name in ("orgs", "projects", "tasks"))
TENANT = "org_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)"

MUTANTS = [
    (
        "ALTER POLICY tasks_tenant ON app.tasks USING (true)",
        {
            "cannot see the row of B",
            "of it one row alone",
            "without tenant cannot see rows",
            "cannot delete the row of B",
        },
    ),
    ("ALTER POLICY tasks_tenant ON app.tasks WITH CHECK (true)", {"cannot insert a row for B", "cannot move its rows"}),
    (
        "ALTER POLICY tasks_tenant ON app.tasks USING (true) WITH CHECK (true)",
        {"cannot see the row of B", "cannot update the row of B", "cannot insert a row for B", "cannot move its rows"},
    ),
    (
        "ALTER TABLE app.tasks DISABLE ROW LEVEL SECURITY",
        {"enabled, forced", "cannot see the row of B", "cannot update the row of B", "cannot insert a row for B"},
    ),
    (
        "CREATE POLICY more ON app.tasks USING (true)",
        {"exactly its policies", "cannot see the row of B", "outlives whatever A deletes"},
    ),
    ("CREATE POLICY more ON app.tasks FOR SELECT TO app_user USING (true)", {"cannot see the row of B"}),
    ("CREATE POLICY more ON app.tasks FOR DELETE TO app_user USING (true)", {"outlives whatever A deletes"}),
    ("CREATE POLICY more ON app.tasks FOR INSERT TO PUBLIC WITH CHECK (true)", {"tenant cannot insert into tasks"}),
    (
        f"DROP POLICY tasks_tenant ON app.tasks; CREATE POLICY tasks_tenant ON app.tasks TO app_user USING ({TENANT});"
        f"CREATE POLICY more ON app.tasks FOR UPDATE TO app_user USING ({TENANT}) WITH CHECK (true)",
        {"cannot move its rows"},
    ),
    ("ALTER TABLE app.tasks DROP CONSTRAINT tasks_project_fkey", {"refer to B through tasks_project_fkey"}),
    ("ALTER TABLE app.tasks DROP CONSTRAINT tasks_parent_fkey", {"refer to B through tasks_parent_fkey"}),
    ("ALTER ROLE app_user BYPASSRLS", {"cannot bypass", "cannot see the row of B", "cannot insert a row for B"}),
    ("ALTER ROLE app_user SUPERUSER", {"cannot bypass", "cannot see the row of B"}),
    ("ALTER TABLE app.tasks NO FORCE ROW LEVEL SECURITY", {"enabled, forced"}),
    ("DROP POLICY tasks_tenant ON app.tasks", {"can see its own row", "can insert its own row"}),
    ("REVOKE INSERT ON app.tasks FROM app_user", {"can insert its own row"}),
    ("REVOKE SELECT ON app.tasks FROM app_user", {"can see its own row"}),
    ("REVOKE UPDATE ON app.tasks FROM app_user", {"can update its own row"}),
    ("REVOKE DELETE ON app.tasks FROM app_user", {"can delete its own row"}),
    ("REVOKE USAGE ON SCHEMA app FROM app_user", {"can see its own row", "can insert its own row"}),
    ("ALTER TABLE app.orgs ADD COLUMN more text NOT NULL", {"rows of tenants A and B are in app.orgs"}),
    ("ALTER ROLE app_user RENAME TO somebody", {"the tests can act as app_user", "can see its own row"}),
]


@pytest.fixture(scope="module", params=[15, 18], ids=["pg15", "pg18"])
def database_of_sample(request: pytest.FixtureRequest) -> Iterator[str]:
    server: EmbeddedServer = request.getfixturevalue(f"server{request.param}")
    with loaded(server, SQL) as conninfo:
        yield conninfo


@pytest.mark.server
@pytest.mark.parametrize("path", [ORGS, PROJECTS, TASKS])
def test_it_passes_without_a_skip(database_of_sample: str, path: str) -> None:
    result = run(database_of_sample, ISOLATION[path])

    assert failures(result) == []
    assert not [test for test in result.results if test.skipped is not None]


@pytest.mark.server
@pytest.mark.parametrize(("mutation", "expected"), MUTANTS, ids=[mutation for mutation, _ in MUTANTS])
def test_each_mutant_is_killed(database_of_sample: str, mutation: str, expected: set[str]) -> None:
    found = failures(run(database_of_sample, ISOLATION[TASKS], mutation))

    assert {words for words in expected if any(words in failure for failure in found)} == expected, found


@pytest.mark.server
def test_what_was_tried_is_undone(database_of_sample: str) -> None:
    run(database_of_sample, ISOLATION[TASKS])

    look = "BEGIN; SELECT plan(1); SELECT is(count(*), 0::bigint) FROM app.tasks; ROLLBACK;"
    assert failures(run(database_of_sample, "SET search_path = public, tap; " + look)) == []
