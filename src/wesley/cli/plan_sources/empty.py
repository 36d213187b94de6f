"""`empty`: a database that holds nothing."""

from __future__ import annotations

from wesley.cli.plan_sources.source import Request, Source, SourceKind
from wesley.ir.schema import Schema


def _read(_words: tuple[str, ...], _request: Request) -> Source:
    return Source(label="an empty database", schema=Schema(), is_whole=True)


KIND = SourceKind(name="`empty`", fits=lambda word: word == "empty", read=_read)
