"""Metrics over HTTP, on this machine alone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from ipaddress import ip_address

from wesley.cli.progress.codes import NO_ENDPOINT
from wesley.cli.progress.metrics_http import PATH, SECONDS, Server, ServerOfSix
from wesley.problems.problem import Problem, UsageError


class MetricsServer:
    """Serves `/metrics` from threads of its own.

    Args:
        address: `HOST:PORT`, of the loopback interface; port 0 takes any that is free.
        text: gives the figures; it is called in those threads.

    Raises:
        UsageError: that is no such address, or it is taken.
    """

    def __init__(self, address: str, text: Callable[[], bytes]) -> None:
        host, port = _loopback(address)
        self._server = _serve(host, port, text)
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{self._server.server_address[1]}{PATH}"
        name = f"wesley {self.url}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), name=name, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(SECONDS)


def refuse_address(address: str) -> None:
    """See that figures can be served at an address.

    Raises:
        UsageError: as for `MetricsServer`.
    """
    _serve(*_loopback(address), bytes).server_close()


def _serve(host: str, port: int, text: Callable[[], bytes]) -> Server:
    try:
        return (ServerOfSix if ":" in host else Server)((host, port), text)
    except (OSError, OverflowError) as error:
        reason = (getattr(error, "strerror", "") or "no such port").lower()
        raise _refused(f"{host}:{port}", reason) from None


def _loopback(address: str) -> tuple[str, int]:
    host, colon, port = address.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not colon or not (port.isascii() and port.isdigit()):
        raise _refused(address, "it is not of the form HOST:PORT")
    if host == "localhost":
        return "127.0.0.1", int(port)
    try:
        is_ours = ip_address(host).is_loopback
    except ValueError:
        is_ours = False
    if not is_ours:
        raise _refused(address, "the host is not this machine alone")
    return host, int(port)


def _refused(address: str, reason: str) -> UsageError:
    message = f"metrics cannot be served at `{address}`: {reason}"
    help_text = "name an address such as 127.0.0.1:9187, or port 0 for any that is free"
    return UsageError(Problem(code=NO_ENDPOINT, message=message, help=help_text))
