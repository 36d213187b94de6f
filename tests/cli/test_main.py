"""The process itself: however often it is interrupted, it ends with a status and without a traceback."""

from __future__ import annotations

import subprocess
import sys

_TWICE = """
import os, signal, sys
from wesley.cli import failures, main

def interrupted(*_):
    os.kill(os.getpid(), signal.SIGINT)

failures.report = interrupted  # the second time, while the first is told
sys.argv[1:] = ["chek"]
main()
"""


def test_a_second_interrupt_while_the_first_is_told_is_no_traceback() -> None:
    done = subprocess.run([sys.executable, "-c", _TWICE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
