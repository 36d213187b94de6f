"""The local checkpoints."""

from __future__ import annotations

from wesley.health.check import Check, Finding, ok, warning
from wesley.health.machine import Machine
from wesley.health.words import listed


def _look(machine: Machine) -> Finding:
    number = float(len(machine.checkpoints))
    if machine.odd_checkpoints:
        do = "remove the file: the journal in the database has everything that a run needs"
        return warning(listed(machine.odd_checkpoints), do, number)
    if machine.checkpoints:
        do = "`wesley migrate --resume` goes on with a run that was not finished; `wesley status` says how far it is"
        return warning(f"not finished: {listed(machine.checkpoints)}", do, number)
    return ok("no run was left unfinished from here", number)


CHECK = Check(
    name="checkpoints",
    title="checkpoints",
    why="A run that began on this machine leaves a checkpoint until it is finished, so that --resume knows where.",
    limits="warning for each that is there or cannot be read",
    look=_look,
    unit="checkpoints",
)
