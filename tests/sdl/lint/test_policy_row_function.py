"""Functions that a policy calls row by row."""

from __future__ import annotations

from tests.sdl.harness import findings, warnings_of


def note(condition: str) -> str:
    return f'type Note @table @rls(using: "{condition}") {{ id: ID! @primaryKey orgId: UUID! }}'


def test_a_function_of_a_column() -> None:
    [problem] = warnings_of(note("app.is_member_of(org_id)"), "W503")
    assert problem.message == "the policy `notes_all` calls `app.is_member_of` for every row of `notes`"
    assert findings((problem,)) == [("W503", 1, 30)]


def test_a_built_in_function_that_costs_nothing() -> None:
    assert not warnings_of(note("length(org_id::text) > 3 AND pg_catalog.lower('a') = 'a'"), "W503")


def test_a_set_that_is_made_once() -> None:
    assert not warnings_of(note("org_id = ANY (ARRAY(SELECT app.my_org_ids()))"), "W503")


def test_conditions_that_wesley_writes() -> None:
    sdl = """\
        type Note @table @tenant(column: "orgId") @owner(column: "userId") @rls(preset: "soft-delete") {
          id: ID! @primaryKey
          orgId: UUID!
          userId: UUID!
          deletedAt: DateTime
        }
        """
    assert not [*warnings_of(sdl, "W502"), *warnings_of(sdl, "W503"), *warnings_of(sdl, "W504")]
