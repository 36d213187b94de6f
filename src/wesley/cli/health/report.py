"""What `wesley doctor` prints."""

from __future__ import annotations

import re
import textwrap
from itertools import groupby
from typing import Any

import msgspec
from msgspec.structs import replace

from wesley.cli.problems.excerpt import visible
from wesley.cli.terminal import Paint
from wesley.health.check import Result, Status
from wesley.health.examine import count
from wesley.health.words import counted

_STYLES = {Status.OK: "good", Status.WARNING: "warning", Status.ERROR: "error", Status.SKIPPED: "faint"}
_STATUS, _TITLE = 9, 36
# Why and what to do stand further left than what was seen, so that commands fit into a line of 80 columns.
_DETAIL, _LABEL = 11, 5
_COMMAND = re.compile(r"`[^`]*`")


def as_text(results: tuple[Result, ...], paint: Paint, width: int) -> str:
    """Each check in a line or a few; why and what to do where something is to be done.

    Args:
        results: what the checks found.
        paint: how to color.
        width: columns.
    """
    alike = groupby(results, lambda result: (result.finding.status is Status.SKIPPED, result.finding))
    return "".join(_told([*group], paint, width, is_skipped=is_skipped) for (is_skipped, _), group in alike)


def summary(results: tuple[Result, ...]) -> str:
    """How many ended how, in a line."""
    words = (
        f"{count(results, Status.OK)} ok",
        counted(count(results, Status.WARNING), "warning"),
        counted(count(results, Status.ERROR), "error"),
        f"{count(results, Status.SKIPPED)} skipped",
    )
    return ", ".join(words)


def as_json(results: tuple[Result, ...], database: dict[str, str] | None) -> str:
    """For programs.

    Args:
        results: what the checks found.
        database: host, port, name and user; None where only the environment was looked at.
    """
    answer: dict[str, Any] = {
        "database": database,
        "ok": count(results, Status.OK),
        "warnings": count(results, Status.WARNING),
        "errors": count(results, Status.ERROR),
        "skipped": count(results, Status.SKIPPED),
        "checks": [_fields(result) for result in results],
    }
    return (msgspec.json.format(msgspec.json.encode(answer), indent=2) + b"\n").decode()


def _fields(result: Result) -> dict[str, Any]:
    finding = result.finding
    return {
        "check": result.name,
        "title": result.title,
        "status": finding.status,
        "seen": finding.seen,
        "why": result.why,
        "do": finding.do,
        "value": finding.value,
        "unit": result.unit,
        "seconds": round(result.seconds, 6),
    }


def _told(results: list[Result], paint: Paint, width: int, *, is_skipped: bool) -> str:
    """Checks that are skipped for one reason are told together."""
    if not is_skipped or len(results) == 1:
        return "".join(_check(result, paint, width) for result in results)
    return _check(replace(results[0], name=f"{len(results)} checks"), paint, width)


def _check(result: Result, paint: Paint, width: int) -> str:
    finding = result.finding
    status = paint(f"{finding.status.value:<{_STATUS}}", _STYLES[finding.status])
    lines = _wrapped(finding.seen, width - _TITLE)
    text = [f"  {status}{result.name:<{_TITLE - _STATUS - 2}}{lines[0]}", *(" " * _TITLE + line for line in lines[1:])]
    if finding.status in {Status.WARNING, Status.ERROR}:
        text += _labelled("why", result.why, paint, width)
    if finding.do:
        text += _labelled("do", finding.do, paint, width)
    return "\n".join(text) + "\n"


def _labelled(label: str, told: str, paint: Paint, width: int) -> list[str]:
    """Below what was seen; a line of several that are given stays one where it fits."""
    lines = [part for line in told.splitlines() for part in _wrapped(line, width - _DETAIL - _LABEL)]
    first = paint(f"{label:<{_LABEL}}", "help")
    return [f"{' ' * _DETAIL}{first}{lines[0]}", *(" " * (_DETAIL + _LABEL) + line for line in lines[1:])]


def _wrapped(told: str, width: int) -> list[str]:
    """Lines; a command stays in one, so that it can be copied."""
    whole = _COMMAND.sub(lambda command: command[0].replace(" ", "\0"), visible(told))
    shown = textwrap.wrap(whole, width, break_on_hyphens=False, break_long_words=False)
    return [line.replace("\0", " ") for line in shown] or [""]
