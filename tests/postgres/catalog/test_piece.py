"""A piece that finds something is asked: what stands for it in the catalogs is there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgres.catalog.test_corpus import CORPUS, _since
from tests.support.databases import empty_database
from wesley.postgres.catalog.piece import Piece, users
from wesley.postgres.catalog.scope import Scope
from wesley.postgres.catalog.unmanaged import pieces
from wesley.postgres.catalog.unmanaged_objects import _KINDS
from wesley.postgres.database import load
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import session

# Not to be had in a database that shall be dropped again, or without a library.
NOT_TRIED = frozenset(("pg_subscription", "pg_seclabel"))

MORE = """
CREATE DOMAIN rank AS int CONSTRAINT positive CHECK (VALUE > 0);
COMMENT ON CONSTRAINT positive ON DOMAIN rank IS 'From 1.';
CREATE TABLE runs (id int PRIMARY KEY);
COMMENT ON INDEX runs_pkey IS 'Of the key.';
REVOKE DELETE ON runs FROM CURRENT_USER;
"""
SINCE_18 = "CREATE TABLE legs (id int CONSTRAINT said NOT NULL NO INHERIT);"


@pytest.mark.server
@pytest.mark.matrix
def test_every_piece_is_asked_where_it_finds_something(server: EmbeddedServer) -> None:
    major = server.binaries.major
    scripts = [path.read_text() for path in sorted(CORPUS.glob("*.sql")) if major >= _since(path)]
    found = {piece for script in (*scripts, MORE, SINCE_18 if major >= 18 else "") for piece in _found(server, script)}
    unseen = {piece.where for piece in pieces(Scope(major)) if piece.where and piece not in found}
    of_kinds = {users(kind.catalog) for kind in _KINDS}  # where the piece itself asks for no more
    since_18 = {where for where in unseen if "contype = 'n'" in where and major < 18}
    assert sorted(unseen - of_kinds - since_18 - NOT_TRIED) == []


def _found(server: EmbeddedServer, script: str) -> Iterator[Piece]:
    with empty_database(server.conninfo()) as database:
        load(database, script)
        with session(database) as connection:
            for piece in pieces(Scope(server.binaries.major)):
                if connection.rows(piece.sql):
                    asked = f"SELECT EXISTS (SELECT FROM {piece.where})" if piece.where else "SELECT true"
                    assert connection.rows(asked) == [(True,)], piece.sql
                    yield piece
