"""A command as a whole process: its CPU time and its peak memory, as the operating system accounts for it."""

from __future__ import annotations

import os
import statistics
import subprocess
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from msgspec import Struct


class Cost(Struct, frozen=True):
    """What a process cost: CPU seconds (user and system), wall seconds, peak resident memory in MB."""

    cpu: float
    wall: float
    memory: float


def cost(
    command: Sequence[str],
    folder: Path,
    runs: int = 3,
    environment: Mapping[str, str] | None = None,
    fine: Collection[int] = (0,),
) -> Cost:
    """The median of several runs after one that warms the file cache.

    Args:
        command: program and arguments.
        folder: where it runs.
        runs: how many runs count.
        environment: environment variables; this process's own when None.
        fine: exit codes of a command that did its work.

    Raises:
        RuntimeError: the command failed.
    """
    # The run that warms writes compiled modules, which an installed program has.
    variables = {**(os.environ if environment is None else environment)}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    measured = [_once(command, folder, variables, fine) for _ in range(runs + 1)][1:]
    return Cost(
        statistics.median(run.cpu for run in measured),
        statistics.median(run.wall for run in measured),
        statistics.median(run.memory for run in measured),
    )


def _once(command: Sequence[str], folder: Path, environment: Mapping[str, str], fine: Collection[int]) -> Cost:
    import time

    began = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    ) as process:
        complaint = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in fine:
        raise RuntimeError(f"{command[0]} failed: {complaint.decode(errors='replace')[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss / 1024)
