"""Views that read each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wesley.ir.view import View
from wesley.problems.problem import Code, Problem, Related
from wesley.sdl.rule import Rule, Subject

_Name = tuple[str, str]


def check(subject: Subject) -> Iterator[Problem]:
    """Follow what each view reads; every circle is told once, at its first view by name."""
    views = {(view.schema, view.name): view for view in subject.schema.physical.views}
    told: set[_Name] = set()
    for name in views:
        circle = _circle(name, views)
        if circle and not told.intersection(circle):
            told.update(circle)
            yield _problem([views[member] for member in circle])


def _circle(start: _Name, views: Mapping[_Name, View]) -> list[_Name]:
    """The shortest way from a view back to itself; empty when there is none."""
    came_from: dict[_Name, _Name] = {}
    waiting = [start]
    for name in waiting:
        for read in views[name].depends_on:
            if read == start:
                way = [name]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if read in views and read not in came_from:
                came_from[read] = name
                waiting.append(read)
    return []


def _problem(circle: list[View]) -> Problem:
    first = circle[0]
    names = " reads ".join(f"`{view.name}`" for view in (*circle, first))
    return Problem(
        code=VIEW_CYCLE.code,
        message=f"{names}" if len(circle) > 1 else f"the view `{first.name}` reads itself",
        origin=first.origin,
        help="let one of them read the tables; a query that repeats itself is `WITH RECURSIVE`",
        related=tuple(Related("a part of the circle", view.origin) for view in circle[1:]),
    )


VIEW_CYCLE = Rule(
    Code(
        code="E412",
        name="view-cycle",
        summary="Views read each other in a circle.",
        why="A view can only be created when everything that it reads is there (PostgreSQL manual, CREATE VIEW).",
        bad='type A @view(sql: "SELECT id FROM bs") {\n  id: ID!\n}\n\n'
        'type B @view(sql: "SELECT id FROM \\"as\\"") {\n  id: ID!\n}',
        good="type User @table {\n  id: ID! @primaryKey\n}\n\n"
        'type A @view(sql: "SELECT id FROM users") {\n  id: ID!\n}\n\n'
        'type B @view(sql: "SELECT id FROM \\"as\\"") {\n  id: ID!\n}',
    ),
    check,
)
