"""One safeguard: a change under load with it and without it, and what each leaves to be desired."""

from __future__ import annotations

import tempfile
from pathlib import Path

from msgspec import Struct

from proof.ablation.safeguards import Safeguard
from proof.ablation.subject import AS_IT_IS, WITHOUT
from proof.load import migrate
from proof.load.measure import Conditions, Watched, copied, watched
from proof.load.verdict import of_migration


class Course(Struct, frozen=True, kw_only=True):
    """How a change went.

    Args:
        watched: what clients felt.
        shortcomings: what was not as promised.
    """

    watched: Watched
    shortcomings: tuple[str, ...]


class Ablated(Struct, frozen=True, kw_only=True):
    """A change with a safeguard and without it."""

    safeguard: Safeguard
    as_it_is: Course
    without: Course


def ablate(safeguard: Safeguard, conditions: Conditions) -> Ablated:
    """Make the change twice, each time in a database of its own."""
    return Ablated(
        safeguard=safeguard,
        as_it_is=_course(safeguard, AS_IT_IS, conditions),
        without=_course(safeguard, WITHOUT, conditions),
    )


def verdict(ablated: Ablated) -> tuple[str, ...]:
    """What is not as it should be: with the safeguard everything is as promised, without it something is not."""
    found = [f"with it: {text}" for text in ablated.as_it_is.shortcomings]
    if not ablated.without.shortcomings:
        found.append("without it everything is as promised, too")
    return tuple(found)


def _course(safeguard: Safeguard, way: str, conditions: Conditions) -> Course:
    case = safeguard.case
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="wesley-proof-") as name, copied(conditions.server) as database:
        folder = Path(name)

        def change() -> None:
            failed.extend(_failure(safeguard, way, database, folder))

        seen = watched(case, conditions, database, change)
        left = migrate.faults(case, database, folder)
    return Course(watched=seen, shortcomings=(*failed, *left, *of_migration(case, seen)))


def _failure(safeguard: Safeguard, way: str, database: str, folder: Path) -> tuple[str, ...]:
    program = ("proof.ablation.subject", safeguard.name, way, database)
    try:
        migrate.migrate(safeguard.case, database, folder, program, safeguard.words)
    except RuntimeError as error:
        return (str(error),)
    return ()
