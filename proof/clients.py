"""Clients that read and write while something else goes on: processes of pgbench, a client each.

A process for each client, because an application opens a new connection after an error, and pgbench does not. A
statement that ends in \\gset has to give one row: what is hidden from a client is an error then.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from msgspec import Struct

from proof.figures import Transaction, logged

_HOURS = "7200"
ERRORS_AT_MOST = 5
_PAUSE = 0.01


class Script(Struct, frozen=True, kw_only=True):
    """A transaction of clients, in the language of pgbench; of two scripts, that of twice the weight is run twice."""

    name: str
    weight: int
    text: str


class Load(Struct, frozen=True, kw_only=True):
    """What clients do, and how much.

    Args:
        binaries: folder of pgbench.
        conninfo: the database.
        scripts: their transactions.
        rows: the scripts know it as `:rows`.
        role: what they work as.
        protocol: how they send statements: `simple` or `prepared`.
        clients: how many.
        rate: transactions a second that each wants to do.
    """

    binaries: str
    conninfo: str
    scripts: tuple[Script, ...]
    rows: int
    role: str = "app_user"
    protocol: str = "prepared"
    clients: int = 8
    rate: int = 100


class Client:
    """One client, which begins anew after an error. Its transactions can be read when it has ended.

    Args:
        load: what it does.
        folder: holds the scripts and gets the logs; `number` keeps its logs apart.
    """

    def __init__(self, load: Load, folder: Path, number: int) -> None:
        self.errors: list[str] = []
        self._load, self._prefix, self._folder = load, f"log{number}", folder
        self._stopping = Event()
        self._process = self._start()
        self._thread = Thread(target=self._stay, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it after the transaction that it is in."""
        self._stopping.set()
        while self._thread.is_alive():
            # The signal that ends pgbench when its time is up (-T).
            if self._process.poll() is None:
                self._process.send_signal(signal.SIGALRM)
            self._thread.join(timeout=1)

    def transactions(self) -> Iterator[Transaction]:
        """What it has done."""
        for log in self._folder.glob(f"{self._prefix}.*"):
            yield from logged(log.read_text().splitlines())

    def _stay(self) -> None:
        while True:
            _, told = self._process.communicate()
            # The signal may come before pgbench listens to it.
            if self._stopping.is_set() and self._process.returncode in {0, -signal.SIGALRM}:
                return
            self.errors.append(_error(told))
            if len(self.errors) >= ERRORS_AT_MOST or self._stopping.wait(_PAUSE):
                return
            self._process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        load = self._load
        scripts = [word for script in load.scripts for word in ("-f", f"{script.name}.sql@{script.weight}")]
        command = [str(Path(load.binaries) / "pgbench"), "-n", "-c", "1", "-M", load.protocol, "-T", _HOURS]
        command += ["-R", str(load.rate), "-l", "--log-prefix", self._prefix, "-D", f"rows={load.rows}"]
        return subprocess.Popen(
            [*command, *scripts, load.conninfo],
            cwd=self._folder,
            env={**os.environ, "PGOPTIONS": f"-c role={load.role}"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )


def _error(told: str) -> str:
    """What the server said, out of what pgbench prints."""
    found = [line.partition("ERROR:")[2].strip() for line in told.splitlines() if "ERROR:" in line]
    return found[0].partition(" at character ")[0] if found else told.strip()


class Crowd(Struct, frozen=True, kw_only=True):
    """Clients at work."""

    clients: tuple[Client, ...]

    def stop(self) -> None:
        """End all of them."""
        for client in self.clients:
            client.stop()

    def transactions(self) -> tuple[Transaction, ...]:
        """What all of them have done; to be asked when they have ended."""
        return tuple(one for client in self.clients for one in client.transactions())

    def errors(self) -> tuple[str, ...]:
        """What went wrong for any of them."""
        return tuple(error for client in self.clients for error in client.errors)


@contextmanager
def at_work(load: Load) -> Iterator[Crowd]:
    """Clients that work until they are stopped, at the latest at the end of the `with` block."""
    with tempfile.TemporaryDirectory(prefix="wesley-clients-") as name:
        folder = Path(name)
        for script in load.scripts:
            (folder / f"{script.name}.sql").write_text(script.text)
        found = Crowd(clients=tuple(Client(load, folder, number) for number in range(load.clients)))
        try:
            yield found
        finally:
            found.stop()
