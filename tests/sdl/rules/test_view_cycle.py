"""Views cannot read each other in a circle."""

from __future__ import annotations

from tests.sdl.harness import errors_of, findings, only_error


def test_a_view_that_reads_itself() -> None:
    problem = only_error('type Node @view(sql: "SELECT id FROM nodes") { id: ID! }')
    assert problem.message == "the view `nodes` reads itself"


def test_a_circle_of_three_is_told_once() -> None:
    problem = only_error("""\
        type A @view(name: "a", sql: "SELECT id FROM b") { id: ID! }
        type B @view(name: "b", sql: "SELECT id FROM c") { id: ID! }
        type C @view(name: "c", sql: "SELECT id FROM a JOIN b USING (id)") { id: ID! }
        """)
    assert problem.message == "`a` reads `b` reads `c` reads `a`"
    assert [related.origin.line for related in problem.related] == [2, 3]


def test_a_view_that_leads_into_a_circle_is_no_part_of_it() -> None:
    found = errors_of("""\
        type A @view(name: "a", sql: "SELECT id FROM b") { id: ID! }
        type B @view(name: "b", sql: "SELECT id FROM b") { id: ID! }
        """)
    assert findings(found) == [("E412", 2, 6)]


def test_a_recursive_query_is_no_circle() -> None:
    assert not errors_of("""\
        type N @view(name: "n", sql: "WITH RECURSIVE n AS (SELECT 1 AS id UNION SELECT id FROM n) SELECT id FROM n") {
          id: Int!
        }
        """)
