"""Presets and their options: a wrong word is told of with the right ones."""

from __future__ import annotations

from tests.sdl.harness import findings, only_error


def test_a_slip() -> None:
    problem = only_error('type Note @table @rls(preset: "public_read") { id: ID! @primaryKey }')
    assert problem.message == "there is no preset `public_read`"
    assert problem.help.startswith("did you mean `public-read`? presets are owner, tenant, public-read,")
    assert findings((problem,)) == [("E504", 1, 31)]


def test_a_slip_is_told_of_before_its_options() -> None:
    problem = only_error("""\
        type Note @table @rls(preset: "ownr", options: {column: "userId"}) {
          id: ID! @primaryKey
          userId: UUID!
        }
        """)
    assert problem.help.startswith("did you mean `owner`?")


def test_what_comes_later_has_a_way_out_now() -> None:
    problem = only_error('type Note @table @rls(using: "time-window") { id: ID! @primaryKey }')
    assert problem.help == "write the condition as an SQL expression in `using` or `select`"


def test_an_option_of_another_preset() -> None:
    problem = only_error("""\
        type Note @table @rls(preset: "owner", options: {column: "userId", roles: ["admin"]}) {
          id: ID! @primaryKey
          userId: UUID!
        }
        """)
    assert problem.message == "no preset that is used here takes the option `roles`"
    assert problem.help == "known here: column"
    assert findings((problem,)) == [("E504", 1, 75)]
