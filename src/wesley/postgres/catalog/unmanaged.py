"""What a database holds and the IR does not: looked for in all catalogs, so that nothing is dropped unseen."""

from __future__ import annotations

from wesley.ir.unmanaged import Reference, Unmanaged
from wesley.postgres.catalog.piece import Piece
from wesley.postgres.catalog.references import REFERENCES, references
from wesley.postgres.catalog.scope import Scope
from wesley.postgres.catalog.unmanaged_features import features
from wesley.postgres.catalog.unmanaged_objects import objects
from wesley.postgres.catalog.unmanaged_on_tables import on_tables
from wesley.postgres.catalog.unmanaged_outside import outside
from wesley.postgres.session import Session

_UNMANAGED = """
SELECT u.kind, u.schema, u.name, u.on_table, u.reason, {references}
FROM (
{union}
) AS u (kind, schema, name, on_table, reason, catalog, oid)
"""


def read_unmanaged(session: Session, scope: Scope) -> tuple[Unmanaged, ...]:
    """Everything that is neither in the IR nor found unmanageable by the reader of its own kind.

    Args:
        session: inside a transaction in which all queries see the same.
        scope: which objects are read.

    Raises:
        StatementError: the server refused it.
    """
    every = pieces(scope)
    there = _there(session, sorted({piece.where for piece in every} - {""}))
    union = "\nUNION ALL\n".join(piece.sql for piece in every if not piece.where or piece.where in there)
    sql = _UNMANAGED.format(references=REFERENCES.format(catalog="u.catalog", oid="u.oid"), union=union)
    return tuple(_unmanaged(*row) for row in session.rows(sql))


def pieces(scope: Scope) -> tuple[Piece, ...]:
    """All that is looked for."""
    return (*on_tables(scope), *objects(scope), *features(scope), *outside(scope))


def _there(session: Session, wheres: list[str]) -> frozenset[str]:
    """Those of which there is a row."""
    asked = ", ".join(f"EXISTS (SELECT FROM {where})" for where in wheres)
    (answers,) = session.rows(f"SELECT {asked}")
    return frozenset(where for where, answer in zip(wheres, answers, strict=True) if answer)


def _unmanaged(
    kind: str, schema: str, name: str, table: str | None, reason: str, found: list[list[str | None]] | None
) -> Unmanaged:
    own = (Reference(schema=schema, name=table or ""), Reference(schema=schema, name=name))
    listed = tuple(one for one in references(found) if one not in own)
    return Unmanaged(kind=kind, schema=schema, name=name, table=table, reason=reason, references=listed)
