"""What a local checkpoint says, and the name of its file."""

from __future__ import annotations

import re
from hashlib import sha256

from msgspec import Struct

FOLDER = ".wesley/checkpoints"
"""Where they are, in the folder of the configuration."""

FORMAT = 1

_ODD = re.compile(r"[^\w-]")
_SHOWN = 40
_DIGEST = 8


class Place(Struct, frozen=True, kw_only=True):
    """A database, without secrets: enough to connect to it again, with the password from where it came before.

    Args:
        host: name, address or folder of the socket; empty for libpq's default.
        port: as text; empty for libpq's default.
        dbname: name of the database.
        user: role; empty for libpq's default.
        environment: name of `[env.NAME]`, or nothing.
    """

    host: str
    port: str
    dbname: str
    user: str = ""
    environment: str = ""


class Checkpoint(Struct, frozen=True, kw_only=True):
    """Where a plan stood when it was last written. The journal in the database is the truth; this may be behind.

    Args:
        place: which database.
        plan: name of the plan, as `RunStarted` has it.
        run: correlation id of the run that wrote it.
        segments, segments_done, statements, statements_done: how far it was.
        percent: of the statements that are done, the part of a long one included.
        at: when, as ISO 8601 in UTC.
        format: version of this file's form.
    """

    place: Place
    plan: str
    run: str
    segments: int
    segments_done: int
    statements: int
    statements_done: int
    percent: int
    at: str
    format: int = FORMAT


def file_name(place: Place, plan: str) -> str:
    """`DATABASE-PLAN.json`; databases of one name on two servers have files of two names."""
    return f"{beginning(place)}{_ODD.sub('_', plan)}.json"


def beginning(place: Place) -> str:
    """How the names of all files of a database begin: letters, digits, `_` and `-`."""
    which = sha256("\0".join((place.host, place.port, place.dbname)).encode()).hexdigest()[:_DIGEST]
    return f"{_ODD.sub('_', place.dbname)[:_SHOWN]}-{which}-"
