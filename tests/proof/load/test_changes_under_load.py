"""Each change on a small table that is read and written: no errors, no queue, no scan under a strong lock, in order.

What clients feel in milliseconds, on a large table, `make proof` measures.
"""

from __future__ import annotations

import re
import time
from pathlib import Path
from threading import Thread

import pytest

from proof.clients import Load, at_work
from proof.load.cases import ANNOUNCEMENT, CASES, FOLDER, Case
from proof.load.rows import filled
from proof.load.scripts import SCRIPTS
from tests.proof.load.watch import Seen, watched
from wesley.cli.app import run
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import session

pytestmark = pytest.mark.server

ROWS = 1000
READING = 0.8
_LONG = re.compile(r"^\s*(CREATE (UNIQUE )?INDEX CONCURRENTLY|ALTER TABLE .* VALIDATE |UPDATE |WITH )")
_UNSOUND = """
SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid
UNION ALL SELECT conname FROM pg_constraint WHERE NOT convalidated
"""
_SEGMENTS = "SELECT state, phase FROM wesley.segments ORDER BY segment"
_TIMES = "SELECT segment FROM wesley.segments WHERE state = 'done' ORDER BY ended_at"


class Reader:
    """Has read the table and does not end for a while."""

    def __init__(self, conninfo: str) -> None:
        self.began, self.ended = time.monotonic(), 0.0
        self._session = session(conninfo)
        own = self._session.__enter__()
        own.run("BEGIN; SELECT FROM orders LIMIT 1")

        def stay() -> None:
            time.sleep(READING)
            self.ended = time.monotonic()
            own.run("COMMIT")
            self._session.__exit__(None, None, None)

        self.thread = Thread(target=stay)
        self.thread.start()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title.replace(" ", "-"))
def test_clients_go_on(
    case: Case,
    database: str,
    server: EmbeddedServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    filled(database, ROWS)
    load = Load(
        binaries=server.binaries.folder,
        conninfo=database,
        scripts=SCRIPTS,
        rows=ROWS,
        protocol=case.protocol,
        clients=2,
        rate=20,
    )
    with at_work(load) as crowd, watched(database) as seen:
        reader = Reader(database)
        status = run(["migrate", *_words(case), "--database-url", database, "--yes"])
        reader.thread.join()
    assert status == 0
    assert {*crowd.errors()} <= {*case.announced}
    assert ANNOUNCEMENT in capfd.readouterr().out or not case.announced
    _nobody_queued(seen, reader)
    assert [one.query for one in seen if one.granted and _LONG.match(one.query)] == []
    _is_sound(database, case)


def _words(case: Case) -> list[str]:
    words = ["--to", str(FOLDER / f"{case.name}.graphql"), *(["--contract"] if case.contract else [])]
    return [*words, *(word for name in case.loses for word in ("--allow-drop", name))]


def _nobody_queued(seen: list[Seen], reader: Reader) -> None:
    """No strong lock was asked for as long as somebody held the table whose transaction was old."""
    assert [one.query for one in seen if not one.granted and reader.began < one.at < reader.ended] == []


def _is_sound(database: str, case: Case) -> None:
    with session(database) as own:
        assert own.rows(_UNSOUND) == []
        waiting = {phase for state, phase in own.rows(_SEGMENTS) if state != "done"}
        assert waiting == ({"contract"} if case.waits else set())
        order = [number for (number,) in own.rows(_TIMES)]
        assert order == sorted(order)
        assert own.rows("SELECT count(*) >= %s FROM orders", [ROWS]) == [(True,)]
