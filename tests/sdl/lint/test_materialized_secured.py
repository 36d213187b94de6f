"""Copies of rows that policies protect."""

from __future__ import annotations

from tests.sdl.harness import findings, warnings_of

TABLES = """\
type Project @table @tenant(column: "orgId") { id: ID! @primaryKey orgId: UUID! }
type Country @table { id: ID! @primaryKey }
"""


def test_a_copy_of_a_secured_table() -> None:
    sdl = (
        TABLES + 'type Total @view(sql: "SELECT count(*) AS n FROM public.projects", materialized: true) { n: BigInt }'
    )
    [problem] = warnings_of(sdl, "W507")
    assert problem.message == "the materialized view `totals` holds the rows of `projects` past row-level security"
    assert findings((problem,)) == [("W507", 3, 6)]


def test_through_another_view() -> None:
    sdl = TABLES + (
        'type Total @view(sql: "SELECT count(*) AS n FROM public.projects") { n: BigInt }\n'
        'type Copy @view(sql: "SELECT n FROM public.totals", materialized: true) { n: BigInt }'
    )
    assert len(warnings_of(sdl, "W507")) == 1


def test_a_copy_of_what_nobody_protects() -> None:
    sdl = (
        TABLES + 'type Total @view(sql: "SELECT count(*) AS n FROM public.countries", materialized: true) { n: BigInt }'
    )
    assert not warnings_of(sdl, "W507")
