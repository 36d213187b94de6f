"""Two elements want one name."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.problems.problem import Code, Problem, Related
from wesley.sdl.elements import Element, Space, named_elements
from wesley.sdl.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """In each name space, the second element of a name is one too many."""
    first: dict[tuple[Space, str], Element] = {}
    for element in named_elements(subject.schema):
        for space in element.spaces:
            earlier = first.setdefault((space, element.name), element)
            if earlier is not element:
                yield _collision(earlier, element)
                break


def _collision(earlier: Element, later: Element) -> Problem:
    both = f"two {later.kind}s are" if earlier.kind == later.kind else f"the {earlier.kind} and the {later.kind} are"
    return Problem(
        code=NAME_COLLISION.code,
        message=f"{both} called `{later.name}` in the database",
        origin=later.origin,
        help="give one of them another name with `name:`",
        related=(Related(f"the other {earlier.kind}", earlier.origin),),
    )


NAME_COLLISION = Rule(
    Code(
        code="E203",
        name="name-collision",
        summary="Two elements have one name in the database.",
        why="Tables, views, indexes, enums and the indexes of constraints share name spaces in PostgreSQL (`pg_class` "
        "and `pg_type`): the second CREATE would fail. Different GraphQL names may become one database name.",
        bad="type User @table {\n  id: ID! @primaryKey\n  orgId: UUID!\n  org_id: UUID!\n}",
        good="type User @table {\n  id: ID! @primaryKey\n  orgId: UUID!\n"
        '  org_id: UUID! @column(name: "other_org_id")\n}',
    ),
    check,
)
