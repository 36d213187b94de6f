"""`wesley purge --run`: the end of what plans have kept, run as any other plan."""

from __future__ import annotations

from typing import Any

import click

from wesley.cli.codes import OPTIONS_AGAINST
from wesley.cli.configuration import load
from wesley.cli.migration.conduct import at_work, settle, untouched
from wesley.cli.migration.from_schema import proposal_of
from wesley.cli.migration.options import run_options
from wesley.cli.migration.site import Proposal, Site
from wesley.cli.migration.target import target
from wesley.cli.options import Options
from wesley.cli.plan_sources.document import purge_of
from wesley.cli.plan_sources.sides import Asked, read_one
from wesley.execute.begin import refuse_unfinished, unfinished
from wesley.problems.problem import Problem, UsageError

_ELSEWHERE = {"--from": "old", "--out": "out", "--format": "form", "--pg": "pg", "--explain": "explain"}


def run_purge(options: Options, given: dict[str, Any]) -> int:
    """Run the purge of a database.

    Raises:
        UsageError: options are given that are about a plan which is not run.
        WesleyError: something would go that is not named.
    """
    other = [option for option, name in _ELSEWHERE.items() if given[name]]
    if other:
        message = f"--run works on a live database, and {' and '.join(other)} would make a plan to look at"
        raise UsageError(Problem(code=OPTIONS_AGAINST, message=message, help="use --env or --database-url alone"))
    loaded = load(options.config)
    where = target(options, given, loaded)
    with at_work(options, _defaults() | given, loaded, where) as site:
        with untouched(where.command("migrate", "--resume")):
            refuse_unfinished(unfinished(site.connections.monitor))
        return settle(site, _propose, where.command("purge", "--run"))


def _propose(site: Site) -> Proposal:
    source, version = read_one(Asked(address=site.target.conninfo), site.loaded)
    document = purge_of(source, version, site.given["allow_drop"])
    return proposal_of(site, document, source.schema.physical, (None, ()))


def _defaults() -> dict[str, Any]:
    """What `wesley migrate` does without options; `wesley migrate --plan` runs a purge with others."""

    @click.command("run")
    @run_options
    def run(**_given: Any) -> None:
        """Nothing."""

    return run.make_context("run", []).params
