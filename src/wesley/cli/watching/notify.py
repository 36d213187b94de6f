"""A notification of the desktop, where there is one. Nothing depends on it."""

from __future__ import annotations

import html
import shutil
import subprocess
import threading
from contextlib import suppress

_SECONDS = 5.0
_TITLE = "wesley watch"
_SCRIPT = ("on run argv", "display notification (item 1 of argv) with title (item 2 of argv)", "end run")


def notify(text: str) -> None:
    """Show a sentence, in the background."""
    command = command_for(text)
    if command:
        threading.Thread(target=_run, args=(command,), name="wesley notify", daemon=True).start()


def command_for(text: str) -> tuple[str, ...]:
    """The command that shows a sentence on this desktop; empty where there is none."""
    if program := shutil.which("notify-send"):
        # The body is markup (Desktop Notifications specification, 4.1).
        return (program, "--app-name=wesley", "--", _TITLE, html.escape(text, quote=False))
    if program := shutil.which("osascript"):
        return (program, *(word for line in _SCRIPT for word in ("-e", line)), text, _TITLE)
    return ()


def _run(command: tuple[str, ...]) -> None:
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
