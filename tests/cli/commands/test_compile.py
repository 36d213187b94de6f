"""`wesley compile`: outputs written, checked, kept and removed. What they hold is tested with the targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import USER
from wesley.cli.outputs.manifest import MARK, NAME
from wesley.targets.target import Target

if TYPE_CHECKING:
    from tests.cli.running import Wesley
    from wesley.config.settings import Settings
    from wesley.ir.schema import Schema
from wesley.memory.memory import Memory

ORDER = USER.replace("User", "Order")


def ddl(schema: Schema, settings: Settings, _memory: Memory | None = None) -> dict[str, str]:
    """A file that names all tables."""
    return {settings.outputs.postgres: f"-- {MARK}\n{[table.name for table in schema.physical.tables]}\n"}


def a_test_each(schema: Schema, settings: Settings, _memory: Memory | None = None) -> dict[str, str]:
    """A file for each table."""
    return {f"{settings.outputs.pgtap}/{table.name}.sql": f"-- {MARK}\n" for table in schema.physical.tables}


@pytest.fixture(autouse=True)
def two_targets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Targets that are small enough to be seen through."""
    monkeypatch.setattr("wesley.targets.ALL", (Target("postgres", ddl), Target("pgtap", a_test_each)))


@pytest.fixture
def project(wesley: Wesley) -> Wesley:
    """A schema of two tables, each in a file."""
    wesley.write("schema/user.graphql", '"U."\n' + USER)
    wesley.write("schema/order.graphql", '"O."\n' + ORDER)
    return wesley


def outputs(project: Wesley, folder: str = "generated") -> list[str]:
    """Paths of the outputs in a folder."""
    return [path for path in project.files() if path.startswith(f"{folder}/") and not path.endswith(NAME)]


ALL = ["generated/schema.sql", "generated/tests/orders.sql", "generated/tests/users.sql"]


def test_all_outputs_are_written_and_then_left_alone(project: Wesley) -> None:
    result = project("compile")
    assert (result.status, result.out) == (0, "")
    assert result.err == "ok: 2 tables from 2 files in generated/: 3 written\n"
    assert outputs(project) == ALL
    assert project("generate").err == "ok: 2 tables from 2 files in generated/: 3 unchanged\n"


def test_what_no_longer_belongs_goes(project: Wesley) -> None:
    project("compile")
    (project.folder / "schema/order.graphql").unlink()
    assert project("compile").err == "ok: 1 table from 1 file in generated/: 1 written, 1 unchanged, 1 removed\n"
    assert outputs(project) == ["generated/schema.sql", "generated/tests/users.sql"]


def test_out_and_only(project: Wesley) -> None:
    assert project("compile", "schema/user.graphql", "--out", "sql", "--only", "pgtap").status == 0
    assert outputs(project, "sql") == ["sql/tests/users.sql"]
    project("compile", "--only", "postgres, pgtap")
    assert outputs(project) == ALL
    project.write("wesley.toml", 'outputs = { dir = "out", only = ["postgres"], postgres = "db/all.sql" }')
    project("compile")
    assert outputs(project, "out") == ["out/db/all.sql"]


def test_an_unknown_output_is_proposed(project: Wesley) -> None:
    result = project("compile", "--only", "postgre,pgtap,")
    assert result.status == 2
    assert "error[CLI011]: no output `postgre`\n  = help: did you mean `postgres`?\n" in result.err
    assert "error[CLI011]: no output ``\n  = help: known are: postgres, pgtap\n" in result.err


def test_check_lists_and_changes_nothing(project: Wesley) -> None:
    result = project("compile", "--check")
    assert result.status == 1
    assert result.out == "".join(f"missing  {path}\n" for path in sorted([*ALL, f"generated/{NAME}"]))
    assert result.err == "4 files not up to date; run `wesley compile`\n"
    assert outputs(project) == []
    project("compile")
    fine = project("compile", "--check")
    assert (fine.status, fine.out, fine.err) == (0, "", "ok: 3 outputs up to date\n")
    project.write("generated/schema.sql", f"-- {MARK}\nchanged")
    (project.folder / "schema/order.graphql").unlink()
    (project.folder / "generated/tests/users.sql").unlink()
    assert project("compile", "--check").out == (
        f"stale    generated/{NAME}\n"
        "stale    generated/schema.sql\n"
        "extra    generated/tests/orders.sql\n"
        "missing  generated/tests/users.sql\n"
    )


def test_nothing_is_written_of_a_schema_with_errors(project: Wesley) -> None:
    project.write("schema/bad.graphql", "type {")
    result = project("compile")
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith("error[E001]")
    assert result.err.endswith("\n1 error; nothing was written\n")
    assert outputs(project) == []


def test_warnings_are_counted(project: Wesley) -> None:
    project.write("schema/user.graphql", USER)
    result = project("compile")
    assert result.status == 0
    assert result.err.endswith("1 warning; `wesley check` shows them\n")


def test_somebodys_file_is_refused_and_nothing_written(project: Wesley) -> None:
    project.write("generated/schema.sql", "SELECT 'mine';")
    result = project("compile")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("error[CLI008]: `generated/schema.sql` has not been written by wesley")
    assert outputs(project) == ["generated/schema.sql"]


def test_a_folder_that_cannot_be_written_is_status_3(project: Wesley) -> None:
    project.write("file", "")
    result = project("compile", "--out", "file/out")
    assert result.status == 3
    assert result.err.startswith("error[CLI010]: outputs cannot be written to `file")


def test_outputs_do_not_depend_on_where_one_stands(project: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("wesley.toml", "")
    project("compile")
    (project.folder / "schema").chmod(0o755)
    monkeypatch.chdir(project.folder / "schema")
    assert project("compile", "--check").status == 0
