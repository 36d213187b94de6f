"""`wesley doctor`: this machine and a database, for people and for programs."""

from __future__ import annotations

import json

import pytest

from tests.cli.migration.databases import ALLOW, asked, filled, held, schemas
from tests.cli.running import USER, Wesley
from tests.health.looking import role
from wesley import health
from wesley.execute.guard import KEY
from wesley.health import calibrate


def test_without_a_database_only_this_machine_is_looked_at(wesley: Wesley) -> None:
    wesley.write("schema/app.graphql", USER)
    result = wesley("doctor")
    assert result.status == 0
    assert result.out.startswith("this machine\n  ok       python   ")
    assert result.err.endswith("; no database was named, so none was looked at\n")
    answer = json.loads(wesley("doctor", "--format", "json").out)
    assert answer["database"] is None
    assert [one["check"] for one in answer["checks"]] == [check.name for check in health.ENVIRONMENT]


def test_an_error_of_the_environment_is_the_status(wesley: Wesley) -> None:
    wesley.write("wesley.toml", "schem = 1\n")
    result = wesley("doctor")
    assert (result.status, "  error    configuration" in result.out) == (1, True)
    result = wesley("doctor", "--env", "prod")
    assert (result.status, "wesley.toml" in result.err) == (2, True)


def test_a_server_that_cannot_be_reached(wesley: Wesley) -> None:
    result = wesley("doctor", "--database-url", "host=/nowhere password=hunter2")
    assert (result.status, "hunter2" in result.out + result.err) == (1, False)
    assert "  error    connection               no connection to host=/nowhere" in result.out
    assert f"  skipped  {len(health.DATABASE) - 1} checks" in result.out


def test_what_makes_no_sense_is_refused(wesley: Wesley) -> None:
    assert wesley("doctor", "--calibrate").status == 2
    assert wesley("doctor", "--env", "prod", "--database-url", "host=/nowhere").status == 2
    assert wesley("doctor", "--env", "prod").status == 2


@pytest.mark.server
def test_a_database_before_and_after_a_migration(
    wesley: Wesley, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database)
    filled(wesley, database)
    found = _statuses(wesley)
    assert (found["connection"], found["unfinished-plan"], found["drift"]) == ("ok", "ok", "skipped")
    assert (found["schema"], found["disk"]) == ("warning", "ok")
    assert schemas(database) == [("public",)]
    assert wesley("migrate", *ALLOW, "--yes").status == 0
    found = _statuses(wesley)
    assert (found["unfinished-plan"], found["drift"], found["schema"]) == ("warning", "ok", "ok")


@pytest.mark.server
def test_errors_give_the_status_and_logs_and_figures_have_them(wesley: Wesley, database15: str) -> None:
    with role(database15, "doctor_plain") as address:
        result = wesley(
            "doctor", "--database-url", address, "--log", "log", "--log-format", "json", "--metrics", "figures"
        )
    assert (result.status, "  error    privileges" in result.out) == (1, True)
    lines = [json.loads(line) for line in (wesley.folder / "log").read_text().splitlines()]
    assert [line["event"] for line in lines] == ["health-checked"] * len(health.ALL) + ["health-looked"]
    assert lines[-1]["errors"] == 1
    assert 'check="privileges"' in (wesley.folder / "figures").read_text()


@pytest.mark.server
def test_a_measurement_is_what_plans_go_by(wesley: Wesley, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibrate, "ROWS", 20_000)
    monkeypatch.setattr(calibrate, "_MAKE", tuple(text.replace("100000", "20000") for text in calibrate._MAKE))
    monkeypatch.setenv("DATABASE_URL", database)
    filled(wesley, database)
    result = wesley("doctor", "--calibrate")
    assert (result.status, "this makes a temporary table" in result.err) == (0, True)
    assert "  backfill  " in result.out
    told = json.loads(wesley("doctor", "--calibrate", "--format", "json").out)
    assert told["scan"] > 0
    assert asked(database, "SELECT count(*) FROM wesley.rates") == [(2,)]
    plan = wesley("plan", "--database-url", database, *ALLOW, "--format", "json")
    assert f"at rates measured on this server on {told['day']}" in plan.out
    with held(database, f"SELECT pg_advisory_lock({KEY})"):
        refused = wesley("doctor", "--calibrate")
    assert (refused.status, "error[RES001]" in refused.err) == (3, True)


def _statuses(wesley: Wesley) -> dict[str, str]:
    answer = json.loads(wesley("doctor", "--format", "json").out)
    assert set(answer["database"]) == {"host", "port", "name", "user"}
    return {one["check"]: one["status"] for one in answer["checks"]}
