"""`wesley plan`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wesley.cli.options import Options, common
from wesley.cli.terminal import paint_for, product, status

if TYPE_CHECKING:
    from wesley.cli.plan_sources.sides import Asked
    from wesley.plan.document import Document

_FORMS = {".json": "json", ".sql": "sql", ".md": "markdown"}
"""What the ending of `--out` means."""

_REPEATED = {"--from": "old", "--to": "new", "--schema": "namespaces", "--allow-drop": "allow_drop"}
_NARROWEST, _WIDEST = 60, 120


@click.command("plan")
@click.option("--from", "old", metavar="SRC", multiple=True, help="The schema that is there; see above.")
@click.option("--to", "new", metavar="SRC", multiple=True, help="The schema to get to; default: the configured one.")
@click.option("--env", metavar="NAME", help="Start from the database of [env.NAME] of the configuration.")
@click.option("--database-url", metavar="URL", help="Start from this database, in any libpq form.")
@click.option(
    "--pg",
    type=click.IntRange(12, 18),
    metavar="MAJOR",
    help="Major version of the server, 12 to 18; default: the database's, else `postgres.version`.",
)
@click.option("--schema", "namespaces", metavar="NAME", multiple=True, help="Compare this PostgreSQL schema only.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sql", "markdown"]),
    help="text for people, sql for psql, markdown for pull requests, json for programs; default: by --out, else text.",
)
@click.option("--out", metavar="FILE", help="Write the plan to a file instead.")
@click.option("--contract", is_flag=True, help="Run what waits for the end of the old application too.")
@click.option(
    "--allow-drop", metavar="NAME", multiple=True, help="Data that may be lost, such as users.age; '*' for all."
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when there are changes.")
@click.option("--explain", is_flag=True, help="Tell the reason of every step, for newcomers.")
@click.pass_obj
def command(options: Options, /, **given: Any) -> int:
    """Plan how a database gets from one schema to another while applications use it.

    \b
    SRC is one of
      empty                 a database that holds nothing
      PATH                  SDL: a file, a folder or a glob; can be given several times
      FILE.json             a snapshot, as `wesley ir` prints it
      FILE.sql              SQL, loaded into a throw-away database; can be given several times
      postgresql://...      a live database, read only; `host=... dbname=...` or `service=...` too
      env:NAME              the live database of [env.NAME]
      git:REF[:PATH]        the configured schema, or a path, as it was in a commit

    Nothing is changed. Exits with 0; 1 when the plan is refused; 2 for a wrong command line; 3 when a server fails.
    """
    from wesley.cli.collector import collector_off

    with collector_off():
        document = _document(options, given)
    _deliver(options, document, given)
    return 1 if given["exit_code"] and document.plan.segments else 0


common(command)


def _document(options: Options, given: dict[str, Any]) -> Document:
    from wesley.cli.configuration import load
    from wesley.cli.plan_sources.compared import compared
    from wesley.cli.plan_sources.sides import read_sides
    from wesley.plan.document import Document, way_back
    from wesley.plan.make import make_plan
    from wesley.plan.report.report import report
    from wesley.plan.unmanaged import refuse_unmanaged, title

    asked = _asked(given)
    sides = read_sides(asked, load(options.config))
    both = compared(sides, asked.namespaces)
    plan = make_plan(
        both.old, both.new, server=sides.version, contract=given["contract"], allow_drop=given["allow_drop"]
    )
    refuse_unmanaged(plan, sides.old.unmanaged)
    return Document(
        plan=plan,
        report=report(plan, (both.old.api, both.new.api), sides.old.sizes),
        undo=way_back(plan, sides.old.sizes),
        source=sides.old.label,
        target=sides.new.label,
        unmanaged=tuple(title(one) for one in sides.old.unmanaged),
        undecided=both.undecided,
    )


def _asked(given: dict[str, Any]) -> Asked:
    from wesley.cli.plan_sources.sides import Asked

    return Asked(
        old=given["old"],
        new=given["new"],
        environment=given["env"],
        address=given["database_url"],
        version=given["pg"],
        namespaces=given["namespaces"],
    )


def _deliver(options: Options, document: Document, given: dict[str, Any]) -> None:
    out = given["out"]
    if out is None:
        product(_printed(options, document, given, given["form"] or "text"))
        return
    from wesley.cli.outputs.one_file import write_file
    from wesley.cli.reading import counted

    form = given["form"] or _FORMS.get(Path(out).suffix, "text")
    write_file(Path(out), _printed(Options(color="never"), document, given, form).encode())
    good = paint_for(sys.stderr, options)("ok", "good")
    status(f"{good}: {counted(len(document.plan.steps()), 'statement')} in {out}\n", options)


def _printed(options: Options, document: Document, given: dict[str, Any], form: str) -> str:
    if form == "json":
        from wesley.plan.formats.json import encode

        return encode(document)
    if form == "sql":
        from wesley.plan.formats.script import script

        return script(document.plan)
    if form == "markdown":
        from wesley.plan.formats.markdown import markdown

        return markdown(document, explain=given["explain"])
    import shutil

    from wesley.plan.formats.text import text

    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    return text(
        document, paint_for(sys.stdout, options), width, again=_again(given, options.config), explain=given["explain"]
    )


def _again(given: dict[str, Any], config: str | None) -> str:
    """The command that makes the same plan, but for addresses: they can hold a password."""
    import shlex

    from wesley.cli.plan_sources.database import is_address

    words = ["wesley", "plan", *(["--config", config] if config is not None else [])]
    for option, name in _REPEATED.items():
        words += (part for value in given[name] for part in (option, "URL" if is_address(value) else value))
    if given["env"] is not None:
        words += ["--env", given["env"]]
    if given["database_url"] is not None:
        words += ["--database-url", "URL"]
    if given["pg"] is not None:
        words += ["--pg", str(given["pg"])]
    return shlex.join([*words, *(["--contract"] if given["contract"] else [])])
