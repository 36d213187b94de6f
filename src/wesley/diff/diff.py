"""From two schemas to the changes that lead from the first to the second, in an order in which they can be made."""

from __future__ import annotations

from functools import reduce

from wesley.changes import ALL
from wesley.changes.change import Change
from wesley.changes.renaming import rename_changes
from wesley.changes.rewrite import renamed
from wesley.changes.set_function_aside import functions_aside
from wesley.diff.codes import UNPLANNED, UNRENAMED
from wesley.diff.narrow import COLLECTIONS, narrow, unified
from wesley.diff.renames import NO_RENAMES, Renames, inverse, names_of
from wesley.ir.schema import Physical
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.error import SqlError


def diff(old: Physical, new: Physical, renames: Renames = NO_RENAMES) -> tuple[Change, ...]:
    """The changes from one schema to another.

    All changes but the renames speak the old names; the renames come last.

    Args:
        old: the schema that is there.
        new: the schema that shall be there.
        renames: what is called otherwise in `new`.

    Returns:
        Changes that, applied in order, lead from `old` to `new`; none for equal schemas.

    Raises:
        WesleyError: something differs that no kind of change can bring about, or a text does not tell what it names.
    """
    try:
        return _changes(old, new, renames)
    except SqlError as error:
        raise unrenamed(error) from error


def _changes(old: Physical, new: Physical, renames: Renames) -> tuple[Change, ...]:
    if not renames:
        return _of_same_names(old, new)
    aim = in_old_names(new, renames)
    changes = _of_same_names(old, aim)
    last = rename_changes(aim, new, names_of(renames))
    _refuse_rest(reduce(_applied, last, aim), new)
    return (*changes, *last)


def in_old_names(new: Physical, renames: Renames) -> Physical:
    """The new schema with the old names.

    Raises:
        WesleyError: a text does not tell what it names.
    """
    if not renames:
        return new
    try:
        return renamed(new, names_of(inverse(renames)))
    except SqlError as error:
        raise unrenamed(error) from error


def unrenamed(error: SqlError) -> WesleyError:
    """What to tell when a text does not tell what it names, so nothing in it can get another name."""
    return WesleyError(Problem(code=UNRENAMED, message=error.message, help="write the table before each column in it"))


def _of_same_names(old: Physical, new: Physical) -> tuple[Change, ...]:
    found: list[Change] = list(functions_aside(old, new))
    left, right = narrow(reduce(_applied, found, old), new)
    for kind in ALL:
        changes = tuple(kind.detect(left, right))
        found += changes
        if changes:
            left = unified(reduce(_applied, changes, left), right)
    _refuse_rest(left, right)
    return tuple(found)


def _applied(schema: Physical, change: Change) -> Physical:
    return change.apply(schema)


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
