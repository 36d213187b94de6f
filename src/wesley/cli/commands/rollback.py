"""`wesley rollback`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from wesley.cli.migration.options import address_options, run_options
from wesley.cli.options import Options, common

if TYPE_CHECKING:
    from wesley.cli.configuration import Loaded
    from wesley.cli.migration.site import Proposal, Site
    from wesley.cli.migration.target import Target


@click.command("rollback")
@click.option(
    "--to", "plan", metavar="PLAN", help="Lead back every plan after this one, the last first; 0 for all of them."
)
@address_options
@run_options
@click.pass_obj
def command(options: Options, /, **given: Any) -> int:
    """Lead a database back from the last plan that was run on it, while applications use it.

    A plan that was not finished is led back from what it has done; of one that was, the way back is run which was
    stored with it, with the data that it has kept. `wesley history` lists the plans.

    Exits with 0; 1 when nothing leads back or the answer is no; 2 for a wrong command line; 3 when a server fails; 129,
    130 or 143 when its terminal went, it was interrupted or told to end.
    """
    from wesley.cli.configuration import load
    from wesley.cli.migration.target import target

    loaded = load(options.config)
    where = target(options, given, loaded)
    if given["plan"] is None:
        return _one(options, given, loaded, where)
    return _several(options, given, loaded, where)


common(command)


def _several(options: Options, given: dict[str, Any], loaded: Loaded, where: Target) -> int:
    """One plan after the other; each is a run of its own, and the first that ends otherwise ends it."""
    from wesley.cli.migration.conduct import untouched
    from wesley.cli.migration.ways_back import number_of, to_lead_back
    from wesley.cli.terminal import status

    with untouched(where.command("history")):
        kept = number_of(where.conninfo, given["plan"])
        rest = to_lead_back(where.conninfo, kept)
    if not rest:
        status(f"nothing to do: plan {given['plan']} is the last that was run\n", options)
    while rest:
        end = _one(options, given, loaded, where, rest[0], kept)
        if end or given["dry_run"]:
            return end
        rest = to_lead_back(where.conninfo, kept)
    return 0


def _one(options: Options, given: dict[str, Any], loaded: Loaded, where: Target, name: str = "", kept: int = 0) -> int:
    """Lead one plan back: the unfinished one, else the last one, with the plan whose contract it is.

    Args:
        options, given, loaded, where: of the command.
        name: the plan that it has to be, so that nobody else's is led back; empty for whichever it is.
        kept: number of a plan that is not led back.
    """
    from wesley.cli.migration.conduct import at_work, settle, untouched
    from wesley.cli.migration.from_journal import go_on
    from wesley.cli.migration.ways_back import last_one, way_back

    with at_work(options, given, loaded, where) as site:
        with untouched(where.command("status")):
            entry = last_one(site.connections.monitor, name)
        if entry.state == "begun" and entry.undoes is not None:
            return go_on(site, entry)

        def propose(at: Site) -> Proposal:
            return way_back(at, entry, kept)

        return settle(site, propose, where.command("history"))
