"""`wesley plan`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from wesley.cli.options import Options, common

if TYPE_CHECKING:
    from wesley.cli.plan_sources.sides import Asked
    from wesley.plan.document import Document

_REPEATED = {"--from": "old", "--to": "new", "--schema": "namespaces", "--allow-drop": "allow_drop"}
_FLAGS = {"--contract": "contract", "--soft-drop": "soft_drop", "--keep-data": "keep_data", "--undo": "undo"}


@click.command("plan")
@click.option("--from", "old", metavar="SRC", multiple=True, help="The schema that is there; see above.")
@click.option("--to", "new", metavar="SRC", multiple=True, help="The schema to get to; default: the configured one.")
@click.option("--env", metavar="NAME", help="Start from the database of [env.NAME] of the configuration.")
@click.option("--database-url", metavar="URL", help="Start from this database, in any libpq form.")
@click.option(
    "--pg",
    type=click.IntRange(12, 18),
    metavar="MAJOR",
    help="Major version of the server, 12 to 18; default: the database's, else `postgres.version`.",
)
@click.option("--schema", "namespaces", metavar="NAME", multiple=True, help="Compare this PostgreSQL schema only.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sql", "markdown"]),
    help="text for people, sql for psql, markdown for pull requests, json for programs; default: by --out, else text.",
)
@click.option("--out", metavar="FILE", help="Write the plan to a file instead.")
@click.option("--contract", is_flag=True, help="Run what waits for the end of the old application too.")
@click.option(
    "--allow-drop", metavar="NAME", multiple=True, help="Data that may be lost, such as users.age; '*' for all."
)
@click.option("--soft-drop", is_flag=True, help="Move tables and columns out of sight instead of dropping them.")
@click.option("--keep-data", is_flag=True, help="Keep what goes in side tables, so that the way back has it.")
@click.option("--undo", is_flag=True, help="The plan that leads back, from where this one leads to.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when there are changes.")
@click.option("--explain", is_flag=True, help="Tell the reason of every step, for newcomers.")
@click.pass_obj
def command(options: Options, /, **given: Any) -> int:
    """Plan how a database gets from one schema to another while applications use it.

    \b
    SRC is one of
      empty                 a database that holds nothing
      PATH                  SDL: a file, a folder or a glob; can be given several times
      FILE.json             a snapshot, as `wesley ir` prints it
      FILE.sql              SQL, loaded into a throw-away database; can be given several times
      postgresql://...      a live database, read only; `host=... dbname=...` or `service=...` too
      env:NAME              the live database of [env.NAME]
      git:REF[:PATH]        the configured schema, or a path, as it was in a commit

    Nothing is changed. Exits with 0; 1 when the plan is refused; 2 for a wrong command line; 3 when a server fails.
    """
    from wesley.cli.collector import collector_off
    from wesley.cli.outputs.deliver_plan import deliver

    with collector_off():
        document = _document(options, given)
    deliver(options, document, given, _again(given, options.config))
    return 1 if given["exit_code"] and document.plan.segments else 0


common(command)


def _document(options: Options, given: dict[str, Any]) -> Document:
    from wesley.cli.configuration import load
    from wesley.cli.migration.named_again import hints_for
    from wesley.cli.plan_sources.document import Choice, document_of
    from wesley.cli.plan_sources.sides import read_sides
    from wesley.cli.plan_sources.snapshot_faults import faults_told
    from wesley.plan.document import led_back

    loaded = load(options.config)
    choice = Choice(**{name: given[name] for name in Choice.__struct_fields__})
    with hints_for(_database(given, options.config)):
        sides = read_sides(_asked(given), loaded)
        with faults_told(sides.old, sides.new):
            document = document_of(sides, choice)
            return led_back(document) if given["undo"] else document


def _database(given: dict[str, Any], config: str | None) -> list[str]:
    """The options that name the database again, without secrets."""
    named = ["--env", given["env"]] if given["env"] else ["--database-url", "URL"] if given["database_url"] else []
    return [*named, "--config", config] if named and config is not None else named


def _asked(given: dict[str, Any]) -> Asked:
    from wesley.cli.plan_sources.sides import Asked

    return Asked(
        old=given["old"],
        new=given["new"],
        environment=given["env"],
        address=given["database_url"],
        version=given["pg"],
        namespaces=given["namespaces"],
    )


def _again(given: dict[str, Any], config: str | None) -> str:
    """The command that makes the same plan."""
    import shlex

    from wesley.cli.outputs.deliver_plan import again_words

    flags = [flag for flag, name in _FLAGS.items() if given[name]]
    return shlex.join([*again_words("plan", given, config, _REPEATED), *flags])
