"""Revoke privileges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from wesley.changes.change import Change, Kind
from wesley.changes.grant import AT_ONCE, grant_locks, granting, held_grants, shown, with_grants
from wesley.changes.grants import Privilege, grouped, privileges, worded
from wesley.changes.pairs import differing, only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.access import Grant
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.grant import revoke_on_namespace, revoke_on_table
from wesley.sql.deparse import to_sql


class RevokePrivileges(Change, frozen=True, kw_only=True):
    """REVOKE on a table, a view or a schema.

    Args:
        collection: `tables`, `views` or `namespaces`.
        schema: schema of the table or view; empty for a schema itself.
        name: the object.
        taken: what is revoked.
        stays: what is given again on columns, because REVOKE on the whole object takes it too.
    """

    contract: ClassVar[bool] = True

    collection: str
    schema: str = ""
    name: str
    taken: tuple[Grant, ...]
    stays: tuple[Grant, ...] = ()

    def title(self) -> str:
        roles = ", ".join(sorted({grant.role for grant in self.taken}))
        return f"Revoke {worded(self.taken)} on {shown(self.schema, self.name)} from {roles}"

    def apply(self, schema: Physical) -> Physical:
        held = privileges(held_grants(schema, self.collection, self.schema, self.name))
        taken = privileges(self.taken)
        # What a role no longer has on the whole object, it has on none of its columns.
        left = {each for each in held - taken if (*each[:2], None) not in taken}
        grants = grouped(left | privileges(self.stays))
        return with_grants(schema, self.collection, self.schema, self.name, grants)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.schema, name=self.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        locks = grant_locks(situation, self.collection, self.schema, self.name)
        revoked = tuple(
            Statement(
                sql=to_sql(self._revoking(grant)),
                why="It waits because the application in use may still need the privilege. Nobody waits for it.",
                locks=locks,
                manual=AT_ONCE,
            )
            for grant in self.taken
        )
        given = tuple(
            Statement(
                sql=to_sql(granting(self.collection, self.schema, self.name, grant)),
                why="To revoke a privilege on a table revokes it on its columns too (REVOKE): what stays is given "
                "again in the same transaction.",
                locks=locks,
                manual=AT_ONCE,
            )
            for grant in self.stays
        )
        return (*revoked, *given)

    def _revoking(self, grant: Grant) -> object:
        if self.collection == "namespaces":
            return revoke_on_namespace(self.name, grant)
        return revoke_on_table(self.schema, self.name, grant)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for collection in ("namespaces", "tables", "views"):
        for was, now in differing(getattr(old, collection), getattr(new, collection)):
            after = privileges(now.grants)
            taken = privileges(was.grants) - after - _on_columns_that_go(was, now)
            if taken:
                yield RevokePrivileges(
                    collection=collection,
                    schema=getattr(now, "schema", ""),
                    name=now.name,
                    taken=grouped(taken),
                    stays=grouped(_again(taken, after)),
                )


def _again(taken: frozenset[Privilege], after: frozenset[Privilege]) -> Iterator[Privilege]:
    """What roles keep on columns of what they lose on the whole object."""
    return (each for each in after if each[2] is not None and (*each[:2], None) in taken)


def _on_columns_that_go(was: Any, now: Any) -> frozenset[Privilege]:
    """The privileges that go with their columns."""
    if not isinstance(was, Table):
        return frozenset()
    columns = {column.name for column in only_in(was.columns, now.columns)}
    return frozenset(each for each in privileges(was.grants) if each[2] in columns)


KIND = Kind("revoke", _detect)
