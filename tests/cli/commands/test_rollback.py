"""`wesley rollback`: of plans that were run, that are half-run, and where nothing leads back."""

from __future__ import annotations

import pytest

from tests.cli.migration.databases import ALLOW, OLD, asked, catalog, columns, filled, held, started, until
from tests.cli.running import Wesley
from wesley.postgres.database import load

NULLABLE = OLD.replace("type Order", "type Note @table {\n  id: ID! @primaryKey\n}\ntype Order")
WAITING = "SELECT count(*) FROM wesley.segments WHERE state = 'started'"


@pytest.fixture
def project(wesley: Wesley, database15: str, monkeypatch: pytest.MonkeyPatch) -> Wesley:
    """A folder with the new schema, and a database with the old one."""
    monkeypatch.setenv("DATABASE_URL", database15)
    filled(wesley, database15)
    wesley.write("more/app.graphql", NULLABLE)
    return wesley


@pytest.mark.server
def test_an_expanded_plan_is_led_back_with_all_rows(project: Wesley, database15: str) -> None:
    before = catalog(database15)
    assert project("migrate", *ALLOW, "--yes").status == 0
    shown = project("rollback", "--dry-run")
    assert (shown.status, shown.err) == (0, "dry run: nothing was changed\n")
    assert "Drop column city" in shown.out
    assert columns(database15, "users") == ["age", "city", "email", "id"]
    assert project("rollback").status == 2
    back = project("rollback", "--yes")
    assert back.status == 0, back.err
    assert catalog(database15) == before
    assert asked(database15, "SELECT count(age) FROM users") == [(50,)]
    assert asked(database15, "SELECT state FROM wesley.plans ORDER BY plan") == [("undone",), ("done",)]
    none = project("rollback", "--yes")
    assert (none.status, "error[EXE007]" in none.err) == (1, True)


@pytest.mark.server
def test_a_plan_that_was_not_finished_is_led_back_from_what_it_has_done(project: Wesley, database15: str) -> None:
    before = catalog(database15)
    snapshot = held(database15, "SELECT FROM pg_class LIMIT 1", "REPEATABLE READ")
    with snapshot, started(project.folder, database15, "migrate", *ALLOW, "--yes") as process:
        until(lambda: asked(database15, "SELECT to_regclass('wesley.segments') IS NOT NULL") == [(True,)])
        until(lambda: asked(database15, WAITING) != [(0,)])
        process.kill()
        process.wait()
    until(lambda: "lock   nobody holds it" in project("status").out)
    assert catalog(database15) != before
    back = project("rollback", "--yes")
    assert back.status == 0, back.err
    assert catalog(database15) == before
    assert project("status").out.startswith("No plan of Wesley has left anything here.\n")
    assert project("migrate", *ALLOW, "--yes").status == 0


@pytest.mark.server
def test_plans_are_led_back_to_an_earlier_one(project: Wesley, database15: str) -> None:
    before = catalog(database15)
    for schema in ("more", "old", "more"):
        assert project("migrate", "--to", schema, "--allow-drop", "*", "--contract", "--yes").status == 0
    assert project("rollback", "--to", "7").status == 2
    assert "nothing to do" in project("rollback", "--to", "3", "--yes").err
    assert project("rollback", "--to", "2", "--yes").status == 0
    assert catalog(database15) == before
    assert project("rollback", "--to", "0", "--yes").status == 0
    assert catalog(database15) == before
    states = asked(database15, "SELECT undoes FROM wesley.plans WHERE undoes IS NOT NULL ORDER BY plan")
    assert states == [(3,), (2,), (1,)]


@pytest.mark.server
def test_what_was_kept_comes_back_and_what_was_purged_does_not(project: Wesley, database15: str) -> None:
    assert project("migrate", "--soft-drop", "--contract", *ALLOW, "--yes").status == 0
    assert project("rollback", "--yes").status == 0
    assert asked(database15, "SELECT count(age) FROM users") == [(50,)]
    assert project("migrate", "--soft-drop", "--contract", *ALLOW, "--yes").status == 0
    refused = project("purge", "--run", "--yes")
    assert (refused.status, "error[MIG010]" in refused.err) == (1, True)
    purged = project("purge", "--run", "--allow-drop", "users.wesley_dropped_age", "--yes")
    assert purged.status == 0, purged.err
    assert columns(database15, "users") == ["city", "email", "id"]
    gone = project("rollback", "--yes")
    assert gone.status == 1
    assert "error[EXE012]: nothing leads back from plan 4-" in gone.err
    assert "what is purged is gone for good" in gone.err
    assert project("purge", "--run", "--from", "old").status == 2


@pytest.mark.server
def test_what_a_rule_leaves_to_others_since_the_plan_stays_as_it_is(project: Wesley, database15: str) -> None:
    assert project("migrate", *ALLOW, "--yes").status == 0
    load(database15, "CREATE TABLE theirs (a integer)")
    refused = project("rollback", "--yes")
    assert (refused.status, "error[MIG019]" in refused.err) == (1, True)
    project.write("wesley.toml", '[postgres]\nignore = ["theirs"]\n')
    assert project("rollback", "--yes").status == 0
    assert columns(database15, "theirs") == ["a"]
    assert columns(database15, "users") == ["age", "email", "id"]
