"""Durations on the command line: `100ms`, `30s`, `15m`, `2h`."""

from __future__ import annotations

import re
from typing import Any

import click

_FORM = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*(ms|s|m|h)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


class Duration(click.ParamType[float]):
    """A duration; its value is in seconds.

    Args:
        least: the shortest that is accepted, in seconds.
    """

    name = "duration"

    def __init__(self, least: float = 0.0) -> None:
        self._least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The seconds of a text."""
        if isinstance(value, float):
            return value
        found = _FORM.fullmatch(str(value).strip())
        if found is None:
            self.fail(f"`{value}` is no duration; write 100ms, 30s, 15m or 2h", param, ctx)
        seconds = float(found[1]) * _SECONDS[found[2]]
        if seconds < self._least:
            self.fail(f"`{value}` is less than {self._least:g}s", param, ctx)
        return seconds
