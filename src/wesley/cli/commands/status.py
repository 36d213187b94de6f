"""`wesley status`."""

from __future__ import annotations

from typing import Any

import click

from wesley.cli.migration.options import address_options
from wesley.cli.options import Options, common


@click.command("status")
@address_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the answer.")
@click.pass_obj
def command(options: Options, /, **given: Any) -> int:
    """Say where things stand in a database: what was done last, what is unfinished, and what to type next.

    Nothing is changed, and nobody is kept from anything. Exits with 0; 2 for a wrong command line; 3 when the server
    fails.
    """
    from wesley.cli.configuration import load
    from wesley.cli.migration.status_report import as_json, as_text
    from wesley.cli.migration.target import target
    from wesley.cli.terminal import product
    from wesley.execute.standing import standing
    from wesley.postgres.session import ANSWER_SECONDS, session

    where = target(options, given, load(options.config))
    with session(where.conninfo, ANSWER_SECONDS) as looking:
        found, place = standing(looking), looking.place
    product(as_json(found, place, where) if given["form"] == "json" else as_text(found, place, where))
    return 0


common(command)
