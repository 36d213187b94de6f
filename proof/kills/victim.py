"""`wesley` in a process of its own, struck before each statement that was not struck yet, and in those that wait.

Nothing in the product knows of this: the methods of its sessions are wrapped here.
"""

from __future__ import annotations

import hashlib
import json
import sys
import threading
import time
import weakref
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from proof.kills.blocker import Way, start
from proof.kills.blows import Blow, strike
from proof.servers import Server, binaries_of
from wesley.cli import main
from wesley.cli.migration import conduct
from wesley.execute import connections
from wesley.execute.begin import Begun
from wesley.execute.migrate import Tools
from wesley.execute.perform import perform
from wesley.execute.settings import Settings
from wesley.observe.events import Event, Outcome, SegmentStarted
from wesley.postgres.account import account
from wesley.postgres.session import Session, open_session, session

_LOOK = 0.02
_WAITS = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pid = %s)"
_BEFORE = "before"


class Order(Struct, frozen=True, kw_only=True):
    """What a victim is told.

    Args:
        conninfo: the database.
        major, folder: the server.
        blow: what is killed.
        seen: the file of the points that were struck, one a line.
        part, parts: only points of this part are struck, of so many equal ones.
    """

    conninfo: str
    major: int
    folder: str
    blow: Blow
    seen: str
    part: int = 0
    parts: int = 1


class Striker:
    """Strikes at each point once.

    Args:
        order: what and where.
    """

    def __init__(self, order: Order) -> None:
        self._order = order
        self._server = Server(binaries=binaries_of(order.major), folder=Path(order.folder), who=account())
        path = Path(order.seen)
        self._seen = {json.loads(line)["point"] for line in path.read_text().splitlines()} if path.exists() else set()
        self._stage = "preparation"
        self._own = threading.local()
        self.roles: weakref.WeakKeyDictionary[Session, str] = weakref.WeakKeyDictionary()

    def notice(self, event: Event) -> None:
        """Follow the run."""
        if isinstance(event, SegmentStarted):
            self._stage = f"segment {event.number}, {event.kind}"

    def around(self, method: Callable[..., Any], own: Session, sql: str, *values: Any, **options: Any) -> Any:
        """Run a statement of the tool, and strike if it is time."""
        if self.roles.get(own) not in ("worker", "guard") or sql.lstrip().upper().startswith("SELECT"):
            return method(own, sql, *values, **options)
        if self._wanted(sql, _BEFORE):
            self._strike(sql, _BEFORE)
        elif "CONCURRENTLY" in sql and (way := next((way for way in Way if self._wanted(sql, way.name)), None)):
            return self._inside(own, sql, way, lambda: method(own, sql, *values, **options))
        return method(own, sql, *values, **options)

    def _wanted(self, sql: str, when: str) -> bool:
        point = self._point(sql, when)
        return point not in self._seen and zlib.crc32(point.encode()) % self._order.parts == self._order.part

    def _point(self, sql: str, when: str) -> str:
        return hashlib.sha256(f"{self._stage} {when} {sql}".encode()).hexdigest()

    def _strike(self, sql: str, when: str) -> None:
        strike(self._order.blow, self._order.conninfo, self._server, lambda: self._record(sql, when))

    def _record(self, sql: str, when: str) -> None:
        point = self._point(sql, when)
        self._seen.add(point)
        line = {"point": point, "stage": self._stage, "when": when, "sql": " ".join(sql.split())[:120]}
        with Path(self._order.seen).open("a") as file:
            file.write(json.dumps(line) + "\n")

    def _inside(self, own: Session, sql: str, way: Way, action: Callable[[], Any]) -> Any:
        """Run a concurrent statement while somebody is in its way, and strike when it waits."""
        blocker, pid, over = start(self._order.conninfo, way), own.pid, threading.Event()

        def watch() -> None:
            with session(self._order.conninfo) as looking:
                while not over.is_set() and looking.rows(_WAITS, [pid]) != [(True,)]:
                    time.sleep(_LOOK)
            if not over.is_set():
                self._strike(sql, way.name)

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            return action()
        finally:
            over.set()
            watcher.join()
            with blocker:
                pass


def _wrapped(striker: Striker, method: Callable[..., Any]) -> Callable[..., Any]:
    def around(own: Session, sql: str, *values: Any, **options: Any) -> Any:
        return striker.around(method, own, sql, *values, **options)

    return around


def _watch(striker: Striker) -> None:
    """Have the striker told of every statement of the tool's connections, and of the events of the run."""

    def opened(conninfo: str, application: str = "") -> Session:
        own = open_session(conninfo, application)
        striker.roles[own] = application.rpartition(" ")[2]
        return own

    def performed(ours: connections.Connections, begun: Begun, tools: Tools) -> Outcome:
        def emit(event: Event) -> None:
            striker.notice(event)
            tools.emit(event)

        # A lost guard is noticed at a sign of life.
        often: Settings = replace(tools.settings, heartbeat=0.0)
        return perform(ours, begun, replace(tools, emit=emit, settings=often))

    patch.object(connections, "open_session", opened).start()
    patch.object(conduct, "perform", performed).start()
    for name in ("run", "change"):
        patch.object(Session, name, _wrapped(striker, getattr(Session, name))).start()


if __name__ == "__main__":
    _watch(Striker(msgspec.json.decode(sys.argv[1], type=Order)))
    sys.argv[1:] = sys.argv[2:]
    main()
