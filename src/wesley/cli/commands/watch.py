"""`wesley watch`."""

from __future__ import annotations

from typing import Any

import click

from wesley.cli.duration import Duration
from wesley.cli.failures import INTERRUPTED
from wesley.cli.options import Options, common
from wesley.cli.progress.options import LISTEN, record_options
from wesley.cli.termination import Terminated


@click.command("watch")
@click.argument("paths", nargs=-1)
@click.option("--out", metavar="DIR", help="Folder of the outputs; default: `outputs.dir` of the configuration.")
@click.option("--only", metavar="LIST", help="Write these outputs only, such as postgres,zod.")
@click.option("--test", is_flag=True, help="Keep a throw-away database at the schema; run the tests of what changed.")
@click.option("--exec", "command", metavar="CMD", help="Run this after each round in which all went well.")
@click.option("--notify", is_flag=True, help="Notify the desktop when something fails, and when all is well again.")
@click.option("--json", "as_json", is_flag=True, help="Print an event a line as JSON, and no display.")
@click.option("--once", is_flag=True, help="Do one round and end; exit with 1 when something failed.")
@click.option(
    "--debounce",
    type=Duration(),
    default="200ms",
    metavar="TIME",
    help="How long files must be quiet before a round; default: 200ms.",
)
@record_options
@LISTEN
@click.pass_obj
def command(options: Options, /, **given: Any) -> int:
    """Compile a schema whenever its files change, and test it.

    PATHS are files, folders or globs; without any, `schema` of the configuration. Files whose content would be the
    same are not touched. While the schema has errors nothing is written. Ctrl-C ends it.
    """
    from wesley.cli.watching.conduct import conduct

    if given["out"] == "":
        raise click.UsageError("--out names no folder", click.get_current_context())
    if given["command"] is not None and not given["command"].strip():
        raise click.UsageError("--exec names no command", click.get_current_context())
    try:
        return conduct(options, given)
    except Terminated:
        raise
    except KeyboardInterrupt:
        # That is how a watch ends; there is nothing to complain of.
        return INTERRUPTED


common(command)
