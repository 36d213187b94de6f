"""A segment that gives the rows of a table a value, in batches by key, each committed with its record in the journal."""

from __future__ import annotations

from wesley.execute.journal.segments import Segment
from wesley.execute.run import Done, Run


def run_backfill(run: Run, segment: Segment) -> Done:
    raise AssertionError((run, segment))
