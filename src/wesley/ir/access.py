"""Who may do what, and what must be there first: roles, grants, schemas, extensions."""

from __future__ import annotations

from msgspec import Struct

from wesley.ir.origin import NOWHERE, Origin


class Grant(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The privileges of one role on the object that holds this grant.

    Args:
        role: role name; `public` for every role.
        privileges: PostgreSQL's words (`SELECT`, `INSERT`, `USAGE`, ...), sorted.
        columns: the columns that they are limited to, sorted; empty for the whole object.
        origin: where it was written.
    """

    role: str
    privileges: tuple[str, ...]
    columns: tuple[str, ...] = ()
    origin: Origin = NOWHERE


class Namespace(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A PostgreSQL schema. `public` is there in every database and is never created or dropped."""

    name: str
    grants: tuple[Grant, ...] = ()
    origin: Origin = NOWHERE


class Extension(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """CREATE EXTENSION.

    Args:
        name: extension name.
        before: major version of the first server that has by itself what is needed of it; None where none has.
        origin: what asked for it first.
    """

    name: str
    before: int | None = None
    origin: Origin = NOWHERE


class Role(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A role that policies or grants name; created NOLOGIN where it is missing.

    Roles belong to the whole cluster, so they are outside the fingerprint of a database.
    """

    name: str
    origin: Origin = NOWHERE
