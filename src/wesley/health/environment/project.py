"""The schema of the project."""

from __future__ import annotations

from wesley.health.check import Check, Finding, error, ok, skipped, warning
from wesley.health.machine import Machine
from wesley.health.words import counted


def _look(machine: Machine) -> Finding:
    if machine.schema_problem:
        return skipped(machine.schema_problem, "name the schema: `wesley doctor PATHS`")
    files, do = counted(machine.files, "file"), "`wesley check` shows them"
    if machine.errors:
        return error(f"{counted(machine.errors, 'error')} in {files}", do, float(machine.errors))
    if machine.warnings:
        return warning(f"no error and {counted(machine.warnings, 'warning')} in {files}", do, float(machine.warnings))
    return ok(f"nothing wrong in {files}", 0.0)


CHECK = Check(
    name="project",
    title="schema files",
    why="A schema with errors cannot be compiled, and no plan leads there.",
    limits="warning for warnings of the linter, error for errors",
    look=_look,
    unit="problems",
)
