"""What the databases of a fleet hold, before anything is changed: all are looked at, several at the same time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from wesley.cli.fleet.failure import failure_of
from wesley.cli.migration.site import whereabouts
from wesley.execute.begin import unfinished
from wesley.execute.journal import runs
from wesley.execute.journal.plans import Entry
from wesley.fleet.result import Failure
from wesley.ir.codec import compact
from wesley.postgres.address import shown
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.session import session
from wesley.problems.problem import WesleyError

if TYPE_CHECKING:
    from wesley.cli.migration.target import Target
    from wesley.postgres.session import Session

_Given = TypeVar("_Given")


class Found(Struct, frozen=True, kw_only=True):
    """A database of the fleet.

    Args:
        target: where it is.
        name: what to call it; without secrets.
        place: host, port and database, to tell it from others.
        unfinished: the plan that was begun in it and not ended.
        before: the class of the failure that ended the last run of that plan.
        failure: why it cannot be looked at.
    """

    target: Target
    name: str
    place: tuple[str, str, str] = ("", "", "")
    unfinished: Entry | None = None
    before: tuple[str, str] | None = None
    failure: Failure | None = None


def look(targets: Sequence[Target], workers: int) -> tuple[Found, ...]:
    """Come to every database and look into its journal; one that cannot be reached says so in what is found."""
    return together(_look, targets, workers)


def together(work: Callable[[Target], _Given], targets: Sequence[Target], workers: int) -> tuple[_Given, ...]:
    """Do something with each of several databases, so many at the same time."""
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="wesley fleet") as pool:
        futures = [pool.submit(work, target) for target in targets]
        try:
            return tuple(future.result() for future in futures)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _look(target: Target) -> Found:
    try:
        with session(target.conninfo) as looking:
            host, port, dbname, _ = looking.place
            entry = unfinished(looking)
            return Found(
                target=target,
                name=whereabouts(host, port, dbname),
                place=(host, port, dbname),
                unfinished=entry,
                before=None if entry is None else _before(looking, entry),
            )
    except WesleyError as error:
        return Found(target=target, name=shown(target.conninfo), failure=failure_of(error))


def _before(looking: Session, entry: Entry) -> tuple[str, str] | None:
    last = next(reversed(runs.runs(looking, entry.plan)), None)
    return (last.code, last.sqlstate) if last is not None and last.code else None


def fingerprint_of(
    target: Target, namespaces: tuple[str, ...] | None, lookups: tuple[tuple[str, str], ...]
) -> str | Failure:
    """A digest of all that a plan for a database depends on; the same for two that need the same plan.

    Args:
        target: the database.
        namespaces: the PostgreSQL schemas to read; None for all.
        lookups: tables whose rows are a part of the schema.
    """
    try:
        with session(target.conninfo) as looking:
            catalog = read_catalog(looking, namespaces=namespaces, lookups=lookups)
    except WesleyError as error:
        return failure_of(error)
    # Sizes are in the report of a plan only.
    return hashlib.sha256(compact(replace(catalog, sizes=(), version_num=0))).hexdigest()
