"""`wesley check`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from wesley.cli.options import Options, common
from wesley.cli.terminal import Paint, paint_for, product, status

if TYPE_CHECKING:
    from wesley.cli.reading import Read


@click.command("check")
@click.argument("paths", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="text for people, json for programs, github for annotations of a pull request.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.pass_obj
def command(options: Options, paths: tuple[str, ...], *, form: str, strict: bool) -> int:
    """Find everything that is wrong with a schema: errors, and what the linter warns of.

    PATHS are files, folders, globs, or - for standard input; without any, `schema` of the configuration.
    Exits with 0 when the schema is fine, 1 when it is not, 2 when the command line or the configuration is wrong.
    """
    from wesley.cli.collector import collector_off
    from wesley.cli.reading import read_schema

    with collector_off():
        read = read_schema(paths, options)
    product(_printed(read, form, paint_for(sys.stdout, options)))
    status(summary(read, paint_for(sys.stderr, options), after_text=form == "text"), options)
    fails = read.errors or (read.warnings and (strict or read.loaded.settings.lint.strict))
    return 1 if fails else 0


common(command)


def _printed(read: Read, form: str, paint: Paint) -> str:
    if form == "json":
        from wesley.cli.problems.json import problems_as_json

        return problems_as_json(read.problems)
    if form == "github":
        from wesley.cli.problems.github import problems_as_github

        return problems_as_github(read.problems)
    from wesley.cli.problems.text import problems_as_text

    return problems_as_text(read.problems, read.texts, paint)


def summary(read: Read, paint: Paint, *, after_text: bool) -> str:
    """One line on how it went, set off from the frames above it."""
    from wesley.cli.reading import counted

    files = counted(len(read.texts), "file")
    if not read.problems:
        return f"{paint('ok', 'good')}: nothing wrong in {files}\n"
    counts = []
    if read.errors:
        counts.append(paint(counted(read.errors, "error"), "error"))
    if read.warnings:
        counts.append(paint(counted(read.warnings, "warning"), "warning"))
    gap = "\n" if after_text else ""
    return f"{gap}{' and '.join(counts)} in {files}; `wesley explain CODE` tells more\n"
