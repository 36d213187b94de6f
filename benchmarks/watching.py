"""From a saved file to written outputs in one process that has compiled before, in milliseconds, as JSON."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.editing import Project
from benchmarks.report import say

_EDITS = 11


def main() -> None:
    """Edit a definition again and again, of so many tables as are named, in files of so many as are named."""
    wall: list[float] = []
    cpu: list[float] = []
    with tempfile.TemporaryDirectory(prefix="wesley-bench-") as name:
        os.chdir(name)
        project = Project(Path(name), int(sys.argv[1]), int(sys.argv[2]))
        project.round()
        for serial in range(_EDITS):
            project.add_column(serial)
            began, cpu_began = time.perf_counter(), time.process_time()
            _, compilation = project.round()
            wall.append((time.perf_counter() - began) * 1000)
            cpu.append((time.process_time() - cpu_began) * 1000)
            if compilation.schema is None:
                raise SystemExit("the benchmark's schema has errors")
        os.chdir("/")
    times = {"wall, median": statistics.median(wall), "wall, best": min(wall)}
    say(json.dumps({**times, "CPU, median": statistics.median(cpu), "CPU, best": min(cpu)}))


if __name__ == "__main__":
    main()
