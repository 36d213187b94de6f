"""A plan for every kind of catalog that a fleet has: made once, from the first database that is so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from msgspec import Struct

from wesley.cli.fleet.failure import failure_of
from wesley.cli.fleet.survey import Found, fingerprint_of, together
from wesley.cli.migration.from_schema import propose_schema
from wesley.cli.migration.site import Proposal, Site
from wesley.cli.plan_sources.sides import Asked, lookups_of, read_sides, with_own
from wesley.execute.clock import RealClock
from wesley.execute.connections import Connections
from wesley.fleet.result import Failure
from wesley.problems.problem import UsageError, WesleyError

if TYPE_CHECKING:
    from wesley.cli.configuration import Loaded
    from wesley.cli.options import Options


class Group(Struct, frozen=True, kw_only=True):
    """Databases whose catalogs are equal.

    Args:
        numbers: their places in the fleet.
        proposal: what is planned for them; None where nothing can be.
        failure: why nothing can be.
    """

    numbers: tuple[int, ...]
    proposal: Proposal | None = None
    failure: Failure | None = None


def groups(
    options: Options, given: dict[str, Any], loaded: Loaded, found: tuple[Found, ...], workers: int
) -> tuple[Group, ...]:
    """Read the catalogs of the databases that have no unfinished plan, and plan for each kind once.

    Raises:
        UsageError: the schema to get to is not named rightly.
        WesleyError: it has errors.
    """
    numbers = [number for number, one in enumerate(found) if one.unfinished is None]
    if not numbers:
        return ()
    targets = [found[number].target for number in numbers]
    asked = Asked(new=given["new"], address=targets[0].conninfo, namespaces=given["namespaces"])
    lookups = tuple(lookups_of(read_sides(asked, loaded).new))
    namespaces = with_own(given["namespaces"])
    prints = together(lambda target: fingerprint_of(target, namespaces, lookups), targets, workers)
    alike: dict[str | Failure, list[int]] = {}
    for number, one in zip(numbers, prints, strict=True):
        alike.setdefault(one, []).append(number)
    return tuple(
        Group(numbers=tuple(some), failure=one)
        if isinstance(one, Failure)
        else _planned(options, given, loaded, found, tuple(some))
        for one, some in alike.items()
    )


def _planned(
    options: Options, given: dict[str, Any], loaded: Loaded, found: tuple[Found, ...], numbers: tuple[int, ...]
) -> Group:
    target = found[numbers[0]].target
    with Connections(target.conninfo, uuid4().hex[:12]) as connections:
        site = Site(
            options=options, given=given, loaded=loaded, target=target, connections=connections, clock=RealClock()
        )
        try:
            return Group(numbers=numbers, proposal=propose_schema(site))
        except UsageError:
            raise
        except WesleyError as error:
            return Group(numbers=numbers, failure=failure_of(error))
