"""Transactions that stay open: those that a migration must not queue behind, nor wait for in the wrong way."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread

from wesley.postgres.session import StatementError, session

_READ = "BEGIN; SELECT FROM orders LIMIT 1"
_LOOK = "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT FROM customers LIMIT 1"


class Bystander:
    """Begins a transaction, leaves it open for a while, ends it, and begins again.

    Args:
        conninfo: the database.
        begin: how its transaction begins.
        open_for: seconds for which it is open.
        pause: seconds between two.
    """

    def __init__(self, conninfo: str, begin: str, open_for: float, pause: float) -> None:
        self.errors: list[str] = []
        self._work = (conninfo, begin, open_for, pause)
        self._stopping, self._held = Event(), Event()
        self._thread = Thread(target=self._stay, daemon=True)
        self._thread.start()

    def await_beginning(self) -> None:
        """Wait until its next transaction has begun."""
        self._held.clear()
        while not self._held.wait(timeout=1):
            if not self._thread.is_alive():
                raise RuntimeError(f"the transaction that stays open has ended: {self.errors}")

    def stop(self) -> None:
        """End it."""
        self._stopping.set()
        self._thread.join()

    def _stay(self) -> None:
        conninfo, begin, open_for, pause = self._work
        try:
            with session(conninfo) as own:
                while not self._stopping.is_set():
                    own.run(begin)
                    self._held.set()
                    self._stopping.wait(open_for)
                    own.run("COMMIT")
                    self._stopping.wait(pause)
        except StatementError as error:
            self.errors.append(str(error))


@contextmanager
def present(conninfo: str) -> Iterator[tuple[Bystander, Bystander]]:
    """A reader that keeps what it has read for 4 s, and a snapshot every few seconds, for a `with` block."""
    with ExitStack() as stack:
        reader = Bystander(conninfo, _READ, open_for=4, pause=3)
        stack.callback(reader.stop)
        time.sleep(1)
        looker = Bystander(conninfo, _LOOK, open_for=2, pause=2)
        stack.callback(looker.stop)
        yield reader, looker
