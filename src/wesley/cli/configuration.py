"""Finding and reading the configuration file."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from pathlib import Path
from typing import NoReturn

from msgspec import Struct
from msgspec.structs import replace

from wesley.cli.codes import NO_CONFIGURATION
from wesley.cli.paths import shown
from wesley.config.codes import SYNTAX
from wesley.config.decode import Configuration, decode
from wesley.config.places import Places
from wesley.config.settings import Settings
from wesley.ir.origin import Origin
from wesley.problems.problem import Problem, UsageError

FILE = "wesley.toml"
PROJECT_FILE = "pyproject.toml"
PROJECT_TABLE = ("tool", "wesley")


class Loaded(Struct, frozen=True):
    """A configuration and where it comes from.

    Args:
        configuration: the settings and the places of their text.
        folder: what the paths in the settings are relative to: the folder of the file, or the working directory.
    """

    configuration: Configuration
    folder: Path

    @property
    def settings(self) -> Settings:
        """The settings themselves."""
        return self.configuration.settings

    def for_version(self, version: int) -> Loaded:
        """The same for another major version of PostgreSQL."""
        before, settings = self.configuration, self.settings
        settings = replace(settings, postgres=replace(settings.postgres, version=version))
        return Loaded(Configuration(settings, before.places, before.top), self.folder)


def load(named: str | None) -> Loaded:
    """Read the configuration.

    Args:
        named: `--config`; else WESLEY_CONFIG is taken, else the nearest wesley.toml or pyproject.toml with
            [tool.wesley] from the working directory upwards, else the defaults.

    Raises:
        UsageError: a file that was named is not there or holds no configuration, or something in it is wrong.
    """
    if named is None:
        named = os.environ.get("WESLEY_CONFIG") or None
    if named is not None:
        return _load_named(Path(named))
    for folder in (Path.cwd(), *Path.cwd().parents):
        found = _load_from(folder)
        if found is not None:
            return found
    return Loaded(Configuration(Settings(), Places("", "")), Path.cwd())


def _load_named(path: Path) -> Loaded:
    top = PROJECT_TABLE if path.name == PROJECT_FILE else ()
    configuration = decode(_read(path), shown(path), top)
    if configuration is None:
        _refuse(path, "has no [tool.wesley]", "add that table, or name another file with --config")
    return Loaded(configuration, path.absolute().parent)


def _load_from(folder: Path) -> Loaded | None:
    for path, top in ((folder / FILE, ()), (folder / PROJECT_FILE, PROJECT_TABLE)):
        if path.exists():
            configuration = decode(_read(path), shown(path), top)
            if configuration is not None:
                return Loaded(configuration, folder)
    return None


def _read(path: Path) -> str:
    try:
        data = path.read_bytes().removeprefix(BOM_UTF8)
    except OSError as error:
        _refuse(path, f"cannot be read: {(error.strerror or 'unknown reason').lower()}", "name a file that can be read")
    except ValueError:
        _refuse(Path("--config"), "is given a path with a NUL character", "name a file")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        origin = Origin(shown(path), line, 1)
        message = f"not valid TOML: byte 0x{data[error.start]:02x} is not UTF-8"
        raise UsageError(Problem(code=SYNTAX, message=message, origin=origin, help="save it as UTF-8")) from None


def _refuse(path: Path, what: str, help_text: str) -> NoReturn:
    name = shown(path)
    origin = Origin(name) if path.exists() else Origin()
    raise UsageError(Problem(code=NO_CONFIGURATION, message=f"`{name}` {what}", origin=origin, help=help_text))
