"""A problem: one thing that is wrong in the user's input, said once, with its place and the way out."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from wesley.ir.origin import NOWHERE, Origin


class Severity(StrEnum):
    """How much a problem matters: an error stops, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Code(Struct, frozen=True, kw_only=True):
    """A stable code and the page that `wesley explain CODE` shows.

    Args:
        code: the stable code: a letter (`E` error, `W` warning) or word, and three digits.
        name: the same in words, as `kebab-case`.
        summary: one sentence that names the pattern.
        why: why it is wrong, with PostgreSQL's or GraphQL's source where it is a fact of theirs.
        bad: SDL (or configuration, or a command line) that shows it; empty where no text can show it.
        good: the same, mended.
        severity: error or warning.
    """

    code: str
    name: str
    summary: str
    why: str
    bad: str = ""
    good: str = ""
    severity: Severity = Severity.ERROR


class Related(Struct, frozen=True):
    """A second place that matters to a problem, with a few words on how."""

    message: str
    origin: Origin


class Problem(Struct, frozen=True, kw_only=True):
    """One finding.

    Args:
        code: what kind of finding it is.
        message: one sentence about this very finding, with names; no full stop.
        origin: where it is.
        help: what to do about it; may have several lines.
        related: other places that belong to it.
    """

    code: Code
    message: str
    origin: Origin = NOWHERE
    help: str = ""
    related: tuple[Related, ...] = ()

    @property
    def is_error(self) -> bool:
        """True when this stops the compilation."""
        return self.code.severity is Severity.ERROR

    def sort_key(self) -> tuple[tuple[str, int, int], str, str]:
        """By place, then code, then message: the order in which problems are printed."""
        return (self.origin.place(), self.code.code, self.message)


class WesleyError(Exception):
    """Work that cannot go on, as problems; nothing was written and nothing is half-done.

    Args:
        problems: at least one problem.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class UsageError(WesleyError):
    """The command line or the configuration is wrong (exit status 2)."""


class ServerError(WesleyError):
    """A PostgreSQL server cannot be started, reached or used (exit status 3)."""
