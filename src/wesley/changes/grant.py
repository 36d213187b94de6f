"""Grant privileges."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind
from wesley.changes.edit import find, put
from wesley.changes.grants import grouped, privileges, worded
from wesley.changes.lock import Lock, RelationLock, locks_on
from wesley.changes.pairs import differing
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.access import Grant
from wesley.ir.schema import Physical
from wesley.sql.ddl.grant import grant_on_namespace, grant_on_table
from wesley.sql.deparse import to_sql

AT_ONCE = (
    'When two sessions change the privileges of one object at the same moment, one of them fails with "tuple '
    'concurrently updated": run it again.'
)
_LOCKED_SINCE = 18


class GrantPrivileges(Change, frozen=True, kw_only=True):
    """GRANT on a table, a view or a schema.

    Args:
        collection: `tables`, `views` or `namespaces`.
        schema: schema of the table or view; empty for a schema itself.
        name: the object.
        given: what is granted.
    """

    collection: str
    schema: str = ""
    name: str
    given: tuple[Grant, ...]

    def title(self) -> str:
        roles = ", ".join(sorted({grant.role for grant in self.given}))
        return f"Grant {worded(self.given)} on {shown(self.schema, self.name)} to {roles}"

    def apply(self, schema: Physical) -> Physical:
        held = held_grants(schema, self.collection, self.schema, self.name)
        grants = grouped(privileges((*held, *self.given)))
        return with_grants(schema, self.collection, self.schema, self.name, grants)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.schema, name=self.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return tuple(
            Statement(
                sql=to_sql(granting(self.collection, self.schema, self.name, grant)),
                why="Who may do more takes nothing from the application in use. Nobody waits for it.",
                locks=grant_locks(situation, self.collection, self.schema, self.name),
                manual=AT_ONCE,
            )
            for grant in self.given
        )


def granting(collection: str, schema: str, name: str, grant: Grant) -> object:
    """The tree of GRANT."""
    return grant_on_namespace(name, grant) if collection == "namespaces" else grant_on_table(schema, name, grant)


def grant_locks(situation: Situation, collection: str, schema: str, name: str) -> tuple[RelationLock, ...]:
    """ACCESS SHARE on a table or view from PostgreSQL 18 on, nothing before (measured)."""
    if collection == "namespaces" or situation.version < _LOCKED_SINCE:
        return ()
    return locks_on(schema, name, Lock.ACCESS_SHARE)


def shown(schema: str, name: str) -> str:
    """The object for a person."""
    return f"{schema}.{name}" if schema else f"schema {name}"


def held_grants(physical: Physical, collection: str, schema: str, name: str) -> tuple[Grant, ...]:
    """The grants of one object."""
    grants: tuple[Grant, ...] = find(physical, collection, *_key(schema, name)).grants
    return grants


def with_grants(physical: Physical, collection: str, schema: str, name: str, grants: tuple[Grant, ...]) -> Physical:
    """The schema with other grants on one object."""
    return put(physical, collection, replace(find(physical, collection, *_key(schema, name)), grants=grants))


def _key(schema: str, name: str) -> tuple[str, ...]:
    return (schema, name) if schema else (name,)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for collection in ("namespaces", "tables", "views"):
        for was, now in differing(getattr(old, collection), getattr(new, collection)):
            # What a role has on the whole object it need not be given on a column: REVOKE gives that.
            given = privileges((*was.grants, *now.grants)) - privileges(was.grants)
            if given:
                yield GrantPrivileges(
                    collection=collection, schema=getattr(now, "schema", ""), name=now.name, given=grouped(given)
                )


KIND = Kind("grant", _detect)
