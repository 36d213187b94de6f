"""What the laws are tried on: one table with a column of every type, in PostgreSQL and as a Zod schema."""

from __future__ import annotations

from typing import Any

from tests.support.node import Conversation
from tests.targets.zod.samples import SAMPLES
from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.postgres.session import Session, StatementError
from wesley.sdl.read import read
from wesley.sdl.source import Source
from wesley.sql.text import quote_identifier
from wesley.targets import typescript, zod
from wesley.targets.wire.projection import wire_query

SDL = """
scalar Bits @scalar(sql: "bit varying")
scalar ClockZone @scalar(sql: "time with time zone")
enum Mood { GOOD BAD @dbValue(name: "it's \\"bad\\"") }
type Sample @table {
FIELDS
}
"""

JUDGE = """
import { SampleInsertSchema, SampleUpdateSchema, SampleRowSchema } from "./zod.ts"
const schemas = { insert: SampleInsertSchema, update: SampleUpdateSchema, row: SampleRowSchema }
export default ([name, key, values]) =>
  values.map((value) => {
    const given = key === null ? JSON.parse(value) : { [key]: value }
    const { success, error } = schemas[name].safeParse(given)
    return { success, json: success && key !== null ? JSON.stringify(given) : String(error?.message ?? "") }
  })
"""


def schema() -> Schema:
    """The schema of the table."""
    fields = [
        f"  {name}: {sample.graphql}" + ("" if name == "mood" else f' @column(type: "{sample.type}")')
        for name, sample in SAMPLES.items()
    ]
    found = read((Source("samples.graphql", SDL.replace("FIELDS", "\n".join(fields))),), Settings()).schema
    assert found is not None
    return found


SCHEMA = schema()
TABLE = SCHEMA.physical.tables[0]


def modules() -> dict[str, str]:
    """The Zod schemas of the table, and what asks them."""
    settings = Settings()
    return zod.TARGET.emit(SCHEMA, settings) | typescript.TARGET.emit(SCHEMA, settings) | {"judge.mjs": JUDGE}


def accepted(zod_module: Conversation, part: str, key: str, values: list[Any]) -> list[str]:
    """Of these values of one key, those that a schema accepts, each as the JSON of an object with that key."""
    return [verdict["json"] for verdict in zod_module.ask([part, key, values]) if verdict["success"]]


def refused_rows(zod_module: Conversation, rows: list[str]) -> list[str]:
    """Of these rows, as JSON texts, those that the Row schema refuses, with what it says."""
    verdicts = zod_module.ask(["row", None, rows])
    return [f"{row}: {verdict['json']}" for row, verdict in zip(rows, verdicts, strict=True) if not verdict["success"]]


def stored(session: Session, name: str, text: str) -> bool:
    """Store a text as a value of a column, and say whether PostgreSQL took it."""
    column = quote_identifier(name)
    return _took(session, f"INSERT INTO samples ({column}) SELECT %s::{TABLE.column(name).type}", text)  # type: ignore[union-attr]


def sent(session: Session, json: str) -> bool:
    """Store a JSON object as a row, and say whether PostgreSQL took it."""
    return _took(session, "INSERT INTO samples SELECT * FROM jsonb_populate_record(NULL::samples, %s::jsonb)", json)


def rows(session: Session) -> list[str]:
    """All rows as wire JSON; the table is empty afterwards."""
    found = [str(row[0]) for row in session.texts(wire_query(TABLE))]
    session.run("DELETE FROM samples")
    return found


def _took(session: Session, sql: str, text: str) -> bool:
    try:
        session.run(sql, (text,))
    except StatementError:
        return False
    return True
