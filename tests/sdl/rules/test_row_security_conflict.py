"""What contradicts itself is refused where it stands, with the other place beside it."""

from __future__ import annotations

from tests.sdl.harness import findings, only_error


def test_off_and_on() -> None:
    problem = only_error("""\
        type Note @table
          @tenant(column: "orgId")
          @rls(enabled: false) {
          id: ID! @primaryKey
          orgId: UUID!
        }
        """)
    assert findings((problem,)) == [("E502", 3, 3)]
    assert problem.related[0].origin.place() == ("a.graphql", 2, 3)
    assert problem.help == "keep one of the two"


def test_two_names_for_one_policy() -> None:
    problem = only_error("""\
        type Note @table
          @rls(name: "a", select: "true", roles: ["web", "job"])
          @rls(name: "b", select: "id IS NULL", roles: ["job"]) {
          id: ID! @primaryKey
        }
        """)
    assert problem.message == "`a` and `b` are one policy: both are for SELECT and `job`"
    assert findings((problem,)) == [("E502", 3, 3)]
