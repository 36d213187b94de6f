"""The stages of one plan in one fresh process, in milliseconds of CPU time, as JSON on standard output."""

from __future__ import annotations

import gc
import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.report import say

if TYPE_CHECKING:
    from wesley.ir.schema import Schema

SERVER = 15
_MODULES = (
    "wesley.cli.commands.plan",
    "wesley.plan.document",
    "wesley.plan.formats.script",
    "wesley.plan.formats.text",
)


class _Laps:
    """CPU time between one call of `lap` and the next."""

    def __init__(self) -> None:
        self.times: dict[str, float] = {}
        self._mark = time.process_time()

    def lap(self, stage: str) -> None:
        now = time.process_time()
        self.times[stage] = (now - self._mark) * 1000
        self._mark = now


def main() -> None:
    """Plan from the first snapshot that is named to the second, stage by stage."""
    gc.disable()
    laps = _Laps()
    for module in _MODULES:
        import_module(module)
    from wesley.cli.plan_sources.snapshot import snapshot

    laps.lap("import")
    old, new = (snapshot(Path(name).read_bytes(), name).schema for name in sys.argv[1:3])
    laps.lap("decode two snapshots")
    _steps(laps, old, new)
    _document(laps, old, new)
    say(json.dumps(laps.times))


def _steps(laps: _Laps, old: Schema, new: Schema) -> None:
    """What `make_plan` does, one after the other."""
    from wesley.changes.situation import Situation
    from wesley.diff.diff import diff, in_old_names
    from wesley.diff.match_renames import match_renames
    from wesley.diff.renames import inverse, names_of
    from wesley.plan.backfills import backfills
    from wesley.plan.segments import segments
    from wesley.plan.unfold import created, unfold

    renames = match_renames(old, new)
    changes = diff(old.physical, new.physical, renames)
    laps.lap("diff")
    goal = in_old_names(new.physical, renames)
    filled = backfills(new, names_of(inverse(renames)))
    start = Situation(before=old.physical, goal=goal, version=SERVER, backfills=filled)
    pieces = tuple(unfold(changes, created(changes, start)))
    laps.lap("unfold")
    segments(pieces)
    laps.lap("segments, SQL")


def _document(laps: _Laps, old: Schema, new: Schema) -> None:
    """The plan with all that is told of it."""
    from wesley.plan.document import Document, way_back
    from wesley.plan.formats.script import script
    from wesley.plan.formats.text import text
    from wesley.plan.make import make_plan
    from wesley.plan.report.report import report

    plan = make_plan(old, new, server=SERVER, allow_drop=("*",))
    laps.lap("all of these again, in make_plan")
    told = report(plan, (old.api, new.api))
    laps.lap("report")
    back = way_back(plan)
    laps.lap("way back, with its report")
    script(plan)
    laps.lap("print as SQL")
    text(Document(plan=plan, report=told, undo=back), lambda words, _style: words, 100)
    laps.lap("print as text")


if __name__ == "__main__":
    main()
