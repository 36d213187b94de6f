"""The folder of this user's cache, and the clusters in it."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

# A cluster takes 25 MB, and each installation has its own: what is gone, or was tried once, must not stay for ever.
_UNUSED_SECONDS = 30 * 86400.0
_MOST = 20


def cache_folder() -> Path | None:
    """Where clusters are kept, whether or not it is there yet; None for a user without a home.

    It is what the XDG base directory specification says; a relative path is to be ignored.
    """
    stated = os.environ.get("XDG_CACHE_HOME", "")
    home = stated if Path(stated).is_absolute() else os.path.expanduser("~/.cache")  # noqa: PTH111  # ~ may be unknown
    return Path(home) / "wesley" if Path(home).is_absolute() else None


def clusters_in(cache: Path) -> tuple[Path, ...]:
    """The folders of its clusters, that which was used last first; none where they cannot be read."""
    try:
        found = [one for one in cache.glob("clusters/*") if one.is_dir()]
    except OSError:
        return ()
    return tuple(sorted(found, key=_used, reverse=True))


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder; what vanishes meanwhile does not count."""
    total = 0
    for path, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += os.lstat(os.path.join(path, name)).st_size  # noqa: PTH118  # 1,000 files a cluster
    return total


def let_go_of_unused(cache: Path) -> None:
    """Remove clusters that were not used for 30 days, and those beyond the 20 that were used last.

    One that somebody copies or fills is left alone: its stamp is locked meanwhile (see `supervisor.py`).
    """
    since = time.time() - _UNUSED_SECONDS
    for number, cluster in enumerate(clusters_in(cache)):
        if number >= _MOST or _used(cluster) < since:
            with suppress(OSError):
                _remove(cluster, _used(cluster))


def _remove(cluster: Path, used: float) -> None:
    # Not every system that Wesley runs on has the module.
    import fcntl

    stamp = cluster / "stamp"
    with stamp.open("r") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _used(cluster) != used:
            return
        for name in ("new", "data"):
            shutil.rmtree(cluster / name, ignore_errors=True)
        # Last, and still locked: whoever waits for the lock sees that the file is not the one of the cluster any more.
        stamp.unlink()
        cluster.rmdir()


def _used(cluster: Path) -> float:
    """When it was used last, in seconds since 1970: each use touches the stamp."""
    try:
        return (cluster / "stamp").stat().st_mtime
    except OSError:
        return 0.0
