"""Take away permissive policies, with what had to wait for that."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind
from wesley.changes.drop_policy import DropPolicy
from wesley.changes.pairs import common_tables
from wesley.changes.policy_changes import later
from wesley.changes.together import Together
from wesley.ir.schema import Physical


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        changes = later(before, after)
        if all(isinstance(change, DropPolicy) for change in changes):
            yield from changes
        else:
            heading = f"Take away policies of {after.schema}.{after.name}"
            yield Together(changes=changes, heading=heading, deferred=True)


KIND = Kind("finish-policies", _detect)
