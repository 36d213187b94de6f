"""`wesley doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from wesley.cli.migration.options import address_options
from wesley.cli.options import Options, common
from wesley.cli.progress.options import record_options

if TYPE_CHECKING:
    from wesley.cli.health.conduct import Looked
    from wesley.cli.health.machine import Project
    from wesley.cli.migration.target import Target

_NARROWEST, _WIDEST = 80, 120


@click.command("doctor")
@click.argument("paths", nargs=-1)
@address_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the answer.")
@click.option(
    "--calibrate",
    is_flag=True,
    help="Instead measure how fast the server works, for the time ranges of plans; takes some seconds.",
)
@record_options
@click.pass_obj
def command(options: Options, /, **given: Any) -> int:
    """Look at everything that one looks at before a migration: what was seen, why it matters, what to do.

    PATHS are files, folders or globs of the schema; without any, `schema` of the configuration. Without a database
    only this machine is looked at. Nothing is changed, nobody is kept from anything, and what may not be looked at is
    skipped and says so. docs/reference/doctor.md lists all checks.

    --calibrate makes a temporary table, measures on it, and keeps the figures in the journal's schema of the database,
    which is made where there is none.

    Exits with 0, also when there are warnings; 1 when a check found an error; 2 for a wrong command line; 3 when
    --calibrate fails.
    """
    from wesley.cli.collector import collector_off
    from wesley.cli.health.conduct import examine, named
    from wesley.cli.health.machine import project_of
    from wesley.cli.progress.sinks import records
    from wesley.health.check import Status
    from wesley.health.examine import count

    project = project_of(options.config, given["paths"])
    where = named(options, given, project)
    if given["calibrate"]:
        return _calibrate(options, given, project, where)
    with records(options, given) as emit, collector_off():
        found = examine(project, where, emit)
    _print(options, given, found)
    return 1 if count(found.results, Status.ERROR) else 0


common(command)


def _print(options: Options, given: dict[str, Any], found: Looked) -> None:
    import shutil
    import sys

    from wesley.cli.health.report import as_json, as_text, summary
    from wesley.cli.terminal import paint_for, product, status

    if given["form"] == "json":
        product(as_json(found.results, found.place))
        return
    paint = paint_for(sys.stdout, options)
    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    product(f"{paint('this machine', 'strong')}\n{as_text(found.machine, paint, width)}")
    if found.server:
        product(f"\n{paint(found.label, 'strong')}\n{as_text(found.server, paint, width)}")
    nowhere = "" if found.server else "; no database was named, so none was looked at"
    status(f"\n{summary(found.results)}{nowhere}\n", options)


def _calibrate(options: Options, given: dict[str, Any], project: Project, where: Target | None) -> int:
    from wesley.cli.health.calibration import as_json, as_text, measure
    from wesley.cli.migration.target import target
    from wesley.cli.terminal import product

    # Without a database this says how to name one.
    measured = measure(options, where or target(options, given, project.loaded))
    product(as_json(measured) if given["form"] == "json" else as_text(measured))
    return 0
