"""The events of a watch, of drift and of health in words, for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wesley.cli.progress.durations import lasted, many
from wesley.observe import looking, watching
from wesley.observe.events import Event

_SHOWN = 3


def _round_started(event: watching.RoundStarted) -> str:
    more = f" and {len(event.changed) - _SHOWN} more" if len(event.changed) > _SHOWN else ""
    why = ", ".join(event.changed[:_SHOWN]) + more
    return f"round {event.number} begins" + (f": {why} changed" if why else "")


def _compiled(event: watching.Compiled) -> str:
    parts = [f"{event.written} written", f"{event.unchanged} unchanged"]
    parts += [f"{event.removed} removed"] if event.removed else []
    parts += [many(event.warnings, "warning")] if event.warnings else []
    return f"{many(event.tables, 'table')} compiled in {lasted(event.seconds)}: {', '.join(parts)}"


def _refused(event: watching.Refused) -> str:
    return f"{many(event.errors, 'error')}, nothing was written; the first: {event.first}"


def _brought(event: watching.DatabaseBrought) -> str:
    why = f": {event.reason}" if event.reason else ""
    done = {"planned": f"brought on by {many(event.statements, 'statement')}", "rebuilt": "made anew"}
    return f"the database of the tests is {done.get(event.how, event.how)} in {lasted(event.seconds)}{why}"


def _tested(event: watching.TestsRun) -> str:
    skipped = f", {event.skipped} skipped" if event.skipped else ""
    text = f"{many(event.passed, 'test')} passed, {event.failed} failed{skipped}"
    return f"{text} in {many(event.files, 'file')}, {lasted(event.seconds)}"


def _drift(event: looking.DriftFound) -> str:
    kinds = f"{event.missing} missing, {event.extra} extra, {event.different} different"
    aside = f"; {event.expected} expected, {event.ignored} ignored"
    return f"{event.database} against {event.against}: {kinds}{aside}"


def _looked(event: looking.HealthLooked) -> str:
    counts = f"{event.passed} ok, {many(event.warnings, 'warning')}, {many(event.errors, 'error')}"
    return f"{event.database or 'this machine'}: {counts}, {event.skipped} skipped"


SENTENCES: dict[type[Event], Callable[[Any], str]] = {
    watching.WatchStarted: lambda event: f"watching {', '.join(event.paths)}, outputs in {event.out}",
    watching.RoundStarted: _round_started,
    watching.Compiled: _compiled,
    watching.Refused: _refused,
    watching.DatabaseBrought: _brought,
    watching.TestsRun: _tested,
    watching.CommandRun: lambda event: f"the command ended with {event.status} after {lasted(event.seconds)}",
    watching.RoundEnded: lambda event: (
        f"round {event.number} {'passed' if event.passed else 'failed'} after {lasted(event.seconds)}"
    ),
    watching.WatchEnded: lambda event: f"ended after {many(event.rounds, 'round')}, {lasted(event.seconds)}",
    looking.DriftFound: _drift,
    looking.HealthChecked: lambda event: f"{event.check}: {event.status}: {event.seen}",
    looking.HealthLooked: _looked,
}
"""A sentence without a full stop for each event; it may hold signs that a terminal must not get."""
