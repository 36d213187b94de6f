"""`env:NAME`: the live database of `[env.NAME]` of the configuration."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec.structs import replace

from wesley.cli.environment import database_url
from wesley.cli.plan_sources.database import live, server_version
from wesley.cli.plan_sources.source import Request, Source, SourceKind

if TYPE_CHECKING:
    from wesley.cli.configuration import Loaded

PREFIX = "env:"


def _read(words: tuple[str, ...], request: Request) -> Source:
    name = words[0].removeprefix(PREFIX)
    found = live(address(words[0], request.loaded), request)
    return replace(found, label=f"the environment {name}, {found.label}")


def _version(word: str, loaded: Loaded) -> int:
    return server_version(address(word, loaded))


def address(word: str, loaded: Loaded) -> str:
    """The address that `env:NAME` stands for.

    Raises:
        UsageError: there is no such environment, or its variable is not set.
    """
    return database_url(None, word.removeprefix(PREFIX), loaded.configuration, os.environ) or ""


KIND = SourceKind(name="environment", fits=lambda word: word.startswith(PREFIX), read=_read, version=_version)
