"""The events of a watch, of drift and of health in words."""

from __future__ import annotations

from typing import get_args

from tests.observe.streams import whole_look, whole_watch
from wesley.cli.progress.other_words import SENTENCES
from wesley.cli.progress.words import sentence
from wesley.observe.looking import LookEvent
from wesley.observe.watching import WatchEvent


def test_every_event_has_a_sentence() -> None:
    assert {*get_args(WatchEvent), *get_args(LookEvent)} == set(SENTENCES)


def test_a_watch_reads_as_a_story() -> None:
    assert [sentence(event) for event in whole_watch()] == [
        "watching schema, outputs in generated",
        "round 1 begins",
        "2 tables compiled in 0.2 s: 9 written, 0 unchanged, 3 warnings",
        "the database of the tests is made anew in 0.5 s: it is the first round",
        "40 tests passed, 0 failed, 1 skipped in 4 files, 1.5 s",
        "the command ended with 0 after 0.1 s",
        "round 1 passed after 2.5 s",
        "round 2 begins: schema/a.graphql, schema/b.graphql changed",
        "2 errors, nothing was written; the first: schema/a.graphql:1:1: no type",
        "round 2 failed after 0.02 s",
        "ended after 2 rounds, 60 s",
    ]


def test_a_look_reads_as_a_story() -> None:
    assert [sentence(event) for event in whole_look()] == [
        "app on db:5432 against schema: 1 missing, 2 extra, 0 different; 3 expected, 4 ignored",
        "connection: ok: answers in 1 ms",
        "replication-lag: skipped: there is no standby",
        "long-transactions: error: one of 2 h",
        "app on db:5432: 1 ok, 0 warnings, 1 error, 1 skipped",
    ]
