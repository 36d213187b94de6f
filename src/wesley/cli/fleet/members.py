"""From a fleet file to the databases that it names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wesley.cli.codes import NO_SUCH_PATH, UNREADABLE
from wesley.cli.migration.target import Target, target
from wesley.cli.paths import shown
from wesley.cli.plan_sources.database import is_address
from wesley.cli.plan_sources.environment import PREFIX
from wesley.fleet.listing import Entry, entries, listed, unreadable
from wesley.postgres.address import with_database
from wesley.problems.problem import Problem, UsageError

if TYPE_CHECKING:
    from wesley.cli.configuration import Loaded
    from wesley.cli.options import Options

_ADDRESS = "write postgresql://..., key=value pairs, env:NAME, or `query: ADDRESS | SELECT ...`"


def members(path: Path, options: Options, loaded: Loaded) -> tuple[Target, ...]:
    """The databases of a fleet file, in its order.

    Raises:
        UsageError: the file or a line of it cannot be used.
        ServerError: a query cannot be asked.
    """
    name = shown(path)
    found = entries(_text(path, name), name)
    return tuple(one for entry in found for one in _of(entry, name, options, loaded))


def _of(entry: Entry, file: str, options: Options, loaded: Loaded) -> list[Target]:
    there = _target(entry.address, entry, file, options, loaded)
    if not entry.query:
        return [there]
    found = listed(there.conninfo, entry.query, file, entry.line)
    words = [name if is_address(name) else with_database(there.conninfo, name) for name in found]
    return [_target(word, entry, file, options, loaded) for word in words]


def _target(address: str, entry: Entry, file: str, options: Options, loaded: Loaded) -> Target:
    if address.startswith(PREFIX):
        return target(options, {"env": address.removeprefix(PREFIX), "database_url": None}, loaded)
    if not is_address(address):
        raise unreadable(file, entry.line, "the line names no database", _ADDRESS)
    return target(options, {"env": None, "database_url": address}, loaded)


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        code = NO_SUCH_PATH if isinstance(error, FileNotFoundError) else UNREADABLE
        reason = (error.strerror or "unknown reason").lower() if isinstance(error, OSError) else "it is not UTF-8"
        help_text = "name a file with the address of a database on each line"
        raise UsageError(Problem(code=code, message=f"`{name}` cannot be read: {reason}", help=help_text)) from None
