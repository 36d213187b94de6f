"""What the operating system tells of the folders that matter, as long as they are there and when they come back."""

from __future__ import annotations

import errno
import os
import queue
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from wesley.cli.watching.there import is_file, is_folder, is_open, open_folders
from wesley.watch.watched import Watched, matters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from watchfiles._rust_notify import RustNotify

_GROUP_MS, _STEP_MS, _POLL_MS = 20, 10, 300
_LOOK_SECONDS = 0.5
_JOIN_SECONDS = 2.0
# So many events in half a second may have overrun the operating system's queue, and the last may be lost.
_FLOOD = 2_000
_AFTER_FLOOD_SECONDS = 1.0


class Watcher:
    """Gives the paths that change; call `close` at the end.

    Folders that are not there are waited for, and one that was replaced by another of its name is watched anew: what
    the operating system watches is the folder, not its name.

    Args:
        warn: is told in a sentence what does not work as it should.
    """

    def __init__(self, warn: Callable[[str], None]) -> None:
        self._warn = warn
        self._watched = Watched()
        self._changes: queue.SimpleQueue[frozenset[str] | None] = queue.SimpleQueue()
        self._open: list[_Folders] = []
        self._seen: dict[str, tuple[int, int] | None] = {}
        self._is_polling = False
        self._again_at: float | None = None
        self._told = 0
        self._has_new_folders = False
        self._warned: set[str] = set()

    def aim(self, watched: Watched) -> bool:
        """Watch these from now on; True when that is something else than before, or there may be more folders in it."""
        if watched == self._watched and not self._has_new_folders:
            return False
        self._watched = watched
        self._reopen()
        return True

    def take(self, timeout: float | None) -> frozenset[str]:
        """The paths that have changed, for which it waits; empty when time is up.

        Args:
            timeout: seconds to wait at most; None for as long as it takes.
        """
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            left = _LOOK_SECONDS if end is None else end - time.monotonic()
            if left <= 0:
                return frozenset()
            with suppress(queue.Empty):
                found = self._changes.get(timeout=min(left, _LOOK_SECONDS))
                if found:
                    return self._kept_up(found)
                self._warn_once("the operating system has stopped to watch, so files are looked at again and again")
                self._is_polling = True
                self._seen = {}
            if missed := self._missed():
                return missed

    def has_changes(self) -> bool:
        """Whether something has changed that `take` would give."""
        return not self._changes.empty()

    def close(self) -> None:
        """Watch nothing any more."""
        for folders in self._open:
            folders.close()
        self._open = []

    def _kept_up(self, found: frozenset[str]) -> frozenset[str]:
        """What is told. A watched folder itself may be another one by now, with the inode of the old one.

        A folder in it that is new, or that may be entered again, is not surely watched, and nobody tells.
        """
        if not found.isdisjoint(self._roots()):
            self._reopen()
        elif any(map(is_folder, found)):
            self._has_new_folders = True
        return found

    def _missed(self) -> frozenset[str]:
        """What nobody tells of: a folder that is gone or is another one, and the end of a flood of events."""
        if self._is_after_flood():
            return self._watched.folders | self._watched.trees | self._watched.files
        now = _identities(self._seen or self._roots())
        if now == self._seen:
            return frozenset()
        differing = {root for root in now if now[root] != self._seen.get(root)}
        self._reopen()
        return frozenset(differing)

    def _is_after_flood(self) -> bool:
        told, before = sum(folders.told for folders in self._open), self._told
        self._told = told
        now = time.monotonic()
        if told - before >= _FLOOD:
            self._again_at = now + _AFTER_FLOOD_SECONDS
        if self._again_at is None or now < self._again_at:
            return False
        self._again_at = None
        return True

    def _roots(self) -> frozenset[str]:
        parents = frozenset(str(Path(file).parent) for file in self._watched.files)
        return self._watched.folders | self._watched.trees | parents

    def _reopen(self) -> None:
        self.close()
        self._has_new_folders = False
        self._seen = _identities(self._roots())
        deep = {root for root in self._watched.folders | self._watched.trees if is_open(root)}
        flat = {str(Path(file).parent) for file in self._watched.files}
        flat = {root for root in flat if is_open(root) and not any(_is_in(root, one) for one in deep)}
        for roots, is_deep in ((deep, True), (flat, False)):
            if roots:
                # A folder that vanishes at this very moment is missed, and seen to be another one half a second later.
                with suppress(FileNotFoundError):
                    self._open.append(self._opened(sorted(roots), is_deep=is_deep))
        self._told = 0

    def _opened(self, roots: list[str], *, is_deep: bool) -> _Folders:
        if not self._is_polling:
            try:
                return self._told_of(roots, is_deep=is_deep)
            except FileNotFoundError:
                raise
            except (OSError, RuntimeError) as error:
                self._warn_once(f"{_reason(error)}, so files are looked at again and again")
                self._is_polling = True
        return _Folders(roots, self._watched, self._changes, is_deep=is_deep, is_polling=True)

    def _told_of(self, roots: list[str], *, is_deep: bool) -> _Folders:
        """Folders of which the operating system tells.

        It gives up at the first one in them that may not be read, and those beside that would not be watched.
        """
        try:
            return _Folders(roots, self._watched, self._changes, is_deep=is_deep, is_polling=False)
        except PermissionError:
            each = [folder for root in roots for folder in open_folders(root)] if is_deep else roots
            return _Folders(each, self._watched, self._changes, is_deep=False, is_polling=False)

    def _warn_once(self, message: str) -> None:
        if message not in self._warned:
            self._warned.add(message)
            self._warn(message)


class _Folders:
    """Some folders that are watched in one way, and the thread that waits for what happens to them."""

    def __init__(
        self,
        roots: list[str],
        watched: Watched,
        changes: queue.SimpleQueue[frozenset[str] | None],
        *,
        is_deep: bool,
        is_polling: bool,
    ) -> None:
        # The library's own loop cannot tell when it has begun to watch, and reads the environment.
        from watchfiles._rust_notify import RustNotify

        self._watched, self._changes = watched, changes
        self._end = threading.Event()
        self.told = 0
        # Some systems tell of the folder that a link leads to, whatever it was called when it was asked for.
        self._named = {os.path.realpath(root): root for root in roots}
        self._notify: RustNotify = RustNotify(list(self._named), False, is_polling, _POLL_MS, is_deep, False)
        self._thread = threading.Thread(target=self._wait, name="wesley watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Watch no more."""
        self._end.set()
        self._thread.join(_JOIN_SECONDS)
        self._notify.close()

    def _wait(self) -> None:
        while not self._end.is_set():
            try:
                found = self._notify.watch(_GROUP_MS, _STEP_MS, 0, self._end)
            except RuntimeError:
                self._changes.put(None)
                return
            if not isinstance(found, str):
                self.told += len(found)
                self._tell(self._as_named(path) for _, path in found)

    def _tell(self, paths: Iterable[str]) -> None:
        changed = frozenset(path for path in paths if matters(self._watched, path, is_file=is_file(path)))
        if changed:
            self._changes.put(changed)

    def _as_named(self, path: str) -> str:
        """A path below the folder as it was asked for."""
        for real, root in self._named.items():
            if real != root and _is_in(path, real):
                return root + path[len(real) :]
        return path


def _reason(error: OSError | RuntimeError) -> str:
    """Why the operating system does not watch; the library has texts for the limits of Linux (inotify(7))."""
    said = str(getattr(error, "strerror", None) or error).lower()
    if "limit" in said or getattr(error, "errno", None) == errno.ENOSPC:
        return "the limit of watched folders is reached (fs.inotify.max_user_watches)"
    if "too many open files" in said:
        return "the limit of watchers or of open files is reached (fs.inotify.max_user_instances, ulimit -n)"
    return f"the operating system does not watch ({said})"


def _identities(roots: Iterable[str]) -> dict[str, tuple[int, int] | None]:
    return {root: _identity(root) for root in roots}


def _identity(root: str) -> tuple[int, int] | None:
    """Which folder it is; None for one that cannot be watched."""
    if not is_open(root):
        return None
    try:
        found = Path(root).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")
