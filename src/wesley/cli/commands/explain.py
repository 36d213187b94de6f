"""`wesley explain`."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

import click

from wesley.cli.codes import UNKNOWN_CODE, all_codes
from wesley.cli.options import Options, common
from wesley.cli.terminal import Paint, paint_for, product
from wesley.problems.problem import Problem, UsageError
from wesley.problems.suggest import did_you_mean

if TYPE_CHECKING:
    from wesley.problems.problem import Code

_WIDEST = 96
_NARROWEST = 40


@click.command("explain")
@click.argument("code", required=False)
@click.pass_obj
def command(options: Options, code: str | None) -> int:
    """Explain a code such as E001: what it is, why it matters, an example and its remedy.

    Without CODE, list all codes; with the beginning of codes, such as E0, those.
    """
    paint = paint_for(sys.stdout, options)
    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    wanted = (code or "").casefold()
    exact = [known for known in all_codes() if wanted in {known.code.casefold(), known.name.casefold()}]
    if exact:
        product(page(exact[0], width, paint))
        return 0
    beginning = [known for known in all_codes() if known.code.casefold().startswith(wanted)]
    if not beginning:
        raise UsageError(_unknown(wanted))
    product("".join(_row(known, width, paint) for known in beginning))
    return 0


common(command)


def _unknown(wanted: str) -> Problem:
    known = [name for code in all_codes() for name in (code.code, code.name)]
    help_text = did_you_mean(wanted, known) or "`wesley explain` lists all codes"
    return Problem(code=UNKNOWN_CODE, message=f"no code `{wanted}`", help=help_text)


def page(code: Code, width: int, paint: Paint) -> str:
    """The page of a code.

    Args:
        code: what to explain.
        width: columns to wrap at.
        paint: how to color.
    """
    title = f"{paint(code.code, str(code.severity))} {paint(code.name, 'strong')} ({code.severity})"
    parts = [title, "", *_wrapped(code.summary, width), "", *_wrapped(code.why, width)]
    for heading, example in (("Not so:", code.bad), ("But so:", code.good)):
        if example:
            parts += ["", paint(heading, "help"), "", textwrap.indent(example.strip("\n"), "    ")]
    return "\n".join(parts) + "\n"


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _row(code: Code, width: int, paint: Paint) -> str:
    first, *others = _wrapped(code.summary, max(_NARROWEST, width - 10))
    rows = [paint(f"{code.code:<8}", str(code.severity)) + f"  {first}", *[f"          {line}" for line in others]]
    return "\n".join(rows) + "\n"
