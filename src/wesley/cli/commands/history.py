"""`wesley history`."""

from __future__ import annotations

from typing import Any

import click

from wesley.cli.migration.options import address_options
from wesley.cli.options import Options, common


@click.command("history")
@address_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the list.")
@click.pass_obj
def command(options: Options, /, **given: Any) -> int:
    """List the plans that were run on a database, the oldest first, and who ran them.

    Nothing is changed. Exits with 0; 2 for a wrong command line; 3 when the server fails.
    """
    from wesley.cli.configuration import load
    from wesley.cli.migration.history_report import as_json, as_text
    from wesley.cli.migration.target import target
    from wesley.cli.terminal import product
    from wesley.execute.journal.install import has_journal
    from wesley.execute.journal.plans import entries
    from wesley.execute.journal.runs import runs
    from wesley.postgres.session import ANSWER_SECONDS, session

    where = target(options, given, load(options.config))
    with session(where.conninfo, ANSWER_SECONDS) as looking:
        found, ran = (entries(looking), runs(looking)) if has_journal(looking) else ((), ())
    product(as_json(found, ran) if given["form"] == "json" else as_text(found, ran))
    return 0


common(command)
