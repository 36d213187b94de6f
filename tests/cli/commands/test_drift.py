"""`wesley drift`: what is otherwise in a database, against the schema and against what was applied last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.migration.databases import held
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


def doctor(wesley: Wesley, database: str) -> str:
    """What the health checks say, as JSON."""
    return wesley("doctor", "--database-url", database, "--format", "json").out


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
        "  with --contract what an application in use may still need, once that application is gone\n"
        "  $ wesley plan --database-url URL --allow-drop public.users.age\n"
        "  $ wesley migrate --database-url URL --allow-drop public.users.age\n"
        "  $ wesley migrate --database-url URL --allow-drop public.users.age --contract\n"
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


def test_a_schema_that_others_have_made_since_is_theirs(wesley: Wesley, live: str) -> None:
    load(live, "CREATE SCHEMA audit; CREATE TABLE audit.log (id int); CREATE TYPE audit.kind AS ENUM ('a')")
    load(live, "CREATE FUNCTION audit.f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE VIEW audit.v AS SELECT 1 AS a")
    result = drift(wesley, live, "--against", "applied", "--exit-code")
    assert result.status == 0, result.out
    assert "schema audit (4 objects)" in result.out
    assert wesley("plan", "--database-url", live, "--to", "applied").out.startswith("Nothing to do")
    (check,) = [one for one in json.loads(doctor(wesley, live))["checks"] if one["check"] == "drift"]
    assert check["status"] == "ok", check


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
    wesley.write("wesley.toml", '[postgres]\nignore = ["table *.legacy_*"]\n')
    result = drift(wesley, live, "--exit-code")
    assert result.status == 0
    assert "1 ignored by rules; 3 left alone" in result.out
    assert ": schema audit (1 object), schema auth (1 object), function public.f()\n" in result.out


def test_a_trigger_that_was_switched_off_is_left_alone_and_told(wesley: Wesley, live: str) -> None:
    wesley.write("schema/a.graphql", USER.replace("email", "at: DateTime! @updatedAt email"))
    assert wesley("migrate", "--database-url", live, "--yes").status == 0
    load(live, "ALTER TABLE users DISABLE TRIGGER ALL")
    assert "trigger public.users.set_at (fires: disabled)" in drift(wesley, live).out


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


IGNORED = """
CREATE TABLE legacy_a (id int PRIMARY KEY, kept text);
INSERT INTO legacy_a VALUES (1, 'x');
CREATE INDEX by_hand ON users (email);
CREATE VIEW users_seen AS SELECT email FROM users;
ALTER TABLE users ADD tag text;
ALTER TABLE users ADD age integer;
"""
RULES = '[postgres]\nignore = ["table legacy_*", "index *.by_hand", "view *_seen", "column users.tag"]\n'


def test_the_repair_leaves_alone_what_rules_leave_to_others(wesley: Wesley, live: str) -> None:
    load(live, IGNORED)
    wesley.write("wesley.toml", RULES)
    out = drift(wesley, live).out
    assert "1 extra; 4 ignored by rules\n" in out
    assert "left alone, as `[postgres] ignore` says: column public.users.tag (rule `column users.tag`), index " in out
    assert "$ wesley migrate --database-url URL --allow-drop public.users.age\n" in out
    plan = wesley("plan", "--database-url", live, "--allow-drop", "users.age")
    assert "table public.legacy_a (rule `table legacy_*`)" in plan.out, plan.err
    assert "by_hand of" not in plan.out
    result = wesley("migrate", "--database-url", live, "--allow-drop", "users.age", "--contract", "--yes")
    assert result.status == 0, result.err
    load(live, "SELECT kept FROM legacy_a; SELECT email FROM users_seen; SELECT tag FROM users; DROP INDEX by_hand")
    assert "No drift" in drift(wesley, live).out
    wesley.write("wesley.toml", "")
    assert "3 extra" in drift(wesley, live).out


def test_what_rules_leave_to_others_may_change_while_a_plan_waits_to_be_led_back(wesley: Wesley, live: str) -> None:
    wesley.write("wesley.toml", RULES)
    wesley.write("schema/a.graphql", USER.replace("email", "nick: String email"))
    assert wesley("migrate", "--database-url", live, "--yes").status == 0
    load(live, "CREATE TABLE legacy_b (id int)")
    assert drift(wesley, live, "--against", "applied", "--exit-code").status == 0
    assert wesley("plan", "--database-url", live, "--to", "applied", "--exit-code").status == 0
    result = wesley("rollback", "--database-url", live, "--yes")
    assert result.status == 0, result.err


def test_what_rules_leave_to_others_in_the_tables_of_a_plan_stops_its_way_back(wesley: Wesley, live: str) -> None:
    wesley.write("wesley.toml", RULES)
    wesley.write("schema/a.graphql", USER.replace("email", "nick: String email"))
    assert wesley("migrate", "--database-url", live, "--yes").status == 0
    load(live, "CREATE INDEX by_hand ON users (nick)")
    result = wesley("rollback", "--database-url", live, "--yes")
    assert (result.status, "by_hand" in result.err) == (1, True), result.err


@pytest.mark.parametrize(
    ("by_hand", "text", "told"),
    [
        ("CREATE INDEX by_hand ON users (email)", "", "index by_hand"),
        ("CREATE VIEW v_seen AS SELECT email FROM users", "", "the view public.v_seen stays and stands on it"),
        (
            "CREATE TABLE legacy_a (id uuid REFERENCES users)",
            "type Tag @table { id: ID! @primaryKey }",
            "foreign key legacy_a_id_fkey of public.legacy_a stays and stands on it",
        ),
    ],
)
def test_what_rules_leave_to_others_is_never_dropped_along(
    wesley: Wesley, live: str, by_hand: str, text: str, told: str
) -> None:
    load(live, by_hand)
    wesley.write("wesley.toml", RULES)
    wesley.write("schema/a.graphql", text or USER.replace("email: String!", ""))
    result = wesley("plan", "--database-url", live, "--allow-drop", "*", "--contract")
    assert (result.status, result.out) == (1, "")
    assert told in result.err
    out = drift(wesley, live).out
    assert "no plan leads there" in out
    assert "$ wesley" not in out


def test_what_others_have_not_made_is_not_made(wesley: Wesley, live: str) -> None:
    wesley.write("wesley.toml", '[postgres]\nignore = ["extension *", "table notes", "index *"]\n')
    notes = " type Note @table { id: ID! @primaryKey }"
    wesley.write("schema/a.graphql", USER.replace("email: String!", "email: String! @index") + notes)
    out = drift(wesley, live, "--exit-code").out
    assert out.startswith("No drift"), out
    assert wesley("plan", "--database-url", live).out.startswith("Nothing to do")
    wesley.write(
        "schema/a.graphql",
        f'{USER} {notes} type Tag @table {{ id: ID! @primaryKey note_id: ID @foreignKey(ref: "Note.id") }}',
    )
    result = wesley("plan", "--database-url", live)
    assert (result.status, result.out) == (1, "")
    assert "error[MIG020]: the foreign key tags_note_id_fkey of public.tags needs public.notes" in result.err
    assert "schema/a.graphql:" in result.err


def test_a_column_changes_its_type_under_what_rules_leave_to_others(wesley: Wesley, live: str) -> None:
    load(live, "CREATE INDEX by_hand ON users (email); CREATE VIEW v_seen AS SELECT email FROM users")
    wesley.write("wesley.toml", RULES)
    wesley.write("schema/a.graphql", USER.replace("email: String!", 'email: String! @column(type: "varchar(90)")'))
    result = wesley("migrate", "--database-url", live, "--contract", "--yes")
    assert result.status == 0, result.err
    load(live, "SELECT email FROM v_seen; DROP INDEX by_hand")


def test_a_rule_that_fits_nothing_is_told(wesley: Wesley, live: str) -> None:
    wesley.write("wesley.toml", '[postgres]\nignore = ["table user", "table users", "privilege *.nobody"]\n')
    told = "the rule `table user` of `[postgres] ignore` fits nothing in this database\n"
    assert told in drift(wesley, live).out
    assert "`table users`" not in drift(wesley, live).out
    assert json.loads(drift(wesley, live, "--format", "json").out)["unfit_rules"] == [
        "table user",
        "privilege *.nobody",
    ]
    assert "fits nothing" in drift(wesley, live, "--format", "markdown").out


@pytest.mark.parametrize(
    ("by_hand", "told"),
    [
        ("ALTER TABLE users ENABLE ROW LEVEL SECURITY", "type User @table @rls(force: false) {"),
        ("ALTER TABLE users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY", "type User @table @rls {"),
        ("ALTER TABLE users FORCE ROW LEVEL SECURITY", "forces row-level security only where it is enabled"),
        ("CREATE POLICY p ON users USING (true)", "has no policies without row-level security"),
        (
            "ALTER TABLE users ENABLE ROW LEVEL SECURITY;"
            "CREATE POLICY p ON users FOR SELECT TO pg_monitor USING (true)",
            "a policy of the schema language grants what it permits, and the database does not: grant SELECT to pg_mon",
        ),
    ],
)
def test_row_security_by_hand_is_an_edit_or_sdl_cannot_say_it(
    wesley: Wesley, live: str, by_hand: str, told: str
) -> None:
    load(live, by_hand)
    out = drift(wesley, live).out
    assert told in out, out


def test_a_plan_that_is_half_run_comes_first(wesley: Wesley, live: str) -> None:
    wesley.write("schema/a.graphql", USER.replace("email", """zip: String! @backfill(expr: "'x'") email"""))
    load(live, "INSERT INTO users (email) VALUES ('a'); CREATE TABLE others (id int)")
    with held(live, "LOCK users IN ACCESS SHARE MODE"):
        stopped = wesley("migrate", "--database-url", live, "--allow-drop", "*", "--yes", "--patience", "1s")
    assert stopped.status != 0
    out = drift(wesley, live, "--exit-code").out
    assert out.startswith("No drift")
    assert "expected until plan 2-" in out
    load(live, "ALTER TABLE users ADD age integer; CREATE TABLE stray (id int)")
    result = drift(wesley, live, "--exit-code")
    assert result.status == 1
    assert "column public.users.age is extra" in result.out
    assert "table public.stray is extra" in result.out
    assert "zip" not in result.out
    assert "adopt" not in result.out
    assert result.out.endswith(
        " to its end: it is half run\n"
        "  $ wesley migrate --resume --database-url URL\n"
        "  $ wesley rollback --database-url URL\n"
    )
    markdown = drift(wesley, live, "--format", "markdown").out
    assert "wesley migrate --resume --database-url URL\nwesley rollback --database-url URL\n```\n" in markdown
    assert "Repair" not in markdown


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


def test_commands_of_hints_name_the_database_again(wesley: Wesley, live: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVE", live)
    wesley.write("wesley.toml", '[env.live]\nurl = "env:LIVE"\n')
    load(live, "ALTER TABLE users ADD age integer; UPDATE wesley.plans SET state = 'begun'")
    result = wesley("drift", "--env", "live", "--against", "applied")
    assert "`wesley migrate --resume --env live` goes on with it, `wesley rollback --env live`" in result.err
    result = wesley("plan", "--env", "live", "--to", "applied")
    assert "`wesley migrate --resume --env live` goes on with it" in result.err
    result = wesley("migrate", "--env", "live", "--yes")
    assert "`wesley migrate --resume --env live` goes on with it" in result.err
    load(live, "UPDATE wesley.plans SET state = 'done'")
    told = wesley("doctor", "--env", "live", "schema/a.graphql", "--format", "json").out
    do = {one["check"]: one["do"] for one in json.loads(told)["checks"]}
    assert do["drift"].startswith("`wesley drift --against applied --env live` shows each")
    assert do["schema"].startswith("`wesley plan --env live --to schema/a.graphql` shows what a migration would do")
