"""`wesley migrate`: from the database as it is to a schema, whatever happens on the way."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys

import pytest

from tests.cli.migration.databases import (
    ALLOW,
    OLD,
    asked,
    catalog,
    columns,
    filled,
    held,
    schemas,
    started,
    until,
)
from tests.cli.running import Wesley
from wesley.postgres.session import session

RUNS = "SELECT count(*) FROM wesley.runs"
BEGUN = "SELECT count(*) FROM wesley.segments WHERE state = 'started'"
INVALID = "SELECT count(*) FROM pg_index WHERE NOT indisvalid"
SNAPSHOT = ("SELECT FROM pg_class LIMIT 1", "REPEATABLE READ")
"""What a concurrent build waits for."""
ON_ITS_TERMINAL = """
import fcntl, sys, termios
from wesley.cli.app import run
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture
def project(wesley: Wesley, database: str, monkeypatch: pytest.MonkeyPatch) -> Wesley:
    """A folder with the new schema, and a database with the old one."""
    monkeypatch.setenv("DATABASE_URL", database)
    filled(wesley, database)
    return wesley


@pytest.fixture
def project15(wesley: Wesley, database15: str, monkeypatch: pytest.MonkeyPatch) -> Wesley:
    """The same on PostgreSQL 15 alone."""
    monkeypatch.setenv("DATABASE_URL", database15)
    filled(wesley, database15)
    return wesley


@pytest.mark.server
def test_it_expands_and_runs_the_contract_later_and_leads_both_back(project: Wesley, database: str) -> None:
    before = catalog(database)
    result = project("migrate", *ALLOW, "--yes")
    assert result.status == 0, result.err
    assert "Add column city" in result.out
    assert "is done but for its contract" in result.err
    assert columns(database, "users") == ["age", "city", "email", "id"]
    assert asked(database, "SELECT count(*), count(age), min(city) FROM users") == [(50, 50, "Wien")]

    waiting = project("status")
    assert waiting.out.startswith("The last plan is done but for its contract.\n")
    assert "wesley migrate --allow-drop users.age --contract" in waiting.out
    assert project("migrate", *ALLOW, "--contract", "--yes").status == 0
    assert columns(database, "users") == ["city", "email", "id"]
    assert project("status").out.startswith("The last plan is done.\n")
    nothing = project("migrate")
    assert (nothing.status, nothing.err) == (0, "")
    assert "Nothing to do" in nothing.out

    back = project("rollback", "--yes")
    assert back.status == 0, back.err
    assert catalog(database) == before
    assert asked(database, "SELECT count(*), count(age) FROM users") == [(50, 0)]
    assert project.files() == [".wesley/.gitignore", "old/app.graphql", "schema/app.graphql"]


@pytest.mark.server
def test_a_dry_run_shows_everything_and_leaves_no_trace(project15: Wesley, database15: str) -> None:
    before = (catalog(database15), schemas(database15))
    result = project15("migrate", *ALLOW, "--dry-run")
    assert (result.status, result.err) == (0, "dry run: nothing was changed\n")
    assert "Add column city" in result.out
    assert (catalog(database15), schemas(database15)) == before
    assert not (project15.folder / ".wesley").exists()


@pytest.mark.server
def test_without_a_terminal_the_answer_has_to_be_on_the_command_line(project15: Wesley, database15: str) -> None:
    result = project15("migrate", *ALLOW)
    assert result.status == 2
    assert "error[CLI019]" in result.err
    assert schemas(database15) == [("public",)]


@pytest.mark.server
def test_data_are_not_lost_unless_they_are_named(project15: Wesley, database15: str) -> None:
    project15.write("schema/app.graphql", OLD.replace("  age: Int\n", ""))
    result = project15("migrate", "--yes")
    assert result.status == 1
    assert "error[MIG010]: the data of public.users.age would be lost" in result.err
    for word in (
        "kind   planning",
        "done   nothing by this command",
        "not    all that it was asked for",
        "now    the database is as it was before",
        "next",
    ):
        assert word in result.err, result.err
    assert schemas(database15) == [("public",)]


@pytest.mark.server
def test_a_plan_in_a_file_is_run_as_it_was_made(project: Wesley, database: str) -> None:
    planned = project("plan", "--database-url", database, *ALLOW, "--contract", "--out", "plan.json")
    assert planned.status == 0, planned.err
    result = project("migrate", "--plan", "plan.json", "--yes")
    assert result.status == 0, result.err
    assert "loses     public.users.age" in result.out
    assert columns(database, "users") == ["city", "email", "id"]
    again = project("migrate", "--plan", "plan.json", "--yes")
    assert again.status == 1
    assert "error[MIG019]" in again.err
    assert project("rollback", "--yes").status == 0
    assert columns(database, "users") == ["age", "email", "id"]


@pytest.mark.server
@pytest.mark.parametrize("word", ["-", "/dev/stdin"])
def test_a_plan_in_a_pipe_is_run_too(project15: Wesley, database15: str, word: str) -> None:
    plan = project15("plan", "--database-url", database15, *ALLOW, "--contract", "--format", "json").out
    command = [sys.executable, "-m", "wesley.cli", "migrate", "--plan", word]
    asks = subprocess.run(command, cwd=project15.folder, input=plan, capture_output=True, text=True, check=False)
    assert (asks.returncode, "add --yes" in asks.stderr) == (2, True)
    done = subprocess.run(
        [*command, "--yes"], cwd=project15.folder, input=plan, stderr=subprocess.PIPE, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert columns(database15, "users") == ["city", "email", "id"]


@pytest.mark.server
def test_a_plan_that_was_changed_or_is_for_another_database_is_not_run(project15: Wesley, database15: str) -> None:
    project15("plan", "--database-url", database15, *ALLOW, "--out", "plan.json")
    plan = project15.folder / "plan.json"
    text = plan.read_text()
    plan.write_text(text.replace("Wien", "Graz"))
    changed = project15("migrate", "--plan", "plan.json", "--yes")
    assert (changed.status, "error[MIG014]" in changed.err) == (1, True)
    plan.write_text(text)
    with session(database15) as other:
        other.run("ALTER TABLE orders ADD COLUMN mine integer")
    refused = project15("migrate", "--plan", "plan.json", "--yes")
    assert (refused.status, "error[MIG019]" in refused.err) == (1, True)
    assert schemas(database15) == [("public",)]
    gone = project15("migrate", "--plan", "plam.json", "--yes")
    assert (gone.status, "error[CLI001]" in gone.err) == (2, True)


@pytest.mark.server
def test_a_plan_for_another_version_is_not_run(project15: Wesley) -> None:
    project15("plan", "--from", "old", "--pg", "18", *ALLOW, "--out", "plan.json")
    result = project15("migrate", "--plan", "plan.json", "--yes")
    assert (result.status, "error[CLI018]" in result.err) == (2, True)


@pytest.mark.server
def test_a_second_migrator_gives_up_and_names_the_first(project15: Wesley, database15: str) -> None:
    with held(database15, "SELECT FROM orders"), started(project15.folder, database15, "migrate", *ALLOW, "--yes"):
        until(lambda: has_journal(database15) and asked(database15, RUNS) != [(0,)])
        second = project15("migrate", *ALLOW, "--yes")
        assert second.status == 3
        assert "error[RES001]: another migrator works on this database: process " in second.err
        working = project15("status").out
        assert working.startswith("A plan is being run.\n")
        assert "  now    a migrator is at work\n  next   wesley status\n" in working


@pytest.mark.server
@pytest.mark.parametrize(("held_by", "level"), [("SELECT FROM orders", "READ COMMITTED"), SNAPSHOT])
def test_it_goes_on_after_it_was_killed(project: Wesley, database: str, held_by: str, level: str) -> None:
    waits = BEGUN if level == SNAPSHOT[1] else RUNS
    command = ("migrate", *ALLOW, "--contract", "--yes")
    with held(database, held_by, level), started(project.folder, database, *command) as process:
        until(lambda: has_journal(database) and asked(database, waits) != [(0,)])
        process.kill()
        process.wait()
    refused = project(*command)
    assert refused.status in (1, 3)
    assert "error[EXE006]" in refused.err or "error[RES001]" in refused.err
    until(lambda: "lock   nobody holds it" in project("status").out)
    result = project("migrate", "--resume")
    assert result.status == 0, result.err
    assert columns(database, "users") == ["city", "email", "id"]
    assert asked(database, INVALID) == [(0,)]
    assert "Nothing to do" in project("migrate").out
    nothing = project("migrate", "--resume")
    assert (nothing.status, "error[EXE007]" in nothing.err) == (1, True)


def has_journal(conninfo: str) -> bool:
    """True when the journal is there."""
    return ("wesley",) in schemas(conninfo)


@pytest.mark.server
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_whoever_ends_it_is_told_how_things_stand(
    project15: Wesley, database15: str, number: signal.Signals, status: int
) -> None:
    with held(database15, *SNAPSHOT), started(project15.folder, database15, "migrate", *ALLOW, "--yes") as process:
        until(lambda: has_journal(database15) and asked(database15, BEGUN) != [(0,)])
        process.send_signal(number)
        _, said = process.communicate()
    assert process.returncode == status
    for word in ("done", "not", "now", "next   wesley migrate --resume", "wesley rollback"):
        assert f"  {word}".encode() in said
    assert asked(database15, "SELECT outcome FROM wesley.runs") == [("interrupted",)]
    assert asked(database15, INVALID) == [(0,)]
    assert project15("migrate", "--resume").status == 0


@pytest.mark.server
def test_a_terminal_that_hangs_up_ends_it_and_the_log_says_so(project15: Wesley, database15: str) -> None:
    ours, its = pty.openpty()
    command = [sys.executable, "-c", ON_ITS_TERMINAL, "migrate", *ALLOW, "--yes", "--log", "run.log"]
    with (
        held(database15, *SNAPSHOT),
        subprocess.Popen(command, stdin=its, stdout=its, stderr=its, start_new_session=True) as process,
    ):
        os.close(its)
        until(lambda: bool(os.read(ours, 4096)) and has_journal(database15) and asked(database15, BEGUN) != [(0,)])
        os.close(ours)
        assert process.wait() == 129
    assert "the user ended it" in (project15.folder / "run.log").read_text()
    assert asked(database15, "SELECT outcome FROM wesley.runs") == [("interrupted",)]
    assert project15("migrate", "--resume").status == 0


@pytest.mark.server
def test_options_that_ask_for_different_things(project15: Wesley) -> None:
    result = project15("migrate", "--resume", "--contract")
    assert (result.status, "error[CLI021]" in result.err) == (2, True)
    assert project15("migrate", "--plan", "plan.json", "--to", "old").status == 2
    # A variable of the shell that is not set means no other plan.
    assert "`--plan` is empty" in project15("migrate", "--plan", "", "--yes").err
    assert project15("migrate", "--stall-budget", "0ms").status == 2


def test_it_needs_a_database(wesley: Wesley) -> None:
    result = wesley("migrate", "--yes")
    assert (result.status, "error[CLI020]" in result.err) == (2, True)


@pytest.mark.server
def test_apply_is_another_name_of_it(project15: Wesley) -> None:
    assert project15("apply", *ALLOW, "--dry-run").status == 0


@pytest.mark.server
def test_what_it_could_not_tell_of_itself_is_refused_before_anything_is_asked(
    project15: Wesley, database15: str
) -> None:
    for options in (("--log", "nowhere/log"), ("--metrics", "."), ("--metrics-listen", "0.0.0.0:80")):
        result = project15("migrate", *ALLOW, *options)
        # Without a terminal the question would have been a fault of its own.
        assert (result.status in (2, 3), result.out, "nobody can be asked" in result.err) == (True, "", False)
    assert not has_journal(database15)
