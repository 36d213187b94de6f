"""Only a unique index can fail on the rows that are there."""

from __future__ import annotations

from tests.changes.small import index
from wesley.changes.duplicate_probe import duplicate_probe
from wesley.changes.statement import RelationName


def test_another_index_has_none() -> None:
    name = RelationName(schema="s", name="t")
    assert duplicate_probe(name, index("i", "a")) is None
    probe = duplicate_probe(name, index("i", "a", unique=True))
    assert probe is not None
    assert probe.meaning == "values that more than one row has, which i does not allow"
