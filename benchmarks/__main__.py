"""`make bench`: compilations, plans and catalogs of 50, 500 and 2,000 tables, beside other tools; and warm rounds."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.catalogs import measure_catalog
from benchmarks.plans import measure_plans, stages
from benchmarks.process import cost
from benchmarks.report import row, say
from benchmarks.schemas import plain_graphql, schema

SIZES = (50, 500, 2000)
WATCHED = (50, 500)
PYTHON = sys.executable
NODE_FOLDER = Path(__file__).parents[1] / ".cache" / "node"

CODEGEN = """\
module.exports = {
  schema: 'plain.graphql',
  generates: {
    'codegen/types.ts': { plugins: ['typescript'] },
    'codegen/zod.ts': {
      plugins: ['typescript-validation-schema'],
      config: { schema: 'zodv4', importFrom: './types', withObjectType: true },
    },
  },
};
"""


def main() -> None:
    """Measure and print a table."""
    say(f"Python {platform.python_version()} on {os.cpu_count()} cores, {platform.machine()}.")
    say("CPU seconds, wall seconds and peak memory of whole processes; the median of three runs after a warm one.\n")
    with tempfile.TemporaryDirectory(prefix="wesley-bench-") as name:
        folder = Path(name)
        help_cost = cost([PYTHON, "-m", "wesley.cli", "--help"], folder, runs=5)
        row("wesley --help", help_cost)
        for tables in SIZES:
            measure(folder, tables)


def measure(folder: Path, tables: int) -> None:
    """One size: whole processes, then the stages of one compilation."""
    say(f"\n{tables} tables")
    (folder / "bench.graphql").write_text(schema(tables))
    (folder / "plain.graphql").write_text(plain_graphql(tables))
    compile_all = [PYTHON, "-m", "wesley.cli", "compile", "bench.graphql", "--out", f"out-{tables}"]
    row("wesley compile, all outputs", cost(compile_all, folder))
    row("wesley compile, TypeScript and Zod", cost([*compile_all, "--only", "typescript,zod"], folder))
    row("wesley check", cost([PYTHON, "-m", "wesley.cli", "check", "bench.graphql"], folder))
    codegen(folder)
    stages(["benchmarks.stages", str(folder / "bench.graphql")], "compilation")
    if tables in WATCHED:
        watching(tables)
    measure_plans(folder, tables)
    measure_catalog(tables)


def watching(tables: int) -> None:
    """From one saved file to written outputs, in a process that has compiled before."""
    for files, per_file in (("files of ten definitions", 10), ("one file", 10 * tables)):
        command = [PYTHON, "-m", "benchmarks.watching", str(tables), str(per_file)]
        answer = subprocess.run(command, capture_output=True, check=True)
        say(f"  a round of `wesley watch`, from a saved file to written outputs, {files}")
        for figure, milliseconds in json.loads(answer.stdout).items():
            say(f"    {figure:32}{milliseconds:9.0f} ms")


def codegen(folder: Path) -> None:
    """The same input through graphql-codegen, for TypeScript and Zod."""
    from tests.support.node import node

    program = NODE_FOLDER / "node_modules" / "@graphql-codegen" / "cli" / "cjs" / "bin.js"
    if not program.exists():
        say("  graphql-codegen is not installed: run `make check` once")
        return
    (folder / "codegen.cjs").write_text(CODEGEN)
    environment = {**os.environ, "NODE_PATH": str(NODE_FOLDER / "node_modules")}
    row(
        "graphql-codegen, TypeScript and Zod",
        cost([str(node()), str(program), "--config", "codegen.cjs"], folder, environment=environment),
    )


if __name__ == "__main__":
    main()
