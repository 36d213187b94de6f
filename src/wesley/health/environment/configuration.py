"""The configuration of the project."""

from __future__ import annotations

from wesley.health.check import Check, Finding, error, ok
from wesley.health.machine import Machine


def _look(machine: Machine) -> Finding:
    wrong, way_out = machine.configuration_problem
    if wrong:
        return error(wrong, way_out or "`wesley check` shows the place")
    return ok(machine.configuration or "there is none, so the defaults hold")


CHECK = Check(
    name="configuration",
    title="configuration",
    why="Every command reads it, and a key that is wrong stops them all.",
    limits="error when it is wrong",
    look=_look,
)
