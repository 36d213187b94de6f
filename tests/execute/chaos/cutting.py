"""A way to the server that is cut while a COMMIT is under way."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

# Messages of the protocol (manual, "Message Formats"): Query with its text, and CommandComplete with its tag.
_COMMIT = b"Q\x00\x00\x00\x0bCOMMIT\x00"
_COMMITTED = b"C\x00\x00\x00\x0bCOMMIT\x00"
_PORT = 5432
_BYTES = 1 << 16


class When(StrEnum):
    """Whether the server has got the COMMIT when the connection is lost, and has done it."""

    BEFORE = "before"
    AFTER = "after"


class Cutter:
    """Hands everything on, until it is told to cut: then it cuts at every second COMMIT or so, and never at more than
    two in a row, so that something gets done.

    Args:
        target: path of the server's socket.
    """

    def __init__(self, target: str) -> None:
        self._target = target
        self._commits = 0
        self.when: When | None = None
        self.cuts = 0

    def serve(self, listening: socket.socket) -> None:
        """Take connections until it is closed."""
        with suppress(OSError):
            while True:
                client, _ = listening.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._target)
                for ahead, behind, hand_on in ((client, server, self._ask), (server, client, self._answer)):
                    threading.Thread(target=_pump, args=(ahead, behind, hand_on)).start()

    @property
    def _is_hit(self) -> bool:
        """Without any period (the sequence of Thue and Morse): none that the tool may have is met by it."""
        return self._commits.bit_count() % 2 == 1

    def _ask(self, data: bytes) -> bool:
        """Whether to hand on what the tool says."""
        if self.when is None or _COMMIT not in data:
            return True
        self._commits += 1
        is_cut = self.when is When.BEFORE and self._is_hit
        self.cuts += is_cut
        return not is_cut

    def _answer(self, data: bytes) -> bool:
        """Whether to hand on what the server says."""
        is_cut = self.when is When.AFTER and _COMMITTED in data and self._is_hit
        self.cuts += is_cut
        return not is_cut


def _pump(ahead: socket.socket, behind: socket.socket, hand_on: Callable[[bytes], bool]) -> None:
    with suppress(OSError):
        while (data := ahead.recv(_BYTES)) and hand_on(data):
            behind.sendall(data)
    for end in (ahead, behind):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
    ahead.close()


@contextmanager
def cutter(conninfo: str, folder: Path) -> Iterator[tuple[Cutter, str]]:
    """One between a database and who uses the connection string that is given.

    Args:
        conninfo: the database, at a socket.
        folder: for the socket that it listens at; its path is short.
    """
    cut = Cutter(f"{conninfo_to_dict(conninfo)['host']}/.s.PGSQL.{_PORT}")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / f".s.PGSQL.{_PORT}"))
        listening.listen()
        serving = threading.Thread(target=cut.serve, args=(listening,))
        serving.start()
        yield cut, make_conninfo(conninfo, host=str(folder), port=_PORT)
        listening.shutdown(socket.SHUT_RDWR)
        serving.join()
