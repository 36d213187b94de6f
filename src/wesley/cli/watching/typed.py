"""What somebody types at a watch: it means nothing, and moves the cursor."""

from __future__ import annotations

import os
import select

_BYTES = 4096


def typed_lines(descriptor: int) -> int:
    """How many lines were typed since the last time; 0 where this is no terminal of ours.

    Args:
        descriptor: of standard input. In the background it is not read, as the system stops a process that does
            (POSIX, "General Terminal Interface", 11.1.4).
    """
    try:
        if not os.isatty(descriptor) or os.tcgetpgrp(descriptor) != os.getpgrp():
            return 0
        lines = 0
        while select.select([descriptor], [], [], 0)[0] and (line := os.read(descriptor, _BYTES)):
            # A terminal gives one line at a time.
            lines += line.count(b"\n")
    except (OSError, ValueError):
        return 0
    return lines
