"""What compares rows of a partitioned table includes its partition key."""

from __future__ import annotations

import pytest

from tests.sdl.harness import errors_of, findings, only_error, place_of
from wesley.config.settings import Postgres, Settings

SDL = """\
type Event @table @partition(by: RANGE, columns: ["at"]) {on_type} {{
  id: Int!
  at: Date!
  room: Int4Range
  kind: String! {on_kind}
}}
scalar Int4Range @scalar(sql: "int4range")
"""
ON_17 = Settings(postgres=Postgres(version=17))


@pytest.mark.parametrize(
    ("on_type", "on_kind", "at", "kind"),
    [
        ('@primaryKey(columns: ["id"])', "", "@primaryKey", "primary key"),
        ("", "@unique", "@unique", "unique constraint"),
        ("", "@index(unique: true)", "@index", "unique index"),
        ('@index(columns: ["id"], expr: "at + 1", unique: true)', "", "@index", "unique index"),
        ('@exclude(elements: ["room WITH &&"])', "", "@exclude", "exclusion constraint"),
    ],
)
def test_without_the_partition_key(on_type: str, on_kind: str, at: str, kind: str) -> None:
    sdl = SDL.format(on_type=on_type, on_kind=on_kind)
    problem = only_error(sdl, ON_17)
    assert problem.message == f"the {kind} of the partitioned table `events` does not include `at`"
    assert findings((problem,)) == [("E314", *place_of(at, sdl))]


@pytest.mark.parametrize(
    "on_type",
    [
        '@primaryKey(columns: ["at", "id"])',
        '@unique(columns: ["id", "at"])',
        '@index(columns: ["kind"])',
        '@exclude(elements: ["room WITH &&", "at WITH ="])',
    ],
)
def test_with_it(on_type: str) -> None:
    assert not errors_of(SDL.format(on_type=on_type, on_kind=""), ON_17)
