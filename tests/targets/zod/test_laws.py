"""The two laws, on real tables: what Zod lets in PostgreSQL takes, what PostgreSQL sends Zod lets out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.node import Conversation, conversation
from tests.targets.zod.laws import SCHEMA, accepted, modules, refused_rows, rows, sent, stored
from tests.targets.zod.samples import SAMPLES
from wesley.config.settings import Settings
from wesley.postgres.database import fresh_database
from wesley.postgres.session import Session, session
from wesley.targets import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wesley.postgres.embedded import EmbeddedServer

pytestmark = [pytest.mark.server, pytest.mark.node]

# Zones with offsets of hours, of half hours and, long ago, of seconds.
ZONES = ("UTC", "Asia/Kolkata", "Europe/Amsterdam")
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
quick = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def zod_module() -> Iterator[Conversation]:
    with conversation(modules(), "judge.mjs") as module:
        yield module


@pytest.fixture(scope="module", params=[15, 18], ids=["pg15", "pg18"])
def samples(request: pytest.FixtureRequest) -> Iterator[Session]:
    """A session in a database that holds the table, on each server in turn."""
    server: EmbeddedServer = request.getfixturevalue(f"server{request.param}")
    with fresh_database(server.conninfo()) as conninfo, session(conninfo) as opened:
        for text in postgres.TARGET.emit(SCHEMA, Settings()).values():
            opened.run(text)
        yield opened


@pytest.mark.parametrize("name", SAMPLES)
@quick
@given(data=st.data())
def test_what_zod_accepts_postgresql_accepts(
    zod_module: Conversation, samples: Session, name: str, data: st.DataObject
) -> None:
    other = data.draw(st.sampled_from(sorted(SAMPLES)))
    values = data.draw(st.lists(SAMPLES[name].sent, min_size=1, max_size=20))
    values += data.draw(st.lists(SAMPLES[other].sent, max_size=2))
    for json in accepted(zod_module, data.draw(st.sampled_from(["insert", "update"])), name, values):
        assert sent(samples, json), json
    assert refused_rows(zod_module, rows(samples)) == []


@pytest.mark.parametrize("name", SAMPLES)
@quick
@given(data=st.data())
def test_what_postgresql_sends_zod_accepts(
    zod_module: Conversation, samples: Session, name: str, data: st.DataObject
) -> None:
    samples.run(f"SET TimeZone = '{data.draw(st.sampled_from(ZONES))}'")
    for text in data.draw(st.lists(SAMPLES[name].stored, min_size=1, max_size=20)):
        if not UNSTORABLE.search(text):
            stored(samples, name, text)
    assert refused_rows(zod_module, rows(samples)) == []
