"""The two sides of a plan, read for one version of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from wesley.changes.own_names import OWN_SCHEMAS
from wesley.cli.codes import SOURCE_UNCLEAR, VERSION_MISMATCH
from wesley.cli.configuration import Loaded
from wesley.cli.plan_sources import ALL, database, environment
from wesley.cli.plan_sources.environment import PREFIX
from wesley.cli.plan_sources.source import Request, Source, SourceKind
from wesley.cli.plan_sources.sql_files import SQL
from wesley.ir.api import EnumStorage
from wesley.problems.problem import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence


class Asked(Struct, frozen=True, kw_only=True):
    """What the command line asks for.

    Args:
        old: the words of `--from`.
        new: the words of `--to`.
        environment: `--env`.
        address: `--database-url`.
        version: `--pg`.
        namespaces: `--schema`; empty for all.
    """

    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    environment: str | None = None
    address: str | None = None
    version: int | None = None
    namespaces: tuple[str, ...] = ()


class Sides(Struct, frozen=True, kw_only=True):
    """Both sides.

    Args:
        old: the schema that is there.
        new: the schema that shall be there.
        version: major version of PostgreSQL that runs the plan.
        ignore: `[postgres] ignore` of the configuration.
    """

    old: Source
    new: Source
    version: int
    ignore: tuple[str, ...] = ()


class _Side(Struct, frozen=True):
    """One side before it is read."""

    kind: SourceKind
    words: tuple[str, ...]

    @property
    def is_database(self) -> bool:
        """True when it is read from a server, be it a throw-away one."""
        return self.kind.version is not None or any(word.endswith(SQL) for word in self.words)

    def address(self, loaded: Loaded) -> str | None:
        """The address of a live database; None for anything else."""
        if self.kind is environment.KIND:
            return environment.address(self.words[0], loaded)
        return self.words[0] if self.kind is database.KIND else None

    def version(self, loaded: Loaded) -> int | None:
        """The major version of its own server."""
        return self.kind.version(self.words[0], loaded) if self.kind.version is not None else None


def read_sides(asked: Asked, loaded: Loaded) -> Sides:
    """Read both sides; a database last, so that it is known which rows of it belong to the schema.

    Raises:
        UsageError: a side is named twice, not at all, or in a way that means nothing.
        WesleyError: a side is no schema.
        ServerError: a server that is needed cannot be used.
    """
    old, new = _old(asked), _side(asked.new, "--to")
    version = _version(asked, old, new, loaded)
    namespaces = with_own(asked.namespaces)
    loaded = loaded.for_version(version)
    ignore = loaded.settings.postgres.ignore
    request = Request(loaded=loaded, namespaces=namespaces, beside=old.address(loaded))
    if old.is_database and not new.is_database:
        target = new.kind.read(new.words, request)
        return Sides(old=_read(old, request, target), new=target, version=version, ignore=ignore)
    source = old.kind.read(old.words, request)
    return Sides(old=source, new=_read(new, request, source), version=version, ignore=ignore)


def with_own(namespaces: tuple[str, ...]) -> tuple[str, ...] | None:
    """The PostgreSQL schemas to read for a plan of these: what plans have kept belongs to it; None for all."""
    return (*namespaces, *OWN_SCHEMAS) if namespaces else None


def read_one(asked: Asked, loaded: Loaded) -> tuple[Source, int]:
    """Read the schema that is there, and tell the version of its server.

    Raises:
        UsageError: it is named twice, not at all, or in a way that means nothing.
        WesleyError: it is no schema.
        ServerError: a server that is needed cannot be used.
    """
    old = _old(asked)
    version = _version(asked, old, old, loaded)
    return old.kind.read(old.words, Request(loaded=loaded.for_version(version))), version


def _read(side: _Side, request: Request, other: Source) -> Source:
    return side.kind.read(side.words, replace(request, lookups=tuple(lookups_of(other))))


def lookups_of(source: Source) -> Iterator[tuple[str, str]]:
    """The tables whose rows are a part of the schema, under the name before a rename too."""
    yield from ((table.schema, table.name) for table in source.schema.physical.tables if table.rows is not None)
    for enum in source.schema.api.enums:
        if enum.storage is EnumStorage.LOOKUP and enum.hints.renamed_from is not None:
            schema, _, name = enum.hints.renamed_from.replace('"', "").rpartition(".")
            yield (schema, name)


def _old(asked: Asked) -> _Side:
    named = [name for name, value in _ways(asked) if value]
    if len(named) != 1:
        message = f"{' and '.join(named)} name two schemas to start from" if named else "nothing to start from"
        help_text = "name one: --from SRC, --env NAME or --database-url URL"
        raise UsageError(Problem(code=SOURCE_UNCLEAR, message=message, help=help_text))
    if asked.address is not None:
        return _Side(database.KIND, (asked.address,))
    return _side(asked.old or (f"{PREFIX}{asked.environment}",), "--from")


def _ways(asked: Asked) -> Iterator[tuple[str, bool]]:
    yield "--from", bool(asked.old)
    yield "--env", asked.environment is not None
    yield "--database-url", asked.address is not None


def _side(words: Sequence[str], option: str) -> _Side:
    if "" in words:
        # A shell gives an empty text for a variable that is not set.
        raise UsageError(Problem(code=SOURCE_UNCLEAR, message=f"`{option}` is empty", help="name a schema"))
    kinds = list(dict.fromkeys(next(kind for kind in ALL if kind.fits(word)) for word in words)) or [ALL[-1]]
    if len(kinds) > 1:
        message = f"`{option}` names sources of several kinds: {', '.join(kind.name for kind in kinds)}"
        raise UsageError(Problem(code=SOURCE_UNCLEAR, message=message, help="name one schema"))
    if len(words) > 1 and not kinds[0].several:
        message = f"`{option}` names {len(words)} schemas"
        raise UsageError(Problem(code=SOURCE_UNCLEAR, message=message, help="name one"))
    return _Side(kinds[0], tuple(words))


def _version(asked: Asked, old: _Side, new: _Side, loaded: Loaded) -> int:
    """`--pg`, else the server's, else the configuration's."""
    running = old.version(loaded)
    if running is None:
        running = new.version(loaded)
    if asked.version is not None and running is not None and asked.version != running:
        message = f"--pg is {asked.version}, and the server is PostgreSQL {running}"
        raise UsageError(Problem(code=VERSION_MISMATCH, message=message, help="leave --pg out"))
    return asked.version or running or loaded.settings.postgres.version
