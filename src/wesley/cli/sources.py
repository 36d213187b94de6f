"""Reading the schema: files, folders, globs and standard input become sources."""

from __future__ import annotations

import stat
import sys
from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from wesley.cli.codes import EMPTY_FILE, NOT_UTF8, NUL_CHARACTER, UNREADABLE
from wesley.cli.find_files import STANDARD_INPUT, Request, find_files
from wesley.cli.paths import shown
from wesley.ir.origin import Origin
from wesley.problems.problem import Code, Problem, UsageError
from wesley.sdl.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wesley.cli.configuration import Loaded

STANDARD_INPUT_NAME = "<stdin>"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Gathered(Struct, frozen=True):
    """What was read.

    Args:
        sources: the texts, ordered by path, standard input last.
        problems: one for each file that cannot be read as text.
        texts: what to show of each file, those that are no proper text included.
    """

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    texts: dict[str, str]


def gather(paths: Sequence[str], loaded: Loaded) -> Gathered:
    """Read all files that are asked for, each once.

    Args:
        paths: what the command line names; when it names nothing, the configuration's `schema` is taken.
        loaded: the configuration.

    Raises:
        UsageError: something that was named does not exist or holds no schema file.
    """
    files, missing = find_files(_requests(paths, loaded))
    if missing:
        raise UsageError(*missing)
    read = [_read_file(path) for path in files]
    if STANDARD_INPUT in paths:
        read.append(_decoded(STANDARD_INPUT_NAME, sys.stdin.buffer.read()))
    return Gathered(
        sources=tuple(item for item in read if isinstance(item, Source)),
        problems=tuple(item[0] for item in read if not isinstance(item, Source)),
        texts=dict(
            (item.name, item.text) if isinstance(item, Source) else (item[0].origin.file, item[1]) for item in read
        ),
    )


def _requests(paths: Sequence[str], loaded: Loaded) -> tuple[Request, ...]:
    if paths:
        return tuple(Request(path, Path.cwd()) for path in paths if path != STANDARD_INPUT)
    origin = loaded.configuration.origin
    return tuple(
        Request(path, loaded.folder, origin("schema", number) if loaded.configuration.places.file else Origin())
        for number, path in enumerate(loaded.settings.schema)
    )


_Refused = tuple[Problem, str]
"""A problem, and the text to show it in."""


def _read_file(path: Path) -> Source | _Refused:
    name = shown(path)
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            return _refused(UNREADABLE, f"`{name}` is no file", Origin(name), "name a file that holds a schema"), ""
        return _decoded(name, path.read_bytes())
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        message = f"`{name}` cannot be read: {reason}"
        return _refused(UNREADABLE, message, Origin(name), "check its permissions, or leave it out"), ""


def _decoded(name: str, data: bytes) -> Source | _Refused:
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _not_utf8(name, data, error.start), data.decode("utf-8", errors="replace")
    nul = text.find("\0")
    if nul >= 0:
        help_text = "remove it; a file full of them is UTF-16 or no text at all"
        return _refused(NUL_CHARACTER, "a NUL character", _place(name, text, nul), help_text), text
    if not text.strip():
        return _refused(
            EMPTY_FILE, f"`{name}` is empty", Origin(name, 1, 1), "write a type into it, or remove it"
        ), text
    return Source(name, text)


def _not_utf8(name: str, data: bytes, start: int) -> Problem:
    before = data[:start].decode()
    if data.startswith(_UTF16_MARKS):
        return _refused(NOT_UTF8, f"`{name}` is UTF-16", Origin(name, 1, 1), "save it as UTF-8")
    message = f"byte 0x{data[start]:02x} is not UTF-8"
    help_text = f"save it as UTF-8; from Latin-1: `iconv -f latin1 -t utf-8 {name}`"
    return _refused(NOT_UTF8, message, _place(name, before, len(before)), help_text)


def _place(name: str, text: str, offset: int) -> Origin:
    line_start = text.rfind("\n", 0, offset) + 1
    return Origin(name, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def _refused(code: Code, message: str, origin: Origin, help_text: str) -> Problem:
    return Problem(code=code, message=message, origin=origin, help=help_text)
