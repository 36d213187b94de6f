"""Which files matter to a schema, and whether a path that the operating system tells of is one of them."""

from __future__ import annotations

import re

from msgspec import Struct

# Files that editors and tools write beside the file that is saved, and vim's probe of a folder.
_TEMPORARY = re.compile(r"4913|.*~|#.*#|.*\.(tmp|temp|sw[a-p]|bak|crdownload|part)|.*___jb_(tmp|old|bak)___", re.DOTALL)


class Watched(Struct, frozen=True, kw_only=True):
    """What a schema is made of, as absolute paths with `/`.

    Args:
        files: files that matter whatever they are called, whether they are there or not.
        folders: folders whose schema files matter, those in folders below them too; hidden ones do not.
        trees: folders in which every file may matter, as below the fixed part of a glob.
        endings: how the names of schema files end.
    """

    files: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    trees: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()


def matters(watched: Watched, path: str, *, is_file: bool) -> bool:
    """Whether the schema may have changed because something happened to a path.

    Args:
        watched: what the schema is made of.
        path: absolute.
        is_file: whether it is a file now; False for a folder and for what is gone, which may have been one.
    """
    if path in watched.files:
        return True
    if _TEMPORARY.fullmatch(path.rpartition("/")[2]):
        return False
    roots = watched.folders | watched.trees
    if path in roots or any(_is_below(root, path) for root in roots | watched.files):
        return not is_file
    return any(_is_below(path, root) for root in watched.trees) or any(
        _may_be_read(path[len(root) :], watched.endings, is_file=is_file)
        for root in watched.folders
        if _is_below(path, root)
    )


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip("/") + "/")


def _may_be_read(rest: str, endings: tuple[str, ...], *, is_file: bool) -> bool:
    """Of a path below a folder: a schema file, or a folder that may hold some."""
    return "/." not in rest and (not is_file or rest.endswith(endings))
