"""`wesley drift`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from wesley.cli.migration.options import address_options
from wesley.cli.options import Options, common
from wesley.cli.progress.options import record_options

if TYPE_CHECKING:
    from wesley.cli.drift.answer import Answer


@click.command("drift")
@click.argument("paths", nargs=-1)
@address_options
@click.option(
    "--against",
    type=click.Choice(["schema", "applied"]),
    default="schema",
    help="The schema, or what the journal of the database says was applied last; default: schema.",
)
@click.option("--schema", "namespaces", metavar="NAME", multiple=True, help="Compare this PostgreSQL schema only.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="text for people, json for programs, markdown for issues.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when there is drift.")
@record_options
@click.pass_obj
def command(options: Options, /, **given: Any) -> int:
    """Say what is missing, extra or different in a database, and both ways out: to repair it, or to adopt what it has.

    PATHS are files, folders or globs of the schema; without any, `schema` of the configuration.

    \b
    error    queries can fail, or rows be seen that should not: a missing table, column or constraint,
             another type, a policy that is missing, changed or nobody's, row-level security that is off
    warning  the application works: an extra table or column, another default, a missing index
    info     nothing depends on it: comments, names of constraints and indexes, storage

    What a contract that waits will take away is expected, and so is what a plan that is half run has changed: that is
    to be brought to its end first. Objects that the schema language has no words for are left alone, and those that
    fit `[postgres] ignore` of the configuration are not counted. Nothing is changed.

    Exits with 0; 1 with --exit-code when there is drift; 2 for a wrong command line; 3 when the server fails.
    """
    import sys
    from time import monotonic

    from wesley.cli.collector import collector_off
    from wesley.cli.configuration import load
    from wesley.cli.drift.conduct import conduct
    from wesley.cli.migration.named_again import hints_for
    from wesley.cli.migration.target import target
    from wesley.cli.progress.sinks import records
    from wesley.cli.terminal import paint_for, product

    loaded = load(options.config)
    where = target(options, given, loaded)
    with records(options, given) as emit:
        begun = monotonic()
        with collector_off(), hints_for(where.words, given["paths"]):
            answer = conduct(where, loaded, given)
        emit(_event(answer, monotonic() - begun))
    product(_printed(answer, given["form"], paint_for(sys.stdout, options)))
    return 1 if given["exit_code"] and answer.drift.findings else 0


common(command)


def _event(answer: Answer, seconds: float) -> Any:
    from wesley.observe.looking import DriftFound

    return DriftFound(
        database=answer.database,
        against=answer.against,
        **answer.drift.counted(),
        expected=len(answer.drift.expected),
        ignored=len(answer.drift.ignored),
        severity=answer.drift.severity,
        seconds=seconds,
    )


def _printed(answer: Answer, form: str, paint: Any) -> str:
    from wesley.cli.drift.json import as_json
    from wesley.cli.drift.markdown import as_markdown
    from wesley.cli.drift.text import as_text

    forms = {"json": as_json, "markdown": as_markdown}
    return forms[form](answer) if form in forms else as_text(answer, paint)
