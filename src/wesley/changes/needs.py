"""What only newer servers have."""

from __future__ import annotations

from wesley.changes.codes import NEWER_THAN_SERVER
from wesley.changes.situation import Situation
from wesley.ir.constraint import ForeignKey, PrimaryKey, Unique
from wesley.ir.index import Index
from wesley.ir.origin import Origin
from wesley.problems.problem import Problem, WesleyError


def refuse_newer_index(situation: Situation, index: Index | Unique | PrimaryKey) -> None:
    """Refuse NULLS NOT DISTINCT below PostgreSQL 15.

    Raises:
        WesleyError: the server has no NULLS NOT DISTINCT, and the index or constraint asks for it.
    """
    if getattr(index, "nulls_not_distinct", False):
        _need(situation, 15, f"NULLS NOT DISTINCT of {index.name}", index.origin)


def refuse_newer_foreign_key(situation: Situation, key: ForeignKey) -> None:
    """Refuse ON DELETE SET NULL (columns) below PostgreSQL 15.

    Raises:
        WesleyError: the server cannot set some of the columns alone, and the foreign key asks for it.
    """
    if key.set_columns:
        _need(situation, 15, f"the column list of ON DELETE of {key.name}", key.origin)


def _need(situation: Situation, version: int, what: str, origin: Origin) -> None:
    if situation.version < version:
        raise WesleyError(
            Problem(
                code=NEWER_THAN_SERVER,
                message=f"{what} needs PostgreSQL {version}, and the plan is for {situation.version}",
                origin=origin,
                help="write the schema without it, or plan for a newer server",
            )
        )
