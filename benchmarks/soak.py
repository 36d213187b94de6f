"""`make soak`: a thousand edits in one process. Memory stays flat, and outputs stay those of a cold compilation."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.editing import Project
from benchmarks.report import say
from wesley.sdl.read import read
from wesley.targets import ALL
from wesley.watch.look import Look
from wesley.watch.warm import Compilation

EDITS, SETTLED, COMPARED = 1000, 200, 50
TABLES = 30
BOUND = 8.0
"""Megabytes that may come from the 200th edit on: caches of a fixed size fill up, and the heap has holes."""


def main() -> None:
    """Edit, compile, compare; exit with 1 where memory grew or outputs differ."""
    settled = grown = 0.0
    with tempfile.TemporaryDirectory(prefix="wesley-soak-") as name:
        os.chdir(name)
        project = Project(Path(name), TABLES)
        for serial in range(1, EDITS + 1):
            project.edit(serial)
            seen, compilation = project.round()
            gc.collect()  # as the loop does while it waits
            if serial % COMPARED == 0:
                _compare(seen, compilation, serial)
            if serial == SETTLED:
                settled = _resident()
        grown = _resident() - settled
        os.chdir("/")
    say(f"{EDITS} edits of {TABLES} tables: {settled:.0f} MB after {SETTLED}, {grown:+.1f} MB at the end")
    if grown > BOUND:
        sys.exit(f"memory grew by more than {BOUND:.0f} MB")


def _compare(seen: Look, warm: Compilation, serial: int) -> None:
    if seen.settings is None:
        raise RuntimeError("the files of the soak cannot be read")
    cold = read(seen.sources, seen.settings, seen.files)
    outputs = {} if cold.schema is None else {one.name: one.emit(cold.schema, seen.settings) for one in ALL}
    if warm.emitted != outputs or warm.problems != cold.problems:
        sys.exit(f"after edit {serial} the outputs are not those of a cold compilation")


def _resident() -> float:
    """The memory of this process in megabytes, without garbage."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
