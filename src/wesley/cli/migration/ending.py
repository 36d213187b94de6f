"""What is said when a run has come to its end."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from wesley.cli.migration.aftermath import next_commands
from wesley.cli.terminal import paint_for
from wesley.execute.standing import standing
from wesley.observe.events import Outcome
from wesley.plan.formats.words import counted

if TYPE_CHECKING:
    from wesley.cli.migration.site import Site
    from wesley.execute.journal.plans import Entry


def ending(site: Site, entry: Entry, outcome: Outcome, seconds: float) -> str:
    """How it went, and what there is to do."""
    found = standing(site.connections.monitor)
    paint = paint_for(sys.stderr, site.options)
    done = found.progress.statements_done if found.progress is not None else 0
    what = counted(done, "statement")
    if entry.undoes is not None:
        return f"{paint('ok', 'good')}: led back in {seconds:.1f} s\n"
    lines = [f"{paint('ok', 'good')}: plan {entry.name} is done: {what} in {seconds:.1f} s"]
    if outcome is Outcome.EXPANDED:
        lines[0] = f"{paint('ok', 'good')}: plan {entry.name} is done but for its contract: {what} in {seconds:.1f} s"
        lines += [f"  next      {line}" for line in next_commands(found, site.target)]
    if entry.has_way_back:
        lines.append(f"  way back  {site.target.command('rollback')}")
    return "\n".join(lines) + "\n"
