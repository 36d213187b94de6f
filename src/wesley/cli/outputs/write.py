"""Carrying out a plan: everything is written beside its place first, and only when all is on disk put into place."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from wesley.cli.codes import NOT_WRITTEN
from wesley.cli.outputs.failure import OutputError
from wesley.cli.outputs.leftovers import temporary
from wesley.cli.outputs.manifest import NAME
from wesley.cli.outputs.plan import Plan
from wesley.cli.paths import shown
from wesley.ir.origin import Origin
from wesley.problems.problem import Problem


def write(plan: Plan) -> None:
    """Make the folder what the plan says.

    Each file is replaced by one rename, so a reader sees the old or the new one. Files that are replaced keep their
    permissions; new ones get those that the umask leaves.

    Raises:
        OutputError: the disk is full or forbids it. Unless a rename itself failed, nothing has changed.
    """
    for leftover in plan.leftovers:
        with contextlib.suppress(OSError):
            leftover.unlink()
    if plan.is_clean:
        return
    staged: dict[Path, Path] = {}
    made: list[Path] = []
    try:
        for path, data in (plan.missing | plan.stale).items():
            target = plan.folder / path
            _make_folders(target.parent, made)
            staged[_stage(target, data, staged)] = target
        last = plan.folder / NAME
        _put_into_place(staged, [place for place, target in staged.items() if target != last])
        _remove_extra(plan)
        # Were the list there before its files, a crash between could leave outputs behind that nobody knows.
        _put_into_place(staged, list(staged))
    except OSError as error:
        raise OutputError(_problem(error, plan.folder)) from error
    finally:
        _remove_all(staged, made)


def _stage(target: Path, data: bytes, staged: dict[Path, Path]) -> Path:
    """Write the bytes into a new file beside the target and have the disk hold them."""
    place = temporary(target)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    staged[place] = target
    with os.fdopen(descriptor, "wb") as file:
        with contextlib.suppress(FileNotFoundError):
            os.fchmod(descriptor, target.stat().st_mode & 0o777)
        file.write(data)
        file.flush()
        os.fsync(descriptor)
    return place


def _put_into_place(staged: dict[Path, Path], ready: list[Path]) -> None:
    for place in ready:
        place.replace(staged[place])
        del staged[place]


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Create a folder and those around it, remembering which were not there."""
    if folder.is_dir():
        return
    _make_folders(folder.parent, made)
    folder.mkdir(exist_ok=True)
    made.append(folder)


def _remove_all(staged: dict[Path, Path], made: list[Path]) -> None:
    """Take away what was not put into place, and folders that were made for nothing."""
    for place in staged:
        with contextlib.suppress(OSError):
            place.unlink()
    for folder in reversed(made):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _remove_extra(plan: Plan) -> None:
    """Remove outputs that no longer belong, and folders that are empty then."""
    for path in plan.extra:
        file = plan.folder / path
        file.unlink(missing_ok=True)
        folder = file.parent
        while folder != plan.folder and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def _problem(error: OSError, fallback: Path) -> Problem:
    """What the operating system said, about the place that the user knows."""
    name = Path(error.filename) if isinstance(error.filename, str) else fallback
    place = name.parent if name.suffix == ".tmp" else name
    reason = (error.strerror or "unknown reason").lower()
    message = f"outputs cannot be written to `{shown(place)}`: {reason}"
    help_text = (
        "free some space, mend the permissions, or choose another place with --out; nothing was left half-written"
    )
    return Problem(code=NOT_WRITTEN, message=message, origin=Origin(shown(place)), help=help_text)
