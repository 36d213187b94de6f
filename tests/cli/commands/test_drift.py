"""`wesley drift`: what is otherwise in a database, against the schema and against what was applied last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import USER
from wesley.postgres.database import load

if TYPE_CHECKING:
    from tests.cli.running import Result, Wesley

pytestmark = pytest.mark.server

NEXT = USER.replace("email: String!", 'mail: String! @renamedFrom(name: "email")')


@pytest.fixture
def live(wesley: Wesley, database15: str) -> str:
    """A database that has the schema, brought there by a plan."""
    wesley.write("schema/a.graphql", USER)
    assert wesley("migrate", "--database-url", database15, "--yes").status == 0
    return database15


def drift(wesley: Wesley, database: str, *options: str) -> Result:
    """Run the command."""
    result = wesley("drift", "--database-url", database, *options)
    assert result.status in (0, 1), result.err
    return result


def test_a_database_that_is_as_the_schema_says(wesley: Wesley, live: str) -> None:
    result = drift(wesley, live, "--exit-code")
    assert result.status == 0
    assert result.out.startswith("No drift: test_")
    assert result.out.endswith(" agrees with the configured schema (1 file)\n")


def test_both_ways_out_are_told(wesley: Wesley, live: str) -> None:
    load(live, "ALTER TABLE users ADD age integer; ALTER TABLE users ALTER email DROP NOT NULL")
    result = drift(wesley, live, "--exit-code")
    assert result.status == 1
    assert result.out.partition("\n\n")[2] == (
        "error    column public.users.email: nullable differs\n"
        "         schema/a.graphql:3:3\n"
        "         schema: email text NOT NULL\n"
        "         live:   email text\n"
        "         adopt:  schema/a.graphql:3\n"
        "               -   email: String!\n"
        "               +   email: String\n"
        "\n"
        "warning  column public.users.age is extra\n"
        "         schema/a.graphql:1:6\n"
        "         live:   age integer\n"
        "         adopt:  schema/a.graphql:4\n"
        "               +   age: Int\n"
        "\n"
        "1 extra, 1 different\n"
        "\n"
        "Repair, where the schema is right\n"
        "  Forbid NULL in public.users.email\n"
        "  Drop column age of public.users\n"
        "  the data of public.users.age would be lost\n"
        "  $ wesley plan --database-url URL --allow-drop public.users.age\n"
        "  $ wesley migrate --database-url URL --allow-drop public.users.age\n"
        "\n"
        "Adopt, where the database is right\n"
        "  make the edits that stand above under `adopt`, those of one line together, then `wesley check`\n"
    )
    assert drift(wesley, live).status == 0


def test_the_repair_that_is_told_repairs(wesley: Wesley, live: str) -> None:
    load(live, "ALTER TABLE users ADD age integer; ALTER TABLE users DROP CONSTRAINT users_pkey")
    commands = json.loads(drift(wesley, live, "--format", "json").out)["repair"]["commands"]
    words = commands[1].replace("URL", live.replace(" ", "\0")).split()[1:]
    result = wesley(*(word.replace("\0", " ") for word in words), "--contract", "--yes")
    assert result.status == 0, result.err
    assert drift(wesley, live).out.startswith("No drift")


def test_what_a_contract_will_take_away_is_expected(wesley: Wesley, live: str) -> None:
    wesley.write("schema/a.graphql", NEXT)
    assert wesley("migrate", "--database-url", live, "--yes").status == 0
    result = drift(wesley, live, "--exit-code")
    assert result.status == 0, result.out
    assert "expected until the contract of plan 2-" in result.out
    load(live, "ALTER TABLE users ADD age integer; ALTER TABLE users ALTER email SET DEFAULT 'x'")
    told = json.loads(drift(wesley, live, "--format", "json").out)
    found = [(one["kind"], one["object"]["kind"], one["object"]["name"]) for one in told["findings"]]
    assert ("extra", "column", "age") in found
    assert told["waits"].startswith("2-")


def test_against_what_was_applied_last(wesley: Wesley, live: str) -> None:
    wesley.write("schema/a.graphql", USER.replace("email", "other"))
    assert drift(wesley, live, "--against", "applied", "--exit-code").status == 0
    load(live, "CREATE TABLE stray (id integer); CREATE INDEX ON users (email)")
    result = drift(wesley, live, "--against", "applied", "--exit-code")
    assert result.status == 1
    assert "against what plan 1-" in result.out
    assert "table public.stray is extra" in result.out
    assert "index public.users.users_email_idx is extra" in result.out
    assert "adopt" not in result.out.lower()
    assert "  $ wesley plan --database-url URL --to applied --allow-drop public.stray\n" in result.out
    result = wesley("migrate", "--database-url", live, "--to", "applied", "--allow-drop", "*", "--contract", "--yes")
    assert result.status == 0, result.err
    assert drift(wesley, live, "--against", "applied", "--exit-code").status == 0


def test_against_what_was_applied_with_a_contract_that_waits(wesley: Wesley, live: str) -> None:
    wesley.write("schema/a.graphql", NEXT)
    assert wesley("migrate", "--database-url", live, "--yes").status == 0
    result = drift(wesley, live, "--against", "applied", "--exit-code")
    assert result.status == 0, result.out
    assert "its contract apart" in result.out


def test_where_nothing_was_applied_the_way_out_is_told(wesley: Wesley, database15: str) -> None:
    wesley.write("schema/a.graphql", USER)
    result = wesley("drift", "--database-url", database15, "--against", "applied")
    assert (result.status, result.out) == (1, "")
    assert "error[DRF001]" in result.err
    result = wesley("plan", "--from", "empty", "--to", "applied")
    assert result.status == 2
    assert "no database is named to start from" in result.err


def test_what_has_no_words_is_left_alone_and_what_a_rule_fits_is_not_counted(wesley: Wesley, live: str) -> None:
    load(
        live, "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE SCHEMA audit; CREATE TABLE audit.a ()"
    )
    load(live, "CREATE TABLE legacy_a (id int); CREATE SCHEMA auth; CREATE TABLE auth.users (id int)")
    wesley.write("wesley.toml", '[drift]\nignore = ["table *.legacy_*"]\n')
    result = drift(wesley, live, "--exit-code")
    assert result.status == 0
    assert "1 ignored by rules; 3 left alone" in result.out
    assert ": schema audit (1 object), schema auth (1 object), function public.f()\n" in result.out


def test_the_other_forms(wesley: Wesley, live: str) -> None:
    load(live, "ALTER TABLE users ADD \"a|b`\" text; COMMENT ON TABLE users IS 'x'")
    told = json.loads(drift(wesley, live, "--format", "json").out)
    assert (told["extra"], told["severity"]) == (2, "warning")
    markdown = drift(wesley, live, "--format", "markdown").out
    assert markdown.startswith("## Drift: test\\_")
    assert '| warning | column public.users.a\\|b\\` is extra |  | `` "a\\|b`" text `` |' in markdown
    assert "```diff" in markdown


def test_it_is_told_to_logs_and_metrics(wesley: Wesley, live: str) -> None:
    load(live, "ALTER TABLE users ADD age integer")
    drift(wesley, live, "--log", "log", "--log-format", "json", "--metrics", "metrics")
    (line,) = (wesley.folder / "log").read_text().splitlines()
    told = json.loads(line)
    assert (told["event"], told["extra"], told["severity"]) == ("drift-found", 1, "warning")
    assert 'wesley_drift_objects{kind="extra"} 1' in (wesley.folder / "metrics").read_text()


def test_what_names_no_database_is_refused(wesley: Wesley) -> None:
    wesley.write("schema/a.graphql", USER)
    result = wesley("drift")
    assert (result.status, result.out) == (2, "")
    assert "CLI020" in result.err


def test_the_plan_that_is_told_starts_from_the_database_of_the_variable(
    wesley: Wesley, live: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(live, "ALTER TABLE users ADD age integer")
    monkeypatch.setenv("DATABASE_URL", live)
    out = wesley("drift").out
    assert '$ wesley plan --database-url "$DATABASE_URL" --allow-drop public.users.age\n' in out
    assert "$ wesley migrate --allow-drop public.users.age\n" in out


def test_the_repair_is_not_allowed_to_drop_what_a_rule_leaves_to_others(wesley: Wesley, live: str) -> None:
    load(live, "CREATE TABLE legacy_a (id int); ALTER TABLE users ADD age integer")
    wesley.write("wesley.toml", '[drift]\nignore = ["table legacy_*"]\n')
    out = drift(wesley, live).out
    assert "--allow-drop public.users.age\n" in out
    assert "--allow-drop public.legacy_a" not in out
    assert "would change what is ignored, too: table public.legacy_a is extra." in out


def test_names_of_the_database_do_not_steer_the_terminal(wesley: Wesley, live: str) -> None:
    load(live, "DO $$ BEGIN EXECUTE format('CREATE TABLE %I (a int)', E'x\\x1b[2J\\ny'); END $$")
    out = drift(wesley, live).out
    assert "\x1b" not in out
    assert "table public.x\u241b[2J y is extra" in out
    assert "--allow-drop $'public.x\\x1b[2J\\x0ay'\n" in out


def test_of_very_many_findings_the_worst_are_told_one_by_one(wesley: Wesley, live: str) -> None:
    load(live, "DO $$ BEGIN FOR i IN 1..60 LOOP EXECUTE format('ALTER TABLE users ADD c%s int', i); END LOOP; END $$")
    load(live, "ALTER TABLE users ALTER email DROP NOT NULL")
    out = drift(wesley, live).out
    assert "and 11 more: 11 extra column; `--format json` tells each\n" in out
    assert len(out.splitlines()) < 400
    assert "and 11 more" in drift(wesley, live, "--format", "markdown").out
    assert len(json.loads(drift(wesley, live, "--format", "json").out)["findings"]) == 61
