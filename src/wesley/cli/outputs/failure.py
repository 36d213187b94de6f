"""Outputs that could not be written."""

from __future__ import annotations

from wesley.problems.problem import WesleyError


class OutputError(WesleyError):
    """The machine did not let the outputs be written (exit status 3)."""
