"""What writing the outputs would change. Looks at the disk and leaves it as it is."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from wesley.cli.codes import IN_THE_WAY, NOT_OURS
from wesley.cli.outputs.leftovers import leftovers
from wesley.cli.outputs.manifest import MARK, NAME, decode, encode, is_ours
from wesley.cli.paths import shown
from wesley.ir.origin import Origin
from wesley.memory.memory import Memory, recall, round_of
from wesley.problems.problem import Problem, UsageError

Emitted = Mapping[str, Mapping[str, str]]
"""Texts by path, by target. Paths are relative to the output folder, with `/` between folders."""


class Plan(Struct, frozen=True):
    """What to do.

    Args:
        folder: the output folder.
        missing: bytes by path, of outputs that are not there.
        stale: bytes by path, of outputs that differ from what is there.
        extra: paths of outputs of an earlier time that no longer belong.
        unchanged: how many outputs are as they should be.
        leftovers: files that a run which was killed left beside their places.
    """

    folder: Path
    missing: dict[str, bytes]
    stale: dict[str, bytes]
    extra: tuple[str, ...]
    unchanged: int
    leftovers: tuple[Path, ...] = ()

    @property
    def is_clean(self) -> bool:
        """True when every output is as it should be."""
        return not (self.missing or self.stale or self.extra)


def plan(folder: Path, emitted: Emitted, memory: Memory | None = None) -> Plan:
    """Compare what should be with what is.

    Args:
        folder: the output folder.
        emitted: the outputs; targets that are not among them keep what they have.
        memory: of what is in files that have not changed since.

    Raises:
        UsageError: a file that is not Wesley's, a folder or a link is where an output belongs.
    """
    wanted = {path: text.encode() for files in emitted.values() for path, text in files.items()}
    known = decode((_present(folder, NAME) or b"").decode("utf-8", errors="replace"))
    target_of = {path: target for target, files in emitted.items() for path in files}
    kept = {path: target for path, target in known.items() if target not in emitted}
    with round_of(memory):
        present, problems = _look_at(folder, (*wanted, NAME), memory)
    blocked = {problem.message: problem for problem in problems}
    if blocked:
        raise UsageError(*blocked.values())
    extra = [path for path in sorted(known.keys() - kept.keys() - wanted.keys()) if _is_still_ours(folder, path)]
    wanted[NAME] = encode(kept | target_of).encode()
    return Plan(
        folder=folder,
        missing={path: data for path, data in wanted.items() if present[path] is None},
        stale={path: data for path, data in wanted.items() if present[path] is not None and present[path] != data},
        extra=tuple(extra),
        unchanged=sum(present[path] == data for path, data in wanted.items() if path != NAME),
        leftovers=leftovers({folder / parent for parent in {path.rpartition("/")[0] for path in (*wanted, *known)}}),
    )


def _present(folder: Path, path: str) -> bytes | None:
    try:
        # A path object for each of a thousand files would take longer than to read them.
        with open(f"{folder}/{path}", "rb") as file:  # noqa: PTH123
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _is_still_ours(folder: Path, path: str) -> bool:
    """A listed file is removed only where it is a plain file inside the folder that bears the mark."""
    present, blocked = _look_at(folder, (path,))
    return not blocked and is_ours(present[path] or b"")


def _look_at(
    folder: Path, paths: Iterable[str], memory: Memory | None = None
) -> tuple[dict[str, bytes | None], list[Problem]]:
    """What is in each file, and why outputs cannot be written there, if so; each file is read once."""
    present: dict[str, bytes | None] = {}
    found: list[Problem] = []
    in_folders: dict[str, list[Problem]] = {}
    for path in paths:
        parent = path.rpartition("/")[0]
        if parent not in in_folders:
            in_folders[parent] = _folder_in_the_way(folder, parent)
        place = f"{folder}/{path}"
        state = _state(place)
        problems = in_folders[parent] or _in_the_way(place, state, folder=False)
        if not problems:
            data, ours = _held(folder, path, state, memory)
            present[path] = data
            problems = [] if ours else _not_ours(folder / path)
        found += problems
    return present, found


def _held(folder: Path, path: str, state: os.stat_result | None, memory: Memory | None) -> tuple[bytes | None, bool]:
    """What is in a file, and whether it may be written: there is none, or it is ours."""
    now = time.time_ns()
    # A file that was changed just now can be changed again without another time (a kernel counts in some milliseconds).
    if state is None or now - max(state.st_mtime_ns, state.st_ctime_ns) < _JUST_NOW:
        memory = None
    marks = () if state is None else (state.st_ino, state.st_dev, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
    return recall(memory, (path, marks), (), partial(_read, folder, path))


_JUST_NOW = 100_000_000
"""Nanoseconds."""


def _read(folder: Path, path: str) -> tuple[bytes | None, bool]:
    data = _present(folder, path)
    return data, data is None or is_ours(data)


def _state(place: str | Path) -> os.stat_result | None:
    try:
        return os.lstat(place)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _folder_in_the_way(folder: Path, parent: str) -> list[Problem]:
    # The output folder itself may be a link: that is its owner's choice of a place.
    if folder.exists() and not folder.is_dir():
        return _in_the_way(folder, _state(folder), folder=True)
    here = folder
    for part in filter(None, parent.split("/")):
        here = here / part
        found = _in_the_way(here, _state(here), folder=True)
        if found:
            return found
    return []


def _not_ours(path: Path) -> list[Problem]:
    message = f"`{shown(path)}` has not been written by wesley, so it is not overwritten"
    help_text = f"move it away, or choose another place with --out; ours say `{MARK}` at the top"
    return [Problem(code=NOT_OURS, message=message, origin=Origin(shown(path)), help=help_text)]


def _in_the_way(place: str | Path, state: os.stat_result | None, *, folder: bool) -> list[Problem]:
    if state is None:
        return []
    mode = state.st_mode
    if stat.S_ISDIR(mode) if folder else stat.S_ISREG(mode):
        return []
    what = "a symbolic link" if stat.S_ISLNK(mode) else "a folder" if stat.S_ISDIR(mode) else "no folder"
    wanted, path = "folder" if folder else "file", Path(place)
    message = f"`{shown(path)}` is {what}, and an output needs a {wanted} there"
    help_text = "move it away, or choose another place with --out"
    return [Problem(code=IN_THE_WAY, message=message, origin=Origin(shown(path)), help=help_text)]
