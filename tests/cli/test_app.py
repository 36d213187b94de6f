"""However a command ends, it ends with a message and a status, and never with a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.running import Wesley


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "no command `chek`; did you mean `check`?"),
        (["generat"], "no command `generat`; did you mean `generate`?"),
        (["check", "--fromat", "json"], "no such option '--fromat'"),
        (["check", "--format", "xml"], "invalid value for '--format': 'xml' is not one of 'text', 'json', 'github'"),
        (["--color", "sometimes", "check"], "invalid value for '--color'"),
        (["version", "extra"], "got unexpected extra argument"),
        (["compile", "--out"], "option '--out' requires an argument"),
    ],
)
def test_wrong_usage_is_status_2(wesley: Wesley, arguments: list[str], message: str) -> None:
    result = wesley(*arguments)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("error: ")
    assert message in result.err


def test_a_wrong_configuration_is_status_2_with_a_frame(wesley: Wesley) -> None:
    wesley.write("wesley.toml", "[postgres]\nverison = 16\n")
    result = wesley("check")
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        "error[CFG002]: unknown key `verison` in [postgres]\n"
        "  ┌─ wesley.toml:2:1\n"
        "2 │ verison = 16\n"
        "  │ ^^^^^^^\n"
        "  = help: did you mean `version`?\n"
    )


def test_a_password_in_the_configuration_is_not_printed(wesley: Wesley) -> None:
    wesley.write("wesley.toml", "[env.prod]\nurl = 'postgresql://app:hunter2@db/app'\n")
    result = wesley("check")
    assert result.status == 2
    assert "holds a password" in result.err
    assert "hunter2" not in result.err


def test_without_a_command_the_help_is_shown(wesley: Wesley) -> None:
    result = wesley()
    assert (result.status, result.out) == (2, "")
    assert "compile" in result.err


def command(*arguments: str) -> list[str]:
    """The command line of a process of its own."""
    return [sys.executable, "-m", "wesley.cli", *arguments]


def test_the_process_has_the_status(wesley: Wesley) -> None:
    done = subprocess.run(command("chek"), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_reader_that_goes_away_is_no_error(wesley: Wesley) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(command("explain"), stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(
    ("number", "status", "message"),
    [
        (signal.SIGINT, 130, b"error: interrupted\n"),
        (signal.SIGTERM, 143, b"error: told to end\n"),
        (signal.SIGHUP, 129, b"error: told to end\n"),
    ],
)
def test_a_signal_has_its_status(wesley: Wesley, number: signal.Signals, status: int, message: bytes) -> None:
    with subprocess.Popen(
        command("check", "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        # A pipe's worth of input has been taken over, so the command is running and waits for the rest.
        process.stdin.write(b"#" * 1_000_000)
        process.stdin.flush()
        process.send_signal(number)
        out, err = process.communicate()
    assert (process.returncode, out, err) == (status, b"", message)


def test_a_terminal_that_cannot_show_a_character_gets_an_escape(wesley: Wesley) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command("check", "größe"), capture_output=True, env=environment, check=False)
    assert done.returncode == 2
    assert b"gr\\xf6\\xdfe" in done.stderr


@pytest.mark.parametrize(("stream", "status"), [("0", 1), ("1", 2), ("2", 2)])
def test_closed_streams_are_no_error_of_their_own(wesley: Wesley, stream: str, status: int) -> None:
    arguments = ["check", "-"] if stream == "0" else ["check", "nix"]
    shell = ["sh", "-c", f'exec "$@" {stream}>&-', "sh", *command(*arguments)]
    done = subprocess.run(shell, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert "bug" not in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_standard_output_on_a_full_disk_is_status_3(wesley: Wesley) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command("explain"), stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith(b"error: no space left on device\n  = help: free some space")
    assert done.stderr.count(b"\n") == 2
