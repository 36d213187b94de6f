"""Views that pass policies by."""

from __future__ import annotations

from tests.sdl.harness import findings, warnings_of

SDL = """\
type Project @table @tenant(column: "orgId") {{ id: ID! @primaryKey orgId: UUID! }}
type Total @view(sql: "SELECT count(*) AS n FROM public.projects"{}) {{ n: BigInt }}
"""


def test_with_the_rights_of_the_owner() -> None:
    [problem] = warnings_of(SDL.format(", securityInvoker: false"), "W510")
    assert problem.message == "the view `totals` reads `projects` with the rights of its owner"
    assert findings((problem,)) == [("W510", 2, 6)]


def test_with_the_rights_of_who_asks() -> None:
    assert not warnings_of(SDL.format(""), "W510")


def test_of_a_table_that_nobody_protects() -> None:
    sdl = SDL.format(", securityInvoker: false").replace('@tenant(column: "orgId")', "")
    assert not warnings_of(sdl, "W510")
