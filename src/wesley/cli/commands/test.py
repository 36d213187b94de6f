"""`wesley test`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from wesley.cli.options import Options, common
from wesley.cli.terminal import complaint, paint_for, product

if TYPE_CHECKING:
    from wesley.cli.reading import Read
    from wesley.postgres.report.values import Report


@click.command("test")
@click.argument("paths", nargs=-1)
@click.option(
    "--database-url", metavar="URL", help="Server to test on, in any libpq form; default: a throw-away server."
)
@click.option("--env", metavar="NAME", help="The same, from [env.NAME] of the configuration.")
@click.option(
    "--format", "form", type=click.Choice(["text", "tap", "junit"]), default="text", help="Form of the report."
)
@click.pass_obj
def command(options: Options, paths: tuple[str, ...], *, database_url: str | None, env: str | None, form: str) -> int:
    """Load a schema into a fresh database and run its pgTAP tests there; clean up whatever happens.

    PATHS are files, folders, globs, or - for standard input; without any, `schema` of the configuration.
    """
    from wesley.cli.reading import read_schema

    read = read_schema(paths, options)
    if read.schema is None:
        from wesley.cli.problems.text import problems_as_text

        errors = [problem for problem in read.problems if problem.is_error]
        complaint(problems_as_text(errors, read.texts, paint_for(sys.stderr, options)))
        return 1
    report = _prove(read, _server(read, database_url, env))
    product(_printed(report, form))
    return 0 if report.passed else 1


common(command)


def _server(read: Read, database_url: str | None, env: str | None) -> str | None:
    """The server that was named. DATABASE_URL alone names none: a test must not find its way to production."""
    from wesley.cli.environment import database_url as chosen

    if database_url is None and env is None:
        return None
    return chosen(database_url, env, read.loaded.configuration, os.environ)


def _prove(read: Read, server: str | None) -> Report:
    from wesley.postgres.prove import prove
    from wesley.targets import pgtap, postgres

    settings = read.loaded.settings
    if read.schema is None:
        raise LookupError("a schema with errors cannot be proved")
    (ddl,) = postgres.TARGET.emit(read.schema, settings).values()
    tests = pgtap.TARGET.emit(read.schema, settings)
    return prove(server, ddl, tests, at_least=settings.postgres.version, ddl_file=settings.outputs.postgres)


def _printed(report: Report, form: str) -> str:
    from wesley.postgres.report.junit import junit
    from wesley.postgres.report.tap import tap
    from wesley.postgres.report.text import text

    printers = {"text": text, "tap": tap, "junit": junit}
    return printers[form](report)
