"""The tables that policies read are named in full, and are not their own."""

from __future__ import annotations

from tests.sdl.harness import errors_of, findings, only_error


def note(condition: str) -> str:
    return f'type Note @table(schema: "app") @rls(using: "{condition}") {{ id: ID! @primaryKey }}'


def test_a_bare_name() -> None:
    problem = only_error(note("id IN (SELECT note_id FROM shares)"))
    assert problem.message == "the policy reads `shares` without saying in which schema"
    assert problem.help.startswith("write `app.shares`")
    assert findings((problem,)) == [("E505", 1, 45)]


def test_a_full_name() -> None:
    assert not errors_of(note("id IN (SELECT note_id FROM app.shares)"))


def test_a_name_of_the_query_itself() -> None:
    assert not errors_of(note("id IN (WITH mine AS (SELECT note_id FROM app.shares) SELECT note_id FROM mine)"))


def test_the_table_itself() -> None:
    problem = only_error(note("id IN (SELECT n.id FROM app.notes AS n)"))
    assert "PostgreSQL stops at the recursion" in problem.message
