"""Plans from one release to the next out of snapshots, whole processes and their stages; beside them migra."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.migra import measure_migra
from benchmarks.pairs import pair
from benchmarks.process import cost
from benchmarks.report import row, say

PYTHON = sys.executable
ROOT = Path(__file__).parents[1]


def measure_plans(folder: Path, tables: int) -> None:
    """One size.

    Args:
        folder: where files may be written.
        tables: how many tables the old schema has.
    """
    texts = pair(tables)
    old, new = (_snapshot(folder, name, text) for name, text in (("old", texts.old), ("new", texts.new)))
    command = ["plan", "--from", old, "--to", new, "--allow-drop", "*"]
    row("wesley plan, from and to snapshots", cost([PYTHON, "-m", "wesley.cli", *command], folder))
    as_json = [*command, "--format", "json", "--out", "plan.json"]
    row("wesley plan --format json", cost([PYTHON, "-m", "wesley.cli", *as_json], folder))
    stages(["benchmarks.plan_stages", str(folder / old), str(folder / new)], "plan")
    measure_migra(folder, texts)


def _snapshot(folder: Path, name: str, text: str) -> str:
    (folder / f"{name}.graphql").write_text(text)
    command = [PYTHON, "-m", "wesley.cli", "ir", f"{name}.graphql"]
    printed = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    (folder / f"{name}.json").write_bytes(printed.stdout)
    return f"{name}.json"


def stages(arguments: list[str], what: str) -> None:
    """The stages that a module of this package prints as JSON."""
    answer = subprocess.run([PYTHON, "-m", *arguments], capture_output=True, text=True, check=True, cwd=ROOT)
    say(f"  stages of one {what}, CPU")
    for stage, milliseconds in json.loads(answer.stdout).items():
        say(f"    {stage:32}{milliseconds:9.0f} ms")
