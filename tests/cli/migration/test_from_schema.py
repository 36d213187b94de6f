"""What is run of a plan from the live database, and what is asked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.migration.databases import ALLOW, asked, filled

if TYPE_CHECKING:
    from tests.cli.running import Wesley

pytestmark = pytest.mark.server


@pytest.fixture
def project(wesley: Wesley, database15: str, monkeypatch: pytest.MonkeyPatch) -> Wesley:
    """A folder with the new schema, and a database with the old one."""
    monkeypatch.setenv("DATABASE_URL", database15)
    filled(wesley, database15)
    return wesley


def test_the_question_counts_what_is_run_now(project: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    questions: list[str] = []
    monkeypatch.setattr("wesley.cli.migration.conduct.confirm", lambda question, *_, **__: questions.append(question))
    shown = project("migrate", *ALLOW).out
    assert project("migrate", *ALLOW, "--contract").status == 1
    now, whole = (int(question.split()[1]) for question in questions)
    assert f"{whole} statements, {whole - now} of them for later" in shown
    assert now < whole


def test_a_plan_in_a_file_is_counted_alike(project: Wesley, database15: str, monkeypatch: pytest.MonkeyPatch) -> None:
    questions: list[str] = []
    monkeypatch.setattr("wesley.cli.migration.conduct.confirm", lambda question, *_, **__: questions.append(question))
    assert project("plan", "--database-url", database15, *ALLOW, "--out", "plan.json").status == 0
    project("migrate", *ALLOW)
    project("migrate", "--plan", "plan.json")
    assert len(questions) == 2
    assert questions[0] == questions[1]


def test_an_expand_that_is_repeated_leaves_no_plan_that_runs_nothing(project: Wesley, database15: str) -> None:
    assert project("migrate", *ALLOW, "--yes").status == 0
    repeated = project("migrate", *ALLOW, "--yes")
    assert (repeated.status, repeated.err) == (0, "")
    assert repeated.out.endswith("Nothing to do now: everything that is left waits for the contract.\n")
    assert asked(database15, "SELECT count(*) FROM wesley.plans") == [(1,)]
    assert project("migrate", *ALLOW, "--contract", "--yes").status == 0
    # Both are led back, to the schema before the first.
    assert project("rollback", "--yes").status == 0
    assert asked(database15, "SELECT state FROM wesley.plans ORDER BY plan LIMIT 2") == [("undone",), ("undone",)]
