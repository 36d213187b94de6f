"""A plan where and in the form that the command line asks for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wesley.cli.options import Options
from wesley.cli.terminal import paint_for, product, status

if TYPE_CHECKING:
    from wesley.plan.document import Document

_FORMS = {".json": "json", ".sql": "sql", ".md": "markdown"}
"""What the ending of `--out` means."""

_NARROWEST, _WIDEST = 60, 120


def deliver(options: Options, document: Document, given: dict[str, Any], again: str) -> None:
    """Print it, or write it to a file.

    Args:
        options: the common options.
        document: the plan.
        given: the values of `--out`, `--format` and `--explain`, by these names but `form` for the second.
        again: the command that makes the same plan.

    Raises:
        UsageError: the file cannot be written.
    """
    out = given["out"]
    if out is None:
        product(_printed(options, document, given, given["form"] or "text", again))
        return
    from wesley.cli.outputs.one_file import write_file
    from wesley.cli.reading import counted

    form = given["form"] or _FORMS.get(Path(out).suffix, "text")
    write_file(Path(out), _printed(Options(color="never"), document, given, form, again).encode())
    good = paint_for(sys.stderr, options)("ok", "good")
    status(f"{good}: {counted(len(document.plan.steps()), 'statement')} in {out}\n", options)


def _printed(options: Options, document: Document, given: dict[str, Any], form: str, again: str) -> str:
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
    return text(document, paint_for(sys.stdout, options), width, again=again, explain=given["explain"])


def again_words(name: str, given: dict[str, Any], config: str | None, repeated: dict[str, str]) -> list[str]:
    """The words of the command that makes the same plan, but for addresses: they can hold a password.

    Args:
        name: the command.
        given: the values of its options.
        config: the value of `--config`.
        repeated: options that can be given several times, and their names in `given`.
    """
    from wesley.cli.plan_sources.database import is_address

    words = ["wesley", name, *(["--config", config] if config is not None else [])]
    for option, key in repeated.items():
        words += (part for value in given[key] for part in (option, "URL" if is_address(value) else value))
    if given["env"] is not None:
        words += ["--env", given["env"]]
    if given["database_url"] is not None:
        words += ["--database-url", "URL"]
    if given["pg"] is not None:
        words += ["--pg", str(given["pg"])]
    return words
