"""`wesley compile`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wesley.cli.options import Options, common
from wesley.cli.terminal import complaint, paint_for, product, status

if TYPE_CHECKING:
    from wesley.cli.outputs.plan import Plan
    from wesley.cli.reading import Read
    from wesley.targets.target import Target


@click.command("compile")
@click.argument("paths", nargs=-1)
@click.option("--out", metavar="DIR", help="Folder of the outputs; default: `outputs.dir` of the configuration.")
@click.option("--only", metavar="LIST", help="Write these outputs only, such as postgres,zod.")
@click.option(
    "--check", is_flag=True, help="Write nothing; list what is not up to date, and exit with 1 if anything is."
)
@click.pass_obj
def command(options: Options, paths: tuple[str, ...], *, out: str | None, only: str | None, check: bool) -> int:
    """Write all outputs of a schema. Files that are up to date are not touched.

    PATHS are files, folders, globs, or - for standard input; without any, `schema` of the configuration.
    """
    from wesley.cli.collector import collector_off

    with collector_off():
        return _compile(options, paths, out, only, check=check)


common(command)


def _compile(options: Options, paths: tuple[str, ...], out: str | None, only: str | None, *, check: bool) -> int:
    from wesley.cli.outputs.plan import plan
    from wesley.cli.outputs.write import write
    from wesley.cli.reading import read_schema

    if out == "":
        raise click.UsageError("--out names no folder", click.get_current_context())
    read = read_schema(paths, options)
    settings = read.loaded.settings
    targets = selected(only.split(",") if only is not None else settings.outputs.only)
    if read.schema is None:
        return _refuse(read, options)
    folder = Path(out) if out is not None else read.loaded.folder / settings.outputs.dir
    found = plan(folder, {target.name: target.emit(read.schema, settings) for target in targets})
    if check:
        return _list_stale(found, options)
    write(found)
    status(_summary(read, found, options), options)
    return 0


def selected(names: list[str] | tuple[str, ...]) -> tuple[Target, ...]:
    """The targets of these names, in the order in which they are written; all for no name.

    Raises:
        UsageError: there is no such target.
    """
    from wesley.cli.codes import UNKNOWN_TARGET
    from wesley.problems.problem import Problem, UsageError
    from wesley.problems.suggest import did_you_mean
    from wesley.targets import ALL

    known = [target.name for target in ALL]
    wanted = [name.strip() for name in names]
    problems = [
        Problem(
            code=UNKNOWN_TARGET,
            message=f"no output `{name}`",
            help=did_you_mean(name, known) or f"known are: {', '.join(known)}",
        )
        for name in wanted
        if name not in known
    ]
    if problems:
        raise UsageError(*problems)
    return tuple(target for target in ALL if target.name in wanted or not wanted)


def _refuse(read: Read, options: Options) -> int:
    """Nothing is written of a schema with errors."""
    from wesley.cli.problems.text import problems_as_text
    from wesley.cli.reading import counted

    paint = paint_for(sys.stderr, options)
    errors = [problem for problem in read.problems if problem.is_error]
    complaint(problems_as_text(errors, read.texts, paint))
    status(f"\n{paint(counted(len(errors), 'error'), 'error')}; nothing was written\n", options)
    return 1


def _list_stale(found: Plan, options: Options) -> int:
    from wesley.cli.paths import shown
    from wesley.cli.reading import counted

    paint = paint_for(sys.stderr, options)
    if found.is_clean:
        status(f"{paint('ok', 'good')}: {counted(found.unchanged, 'output')} up to date\n", options)
        return 0
    kinds = [("missing", found.missing), ("stale", found.stale), ("extra", found.extra)]
    listed = sorted((shown(found.folder / path), kind) for kind, paths in kinds for path in paths)
    product("".join(f"{kind:<8} {path}\n" for path, kind in listed))
    status(f"{paint(counted(len(listed), 'file'), 'error')} not up to date; run `wesley compile`\n", options)
    return 1


def _summary(read: Read, found: Plan, options: Options) -> str:
    from wesley.cli.outputs.manifest import NAME
    from wesley.cli.paths import shown
    from wesley.cli.reading import counted

    paint = paint_for(sys.stderr, options)
    written = len((found.missing.keys() | found.stale.keys()) - {NAME})
    parts = [f"{written} written"] if written else []
    parts += [f"{found.unchanged} unchanged"] if found.unchanged else []
    parts += [f"{len(found.extra)} removed"] if found.extra else []
    tables = counted(len(read.schema.physical.tables), "table") if read.schema is not None else ""
    text = f"{paint('ok', 'good')}: {tables} from {counted(len(read.texts), 'file')} in {shown(found.folder)}/"
    text += f": {', '.join(parts)}\n"
    if read.warnings:
        warnings = paint(counted(read.warnings, "warning"), "warning")
        text += f"{warnings}; `wesley check` shows them\n"
    return text
