"""`wesley ir`."""

from __future__ import annotations

import sys

import click

from wesley.cli.options import Options, common
from wesley.cli.terminal import complaint, paint_for, product_bytes


@click.command("ir")
@click.argument("paths", nargs=-1)
@click.option("--evidence", is_flag=True, help="Print where each element was written, in place of the schema.")
@click.pass_obj
def command(options: Options, paths: tuple[str, ...], *, evidence: bool) -> int:
    """Print a schema as JSON: what Wesley understood of it.

    PATHS are files, folders, globs, or - for standard input; without any, `schema` of the configuration.
    """
    from wesley.cli.collector import collector_off
    from wesley.cli.problems.text import problems_as_text
    from wesley.cli.reading import read_schema
    from wesley.ir.codec import encode

    with collector_off():
        read = read_schema(paths, options)
        if read.schema is None:
            errors = [problem for problem in read.problems if problem.is_error]
            complaint(problems_as_text(errors, read.texts, paint_for(sys.stderr, options)))
            return 1
        product_bytes(encode(read.schema, evidence=evidence))
    return 0


common(command)
