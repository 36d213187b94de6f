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
    found = live(_url(name, request.loaded), request)
    return replace(found, label=f"the environment {name}, {found.label}")


def _version(word: str, loaded: Loaded) -> int:
    return server_version(_url(word.removeprefix(PREFIX), loaded))


def _url(name: str, loaded: Loaded) -> str:
    return database_url(None, name, loaded.configuration, os.environ) or ""


KIND = SourceKind(name="environment", fits=lambda word: word.startswith(PREFIX), read=_read, version=_version)
