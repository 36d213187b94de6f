"""Commands that a proof runs, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from msgspec import Struct

_ROOT = Path(__file__).parents[1]


class Ended(Struct, frozen=True, kw_only=True):
    """How a command ended: its exit status, negative for a signal, and what it said."""

    status: int
    said: str


def command(folder: Path, *words: str, seconds: int = 300) -> Ended:
    """Run a module of Python to its end.

    Args:
        folder: where it runs.
        words: the module and its arguments.
        seconds: it must not take longer.
    """
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{_ROOT}{os.pathsep}{_ROOT / 'src'}"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=seconds,
        check=False,
    )
    return Ended(status=done.returncode, said=done.stdout)
