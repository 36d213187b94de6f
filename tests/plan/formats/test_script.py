"""`plan.sql`: people read it, psql runs it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.plan.formats.document import DROPPED
from tests.plan.planned import USER, planned
from wesley.changes.edit import edit_table, put
from wesley.ir.routine import Function
from wesley.ir.schema import Physical, Schema
from wesley.plan.formats.script import script
from wesley.plan.make import make_plan
from wesley.plan.plan import Plan
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.targets.postgres.document import document

if TYPE_CHECKING:
    from pathlib import Path as Folder

FILLED = USER.replace("age: Int", 'age: Int! @backfill(expr: "7")')


def psql(conninfo: str, text: str, folder: Folder) -> str:
    """What psql says on standard error when it runs a script; it must end well."""
    program = shutil.which("psql") or "/usr/lib/postgresql/15/bin/psql"
    file = Path(folder / "plan.sql")
    file.write_text(text, encoding="utf-8", newline="")
    command = [program, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(file), "-d", conninfo]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.mark.server
def test_psql_runs_it_backfills_included(database15: str, tmp_path: Folder) -> None:
    plan = planned(USER, FILLED)
    load(database15, document(Schema(physical=plan.before)))
    with session(database15) as connection:
        connection.run("INSERT INTO public.users (age) SELECT NULL FROM generate_series(1, 12000)")
        psql(database15, script(plan), tmp_path)
        assert connection.rows("SELECT age, count(*) FROM public.users GROUP BY 1") == [(7, 12000)]
        with pytest.raises(Exception, match="null value"):
            connection.run("INSERT INTO public.users (age) VALUES (NULL)")


@pytest.mark.server
def test_what_waits_is_not_run(database15: str, tmp_path: Folder) -> None:
    load(database15, document(Schema(physical=DROPPED.plan.before)))
    psql(database15, script(DROPPED.plan), tmp_path)
    with session(database15) as connection:
        assert connection.rows("SELECT age FROM public.users") == []


def test_what_waits_stands_there_as_comments() -> None:
    shown = script(DROPPED.plan)
    assert "the last 1 statement," in shown
    assert "\n-- ALTER TABLE public.users DROP age;\n" in shown
    assert [line for line in shown.split("\n") if "DROP age" in line and not line.startswith("--")] == []


def _nasty(name: str) -> Plan:
    """The plan that takes away a table and a function whose names and text would break out of a comment."""
    function = Function(schema="public", name="f", returns="integer", language="sql", body=f"SELECT 1{name}")
    old = put(edit_table(planned(USER, USER).before, "public", "users", comment=name), "functions", function)
    renamed = put(old, "tables", old.tables[0].__class__(schema="public", name=f"t{name}"))
    goal = Physical(namespaces=old.namespaces)
    return make_plan(Schema(physical=renamed), Schema(physical=goal), server=15, allow_drop=("*",))


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"], ids=["lf", "cr", "crlf"])
def test_no_name_breaks_out_of_a_comment(line_end: str) -> None:
    text = script(_nasty(f"{line_end}DROP DATABASE app; "))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [line for line in lines if line and not line.startswith(("--", "SET "))] == []
