"""The real command in a process of its own, and what it tells."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

SECONDS = 20.0


class Watch:
    """`wesley watch --json` in a folder.

    Args:
        folder: its working directory.
        arguments: what follows.
        variables: environment variables to set.
    """

    def __init__(self, folder: Path, *arguments: str, **variables: str) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "wesley.cli", "watch", "--json", *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "WESLEY_CONFIG": "", **variables},
        )
        self._events: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._said: list[bytes] = []
        self._threads = [threading.Thread(target=self._read), threading.Thread(target=self._listen)]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def until(self, kind: str) -> list[dict[str, Any]]:
        """The events up to the first of a kind; the test fails when that does not come."""
        found: list[dict[str, Any]] = []
        end = time.monotonic() + SECONDS
        while not found or found[-1]["event"] != kind:
            event = self._events.get(timeout=max(end - time.monotonic(), 0.001))
            assert event is not None, f"it ended: {self.said}"
            found.append(event)
        return found

    def round(self) -> dict[str, dict[str, Any]]:
        """The events of the next round, by their kind."""
        return {event["event"]: event for event in self.until("round-ended")}

    def round_with(self, kind: str, name: str, value: object) -> bool:
        """Wait for a round in which an event has a value; several rounds may come of what a test does."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if self.round().get(kind, {}).get(name) == value:
                return True
        return False

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        """Send a signal and give the exit status."""
        self._process.send_signal(number)
        status = self._process.wait(SECONDS)
        self.close()
        return status

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()

    @property
    def rest(self) -> list[dict[str, Any]]:
        """The events that nobody has waited for, once it has ended."""
        found: list[dict[str, Any]] = []
        while (event := self._events.get()) is not None:
            found.append(event)
        return found

    @property
    def said(self) -> str:
        """What it wrote to standard error."""
        return b"".join(self._said).decode()

    def _read(self) -> None:
        for line in self._process.stdout or ():
            self._events.put(json.loads(line))
        self._events.put(None)

    def _listen(self) -> None:
        self._said.extend(self._process.stderr or ())


def is_gone(pid: int) -> bool:
    """Whether a process ends within some seconds; one that nobody has asked for its status has ended."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
    return False
