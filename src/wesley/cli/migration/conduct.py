"""The course of every command that changes a database: enter, propose, show, ask, begin, run, tell."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from wesley.cli.migration import aftermath
from wesley.cli.migration.ask import confirm
from wesley.cli.migration.ending import ending
from wesley.cli.migration.named_again import hints_for
from wesley.cli.migration.site import Proposal, Site, whereabouts
from wesley.cli.migration.target import Target
from wesley.cli.options import Options
from wesley.cli.terminal import product, status
from wesley.execute import begin as beginning
from wesley.execute.clock import RealClock
from wesley.execute.connections import Connections
from wesley.execute.migrate import Tools
from wesley.execute.perform import perform
from wesley.execute.preflight import refuse_unready
from wesley.execute.settings import Settings
from wesley.problems.problem import UsageError

if TYPE_CHECKING:
    from wesley.cli.configuration import Loaded
    from wesley.cli.progress import Telling
    from wesley.execute.begin import Begun
    from wesley.execute.journal.plans import Entry
    from wesley.observe.events import Emit, Outcome

_DEFAULT_BUDGET = 0.1


@contextmanager
def at_work(options: Options, given: dict[str, Any], loaded: Loaded, target: Target) -> Iterator[Site]:
    """Come to a database: as its only migrator, or with `--dry-run` as somebody who looks.

    Raises:
        WesleyError: a file that it should tell of itself in cannot be opened.
        ServerError: the database cannot be reached, or another migrator works here.
    """
    from uuid import uuid4

    refuse_mute(given)
    with hints_for(target.words), Connections(target.conninfo, uuid4().hex[:12]) as connections:
        site = Site(
            options=options, given=given, loaded=loaded, target=target, connections=connections, clock=RealClock()
        )
        if not given["dry_run"]:
            with untouched(target.command("status")):
                beginning.enter(connections, site.clock, given["wait"])
        yield site


@contextmanager
def untouched(again: str) -> Iterator[None]:
    """A failure inside the block happens before anything was changed; it is told so.

    Args:
        again: the command to type next.
    """
    try:
        yield
    except UsageError:
        raise
    except BaseException as error:
        error.add_note(aftermath.nothing_happened(error, again))
        raise


def settle(site: Site, propose: Callable[[Site], Proposal], again: str) -> int:
    """Propose a plan, show it, ask, and run it.

    Args:
        site: where.
        propose: makes the proposal.
        again: the command to type after a failure that has changed nothing.

    Returns:
        The exit status.
    """
    with untouched(again):
        proposal = propose(site)
        product(proposal.text)
        sys.stdout.flush()
        if proposal.new is None:
            return 0
        refuse_unready(site.connections.monitor, proposal.new.lines, site.clock)
        if site.given["dry_run"]:
            status("dry run: nothing was changed\n", site.options)
            return 0
        if not confirm(proposal.question, site.target, site.place.dbname, yes=site.given["yes"]):
            status("nothing was changed\n", site.options)
            return 1
    with ExitStack() as stack:
        with untouched(again):
            emit = stack.enter_context(telling(site, budget(site)))
            new, gate = proposal.new, proposal.gate
            begun = beginning.begin(site.connections, new, lambda: gate(site.connections.monitor))
        return _run(site, begun, emit)


def resume(site: Site, entry: Entry) -> int:
    """Go on with an unfinished plan. Nothing is asked: it was approved when it began."""
    with telling(site, budget(site, entry)) as emit:
        return _run(site, beginning.resumed(site.connections, entry), emit)


def budget(site: Site, entry: Entry | None = None) -> float:
    """The stall budget in seconds: `--stall-budget`, else what the plan was begun with."""
    stated: float | None = site.given["stall_budget"]
    if stated is not None:
        return stated
    return entry.approvals.stall_budget if entry is not None else _DEFAULT_BUDGET


def carried_out(site: Site, begun: Begun, emit: Emit) -> Outcome:
    """Run what is not done of a plan that was begun, with its local checkpoint; nothing is printed.

    Raises:
        WesleyError: it cannot go on.
    """
    from wesley.cli.checkpoints import Keeper

    keeper = Keeper(site.loaded.folder, site.place, emit)
    tools = Tools(
        settings=_settings(site.given, budget(site, begun.entry)),
        emit=keeper.emit,
        clock=site.clock,
        mark=keeper.mark,
        database=whereabouts(site.place.host, site.place.port, site.place.dbname),
    )
    return perform(site.connections, begun, tools)


def _run(site: Site, begun: Begun, emit: Emit) -> int:
    try:
        began = site.clock.now()
        outcome = carried_out(site, begun, emit)
        told = ending(site, begun.entry, outcome, site.clock.now() - began)
    except BaseException as error:
        error.add_note(aftermath.something_happened(error, site))
        raise
    status(told, site.options)
    return 0


def telling(site: Site, stall_budget: float) -> AbstractContextManager[Emit]:
    """Open the places that a run tells of itself."""
    from wesley.cli.progress import sinks

    return sinks(site.options, _asked(site.given, stall_budget))


def refuse_mute(given: dict[str, Any]) -> None:
    """See that a run can tell of itself where the options of the command say, before anything is asked or begun.

    Raises:
        WesleyError: it cannot.
    """
    from wesley.cli.progress.usable import refuse_unusable

    if not given["dry_run"]:
        refuse_unusable(_asked(given, _DEFAULT_BUDGET))


def _asked(given: dict[str, Any], stall_budget: float) -> Telling:
    from wesley.cli.progress import Telling
    from wesley.observe.events import Level

    return Telling(
        log=given["log"],
        log_format=given["log_format"],
        log_level=Level(given["log_level"]),
        metrics=given["metrics"],
        metrics_listen=given["metrics_listen"],
        otel=given["otel"],
        stall_budget=stall_budget,
    )


def _settings(given: dict[str, Any], stall_budget: float) -> Settings:
    return Settings(
        stall_budget=stall_budget,
        patience=given["patience"],
        kill_blockers_after=given["kill_blockers_after"],
        max_lag=given["max_lag"],
    )
