"""Schemas."""

from __future__ import annotations

from wesley.ir.access import Grant, Namespace
from wesley.ir.schema import Physical
from wesley.postgres.catalog.grants import Grants
from wesley.postgres.catalog.scope import Scope, own
from wesley.postgres.session import Session

_NAMESPACES = "SELECT n.oid, n.nspname FROM pg_namespace n WHERE {in_scope} AND {own}"

PUBLIC = "public"
# PUBLIC may use the schema `public` of every database, and before 15 create in it (manual, Schemas, Usage Patterns).
_BUILT_IN = "USAGE"
_BUILT_IN_BEFORE_15 = "CREATE"


def read_namespaces(session: Session, scope: Scope, grants: Grants) -> tuple[Namespace, ...]:
    """The schemas with their grants, `public` without those that PostgreSQL itself gives.

    Raises:
        StatementError: the server refused it.
    """
    sql = _NAMESPACES.format(in_scope=scope.names("n.nspname"), own=own("pg_namespace", "n.oid"))
    found = []
    for oid, name in session.rows(sql):
        granted = grants.of_schema.get(oid, ())
        found.append(Namespace(name=name, grants=_less_built_in(scope, granted) if name == PUBLIC else granted))
    return tuple(found)


def _less_built_in(scope: Scope, grants: tuple[Grant, ...]) -> tuple[Grant, ...]:
    built_in = {_BUILT_IN} if scope.version >= 15 else {_BUILT_IN, _BUILT_IN_BEFORE_15}
    kept = []
    for grant in grants:
        privileges = tuple(word for word in grant.privileges if grant.role != PUBLIC or word not in built_in)
        if privileges:
            kept.append(Grant(role=grant.role, privileges=privileges))
    return tuple(kept)


def less_empty_public(physical: Physical, namespaces: tuple[Namespace, ...]) -> tuple[Namespace, ...]:
    """The schemas without a `public` that nothing speaks of: every database has one, and not every schema uses it."""
    used = {one.schema for one in physical.tables}
    used |= {one.schema for one in physical.views}
    used |= {one.schema for one in physical.enums}
    used |= {one.schema for one in physical.domains}
    used |= {one.schema for one in physical.sequences}
    used |= {one.schema for one in physical.functions}
    return tuple(one for one in namespaces if one.name != PUBLIC or PUBLIC in used or one.grants)
