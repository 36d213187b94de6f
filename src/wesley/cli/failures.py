"""Every way to fail, as a message that says what to do, and an exit status."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click
from click.exceptions import NoArgsIsHelpError

from wesley import __version__
from wesley.cli.outputs.failure import OutputError
from wesley.cli.problems.text import problems_as_text
from wesley.cli.terminal import complaint, paint_for
from wesley.cli.termination import Terminated
from wesley.problems.problem import Problem, ServerError, UsageError, WesleyError

if TYPE_CHECKING:
    from wesley.cli.options import Options

FINDINGS, USAGE, FAILURE, INTERRUPTED, BROKEN_PIPE = 1, 2, 3, 130, 141
# What a shell gives for a process that a signal has ended: this and its number.
_SIGNALLED = 128

_WAYS_OUT = {
    errno.ENOSPC: "free some space and run the command again",
    errno.EDQUOT: "your quota is used up: free some space and run the command again",
    errno.EACCES: "check the permissions of the file and of its folder",
    errno.EPERM: "check the permissions of the file and of its folder",
    errno.ENOENT: "check that the working directory still exists",
    errno.EROFS: "the file system is read-only: choose another place",
    errno.EMFILE: "raise the limit of open files (`ulimit -n`) and run the command again",
}


def report(error: BaseException, options: Options) -> int:
    """Say what went wrong and give the exit status."""
    if os.environ.get("WESLEY_DEBUG") == "1" and not isinstance(error, click.ClickException):
        _say("".join(traceback.format_exception(error)))
    if isinstance(error, OSError):
        _give_up_on(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return BROKEN_PIPE
    if isinstance(error, WesleyError):
        return _problems(error, options)
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 0
    if isinstance(error, NoArgsIsHelpError):
        _say(error.format_message() + "\n")
        return USAGE
    message, way_out, exit_status = _told(error)
    paint = paint_for(sys.stderr, options)
    text = paint("error", "error") + paint(f": {message}\n", "strong")
    _say(text + (f"  {paint('=', 'frame')} {paint('help', 'help')}: {way_out}\n" if way_out else "") + _notes(error))
    return exit_status


def _say(text: str) -> None:
    """Print a problem where there is somebody to read it: a terminal that has hung up takes nothing more."""
    try:
        complaint(text)
    except OSError:
        _give_up_on(sys.stdout)
        _give_up_on(sys.stderr)


def _notes(error: BaseException) -> str:
    """What a command has noted on the error: how things stand now."""
    return "".join(f"{note}\n" for note in getattr(error, "__notes__", ()))


def _told(error: BaseException) -> tuple[str, str, int]:
    """Message, way out and exit status of an exception that carries no Problem."""
    if isinstance(error, click.UsageError):
        return _usage(error)
    if isinstance(error, Terminated):
        return "told to end", "", _SIGNALLED + error.number
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return "interrupted", "", INTERRUPTED
    if isinstance(error, MemoryError):
        return "out of memory", "close other programs, or compile on a machine with more memory", FAILURE
    if isinstance(error, RecursionError):
        return "the input is nested too deeply", "nest lists, objects and expressions less deeply", FAILURE
    if isinstance(error, OSError):
        where = f": {error.filename}" if error.filename else ""
        return (
            f"{(error.strerror or 'input or output failed').lower()}{where}",
            _WAYS_OUT.get(error.errno or 0, ""),
            FAILURE,
        )
    return _bug(error)


def _usage(error: click.UsageError) -> tuple[str, str, int]:
    message = error.format_message().rstrip(".")
    command = error.ctx.command_path if error.ctx is not None else "wesley"
    return message[:1].lower() + message[1:], f"`{command} --help` tells what is known", USAGE


def _bug(error: BaseException) -> tuple[str, str, int]:
    """What nobody thought of. The exception's text is left out: it could hold anything, a secret too."""
    frames = traceback.extract_tb(error.__traceback__)
    where = " at " + "/".join(Path(frames[-1].filename).parts[-2:]) + f":{frames[-1].lineno}" if frames else ""
    message = f"this is a bug in wesley {__version__}: {type(error).__name__}{where}"
    return message, "please report it, with the output of the same command after `export WESLEY_DEBUG=1`", FAILURE


def _problems(error: WesleyError, options: Options) -> int:
    texts = {problem.origin.file: _read(problem) for problem in error.problems if problem.origin.known}
    texts |= getattr(error, "texts", {})
    _say(problems_as_text(error.problems, texts, paint_for(sys.stderr, options)) + _notes(error))
    if isinstance(error, UsageError):
        return USAGE
    return FAILURE if isinstance(error, (ServerError, OutputError)) else FINDINGS


def _read(problem: Problem) -> str:
    """The text to show a place in; empty when it cannot be read again, and then no line is shown."""
    try:
        return Path(problem.origin.file).read_bytes().decode("utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return ""


def _give_up_on(stream: TextIO) -> None:
    """Where it takes nothing more, keep the interpreter from trying again when it flushes at its end."""
    try:
        stream.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
