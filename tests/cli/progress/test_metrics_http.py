"""What clients of the metrics get, and what they cannot do."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection, HTTPResponse

import pytest

from wesley.cli.progress.metrics_server import MetricsServer


@pytest.fixture
def port() -> Iterator[int]:
    """Where figures are served."""
    with closing(MetricsServer("127.0.0.1:0", lambda: b"figures\n")) as server:
        yield int(server.url.rpartition(":")[2].removesuffix("/metrics"))


def _asked(port: int, path: str, method: str = "GET") -> tuple[HTTPResponse, bytes]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer, answer.read()


def _raw(port: int, request: bytes) -> bytes:
    """All that comes back for some bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(request)
        return b"".join(iter(lambda: client.recv(4096), b""))


def _seen(condition: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    return condition()


@pytest.mark.parametrize("path", ["/metrics", "/metrics?name=wesley"])
def test_the_figures_are_at_one_path(port: int, path: str) -> None:
    answer, body = _asked(port, path)
    assert (answer.status, body) == (200, b"figures\n")
    assert answer.headers["Content-Type"].startswith("application/openmetrics-text")


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/metric", 404)])
def test_every_other_path_says_where_they_are(port: int, path: str, status: int) -> None:
    answer, body = _asked(port, path)
    assert (answer.status, body) == (status, b"The figures are at /metrics\n")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_nobody_is_told_which_programs_answer(port: int) -> None:
    answer, _ = _asked(port, "/metrics")
    assert answer.headers["Server"] == "wesley"


@pytest.mark.parametrize("path", ["/metrics", "/", "/metric"])
def test_head_is_the_answer_to_get_without_its_body(port: int, path: str) -> None:
    (asked, body), (head, nothing) = _asked(port, path), _asked(port, path, "HEAD")
    assert (head.status, nothing) == (asked.status, b"")
    assert head.headers["Content-Length"] == str(len(body))


def test_nothing_can_be_sent_there(port: int) -> None:
    answer, body = _asked(port, "/metrics", "POST")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert body == b"The figures are at /metrics\n"


@pytest.mark.parametrize(
    "request_", [b"nonsense\r\n\r\n", b"GET /metrics HTTP/9.9\r\n\r\n", b"GET /" + b"x" * 65532, b"\xff\0\r\n"]
)
def test_a_bad_request_gets_plain_words(port: int, request_: bytes) -> None:
    answer = _raw(port, request_)
    assert b"The figures are at /metrics\n" in answer
    assert not any(word in answer for word in (b"<", b"Python", b"nonsense", b"xxx"))


def test_clients_that_go_away_are_nothing_to_tell(port: int, capfd: pytest.CaptureFixture[str]) -> None:
    for request in (b"", b"GET /met", b"GET /metrics HTTP/1.1\r\n\r\n"):
        client = socket.create_connection(("127.0.0.1", port))
        client.sendall(request)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()
    assert _asked(port, "/metrics")[0].status == 200
    assert capfd.readouterr() == ("", "")


def test_slow_clients_keep_nobody_from_the_figures(port: int) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(120)]
        for client in slow:
            client.sendall(b"GET /met")
        assert _asked(port, "/metrics")[1] == b"figures\n"


def test_a_client_has_seconds_for_its_request_however_it_spends_them(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wesley.cli.progress.metrics_http.SECONDS", 0.2)
    with socket.create_connection(("127.0.0.1", port)) as client:

        def is_cut_off() -> bool:
            try:
                client.sendall(b"x")
            except OSError:
                return True
            return False

        assert _seen(is_cut_off)
