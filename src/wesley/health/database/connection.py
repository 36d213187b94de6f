"""How far away the server is, and whether the way there is encrypted."""

from __future__ import annotations

import statistics
import time

from wesley.health.check import Check, Finding, error, graded, warning
from wesley.health.server import Server

_LOOKS = 5
_LIMITS = (0.1, 1.0)
# No address: a local socket.
_WAY = """
SELECT coalesce(s.version, ''), coalesce(host(inet_server_addr()), ''),
    inet_server_addr() IS NULL OR inet_server_addr() <<= '127.0.0.0/8' OR inet_server_addr() = '::1',
    pg_is_in_recovery()
FROM (SELECT) AS one LEFT JOIN pg_stat_ssl s ON s.pid = pg_backend_pid()
"""


def _look(server: Server) -> Finding:
    protocol, address, is_near, is_standby = server.session.rows(_WAY)[0]
    latency = statistics.median(_seconds(server) for _ in range(_LOOKS))
    if is_standby:
        do = "name the primary: a standby takes no changes"
        return error(f"the server is a standby; an answer takes {latency * 1000:.1f} ms", do, latency)
    return judged(protocol, address, latency, is_near=is_near)


def judged(protocol: str, address: str, latency: float, *, is_near: bool) -> Finding:
    """What is to be said of the way to a server.

    Args:
        protocol: of TLS; empty where nothing is encrypted.
        address: the server's; empty for a local socket.
        latency: seconds until an answer comes.
        is_near: whether the server is on this machine.
    """
    way = f"encrypted with {protocol}" if protocol else "not encrypted" if address else "a local socket"
    seen = f"an answer takes {latency * 1000:.1f} ms; {way}"
    if not protocol and not is_near:
        do = "add sslmode=verify-full to the address: passwords and rows can be read on their way"
        return warning(f"{seen}, to {address}", do, latency)
    do = "run migrations from a machine near the server: locks are held while answers travel"
    return graded(seen, do, latency, _LIMITS)


def _seconds(server: Server) -> float:
    began = time.perf_counter()
    server.session.run("SELECT 1")
    return time.perf_counter() - began


CHECK = Check(
    name="connection",
    title="connection",
    why="A short transaction still needs several answers from the server, and its locks are held while they travel. "
    "A standby takes no changes.",
    limits="warning from 100 ms, or without TLS to another machine; error from 1 s, or for a standby",
    look=_look,
    unit="seconds",
)
