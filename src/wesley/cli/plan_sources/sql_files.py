"""`*.sql`: scripts that are loaded into a throw-away database and read back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from wesley.cli.find_files import Request as Wanted
from wesley.cli.find_files import find_files
from wesley.cli.paths import shown
from wesley.cli.plan_sources.database import source_of
from wesley.cli.plan_sources.files import contents
from wesley.cli.plan_sources.source import Request, Source, SourceError, SourceKind
from wesley.problems.problem import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

SQL = ".sql"
# pg_dump writes these for psql alone.
_FOR_PSQL = re.compile(r"^\\(un)?restrict .*$", re.MULTILINE)


def _read(words: tuple[str, ...], request: Request) -> Source:
    files, missing = find_files(tuple(Wanted(word, Path.cwd()) for word in words))
    if missing:
        raise UsageError(*missing)
    texts = {shown(path): contents(path).decode("utf-8-sig", errors="replace") for path in files}
    return loaded(texts, request, ", ".join(words))


def loaded(texts: dict[str, str], request: Request, label: str) -> Source:
    """What a throw-away database holds once the scripts have run, in the order of their names.

    Args:
        texts: the scripts by name.
        request: its configuration tells the version of the server, the nearest newer one if that is not at hand.
        label: what to call it.

    Raises:
        SourceError: a script has an error; its place is told.
        ServerError: no throw-away server can be had.
    """
    from wesley.postgres.database import fresh_database, load
    from wesley.postgres.session import StatementError

    wanted = request.loaded.settings.postgres.version
    with server(wanted) as conninfo, fresh_database(conninfo) as database:
        for name, text in texts.items():
            try:
                load(database, _FOR_PSQL.sub("", text), name)
            except StatementError as error:
                raise SourceError(texts, *error.problems) from None
        return source_of(database, request, label)


@contextmanager
def server(version: int) -> Iterator[str]:
    """The address of a throw-away server, of this major version if it is at hand and of a newer one otherwise.

    Raises:
        ServerError: there are no binaries, or it does not start.
    """
    from wesley.postgres.binaries import choose, found
    from wesley.postgres.embedded import embedded_server

    exact = _first(binaries.major for binaries in found() if binaries.major == version)
    with embedded_server(choose(at_least=version, exactly=exact)) as running:
        yield running.conninfo()


def _first(numbers: Iterable[int]) -> int | None:
    return next(iter(numbers), None)


KIND = SourceKind(name="SQL", fits=lambda word: word.endswith(SQL), read=_read, several=True)
