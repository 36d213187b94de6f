"""A pattern that JavaScript reads otherwise is told where it stands, and why."""

from __future__ import annotations

from tests.sdl.harness import place_of, warnings_of

SDL = 'type Page @table {{\n  id: ID! @primaryKey\n  slug: String! @pattern(regex: "{regex}")\n}}\n'


def test_outside_the_common_subset() -> None:
    sdl = SDL.format(regex="^[[:alpha:]]+$")
    (problem,) = warnings_of(sdl, "W108")
    assert problem.message.endswith(
        "only the database checks this pattern: classes such as `[:alpha:]` are PostgreSQL's alone"
    )
    assert (problem.origin.line, problem.origin.column) == place_of('"^[[', sdl)


def test_inside_it() -> None:
    assert not warnings_of(SDL.format(regex="^[a-z]+$"), "W108")
