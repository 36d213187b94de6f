"""Two tables or two columns with one identity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wesley.ir.api import Field, ObjectType
from wesley.problems.problem import Code, Problem, Related
from wesley.sdl.rule import Rule, Subject

_Labelled = tuple[str, ObjectType | Field]


def check(subject: Subject) -> Iterator[Problem]:
    """Compare the identities of all types, and those of all fields."""
    objects = subject.schema.api.objects
    yield from _repeated((definition.name, definition) for definition in objects)
    yield from _repeated(
        (f"{definition.name}.{field.name}", field) for definition in objects for field in definition.fields
    )


def _repeated(elements: Iterable[_Labelled]) -> Iterator[Problem]:
    first: dict[str, _Labelled] = {}
    for label, element in elements:
        uid = element.hints.uid
        if uid is None:
            continue
        earlier_label, earlier = first.setdefault(uid, (label, element))
        if earlier is not element:
            yield Problem(
                code=DUPLICATE_UID.code,
                message=f"`{label}` and `{earlier_label}` have one identity, `{uid}`",
                origin=element.origin,
                help="give each an identity of its own; the older one keeps it",
                related=(Related("the other one is here", earlier.origin),),
            )


DUPLICATE_UID = Rule(
    Code(
        code="E214",
        name="duplicate-uid",
        summary="Two tables or two columns have one identity.",
        why="`@uid` tells a rename from a removal and an addition: it must lead to one element, whatever its name.",
        bad='type User @table @uid(value: "u") {\n  id: ID! @primaryKey\n}\n\n'
        'type Org @table @uid(value: "u") {\n  id: ID! @primaryKey\n}',
        good='type User @table @uid(value: "u") {\n  id: ID! @primaryKey\n}\n\n'
        'type Org @table @uid(value: "o") {\n  id: ID! @primaryKey\n}',
    ),
    check,
)
