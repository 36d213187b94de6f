"""`*.json`: a snapshot, as `wesley ir` prints it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from wesley.cli.codes import NEWER_SNAPSHOT, NOT_A_SNAPSHOT
from wesley.cli.plan_sources.files import contents
from wesley.cli.plan_sources.source import Request, Source, SourceKind
from wesley.ir.codec import decode
from wesley.ir.origin import Origin
from wesley.ir.schema import IR_VERSION
from wesley.problems.problem import Problem, WesleyError


class _Head(Struct, frozen=True):
    """What every snapshot of every version states."""

    physical: dict[str, Any]
    ir_version: int


def _read(words: tuple[str, ...], _request: Request) -> Source:
    return snapshot(contents(Path(words[0])), words[0])


def snapshot(data: bytes, name: str) -> Source:
    """The schema of a snapshot.

    Args:
        data: the text of the file.
        name: what messages call it.

    Raises:
        WesleyError: it is no snapshot, or one of a newer version.
    """
    try:
        head = msgspec.json.decode(data, type=_Head)
        _refuse_newer(head.ir_version, name)
        return Source(label=name, schema=decode(data))
    except msgspec.ValidationError as error:
        raise WesleyError(not_one(name, f"is no snapshot: {error}")) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WesleyError(not_one(name, f"is not JSON: {error}")) from None


def _refuse_newer(version: int, name: str) -> None:
    if version > IR_VERSION:
        message = f"`{name}` is a snapshot of version {version}; this Wesley reads up to version {IR_VERSION}"
        help_text = "upgrade Wesley, or make the snapshot with this one: `wesley ir`"
        raise WesleyError(Problem(code=NEWER_SNAPSHOT, message=message, origin=Origin(name), help=help_text))


def not_one(name: str, what: str) -> Problem:
    """The problem of a file that is no snapshot."""
    help_text = "name a file that `wesley ir` has printed"
    return Problem(code=NOT_A_SNAPSHOT, message=f"`{name}` {what}", origin=Origin(name), help=help_text)


KIND = SourceKind(name="snapshot", fits=lambda word: word.endswith(".json"), read=_read)
