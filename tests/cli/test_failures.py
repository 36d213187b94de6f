"""Every exception becomes a message with a way out, and a status."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import click
import pytest

from tests.cli.running import USER
from wesley.cli.outputs.failure import OutputError
from wesley.ir.origin import Origin
from wesley.problems.problem import Code, Problem, ServerError, WesleyError

if TYPE_CHECKING:
    from tests.cli.running import Wesley

CODE = Code(code="E999", name="x", summary="x.", why="x.")
PROBLEM = Problem(code=CODE, message="m", origin=Origin("a.graphql", 1, 1))


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (WesleyError(PROBLEM), 1, "error[E999]: m\n  ┌─ a.graphql:1:1\n1 │ type User"),
        (ServerError(PROBLEM), 3, "error[E999]: m"),
        (OutputError(PROBLEM), 3, "error[E999]: m"),
        (KeyboardInterrupt(), 130, "error: interrupted\n"),
        (click.Abort(), 130, "error: interrupted\n"),
        (MemoryError(), 3, "error: out of memory\n  = help: "),
        (RecursionError(), 3, "error: the input is nested too deeply\n  = help: "),
        (OSError(errno.ENOSPC, "No space left on device", "a"), 3, "error: no space left on device: a\n  = help: free"),
        (FileNotFoundError(errno.ENOENT, "No such file"), 3, "error: no such file\n  = help: check that the working"),
        (OSError(errno.EIO, "Input/output error"), 3, "error: input/output error\n"),
        (OSError(), 3, "error: input or output failed\n"),
        (KeyError("hunter2"), 3, "error: this is a bug in wesley"),
    ],
)
def test_every_failure_is_a_message(
    wesley: Wesley, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, message: str
) -> None:
    def fail(_named: str | None) -> None:
        raise error

    monkeypatch.setattr("wesley.cli.reading.load", fail)
    wesley.write("a.graphql", USER)
    result = wesley("check", "a.graphql")
    assert (result.status, result.out) == (status, "")
    assert result.err.startswith(message)
    assert "Traceback" not in result.err
    assert "hunter2" not in result.err


def test_a_bug_shows_its_traceback_on_demand(wesley: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_named: str | None) -> None:
        raise KeyError("x")

    monkeypatch.setattr("wesley.cli.reading.load", fail)
    monkeypatch.setenv("WESLEY_DEBUG", "1")
    assert "Traceback (most recent call last)" in wesley("check").err
