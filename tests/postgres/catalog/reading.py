"""Databases that are loaded and read back, and their catalogs as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from wesley.ir.codec import canonical
from wesley.ir.schema import Physical
from wesley.postgres.catalog.catalog import Catalog
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.database import load
from wesley.postgres.session import Session, session


def read_back(conninfo: str, text: str = "", **options: Any) -> Catalog:
    """The catalog of a database into which a script was loaded."""
    if text:
        load(conninfo, text)
    with session(conninfo) as connection:
        return read_catalog(connection, **options)


class ObservedSession(Session):
    """A session that shows each statement before it runs it."""

    def __init__(self, inner: Session, show: Callable[[str], object]) -> None:
        self._inner = inner
        self._show = show

    @property
    def version(self) -> int:
        return self._inner.version

    def run(self, sql: str, values: Sequence[object] = ()) -> None:
        self._show(sql)
        self._inner.run(sql, values)

    def rows(self, sql: str, values: Sequence[object] = (), *, prepare: bool = False) -> list[tuple[Any, ...]]:
        self._show(sql)
        return self._inner.rows(sql, values, prepare=prepare)


def lines(catalog: Catalog) -> str:
    """A catalog as text: an element a line, what is unmanaged last."""
    return "".join(f"{line}\n" for line in _lines(catalog))


def _lines(catalog: Catalog) -> Iterator[str]:
    for kind, elements in msgspec.json.decode(canonical(catalog.physical)).items():
        for element in elements:
            yield f"{kind} {msgspec.json.encode(element).decode()}"
    for stranger in catalog.unmanaged:
        place = ".".join(filter(None, (stranger.schema, stranger.table)))
        known = ", ".join(".".join(filter(None, msgspec.structs.astuple(one))) for one in stranger.references)
        yield f"unmanaged {stranger.kind} {stranger.name} in {place or 'the database'}: {stranger.reason} [{known}]"


def without_expressions(physical: Physical) -> Any:
    """A schema as JSON with the text of every expression taken out: what two spellings of one schema have in common."""
    return _blank(msgspec.json.decode(canonical(physical)))


_EXPRESSION = {"sql", "columns", "functions", "relations"}


def _blank(value: Any) -> Any:
    if isinstance(value, list):
        return [_blank(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "sql" in value and set(value) <= _EXPRESSION:
        return "an expression"
    return {key: _blank(item) for key, item in value.items()}
