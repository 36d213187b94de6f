"""From files, folders and globs to the files that they mean."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from msgspec import Struct

from wesley.cli.codes import NO_SUCH_PATH, NOTHING_FOUND, UNREADABLE
from wesley.cli.paths import shown
from wesley.ir.origin import NOWHERE, Origin
from wesley.problems.problem import Code, Problem

STANDARD_INPUT = "-"
ENDINGS = (".graphql", ".graphqls", ".gql")
_MAGIC = frozenset("*?[")


class Request(Struct, frozen=True):
    """One path as it was asked for.

    Args:
        path: a file, a folder, a glob, or `-` for standard input.
        folder: what it is relative to.
        origin: where the configuration says so, if it does.
    """

    path: str
    folder: Path
    origin: Origin = NOWHERE


def find_files(requests: tuple[Request, ...]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """All files that are asked for, each once, by path; and what was asked for and is not there."""
    files: dict[tuple[int, int], Path] = {}
    problems = []
    for request in requests:
        try:
            found = _find(request)
        except PermissionError as error:
            found = _closed(request, error)
        except FileNotFoundError as error:
            found = _dangling(request, Path(error.filename))
        if isinstance(found, Problem):
            problems.append(found)
            continue
        for path in found:
            identity = path.stat()
            known = files.setdefault((identity.st_dev, identity.st_ino), path)
            files[identity.st_dev, identity.st_ino] = min(known, path)
    return tuple(sorted(files.values())), tuple(problems)


def _find(request: Request) -> list[Path] | Problem:
    if not request.path or "\0" in request.path:
        return _missing(request, NO_SUCH_PATH, "an empty path or one with a NUL character", "name a file")
    path = Path(os.path.normpath(request.folder / request.path))
    if path.is_dir():
        found = _files_below(path)
        help_text = f"schema files end in {', '.join(ENDINGS)}; name another file, folder or glob"
        if any(path.glob("*.sql")):
            help_text = "SQL is read file by file, by their names: where a plan leads from or to, name the files in it"
        return found or _missing(request, NOTHING_FOUND, f"no schema file in `{request.path}`", help_text)
    if path.exists():
        return [path]
    if _MAGIC.isdisjoint(request.path):
        return _missing(request, NO_SUCH_PATH, f"`{request.path}` does not exist", _where(request))
    return _matching(path) or _missing(request, NOTHING_FOUND, f"no file matches `{request.path}`", _where(request))


def _matching(pattern: Path) -> list[Path]:
    """Files that match an absolute glob; `**` follows no links, so that no loop can trap it."""
    first = next(number for number, part in enumerate(pattern.parts) if not _MAGIC.isdisjoint(part))
    base, rest = Path(*pattern.parts[:first]), pattern.parts[first:]
    if rest[-1] == "**":  # Python before 3.13 finds only folders with it
        rest = (*rest, "*")
    if any("**" in part and part != "**" for part in rest):
        return []
    wants_hidden = any(part.startswith(".") for part in rest)
    _enter_all(base, None if "**" in rest else len(rest), wants_hidden=wants_hidden)
    found = [path for path in base.glob("/".join(rest)) if wants_hidden or not _is_hidden(path.relative_to(base))]
    return [path for path in found if _is_file(path)]


def _enter_all(base: Path, depth: int | None, *, wants_hidden: bool) -> None:
    """See that folders can be read: `glob` goes past one that cannot, as if nothing were in it.

    Args:
        base: where to begin.
        depth: how many folders within each other to enter; None for all.
        wants_hidden: whether to enter hidden ones.

    Raises:
        PermissionError: one cannot be read.
    """
    for here, folders, _ in os.walk(base, onerror=_refuse_closed):
        if depth is not None and len(Path(here).parts) - len(base.parts) + 1 >= depth:
            folders.clear()
        folders[:] = [name for name in folders if wants_hidden or not name.startswith(".")]


def _refuse_closed(error: OSError) -> None:
    if isinstance(error, PermissionError):
        raise error


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _files_below(folder: Path) -> list[Path]:
    """Schema files of a folder and its folders. Hidden ones are left out, and links to folders not followed."""
    found: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=_refuse_closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = [Path(here, name) for name in names if name.endswith(ENDINGS) and not name.startswith(".")]
        found.extend(path for path in paths if _is_file(path))
    return found


def _is_file(path: Path) -> bool:
    """Whether it is a file.

    Raises:
        FileNotFoundError: it is a schema file by its name, and a link that leads nowhere: what it defines would be
            missing, and so taken for removed.
    """
    if path.is_file():
        return True
    if path.name.endswith(ENDINGS) and path.is_symlink() and not path.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    return False


def _missing(request: Request, code: Code, message: str, help_text: str) -> Problem:
    return Problem(code=code, message=message, origin=request.origin, help=help_text)


def _closed(request: Request, error: PermissionError) -> Problem:
    parts = Path(error.filename).parts
    fixed = [part for number, part in enumerate(parts) if _MAGIC.isdisjoint("".join(parts[: number + 1]))]
    message = f"`{shown(Path(*fixed))}` cannot be read: permission denied"
    return _missing(request, UNREADABLE, message, "check its permissions, or name only folders that can be read")


def _dangling(request: Request, path: Path) -> Problem:
    message = f"`{shown(path)}` is a link that leads nowhere"
    return _missing(request, UNREADABLE, message, "put back what it leads to, or remove it")


def _where(request: Request) -> str:
    folder = shown(request.folder)
    looked = "the working directory" if folder == "." else f"`{folder}`"
    return f"looked in {looked}; name files, folders or globs, or set `schema` in wesley.toml"
