"""Codes in `lint.select` and `lint.ignore` must be codes of warnings: errors are never left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wesley.cli.codes import UNKNOWN_CODE, all_codes
from wesley.config.codes import WRONG_VALUE
from wesley.problems.problem import Code, Problem, Severity, UsageError
from wesley.problems.suggest import did_you_mean

if TYPE_CHECKING:
    from wesley.config.decode import Configuration

_ALL_WARNINGS = "`wesley explain W` lists the codes of warnings"


def refuse_unknown_codes(configuration: Configuration) -> None:
    """Check that each entry is the code of a warning or the beginning of one.

    Raises:
        UsageError: one is not: no rule of the linter has that code.
    """
    lint = configuration.settings.lint
    if not (lint.select or lint.ignore):
        return
    codes = all_codes()
    problems = []
    for key, entries in (("select", lint.select), ("ignore", lint.ignore)):
        for number, entry in enumerate(entries):
            found = [code for code in codes if code.code.startswith(entry)]
            if not any(code.severity is Severity.WARNING for code in found):
                code, message, help_text = _fault(key, entry, found, codes)
                origin = configuration.origin("lint", key, number)
                problems.append(Problem(code=code, message=message, origin=origin, help=help_text))
    if problems:
        raise UsageError(*problems)


def _fault(key: str, entry: str, found: list[Code], codes: tuple[Code, ...]) -> tuple[Code, str, str]:
    """What is wrong with an entry that is no warning's: code, message, way out."""
    if not found:
        warnings = [code.code for code in codes if code.severity is Severity.WARNING]
        message = f"an element of `lint.{key}` is no code of a rule: '{entry}'"
        return UNKNOWN_CODE, message, did_you_mean(entry, warnings) or _ALL_WARNINGS
    cannot = "errors cannot be ignored" if key == "ignore" else "errors are always reported"
    message = f"an element of `lint.{key}` is no code of a warning: '{entry}'; {cannot}"
    return WRONG_VALUE, message, f"remove it; {_ALL_WARNINGS}"
