"""`wesley migrate`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from wesley.cli.migration.options import address_options, run_options
from wesley.cli.options import Options, common

if TYPE_CHECKING:
    from wesley.cli.configuration import Loaded

# What shapes a plan has no say where the plan was made before.
_SHAPE = {
    "--to": "new",
    "--contract": "contract",
    "--allow-drop": "allow_drop",
    "--soft-drop": "soft_drop",
    "--keep-data": "keep_data",
}
# The journal has these of an unfinished plan.
_SOURCE = {"--plan": "plan", "--schema": "namespaces"}
# A fleet names its databases itself, plans for each and goes on where it was; figures are those of one run.
_OF_ONE = {
    "--database-url": "database_url",
    "--env": "env",
    "--plan": "plan",
    "--resume": "again",
    "--accept-changes": "accept_changes",
    "--metrics": "metrics",
    "--metrics-listen": "metrics_listen",
}
_OF_FLEETS = {"--workers": "workers", "--format": "form"}
_WORKERS = 4


@click.command("migrate")
@click.option("--to", "new", metavar="SRC", multiple=True, help="The schema to get to; default: the configured one.")
@click.option(
    "--plan",
    metavar="FILE",
    help="Run this plan, which `wesley plan --out plan.json` has written; - for standard input.",
)
@click.option("--resume", "again", is_flag=True, help="Go on with the plan that was not finished.")
@click.option(
    "--accept-changes", is_flag=True, help="With --resume: leave what somebody else has changed meanwhile as it is."
)
@address_options
@click.option("--schema", "namespaces", metavar="NAME", multiple=True, help="Plan for this PostgreSQL schema only.")
@click.option("--contract", is_flag=True, help="Run what waits for the end of the old application too.")
@click.option(
    "--allow-drop", metavar="NAME", multiple=True, help="Data that may be lost, such as users.age; '*' for all."
)
@click.option("--soft-drop", is_flag=True, help="Move tables and columns out of sight instead of dropping them.")
@click.option("--keep-data", is_flag=True, help="Keep what goes in side tables, so that the way back has it.")
@click.option("--fleet", metavar="FILE", help="Migrate all databases of a file, an address or a query on each line.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="With --fleet: so many at a time; default: 4.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), help="With --fleet: form of what is told at the end."
)
@run_options
@click.pass_obj
def command(options: Options, /, **given: Any) -> int:
    """Bring a database to a schema while applications use it, and survive any crash on the way.

    SRC is as for `wesley plan`. The plan is made from the database as it is, shown, and run when the answer is yes.
    What is done stands in a journal in the database, in the schema `wesley`; after a crash, --resume goes on, with what
    was agreed to when the plan began.

    With --fleet many databases are brought there: one plan for all that hold the same, each plan on one database alone
    first, then on two together, four and so on. A failure that is new stops it, and the same command goes on.

    Exits with 0; 1 when the plan is refused or the answer is no; 2 for a wrong command line; 3 when a server fails;
    129, 130 or 143 when its terminal went, it was interrupted or told to end.
    """
    from wesley.cli.configuration import load

    _refuse_together(given)
    loaded = load(options.config)
    if given["fleet"] is not None:
        from wesley.cli.fleet.conduct import Fleet
        from wesley.cli.migration.conduct import refuse_mute

        refuse_mute(given)
        return Fleet(options, given, loaded, given["workers"] or _WORKERS).migrate()
    return _resume(options, given, loaded) if given["again"] else _migrate(options, given, loaded)


common(command)


def _migrate(options: Options, given: dict[str, Any], loaded: Loaded) -> int:
    from wesley.cli.migration.again import again
    from wesley.cli.migration.conduct import at_work, settle, untouched
    from wesley.cli.migration.from_file import propose_file
    from wesley.cli.migration.from_schema import propose_schema
    from wesley.cli.migration.spooled import spooled
    from wesley.cli.migration.target import target
    from wesley.execute.begin import refuse_unfinished, unfinished

    where = target(options, given, loaded)
    once_more = where.command("migrate", *again(given))
    with at_work(options, given, loaded, where) as site:
        with untouched(once_more):
            found = unfinished(site.connections.monitor)
        with untouched(where.command("migrate", "--resume")):
            refuse_unfinished(found)
        if given["plan"] is None:
            return settle(site, propose_schema, once_more)
        with spooled(given["plan"]) as path:
            return settle(site, lambda at: propose_file(at, path), once_more)


def _resume(options: Options, given: dict[str, Any], loaded: Loaded) -> int:
    from wesley.cli.migration.conduct import at_work, untouched
    from wesley.cli.migration.from_journal import go_on
    from wesley.cli.migration.target import target_to_resume
    from wesley.execute.begin import unfinished
    from wesley.execute.codes import NOTHING_TO_RESUME
    from wesley.problems.problem import Problem, WesleyError

    where = target_to_resume(options, given, loaded)
    with at_work(options, given, loaded, where) as site:
        with untouched(where.command("status")):
            entry = unfinished(site.connections.monitor)
            if entry is None:
                message, help_text = "no plan was begun and not finished", "`wesley status` says where things stand"
                raise WesleyError(Problem(code=NOTHING_TO_RESUME, message=message, help=help_text))
        return go_on(site, entry)


def _refuse_together(given: dict[str, Any]) -> None:
    from wesley.cli.codes import OPTIONS_AGAINST
    from wesley.problems.problem import Problem, UsageError

    single = [option for option, name in _OF_ONE.items() if given[name]]
    if given["fleet"] is not None and single:
        message = f"--fleet is for many databases, and {' and '.join(single)} for one"
        raise UsageError(Problem(code=OPTIONS_AGAINST, message=message, help=f"leave out {' and '.join(single)}"))
    several = [option for option, name in _OF_FLEETS.items() if given[name] is not None]
    if given["fleet"] is None and several:
        message, help_text = f"{' and '.join(several)} is for --fleet", "name a file of databases with --fleet"
        raise UsageError(Problem(code=OPTIONS_AGAINST, message=message, help=help_text))
    if given["accept_changes"] and not given["again"]:
        message, help_text = "--accept-changes is for --resume", "a plan that is made anew starts from what is there"
        raise UsageError(Problem(code=OPTIONS_AGAINST, message=message, help=help_text))
    way = "--resume" if given["again"] else "--plan" if given["plan"] is not None else ""
    shape = [option for option, name in _SHAPE.items() if given[name]]
    if way == "--resume":
        shape += [option for option, name in _SOURCE.items() if given[name]]
    if way and shape:
        message = f"{way} runs a plan as it was made, and {' and '.join(shape)} would shape it"
        raise UsageError(Problem(code=OPTIONS_AGAINST, message=message, help=f"leave out {' and '.join(shape)}"))
