"""Views come after those that they read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wesley.ir.expression import Expression
from wesley.ir.view import View
from wesley.targets.postgres.views import in_dependency_order


def view(name: str, *reads: str) -> View:
    return View(
        schema="s", name=name, query=Expression(sql="SELECT 1"), depends_on=tuple(("s", read) for read in reads)
    )


def order(*views: View) -> list[str]:
    return [each.name for each in in_dependency_order(views)]


def test_by_name_where_nothing_else_decides() -> None:
    assert order(view("a"), view("b", "some_table"), view("c")) == ["a", "b", "c"]


def test_a_chain_that_is_written_backwards() -> None:
    assert order(view("a", "b"), view("b", "c"), view("c")) == ["c", "b", "a"]


def test_a_diamond() -> None:
    assert order(view("a", "b", "c"), view("b", "d"), view("c", "d"), view("d")) == ["d", "b", "c", "a"]


def test_a_circle_comes_to_an_end() -> None:
    assert sorted(order(view("a", "b"), view("b", "a"))) == ["a", "b"]


@given(edges=st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda edge: edge[0] < edge[1])))
def test_each_view_stands_after_those_that_it_reads(edges: set[tuple[int, int]]) -> None:
    views = [
        view(str(number), *(str(read) for reader, read in sorted(edges) if reader == number)) for number in range(10)
    ]
    found = order(*views)
    assert sorted(found) == [str(number) for number in range(10)]
    assert all(found.index(str(read)) < found.index(str(reader)) for reader, read in edges)
