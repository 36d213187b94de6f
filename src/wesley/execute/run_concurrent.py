"""A segment of one statement that cannot run inside a transaction: CREATE INDEX CONCURRENTLY and its like."""

from __future__ import annotations

from wesley.execute.journal.segments import Segment
from wesley.execute.run import Done, Run


def run_concurrent(run: Run, segment: Segment) -> Done:
    raise AssertionError((run, segment))
