"""The stages of one plan in one fresh process, in milliseconds of CPU time, as JSON on standard output."""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Plan from the first snapshot that is named to the second, stage by stage."""
    gc.disable()
    times: dict[str, float] = {}
    mark = time.process_time()

    def lap(stage: str) -> None:
        nonlocal mark
        now = time.process_time()
        times[stage] = times.get(stage, 0.0) + (now - mark) * 1000
        mark = now

    import wesley.cli.commands.plan
    import wesley.plan.formats.script
    import wesley.plan.formats.text
    from wesley.changes.situation import Situation
    from wesley.cli.plan_sources.snapshot import snapshot
    from wesley.diff.diff import diff, in_old_names
    from wesley.diff.match_renames import match_renames
    from wesley.plan.backfills import backfills
    from wesley.plan.document import Document, way_back
    from wesley.plan.make import make_plan
    from wesley.plan.report.report import report
    from wesley.plan.segments import segments
    from wesley.plan.unfold import created, unfold

    lap("import")
    old, new = (snapshot(Path(name).read_bytes(), name).schema for name in sys.argv[1:3])
    lap("decode two snapshots")
    renames = match_renames(old, new)
    changes = diff(old.physical, new.physical, renames)
    lap("diff")
    goal = in_old_names(new.physical, renames)
    filled = backfills(new, {after: before for before, after in renames.tables})
    start = created(changes, Situation(before=old.physical, goal=goal, version=15, backfills=filled))
    pieces = tuple(unfold(changes, start))
    lap("unfold")
    segments(pieces)
    lap("segments, SQL")
    plan = make_plan(old, new, server=15, allow_drop=("*",))
    lap("all of these again, in make_plan")
    told = report(plan, (old.api, new.api))
    lap("report")
    back = way_back(plan)
    lap("way back, with its report")
    document = Document(plan=plan, report=told, undo=back)
    wesley.plan.formats.script.script(plan)
    lap("print as SQL")
    wesley.plan.formats.text.text(document, lambda text, _style: text, 100)
    lap("print as text")
    print(json.dumps(times))  # noqa: T201


if __name__ == "__main__":
    main()
