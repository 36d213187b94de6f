"""What is read from a live database."""

from __future__ import annotations

from msgspec import Struct

from wesley.ir.schema import Physical
from wesley.ir.size import RelationSize
from wesley.ir.unmanaged import Unmanaged


class Catalog(Struct, frozen=True, kw_only=True):
    """A live database, read in one snapshot.

    Args:
        physical: what the IR can hold of it.
        unmanaged: everything else, sorted by schema, table, kind and name.
        roles: names of all roles of the server, sorted.
        version: major version of the server.
        version_num: `server_version_num`: 150018 is 15.18.
        time_zone: the session's `TimeZone`, as which the database reads times without a zone.
        sizes: tables and materialized views with their sizes, sorted by name.
    """

    physical: Physical
    unmanaged: tuple[Unmanaged, ...]
    roles: tuple[str, ...]
    version: int
    version_num: int
    time_zone: str
    sizes: tuple[RelationSize, ...]
