"""`wesley check`: all problems of all files at once, in three forms, and a status that a pipeline can use."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import USER

if TYPE_CHECKING:
    from tests.cli.running import Wesley

FINE = '"Somebody."\n' + USER
BROKEN = "type A @table {\n  id: ID! @primaryKey\n  x: [\n}\n"


def test_a_schema_in_which_nothing_is_wrong(wesley: Wesley) -> None:
    wesley.write("schema/user.graphql", FINE)
    result = wesley("check")
    assert (result.status, result.out, result.err) == (0, "", "ok: nothing wrong in 1 file\n")


def test_quiet_leaves_the_status_out(wesley: Wesley) -> None:
    wesley.write("schema/user.graphql", FINE)
    assert wesley("check", "--quiet").err == ""
    assert wesley("-q", "lint").err == ""


def test_all_problems_of_all_files_each_with_a_frame(wesley: Wesley) -> None:
    wesley.write("b.graphql", BROKEN)
    wesley.write("a.graphql", BROKEN)
    wesley.write("latin.graphql", b"type \xf6")
    result = wesley("check", ".")
    assert result.status == 1
    assert [line.strip() for line in result.out.splitlines() if "┌─" in line] == [
        "┌─ a.graphql:4:1",
        "┌─ b.graphql:4:1",
        "┌─ latin.graphql:1:6",
    ]
    assert "4 │ }\n  │ ^\n" in result.out
    assert result.err == "\n3 errors in 3 files; `wesley explain CODE` tells more\n"


def test_what_refers_into_an_unreadable_file_is_not_called_wrong(wesley: Wesley) -> None:
    wesley.write("a.graphql", FINE.replace("String!", "Missing!"))
    wesley.write("missing.graphql", b"scalar Missing # \xf6")
    assert [problem["code"] for problem in json.loads(wesley("check", ".", "--format", "json").out)["problems"]] == [
        "CLI004"
    ]


def test_warnings_fail_where_strictness_is_asked_for(wesley: Wesley) -> None:
    wesley.write("a.graphql", USER)
    result = wesley("check", "a.graphql")
    assert result.status == 0
    assert result.out.startswith("warning[W")
    assert result.err == "\n1 warning in 1 file; `wesley explain CODE` tells more\n"
    assert wesley("check", "a.graphql", "--strict").status == 1
    wesley.write("wesley.toml", "[lint]\nstrict = true\n")
    assert wesley("check", "a.graphql").status == 1


def test_json_is_all_of_standard_output(wesley: Wesley) -> None:
    wesley.write("a.graphql", BROKEN)
    result = wesley("check", "a.graphql", "--format", "json")
    found = json.loads(result.out)
    assert (result.status, found["errors"], found["problems"][0]["file"]) == (1, 1, "a.graphql")


def test_github_has_a_command_for_each(wesley: Wesley) -> None:
    wesley.write("a.graphql", BROKEN)
    result = wesley("check", "a.graphql", "--format", "github")
    assert result.status == 1
    assert result.out.startswith("::error file=a.graphql,title=E001 graphql-syntax,line=4,col=1,")


def test_standard_input(wesley: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BROKEN.encode())))
    result = wesley("check", "-")
    assert "┌─ <stdin>:4:1\n4 │ }\n" in result.out


def test_a_missing_path_is_status_2(wesley: Wesley) -> None:
    result = wesley("check", "nix")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("error[CLI001]: `nix` does not exist\n  = help: looked in the working directory;")


def test_color_on_demand(wesley: Wesley) -> None:
    wesley.write("a.graphql", BROKEN)
    assert "\x1b[1;31merror[E001]\x1b[0m" in wesley("check", "a.graphql", "--color", "always").out


def test_an_unknown_code_in_the_configuration_is_refused(wesley: Wesley) -> None:
    wesley.write("wesley.toml", '[lint]\nignore = ["W1", "W999"]\n')
    wesley.write("a.graphql", USER)
    result = wesley("check", "a.graphql")
    assert result.status == 2
    assert "┌─ wesley.toml:2:17" in result.err
