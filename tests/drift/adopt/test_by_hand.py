"""What somebody has done to a database by hand is found, and the edits that are offered let SDL say the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import Struct

from tests.cli.conftest import wesley as wesley  # noqa: PLC0414 - the fixture
from wesley.postgres.database import load

if TYPE_CHECKING:
    from tests.cli.running import Wesley

pytestmark = [pytest.mark.server, pytest.mark.matrix]

SDL = '''
enum Size { S M L }
enum Level @enum(storage: LOOKUP) { low high }

"""A person."""
type User @table {
  id: ID! @primaryKey
  name: String! @length(min: 1, max: 80) @index(where: "name <> ''")
  age: Int @check(expr: "age BETWEEN 0 AND 150")
  "How big."
  size: Size @default(value: S)
  level: Level
  email: Email @unique
  score: Float
  notes: [Note!] @hasMany
}

type Note @table @owner(column: "userId") @index(columns: ["userId", "title"]) {
  id: ID! @primaryKey
  userId: ID! @foreignKey(ref: "User.id", index: false)
  user: User @belongsTo
  title: String!
  body: String
  number: BigInt! @identity
  stars: Int! @default(value: 1)
  doubled: Int @computed(expr: "stars * 2")
}

type Room @table @exclude(elements: ["floor WITH ="], using: "btree") { id: ID! @primaryKey floor: Int other: Int }

type Plain @table(name: "plain") @rls(select: "true", name: "plain_read") {
  id: ID! @primaryKey
  ownerId: UUID
}

type Adult @view(sql: "SELECT id, name FROM users WHERE age >= 18") { id: ID! name: String }
'''


class Change(Struct, frozen=True):
    """A change by hand, what is told of it, and how it is undone where SDL cannot say it."""

    told: str
    sql: str
    undo: str


def batches() -> list[list[Change]]:
    """The changes of `by_hand.sql`, each a block; those of one batch are made at once."""
    text = (Path(__file__).parent / "by_hand.sql").read_text()
    return [[_change(block) for block in batch.strip().split("\n\n")] for batch in text.split("\n----\n")[1:]]


def _change(block: str) -> Change:
    told, _, rest = block.removeprefix("-- ").partition("\n")
    sql, _, undo = rest.partition("-- undo: ")
    return Change(told, sql, undo)


def told(wesley: Wesley, database: str) -> list[dict[str, Any]]:
    """The findings."""
    result = wesley("drift", "--database-url", database, "--format", "json")
    assert result.status == 0, result.err
    findings: list[dict[str, Any]] = json.loads(result.out)["findings"]
    return findings


def name(finding: dict[str, Any]) -> str:
    """`extra column users.age`."""
    subject = finding["object"]
    path = ".".join(part for part in (subject["table"], subject["name"]) if part)
    return f"{finding['kind']} {subject['kind']} {path}"


def adopt(wesley: Wesley, findings: list[dict[str, Any]]) -> bool:
    """Make the edits that are offered; False where there are none for one finding."""
    edits = [edit for finding in findings for edit in finding["adopt"]["edits"]]
    placed = sorted(enumerate(edits), key=lambda one: (one[1]["file"], one[1]["start"], one[1]["end"], one[0]))
    for _, edit in reversed(placed):
        path = wesley.folder / edit["file"]
        text = path.read_text()
        assert text[edit["start"] : edit["end"]] == edit["removed"]
        path.write_text(text[: edit["start"]] + edit["text"] + text[edit["end"] :])
    beside = "comes with the edits of another finding"
    return all(finding["adopt"]["edits"] or finding["adopt"]["reason"] == beside for finding in findings)


def test_each_change_by_hand_is_found_and_what_is_offered_lets_sdl_say_the_same(wesley: Wesley, database: str) -> None:
    wesley.write("schema/a.graphql", SDL)
    assert wesley("compile", "--only", "postgres", "--out", "out").status == 0
    (script,) = (wesley.folder / "out").glob("*.sql")
    load(database, script.read_text())
    assert told(wesley, database) == []
    for batch in batches():
        for change in batch:
            load(database, change.sql)
        findings = told(wesley, database)
        names = list(map(name, findings))
        assert [change.told for change in batch if change.told not in names] == [], names
        undo = [change.undo for change in batch if change.undo]
        assert adopt(wesley, findings) == (not undo), [(one["found"], one["adopt"]) for one in findings]
        load(database, "".join(undo))
        left = told(wesley, database)
        assert left == [], (batch, (wesley.folder / "schema/a.graphql").read_text())
