"""Where a plan leads when it is run."""

from __future__ import annotations

from wesley.ir.schema import Physical
from wesley.plan.formats.difference import applied
from wesley.plan.formats.record import Head


def reached(head: Head) -> Physical:
    """The schema that a plan leads to when it is run: without its contract the one between."""
    return applied(head.before, head.goal if head.contract else head.between)
