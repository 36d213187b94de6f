"""Before anything is asked or begun: whether a run can tell of itself where it should."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from wesley.cli.codes import NOT_WRITTEN
from wesley.cli.outputs.failure import OutputError
from wesley.cli.paths import shown
from wesley.ir.origin import Origin
from wesley.problems.problem import Problem

if TYPE_CHECKING:
    from wesley.cli.progress.sinks import Telling


def refuse_unusable(telling: Telling) -> None:
    """See that all the places that a run is to tell of itself can be opened. Nothing is left behind.

    Raises:
        UsageError: an option has a value that cannot be used.
        OutputError: a file cannot be opened for writing.
    """
    if telling.log is not None:
        _refuse("the log", Path(telling.log), is_replaced=False)
    if telling.metrics is not None:
        _refuse("the metrics file", Path(telling.metrics), is_replaced=True)
    if telling.metrics_listen is not None:
        from wesley.cli.progress.metrics_server import refuse_address

        refuse_address(telling.metrics_listen)
    if telling.otel:
        from wesley.cli.progress.telemetry import refuse_missing

        refuse_missing()


def not_opened(what: str, path: Path, reason: str) -> OutputError:
    """A file cannot be opened for writing.

    Args:
        what: what it is for.
        path: the file.
        reason: why.
    """
    message = f"{what} `{shown(path)}` cannot be opened: {reason}"
    help_text = "name a file in a folder that is there and that you may write to"
    return OutputError(Problem(code=NOT_WRITTEN, message=message, origin=Origin(shown(path)), help=help_text))


def _refuse(what: str, path: Path, *, is_replaced: bool) -> None:
    reason = _reason(path, is_replaced=is_replaced)
    if reason:
        raise not_opened(what, path, reason)


def _reason(path: Path, *, is_replaced: bool) -> str:
    """Why a file cannot be written; one that is replaced needs its folder, also when it is there."""
    if path.is_dir():
        return "it is a folder"
    if path.exists() and not os.access(path, os.W_OK):
        return "you may not write to it"
    if path.exists() and not (is_replaced and path.is_file()):
        return ""
    folder = path.resolve().parent
    if not folder.is_dir():
        return "no such file or directory"
    return "" if os.access(folder, os.W_OK | os.X_OK) else "you may not write to its folder"
