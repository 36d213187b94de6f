"""Which database a command works on, and how to name it again."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from wesley.cli.codes import NO_DATABASE, OPTIONS_AGAINST
from wesley.cli.environment import database_url
from wesley.problems.problem import Problem, UsageError

if TYPE_CHECKING:
    from wesley.cli.checkpoints import Checkpoint
    from wesley.cli.configuration import Loaded
    from wesley.cli.options import Options

_PRODUCTION = ("prod", "production")


class Target(Struct, frozen=True, kw_only=True):
    """A database.

    Args:
        conninfo: its address, which may hold secrets.
        environment: name of `[env.NAME]`, or nothing.
        is_production: whether its name is asked for before it is changed.
        words: the options that name it again, without secrets.
        folder: the folder of the configuration.
    """

    conninfo: str
    environment: str
    is_production: bool
    words: tuple[str, ...]
    folder: Path

    def command(self, *words: str) -> str:
        """A command on the same database, as one types it."""
        return shlex.join(("wesley", *words, *self.words))


def target(options: Options, given: dict[str, Any], loaded: Loaded) -> Target:
    """The database of `--database-url`, else of `--env`, else of DATABASE_URL.

    Raises:
        UsageError: none is named, or the environment is not there.
    """
    found = _named(options, given, loaded)
    if found is None:
        help_text = "name it: --database-url URL, --env NAME, or the variable DATABASE_URL"
        raise UsageError(Problem(code=NO_DATABASE, message="no database is named", help=help_text))
    return found


def target_to_resume(options: Options, given: dict[str, Any], loaded: Loaded) -> Target:
    """The same; where none is named the one of which there is a checkpoint.

    Raises:
        UsageError: none is named and there are no checkpoints, or those of several databases.
    """
    from wesley.cli.checkpoints import read_all

    found = _named(options, given, loaded)
    if found is not None:
        return found
    checkpoints, odd = read_all(loaded.folder)
    places = list({checkpoint.place: checkpoint for checkpoint in checkpoints}.values())
    if len(places) != 1:
        raise UsageError(_unclear(places, odd))
    return _of_checkpoint(options, places[0], loaded)


def _named(options: Options, given: dict[str, Any], loaded: Loaded) -> Target | None:
    name, url = given["env"], given["database_url"]
    if name and url:
        # With the address alone the name of a production database would not be asked for.
        help_text = "leave one of them out"
        message = "`--database-url` and `--env` both name a database"
        raise UsageError(Problem(code=OPTIONS_AGAINST, message=message, help=help_text))
    conninfo = database_url(url, name, loaded.configuration, os.environ)
    if conninfo is None:
        return None
    words = ("--database-url", "URL") if url is not None else ("--env", name) if name is not None else ()
    return _target(options, loaded, conninfo, "" if url is not None else name or "", words)


def _of_checkpoint(options: Options, checkpoint: Checkpoint, loaded: Loaded) -> Target:
    place = checkpoint.place
    if place.environment and place.environment in loaded.settings.env:
        found = _named(options, {"env": place.environment, "database_url": None}, loaded)
        if found is not None:
            return found
    pairs = (("host", place.host), ("port", place.port), ("dbname", place.dbname), ("user", place.user))
    conninfo = " ".join(f"{key}={_quoted(value)}" for key, value in pairs if value)
    return _target(options, loaded, conninfo, "", ("--database-url", conninfo))


def _target(options: Options, loaded: Loaded, conninfo: str, environment: str, words: tuple[str, ...]) -> Target:
    known = loaded.settings.env.get(environment)
    stated = known.production if known is not None else None
    config = () if options.config is None else ("--config", options.config)
    return Target(
        conninfo=conninfo,
        environment=environment,
        is_production=environment in _PRODUCTION if stated is None else stated,
        words=(*words, *config),
        folder=loaded.folder,
    )


def _quoted(value: str) -> str:
    """A value of a `key=value` connection string (manual, 34.1.1.1)."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return escaped if escaped == value and " " not in value else f"'{escaped}'"


def _unclear(places: list[Checkpoint], odd: tuple[str, ...]) -> Problem:
    if not places:
        message = "no database is named, and there is no checkpoint of a run that was not finished"
        help_text = ["name it: --database-url URL, --env NAME, or the variable DATABASE_URL"]
    else:
        message = "no database is named, and there are checkpoints of several"
        help_text = [f"name one: {one.place.dbname} on {one.place.host or 'this machine'}" for one in places]
    return Problem(code=NO_DATABASE, message=message, help="\n".join([*help_text, *odd]))
