"""The command line: the only package that reads and writes the user's files, prints and exits.

`app.py` is the way in, `group.py` lists the commands, `commands/` has a file for each.
"""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run `wesley` with the arguments of the process, and exit."""
    try:
        from wesley.cli.app import run
    except KeyboardInterrupt:
        sys.exit(130)
    status = run(sys.argv[1:])
    # The process ends: nothing that is left needs to be looked at once more.
    gc.freeze()
    sys.exit(status)
