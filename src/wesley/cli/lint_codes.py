"""Codes in `lint.select` and `lint.ignore` must be codes of something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wesley.cli.codes import UNKNOWN_CODE, all_codes
from wesley.problems.problem import Problem, UsageError
from wesley.problems.suggest import did_you_mean

if TYPE_CHECKING:
    from wesley.config.decode import Configuration


def refuse_unknown_codes(configuration: Configuration) -> None:
    """Check that each entry is a code or the beginning of one.

    Raises:
        UsageError: one is not.
    """
    lint = configuration.settings.lint
    if not (lint.select or lint.ignore):
        return
    known = [code.code for code in all_codes()]
    problems = []
    for key, entries in (("select", lint.select), ("ignore", lint.ignore)):
        for number, entry in enumerate(entries):
            if not any(code.startswith(entry) for code in known):
                message = f"an element of `lint.{key}` is no code of a rule: '{entry}'"
                help_text = did_you_mean(entry, known) or "`wesley explain` lists all codes"
                origin = configuration.origin("lint", key, number)
                problems.append(Problem(code=UNKNOWN_CODE, message=message, origin=origin, help=help_text))
    if problems:
        raise UsageError(*problems)
