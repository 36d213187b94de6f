"""`wesley metrics`."""

from __future__ import annotations

from typing import Any

import click

from wesley.cli.duration import Duration
from wesley.cli.migration.options import address_options
from wesley.cli.options import Options, common


@click.command("metrics")
@address_options
@click.option(
    "--listen",
    metavar="ADDRESS",
    help="Serve them on HOST:PORT of this machine until Ctrl-C; default: print them.",
)
@click.option(
    "--every",
    type=Duration(1.0),
    default="60s",
    metavar="TIME",
    help="How often the database is looked at while they are served; default: 60s.",
)
@click.pass_obj
def command(options: Options, /, **given: Any) -> int:
    """Tell the figures of a database as OpenMetrics text: of its last run, and of its health.

    Nothing is changed, and nobody is kept from anything. Exits with 0; 2 for a wrong command line; 3 when the server
    fails. While figures are served, a server that fails is a figure.
    """
    from wesley.cli.figures import collected, last_run, serve
    from wesley.cli.health.machine import project_of
    from wesley.cli.migration.target import target
    from wesley.cli.terminal import product
    from wesley.observe.openmetrics import openmetrics

    project = project_of(options.config, ())
    if project.fault is not None:
        raise project.fault
    where = target(options, given, project.loaded)
    if given["listen"] is not None:
        serve(options, project, where, given["listen"], given["every"])
        return 0
    product(openmetrics(collected(project, where, last_run(where))).decode())
    return 0


common(command)
