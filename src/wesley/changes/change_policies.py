"""Change the policies of a table, all at once: nobody ever reads it under a mixture of old and new ones."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind
from wesley.changes.pairs import common_tables
from wesley.changes.policy_changes import at_once
from wesley.changes.together import Together
from wesley.ir.schema import Physical


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        changes = at_once(before, after)
        if len(changes) > 1:
            yield Together(changes=changes, heading=f"Change the policies of {after.schema}.{after.name}")
        else:
            yield from changes


KIND = Kind("change-policies", _detect)
