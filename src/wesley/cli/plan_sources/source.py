"""A schema that a plan leads from or to, wherever it comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from wesley.ir.schema import Schema
from wesley.ir.size import RelationSize
from wesley.ir.unmanaged import Unmanaged
from wesley.plan.report.rates import ASSUMED, Rates
from wesley.problems.problem import Problem, WesleyError

if TYPE_CHECKING:
    from wesley.cli.configuration import Loaded


class Source(Struct, frozen=True, kw_only=True):
    """One side of a plan.

    Args:
        label: what to call it; never a secret.
        schema: the schema.
        unmanaged: what a database holds beside it.
        sizes: how big the tables of a live database are.
        rates: how fast its server works.
        version: major version of the server that it was read from; None when it was read from no server.
        is_live: True for a database that is in use.
        is_whole: True for what says everything that a database holds, and not only what SDL has words for.
        is_record: True for what a journal says was there, whoever manages it.
    """

    label: str
    schema: Schema
    unmanaged: tuple[Unmanaged, ...] = ()
    sizes: tuple[RelationSize, ...] = ()
    rates: Rates = ASSUMED
    version: int | None = None
    is_live: bool = False
    is_whole: bool = False
    is_record: bool = False

    @property
    def is_catalog(self) -> bool:
        """True when a server printed its expressions."""
        return self.version is not None


class Request(Struct, frozen=True, kw_only=True):
    """How a source is read.

    Args:
        loaded: the configuration, its `postgres.version` that of the plan.
        namespaces: the PostgreSQL schemas to read of a database; None for all.
        lookups: tables whose rows are a part of the schema.
        beside: address of the database that the other side is; None where that is none.
    """

    loaded: Loaded
    namespaces: tuple[str, ...] | None = None
    lookups: tuple[tuple[str, str], ...] = ()
    beside: str | None = None


class SourceKind(Struct, frozen=True, kw_only=True):
    """One kind of source.

    Args:
        name: what messages call it.
        fits: whether a word of the command line means it.
        read: reads it. It raises WesleyError for input that is wrong, ServerError for a server that fails.
        several: whether several words can be one source.
        version: the major version of its server, where it has one of its own.
    """

    name: str
    fits: Callable[[str], bool]
    read: Callable[[tuple[str, ...], Request], Source]
    several: bool = False
    version: Callable[[str, Loaded], int] | None = None


class SourceError(WesleyError):
    """A source that is wrong.

    Args:
        texts: what to show the places in, by the name that the problems have for it.
        problems: at least one.
    """

    def __init__(self, texts: Mapping[str, str], *problems: Problem) -> None:
        super().__init__(*problems)
        self.texts = texts
