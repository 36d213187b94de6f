"""What a database holds that the schema language has no words for: listed, left as it is, never called drift."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from wesley.changes.edit import identity
from wesley.diff.narrow import COLLECTIONS
from wesley.drift.compare import subject_of
from wesley.ir.schema import Physical
from wesley.plan.ignored import NOUNS
from wesley.plan.scope import namespace_names

_LISTED = tuple(name for name in NOUNS if name != "namespaces")


def left_alone(written: Physical, goal: Physical) -> tuple[str, ...]:
    """The objects that a goal takes over from the database because the schema cannot say them.

    Args:
        written: the schema as it was written.
        goal: the same with what was taken over (`plan/scope.py`).

    Returns:
        `function public.audit()` and the like, sorted; of a PostgreSQL schema that is left alone as a whole how many
        objects are in it.
    """
    strange = namespace_names(goal) - namespace_names(written) - {"public"}
    whole = [f"schema {name} ({_counted(count)})" for name, count in sorted(_inhabitants(goal, strange).items())]
    return (*whole, *sorted(_objects(written, goal, strange)), *sorted(_triggers(written, goal)))


def _inhabitants(goal: Physical, strange: Iterable[str]) -> Counter[str]:
    counted = Counter(dict.fromkeys(strange, 0))
    for name in COLLECTIONS:
        counted.update(one.schema for one in getattr(goal, name) if getattr(one, "schema", None) in counted)
    return counted


def _counted(number: int) -> str:
    return f"{number} object" + ("" if number == 1 else "s")


def _objects(written: Physical, goal: Physical, strange: frozenset[str]) -> Iterator[str]:
    for collection in _LISTED:
        known = {identity(one) for one in getattr(written, collection)}
        for one in getattr(goal, collection):
            if identity(one) not in known and getattr(one, "schema", "") not in strange:
                subject = subject_of(NOUNS[collection], one)
                yield f"{subject.kind} {subject.path}"


def _triggers(written: Physical, goal: Physical) -> Iterator[str]:
    """Triggers of others, and those of the schema that fire in other sessions than it says."""
    for table in goal.tables:
        before = written.table(table.schema, table.name)
        known = {one.name: one.firing for one in before.triggers} if before is not None else {}
        for one in table.triggers if before is not None else ():
            name = f"trigger {table.schema}.{table.name}.{one.name}"
            if one.name not in known:
                yield name
            elif one.firing is not known[one.name]:
                yield f"{name} (fires: {one.firing.value.lower()})"
