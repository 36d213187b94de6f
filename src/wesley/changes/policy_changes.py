"""What differs between the policies of two versions of a table, and what of it must wait.

Permissive policies that go, and privileges that are revoked, wait for the contract. Until then a table must never show
more than it did before and will afterwards together. A restrictive policy that was loosened at once would show rows of
old permissive policies that only its old form kept back: so it waits with them.
"""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.alter_policy import AlterPolicy, RenamePolicy
from wesley.changes.change import Change
from wesley.changes.create_policy import CreatePolicy
from wesley.changes.drop_policy import DropPolicy, DropRestriction
from wesley.changes.grants import privileges
from wesley.changes.matching import Matching, match
from wesley.changes.replace_policy import ReplacePolicy, can_be_altered
from wesley.ir.policy import Policy
from wesley.ir.table import Table


def at_once(before: Table, after: Table) -> tuple[Change, ...]:
    """The changes of the policies of a table that belong to the expand part."""
    return tuple(_at_once(before, after, match(before.policies, after.policies)))


def later(before: Table, after: Table) -> tuple[Change, ...]:
    """What is left to do when those are made: it waits."""
    return tuple(_later(after, match(before.policies, after.policies)))


def _at_once(before: Table, after: Table, matching: Matching) -> Iterator[Change]:
    schema, table = after.schema, after.name
    for was, policy in matching.renamed:
        yield RenamePolicy(schema=schema, table=table, name=was.name, to=policy.name)
    for policy in matching.added:
        yield CreatePolicy(schema=schema, table=table, policy=policy)
    waits = _takes_away(before, after, matching)
    for was, policy in matching.altered:
        if was.permissive or not waits:
            yield _changed(after, was, policy)
    for policy in matching.dropped:
        if not policy.permissive and not waits:
            yield DropRestriction(schema=schema, table=table, name=policy.name)


def _later(after: Table, matching: Matching) -> Iterator[Change]:
    for was, policy in matching.altered:
        yield _changed(after, was, policy)
    for policy in matching.dropped:
        form = DropPolicy if policy.permissive else DropRestriction
        yield form(schema=after.schema, table=after.name, name=policy.name)


def _takes_away(before: Table, after: Table, matching: Matching) -> bool:
    """True when a permissive policy goes or becomes none, or a privilege is revoked."""
    revoked = privileges(before.grants) - privileges(after.grants)
    return bool(revoked) or any(policy.permissive for policy in matching.dropped)


def _changed(table: Table, was: Policy, policy: Policy) -> Change:
    form = AlterPolicy if can_be_altered(was, policy) else ReplacePolicy
    return form(schema=table.schema, table=table.name, policy=policy)
