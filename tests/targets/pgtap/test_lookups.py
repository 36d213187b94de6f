"""The plan checks pass where an index serves the look-up, and fail when it is gone or a policy keeps it from use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.targets.pgtap.running import failures, files_of, loaded, run
from tests.targets.pgtap.sample import SCHEMA, SQL
from wesley.postgres.embedded import EmbeddedServer

TEXT = files_of(SCHEMA)["tests/30_lookups.sql"]
SLOW = (
    "CREATE FUNCTION public.is_mine(uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS "
    "$$ SELECT $1::text = pg_catalog.current_setting('app.tenant_id', true) $$; "
    "ALTER POLICY projects_tenant ON app.projects USING (public.is_mine(org_id))"
)
MUTANTS = [
    ("DROP INDEX app.tasks_project_idx", "rows that refer through tasks_project_fkey"),
    ("DROP INDEX app.tasks_parent_idx", "rows that refer through tasks_parent_fkey"),
    (
        "ALTER TABLE app.projects DROP CONSTRAINT projects_org_id_id_key CASCADE",
        "app_user finds the rows of a tenant in projects",
    ),
    (SLOW, "app_user finds the rows of a tenant in projects"),
    ("ALTER POLICY projects_tenant ON app.projects USING (true)", "app_user finds the rows of a tenant in projects"),
    (
        "ALTER POLICY projects_tenant ON app.projects USING (org_id::text = current_setting('app.tenant_id', true))",
        "app_user finds the rows of a tenant in projects",
    ),
    (
        "DROP INDEX app.tasks_project_idx; CREATE INDEX tasks_project_idx ON app.tasks (org_id, project_id) "
        "WHERE quantity > 1",
        "rows that refer through tasks_project_fkey",
    ),
]


@pytest.fixture(scope="module", params=[15, 18], ids=["pg15", "pg18"])
def database_of_sample(request: pytest.FixtureRequest) -> Iterator[str]:
    server: EmbeddedServer = request.getfixturevalue(f"server{request.param}")
    with loaded(server, SQL) as conninfo:
        yield conninfo


@pytest.mark.server
def test_each_look_up_can_use_its_index(database_of_sample: str) -> None:
    assert failures(run(database_of_sample, TEXT)) == []


@pytest.mark.server
@pytest.mark.parametrize(("mutation", "expected"), MUTANTS, ids=[mutation[:60] for mutation, _ in MUTANTS])
def test_a_look_up_without_index_fails(database_of_sample: str, mutation: str, expected: str) -> None:
    found = failures(run(database_of_sample, TEXT, mutation))

    assert [failure for failure in found if expected in failure], found
