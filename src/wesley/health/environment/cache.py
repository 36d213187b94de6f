"""The folder that keeps clusters for throw-away servers."""

from __future__ import annotations

from wesley.health.check import Check, Finding, ok, warning
from wesley.health.machine import Machine
from wesley.health.words import counted, size


def _look(machine: Machine) -> Finding:
    if not machine.cache:
        return warning("there is no home for one", "set HOME or XDG_CACHE_HOME to a folder that you may write to")
    if machine.cache_problem:
        do = f"check the permissions of {machine.cache}, or set XDG_CACHE_HOME to another folder"
        return warning(f"{machine.cache} {machine.cache_problem}", do)
    seen = f"{counted(machine.clusters, 'cluster')} of {size(machine.cache_bytes)} in {machine.cache}"
    return ok(seen, float(machine.clusters))


CHECK = Check(
    name="cache",
    title="cache",
    why="A throw-away server begins with a copy of the cluster that is kept there; without it each start runs initdb. "
    "Clusters that are not used for 30 days are removed, and those beyond the last 20.",
    limits="warning when it cannot be written",
    look=_look,
    unit="clusters",
)
