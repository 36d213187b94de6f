"""What a run could not tell of itself is refused before anything is asked, and looking leaves no trace."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from wesley.cli.outputs.failure import OutputError
from wesley.cli.progress import Telling
from wesley.cli.progress.usable import refuse_unusable
from wesley.problems.problem import UsageError


def test_what_can_be_opened_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("before\n")
    given = {"log": str(tmp_path / "log"), "metrics": str(tmp_path / "metrics"), "metrics_listen": "127.0.0.1:0"}
    refuse_unusable(Telling(log=given["log"], metrics=given["metrics"], metrics_listen=given["metrics_listen"]))
    refuse_unusable(Telling(log="/dev/null", metrics="/dev/null"))
    assert list(tmp_path.iterdir()) == [tmp_path / "log"]
    assert (tmp_path / "log").read_text() == "before\n"


@pytest.mark.parametrize(("place", "reason"), [("nowhere/file", "no such file or directory"), ("", "it is a folder")])
def test_a_file_in_no_folder_and_a_folder_are_refused(tmp_path: Path, place: str, reason: str) -> None:
    path = str(tmp_path / place)
    for telling in (Telling(log=path), Telling(metrics=path)):
        with pytest.raises(OutputError, match=reason):
            refuse_unusable(telling)


def test_one_that_may_not_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An administrator may write everywhere, so the answer of the system is made up."""
    (tmp_path / "file").touch()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match=r"the log `.*file` cannot be opened: you may not write to it"):
        refuse_unusable(Telling(log=str(tmp_path / "file")))
    with pytest.raises(
        OutputError, match=r"the metrics file `.*new` cannot be opened: you may not write to its folder"
    ):
        refuse_unusable(Telling(metrics=str(tmp_path / "new")))


def test_an_address_that_is_taken_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(UsageError, match="address already in use"):
            refuse_unusable(Telling(metrics_listen=address))
    with pytest.raises(UsageError, match="not this machine alone"):
        refuse_unusable(Telling(metrics_listen="0.0.0.0:0"))


def test_an_exporter_that_is_not_installed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_TRACES_EXPORTER", "none_such")
    with pytest.raises(UsageError, match=r"none_such|OpenTelemetry is not installed"):
        refuse_unusable(Telling(otel=True))
