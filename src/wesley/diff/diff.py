"""From two schemas to the changes that lead from the first to the second, in an order in which they can be made."""

from __future__ import annotations

from wesley.changes import ALL
from wesley.changes.change import Change
from wesley.diff.codes import UNPLANNED
from wesley.diff.narrow import COLLECTIONS, narrow
from wesley.ir.schema import Physical
from wesley.problems.problem import Problem, WesleyError


def diff(old: Physical, new: Physical) -> tuple[Change, ...]:
    """The changes from one schema to another of the same names.

    Args:
        old: the schema that is there.
        new: the schema that shall be there; where something is renamed, still with the old names.

    Returns:
        Changes that, applied in order, lead from `old` to `new`; none for equal schemas.

    Raises:
        WesleyError: something differs that no kind of change can bring about.
    """
    left, right = narrow(old, new)
    found: list[Change] = []
    for kind in ALL:
        for change in tuple(kind.detect(left, right)):
            left = change.apply(left)
            found.append(change)
    _refuse_rest(left, right)
    return tuple(found)


def _refuse_rest(left: Physical, right: Physical) -> None:
    if left == right:
        return
    left, right = narrow(left, right)
    problems = []
    for collection in COLLECTIONS:
        elements = {(getattr(element, "schema", ""), element.name): element for element in getattr(left, collection)}
        elements |= {(getattr(element, "schema", ""), element.name): element for element in getattr(right, collection)}
        for (schema, name), element in sorted(elements.items()):
            message = (
                f"no plan leads from the old {schema}.{name} to the new one: {_what(left, right, collection, name)}"
            )
            problems.append(Problem(code=UNPLANNED, message=message, origin=element.origin))
    raise WesleyError(*problems)


def _what(left: Physical, right: Physical, collection: str, name: str) -> str:
    """The fields of an element that still differ."""
    before = next((element for element in getattr(left, collection) if element.name == name), None)
    after = next((element for element in getattr(right, collection) if element.name == name), None)
    if before is None or after is None:
        return "it is there only " + ("after" if before is None else "before")
    fields = [field for field in before.__struct_fields__ if getattr(before, field) != getattr(after, field)]
    return ", ".join(field.replace("_", " ") for field in fields) + " differ"
