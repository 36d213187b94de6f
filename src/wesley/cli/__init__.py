"""The command line: the only package that reads and writes the user's files, prints and exits.

`app.py` is the way in, `group.py` lists the commands, `commands/` has a file for each.
"""

from __future__ import annotations

import gc
import signal
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run `wesley` with the arguments of the process, and exit."""
    try:
        from wesley.cli.app import run

        status = run(sys.argv[1:])
        # The process ends: nothing that is left needs to be looked at once more.
        gc.freeze()
    except KeyboardInterrupt:
        # Before there was anything to tell, or once more while it was told.
        status = _INTERRUPTED
    # The interpreter waits for its threads at the end, and would answer with a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(status)
