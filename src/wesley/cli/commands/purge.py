"""`wesley purge`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from wesley.cli.options import Options, common

if TYPE_CHECKING:
    from wesley.plan.document import Document

_REPEATED = {"--from": "old", "--allow-drop": "allow_drop"}


@click.command("purge")
@click.option("--from", "old", metavar="SRC", multiple=True, help="The schema that is there, as for `wesley plan`.")
@click.option("--env", metavar="NAME", help="The database of [env.NAME] of the configuration.")
@click.option("--database-url", metavar="URL", help="This database, in any libpq form.")
@click.option(
    "--pg",
    type=click.IntRange(12, 18),
    metavar="MAJOR",
    help="Major version of the server, 12 to 18; default: the database's, else `postgres.version`.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sql", "markdown"]),
    help="text for people, sql for psql, markdown for pull requests, json for programs; default: by --out, else text.",
)
@click.option("--out", metavar="FILE", help="Write the plan to a file instead.")
@click.option(
    "--allow-drop",
    metavar="NAME",
    multiple=True,
    help="What may go, such as orders or users.wesley_dropped_age; '*' for all.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when something is kept.")
@click.option("--explain", is_flag=True, help="Tell the reason of every step, for newcomers.")
@click.option("--run", is_flag=True, help="Run the plan on the database, when the answer is yes.")
@click.option("--yes", is_flag=True, help="Answer every question with yes.")
@click.pass_obj
def command(options: Options, /, **given: Any) -> int:
    """Let go for good what plans have kept: show the plan, and with --run run it.

    That is what --soft-drop has moved out of sight, and the side tables of --keep-data. No plan leads back from it.

    Without --run nothing is changed. Exits with 0; 1 when the plan is refused or the answer is no; 2 for a wrong
    command line; 3 when a server fails; 129, 130 or 143 when its terminal went, it was interrupted or told to end.
    """
    if given["run"]:
        from wesley.cli.migration.from_purge import run_purge

        return run_purge(options, given)
    import shlex

    from wesley.cli.collector import collector_off
    from wesley.cli.outputs.deliver_plan import again_words, deliver

    with collector_off():
        document = _document(options, given)
    deliver(options, document, given, shlex.join(again_words("purge", given, options.config, _REPEATED)))
    return 1 if given["exit_code"] and document.plan.segments else 0


common(command)


def _document(options: Options, given: dict[str, Any]) -> Document:
    from wesley.cli.configuration import load
    from wesley.cli.plan_sources.document import purge_of
    from wesley.cli.plan_sources.sides import Asked, read_one
    from wesley.cli.plan_sources.snapshot_faults import faults_told

    asked = Asked(old=given["old"], environment=given["env"], address=given["database_url"], version=given["pg"])
    source, version = read_one(asked, load(options.config))
    with faults_told(source):
        return purge_of(source, version, given["allow_drop"])
