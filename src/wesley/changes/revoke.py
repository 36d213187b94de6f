"""Revoke privileges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind
from wesley.changes.grant import AT_ONCE, grant_locks, granting, shown, with_grants
from wesley.changes.grants import grouped, privileges, worded
from wesley.changes.pairs import differing
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.access import Grant
from wesley.ir.schema import Physical
from wesley.sql.ddl.grant import revoke_on_namespace, revoke_on_table
from wesley.sql.deparse import to_sql


class RevokePrivileges(Change, frozen=True, kw_only=True):
    """REVOKE on a table, a view or a schema.

    Args:
        collection: `tables`, `views` or `namespaces`.
        schema: schema of the table or view; empty for a schema itself.
        name: the object.
        taken: what is revoked.
        result: the grants of the object afterwards.
    """

    contract: ClassVar[bool] = True

    collection: str
    schema: str = ""
    name: str
    taken: tuple[Grant, ...]
    result: tuple[Grant, ...]

    def title(self) -> str:
        roles = ", ".join(sorted({grant.role for grant in self.taken}))
        return f"Revoke {worded(self.taken)} on {shown(self.schema, self.name)} from {roles}"

    def apply(self, schema: Physical) -> Physical:
        return with_grants(schema, self.collection, self.schema, self.name, self.result)

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
            for grant in self._kept_on_columns()
        )
        return (*revoked, *given)

    def _revoking(self, grant: Grant) -> object:
        if self.collection == "namespaces":
            return revoke_on_namespace(self.name, grant)
        return revoke_on_table(self.schema, self.name, grant)

    def _kept_on_columns(self) -> tuple[Grant, ...]:
        """What the roles keep on columns of what they lose on the whole table."""
        lost = {(role, word) for role, word, column in privileges(self.taken) if column is None}
        return grouped(each for each in privileges(self.result) if each[2] is not None and each[:2] in lost)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for collection in ("namespaces", "tables", "views"):
        for was, now in differing(getattr(old, collection), getattr(new, collection)):
            if was.grants == now.grants:
                continue
            before, after = privileges(was.grants), privileges(now.grants)
            yield RevokePrivileges(
                collection=collection,
                schema=getattr(now, "schema", ""),
                name=now.name,
                taken=grouped(before - after),
                result=now.grants,
            )


KIND = Kind("revoke", _detect)
