"""Change the policies of a table, all at once: nobody ever reads it under a mixture of old and new ones."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.alter_policy import AlterPolicy, RenamePolicy
from wesley.changes.change import Change, Kind
from wesley.changes.create_policy import CreatePolicy
from wesley.changes.drop_policy import DropRestriction
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.replace_policy import ReplacePolicy, can_be_altered
from wesley.changes.together import Together
from wesley.ir.schema import Physical
from wesley.ir.table import Table


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        changes = tuple(_changes(before, after))
        if len(changes) > 1:
            yield Together(changes=changes, heading=f"Change the policies of {after.schema}.{after.name}")
        else:
            yield from changes


def _changes(before: Table, after: Table) -> Iterator[Change]:
    """All but the drops of permissive policies, which take rows out of sight and wait."""
    schema, table = after.schema, after.name
    matching = match(before.policies, after.policies)
    for was, policy in matching.renamed:
        yield RenamePolicy(schema=schema, table=table, name=was.name, to=policy.name)
    for policy in matching.added:
        yield CreatePolicy(schema=schema, table=table, policy=policy)
    for was, policy in matching.altered:
        form = AlterPolicy if can_be_altered(was, policy) else ReplacePolicy
        yield form(schema=schema, table=table, policy=policy)
    for policy in matching.dropped:
        if not policy.permissive:
            yield DropRestriction(schema=schema, table=table, name=policy.name)


KIND = Kind("change-policies", _detect)
