"""HTTP as far as figures need it: one text, GET and HEAD, and no client that keeps others from it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import AF_INET6, SHUT_RDWR, socket
from typing import Any

from wesley.observe.openmetrics import CONTENT_TYPE

# For a request and its answer, and how many connections are served at once.
SECONDS = 5.0
_MOST = 64
PATH = "/metrics"
_PLAIN = "text/plain; charset=utf-8"
_WHERE = f"The figures are at {PATH}\n".encode()


class Server(ThreadingHTTPServer):
    """A thread for each connection, which has its seconds and no more.

    Args:
        address: host and port.
        text: gives the figures; it is called in those threads.
    """

    daemon_threads = True
    # A request that hangs must not keep a migration from ending.
    block_on_close = False

    def __init__(self, address: tuple[str, int], text: Callable[[], bytes]) -> None:
        self.text = text
        self._until: dict[socket, float] = {}
        super().__init__(address, Handler)

    def process_request(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """Where too many are open the oldest goes, so that slow clients keep nobody from an answer."""
        if isinstance(request, socket):
            if len(self._until) >= _MOST:
                for oldest in [*self._until][:1]:
                    _cut_off(oldest)
            self._until[request] = time.monotonic() + SECONDS
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket | tuple[bytes, socket]) -> None:
        """The end of a connection."""
        if isinstance(request, socket):
            self._until.pop(request, None)
        super().shutdown_request(request)

    def service_actions(self) -> None:
        """A client that sends a byte now and then has its seconds, too; the server's loop looks at that."""
        for request, until in [*self._until.items()]:
            if until <= time.monotonic():
                _cut_off(request)

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """A client that goes away before its answer is nothing that a run tells of."""


class ServerOfSix(Server):
    """The same at an address of IPv6."""

    address_family = AF_INET6


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server

    def do_GET(self) -> None:
        """The figures, or where they are."""
        path = self.path.partition("?")[0]
        if path == PATH:
            self._answer(200, CONTENT_TYPE, self.server.text())
        else:
            self._answer(200 if path == "/" else 404, _PLAIN, _WHERE)

    def do_HEAD(self) -> None:
        """The same without its body."""
        self.do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """The library's own answer is a page that names the interpreter and quotes the request."""
        self._answer(405 if code == 501 else code, _PLAIN, _WHERE)

    def version_string(self) -> str:
        """What the header `Server` says."""
        return "wesley"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Requests are nothing that a run tells of."""

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.close_connection = True
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status == 405:
            self.send_header("Allow", "GET, HEAD")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _cut_off(request: socket) -> None:
    """The thread that serves it sees the end of the connection, and closes it."""
    with suppress(OSError):
        request.shutdown(SHUT_RDWR)
