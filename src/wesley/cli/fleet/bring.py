"""One database of a fleet, from its lock to the verification of its catalog, in a thread of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from msgspec import Struct

from wesley.cli.fleet.failure import failure_of
from wesley.cli.fleet.survey import Found
from wesley.cli.migration.conduct import budget, carried_out, telling
from wesley.cli.migration.site import Proposal, Site
from wesley.cli.options import Options
from wesley.execute import begin as beginning
from wesley.execute.clock import RealClock
from wesley.execute.codes import NOTHING_TO_RESUME
from wesley.execute.connections import Connections
from wesley.execute.preflight import refuse_unready
from wesley.execute.standing import standing
from wesley.fleet.result import Result, State
from wesley.fleet.stop import EndableClock, Stop
from wesley.observe.events import Outcome
from wesley.problems.problem import Problem, WesleyError

if TYPE_CHECKING:
    from wesley.cli.configuration import Loaded
    from wesley.execute.begin import Begun

_STATES = {Outcome.DONE: State.DONE, Outcome.EXPANDED: State.EXPANDED}


class Bringing(Struct, frozen=True, kw_only=True):
    """What is the same for every database: the options, the configuration, and what ends it all."""

    options: Options
    given: dict[str, Any]
    loaded: Loaded
    stop: Stop


def bring(bringing: Bringing, found: Found, proposal: Proposal | None) -> Result:
    """Bring a database to the schema, or go on with the plan that was begun in it.

    Args:
        bringing: what is the same for all.
        found: the database.
        proposal: its plan; None where one was begun.
    """
    run, real = uuid4().hex[:12], RealClock()
    clock, began = EndableClock(real, bringing.stop.ends), real.now()
    try:
        with Connections(found.target.conninfo, run) as connections:
            site = Site(
                options=Options(bringing.options.config, bringing.options.color, quiet=True),
                given=bringing.given,
                loaded=bringing.loaded,
                target=found.target,
                connections=connections,
                clock=clock,
            )
            beginning.enter(connections, clock, bringing.given["wait"])
            with telling(site, budget(site, found.unfinished)) as emit:
                begun = _begun(site, proposal)
                outcome = carried_out(site, begun, emit)
                far = standing(connections.monitor).progress
    except KeyboardInterrupt:
        return Result(database=found.name, state=State.INTERRUPTED, run=run, seconds=real.now() - began)
    except Exception as error:  # noqa: BLE001 - it ends this database and must not end the others
        failure = failure_of(error)
        return Result(database=found.name, state=State.FAILED, run=run, seconds=real.now() - began, failure=failure)
    return Result(
        database=found.name,
        state=_STATES[outcome],
        plan=begun.entry.digest[:8],
        statements=far.statements_done if far is not None else 0,
        seconds=real.now() - began,
        run=run,
    )


def _begun(site: Site, proposal: Proposal | None) -> Begun:
    """The plan in the journal: under the lock it is seen once more whether one was begun."""
    monitor = site.connections.monitor
    entry = beginning.unfinished(monitor)
    if entry is not None:
        return beginning.resumed(site.connections, entry)
    if proposal is None or proposal.new is None:
        message, help_text = "its plan was ended meanwhile by somebody else", "run the same command again"
        raise WesleyError(Problem(code=NOTHING_TO_RESUME, message=message, help=help_text))
    new, gate = proposal.new, proposal.gate
    refuse_unready(monitor, new.lines, site.clock)
    return beginning.begin(site.connections, new, lambda: gate(monitor))
