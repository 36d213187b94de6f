"""A part of the query for what a database holds and the IR does not, and what must be there for it to find anything."""

from __future__ import annotations

from typing import NamedTuple

FIRST_NORMAL = 16384
"""Oids below this are given by initdb (access/transam.h, FirstNormalObjectId)."""


class Piece(NamedTuple):
    """A SELECT of kind, schema, name, table, reason, and of the catalog and oid whose dependencies are asked for.

    To plan such a SELECT takes the server longer than to run it, and most of them find nothing in most databases.

    Args:
        sql: the SELECT; the oid is 0 where there are no dependencies to ask for.
        where: tables and conditions that have a row in every database in which the SELECT has one, and cost little to
            look at; empty where it is asked anyway.
    """

    sql: str
    where: str = ""


def users(catalog: str, condition: str = "") -> str:
    """That a catalog holds what initdb has not put there.

    Args:
        catalog: name of the system catalog.
        condition: what else must hold of a row.
    """
    return f"{catalog} WHERE oid >= {FIRST_NORMAL}" + (f" AND {condition}" if condition else "")


def remarks(catalog: str) -> str:
    """That there is a comment on a user's object of a catalog."""
    return f"pg_description WHERE classoid = '{catalog}'::regclass AND objoid >= {FIRST_NORMAL}"


PARTITIONS = users("pg_class", "relispartition")
"""That there are partitions."""
