"""`wesley purge`, and what `wesley plan` keeps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import USER
from wesley.ir.codec import encode
from wesley.ir.schema import Schema
from wesley.plan.formats.json import decode

if TYPE_CHECKING:
    from tests.cli.running import Wesley

OLD = USER.replace("email: String!", "email: String!\n  age: Int")


@pytest.fixture
def project(wesley: Wesley) -> Wesley:
    """An old schema with a column that the configured one does not have."""
    wesley.write("old.graphql", OLD)
    wesley.write("schema/new.graphql", USER)
    return wesley


@pytest.mark.parametrize(
    ("flag", "kept"), [("--soft-drop", "public.users.wesley_dropped_age"), ("--keep-data", "wesley_kept.users_age")]
)
def test_a_plan_says_what_it_keeps_and_a_purge_lets_it_go(project: Wesley, flag: str, kept: str) -> None:
    plan = ("plan", "--from", "old.graphql", "--contract", flag)
    shown = project(*plan)
    assert (shown.status, shown.err) == (0, "")
    assert f"Kept: `wesley purge` removes it\n  {kept}\n" in shown.out
    assert f"wesley plan --from old.graphql --contract {flag} --out plan.sql" in shown.out
    found = decode(project(*plan, "--format", "json").out.encode()).plan
    project.write("kept.json", encode(Schema(physical=found.goal)))
    assert project("plan", "--from", "kept.json").out.startswith("Nothing to do")
    refused = project("purge", "--from", "kept.json")
    assert (refused.status, refused.out) == (1, "")
    assert f"the data of {kept} would be lost" in refused.err
    gone = project("purge", "--from", "kept.json", "--allow-drop", kept.partition(".")[2])
    assert gone.status == 0
    assert "no way back: what is purged is gone for good" in gone.out


def test_nothing_is_kept(project: Wesley) -> None:
    result = project("purge", "--from", "old.graphql", "--exit-code")
    assert (result.status, result.out) == (0, "Nothing to do: nothing is kept in old.graphql (1 file).\n")
    assert json.loads(project("purge", "--from", "old.graphql", "--format", "json").out)["statements"] == []


def test_it_needs_something_to_start_from(project: Wesley) -> None:
    assert project("purge").status == 2
