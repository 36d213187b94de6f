"""`wesley plan`."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import USER
from wesley.plan.formats.json import decode

if TYPE_CHECKING:
    from tests.cli.running import Wesley

NEW = USER.replace("email: String!", "email: String! @index\n  age: Int")


@pytest.fixture
def project(wesley: Wesley) -> Wesley:
    """An old and a new schema, and the one that is configured, which is the new one."""
    wesley.write("old.graphql", USER)
    wesley.write("schema/new.graphql", NEW)
    return wesley


def test_the_plan_is_shown(project: Wesley) -> None:
    result = project("plan", "--from", "old.graphql")
    assert (result.status, result.err) == (0, "")
    assert "Add column age to public.users" in result.out
    assert "Create index users_email_idx on public.users" in result.out


def test_diff_is_another_word_for_it(project: Wesley) -> None:
    assert project("diff", "--from", "old.graphql").out == project("plan", "--from", "old.graphql").out


def test_changes_are_no_failure_unless_asked_for(project: Wesley) -> None:
    assert project("plan", "--from", "old.graphql").status == 0
    assert project("plan", "--from", "old.graphql", "--exit-code").status == 1
    assert project("plan", "--from", "schema", "--exit-code").status == 0


def test_the_plan_that_leads_back_comes_in_every_form(project: Wesley) -> None:
    plan = ("plan", "--from", "old.graphql", "--undo")
    shown = project(*plan)
    assert shown.status == 0, shown.err
    assert "from the configured schema (1 file), before its contract\nto   old.graphql (1 file)\n" in shown.out
    assert "the plan without --undo" in shown.out
    assert "Drop column age of public.users" in shown.out
    assert "ALTER TABLE public.users DROP age;" in project(*plan, "--format", "sql").out
    assert project(*plan, "--format", "markdown").out.startswith("### Plan: 2 statements")
    found = decode(project(*plan, "--format", "json").out.encode())
    assert found.undo.plan == decode(project(*plan[:-1], "--format", "json").out.encode()).plan


def test_there_and_back_is_nowhere(project: Wesley) -> None:
    assert project("plan", "--from", "schema", "--undo").out.startswith("Nothing to do")


def test_nothing_to_do_in_every_form(project: Wesley) -> None:
    assert project("plan", "--from", "schema").out.startswith("Nothing to do")
    assert json.loads(project("plan", "--from", "schema", "--format", "json").out)["statements"] == []
    assert project("plan", "--from", "schema", "--format", "sql").out.startswith("-- A plan of 0 statements")
    assert project("plan", "--from", "schema", "--format", "markdown").out.startswith("### Plan: nothing to do")


def test_json_gives_the_plan_back(project: Wesley) -> None:
    found = decode(project("plan", "--from", "old.graphql", "--format", "json").out.encode())
    assert [step.kind for step in found.plan.steps()] == ["add-column", "create-index"]
    assert (found.source, found.target) == ("old.graphql (1 file)", "the configured schema (1 file)")


def test_the_same_plan_gives_the_same_bytes(project: Wesley) -> None:
    for form in ("text", "json", "sql", "markdown"):
        arguments = ("plan", "--from", "old.graphql", "--format", form)
        assert project(*arguments).out == project(*arguments).out


@pytest.mark.parametrize(
    ("file", "beginning"),
    [("plan.json", '{"head":'), ("plan.sql", "-- A plan of"), ("plan.md", "### Plan:"), ("plan.txt", "from old")],
)
def test_a_file_takes_the_form_of_its_ending(project: Wesley, file: str, beginning: str) -> None:
    result = project("plan", "--from", "old.graphql", "--out", file)
    assert (result.status, result.out, result.err) == (0, "", f"ok: 2 statements in {file}\n")
    assert (project.folder / file).read_text().startswith(beginning)
    assert project("plan", "--from", "old.graphql", "--out", file, "--format", "json").status == 0
    assert (project.folder / file).read_text().startswith('{"head":')


def test_data_that_would_be_lost_have_to_be_named(project: Wesley) -> None:
    back = ("plan", "--from", "schema", "--to", "old.graphql")
    refused = project(*back, "--out", "plan.sql")
    assert (refused.status, refused.out) == (1, "")
    assert "error[MIG010]: the data of public.users.age would be lost" in refused.err
    assert "--allow-drop users.age" in refused.err
    assert not (project.folder / "plan.sql").exists()
    allowed = project(*back, "--allow-drop", "users.age")
    assert allowed.status == 0
    assert "2 statements, 2 of them for later" in allowed.out
    assert "for later" not in project(*back, "--allow-drop", "users.age", "--contract").out
    assert project(*back, "--allow-drop", "users.aeg").status == 1
    assert project("plan", "--from", "old.graphql", "--allow-drop", "users.age").status == 2


def test_the_next_command_is_the_same_with_a_file(project: Wesley) -> None:
    shown = project("plan", "--from", "old.graphql", "--pg", "16").out
    (line,) = [line for line in shown.split("\n") if "--out plan.sql" in line]
    result = project(*shlex.split(line)[1:])
    assert result.err == "ok: 2 statements in plan.sql\n"


def test_explaining(project: Wesley) -> None:
    assert "\nWords\n" in project("plan", "--from", "old.graphql", "--explain").out
    assert "What the words mean" in project("plan", "--from", "old.graphql", "--explain", "--format", "markdown").out


def test_colors_only_where_they_are_wanted(project: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" in project("plan", "--from", "old.graphql", "--color", "always").out
    assert "\x1b[" not in project("plan", "--from", "old.graphql").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in project("plan", "--from", "old.graphql").out
    project("plan", "--from", "old.graphql", "--out", "plan.txt")
    assert "\x1b[" not in (project.folder / "plan.txt").read_text()


@pytest.mark.parametrize("version", ["11", "19", "x"])
def test_a_version_that_is_none(project: Wesley, version: str) -> None:
    assert project("plan", "--from", "old.graphql", "--pg", version).status == 2


def test_a_folder_is_no_file(project: Wesley) -> None:
    result = project("plan", "--from", "old.graphql", "--out", "schema")
    assert result.status == 2
    assert "error[CLI009]: `schema` is a folder" in result.err
