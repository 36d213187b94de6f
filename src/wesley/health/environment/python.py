"""The interpreter and the packages that Wesley runs with."""

from __future__ import annotations

from wesley.health.check import Check, Finding, error, ok
from wesley.health.machine import Machine


def _look(machine: Machine) -> Finding:
    seen = f"Wesley {machine.wesley} on Python {machine.python}, {machine.executable}"
    wrong = [one for one in machine.dependencies if not one.fits]
    if wrong:
        told = ", ".join(f"{one.name} {one.version or 'is not there'}, needed {one.needed}" for one in wrong)
        return error(f"{seen}; {told}", "pip install --upgrade wesley-schema", float(len(wrong)))
    told = ", ".join(f"{one.name} {one.version}" for one in machine.dependencies)
    return ok(f"{seen}; {told}", 0.0)


CHECK = Check(
    name="python",
    title="Python and packages",
    why="Another package may have brought a version with which Wesley was never tested.",
    limits="error when a package is missing or of another version than Wesley asks for",
    look=_look,
    unit="packages that do not fit",
)
