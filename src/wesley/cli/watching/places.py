"""Where the files of a schema are: what to watch, and where the outputs go."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from wesley.cli.configuration import FILE, PROJECT_FILE, Loaded
from wesley.cli.find_files import ENDINGS
from wesley.cli.watching.there import is_file, is_link, is_there
from wesley.watch.watched import Watched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wesley.watch.look import Look

_MAGIC = frozenset("*?[")


def output_folder(out: str | None, loaded: Loaded) -> Path:
    """The folder of the outputs: `--out`, else what the configuration says."""
    return Path(out) if out is not None else loaded.folder / loaded.settings.outputs.dir


def watched(paths: Sequence[str], named: str | None, loaded: Loaded, look: Look) -> Watched:
    """What matters to a schema.

    Args:
        paths: what the command line names.
        named: `--config`.
        loaded: the configuration.
        look: what was read.
    """
    wanted = [Path(path) for path in paths] or [loaded.folder / path for path in loaded.settings.schema]
    places = [os.path.abspath(path) for path in wanted]  # noqa: PTH100 - links stay as they are named
    globs = {place for place in places if not _MAGIC.isdisjoint(place) and not is_there(place)}
    # What is not there may come back as a folder or as a file.
    folders = {place for place in places if place not in globs and not is_file(place)}
    read = [source.name for source in look.sources] + [name for name in look.texts if name not in look.files]
    files = {*places, *_configurations(named, loaded), *_absolute(look.files), *_absolute(_targets(read))}
    return Watched(
        files=frozenset(files - globs),
        folders=frozenset(folders),
        trees=frozenset(map(_fixed_part, globs)),
        endings=ENDINGS,
    )


def text_of(name: str) -> str:
    """The text of a file, empty where it cannot be read."""
    try:
        return Path(name).read_bytes().decode("utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return ""


def _configurations(named: str | None, loaded: Loaded) -> Iterable[str]:
    """The configuration, and where a nearer one would be."""
    named = named or os.environ.get("WESLEY_CONFIG")
    if named:
        return _absolute([named])
    return _absolute(str(folder / name) for folder in {Path.cwd(), loaded.folder} for name in (FILE, PROJECT_FILE))


def _targets(names: Iterable[str]) -> list[str]:
    """What sources that are links lead to: nothing happens to the link when that is written."""
    return [os.path.realpath(name) for name in names if is_link(name)]


def _absolute(names: Iterable[str]) -> list[str]:
    return [os.path.abspath(name) for name in names]  # noqa: PTH100 - links stay as they are named


def _fixed_part(pattern: str) -> str:
    """The folder of a glob that holds all that it can match."""
    parts = Path(pattern).parts
    first = next(number for number, part in enumerate(parts) if not _MAGIC.isdisjoint(part))
    return str(Path(*parts[:first]))
