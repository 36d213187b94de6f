"""Expressions and queries of many kinds, the tables that they speak of, and what a server prints for them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from wesley.postgres.session import Session, StatementError
from wesley.sql.analysis.types import Facts

SETUP = """
CREATE TYPE public.status AS ENUM ('NEW', 'DONE');
CREATE DOMAIN public.email AS text CHECK (VALUE ~ '@');
CREATE TABLE public.t (
  id integer, big bigint, small smallint, n numeric(12,2), r real, d double precision,
  a text, v character varying(20), c character(3), b boolean,
  ts timestamp without time zone, tz timestamp with time zone, day date, tm time without time zone, iv interval,
  u uuid, j json, jb jsonb, tags text[], nums integer[], st public.status, em public.email, sts public.status[],
  raw bytea, ip inet, rng int4range, va character varying(5)[], bits bit(3), "Select" text
);
CREATE TABLE public.members (id integer, org_id integer, user_id uuid, name text, role public.status);
"""
COLUMNS = {
    "id": "integer",
    "big": "bigint",
    "small": "smallint",
    "n": "numeric(12,2)",
    "r": "real",
    "d": "double precision",
    "a": "text",
    "v": "character varying(20)",
    "c": "character(3)",
    "b": "boolean",
    "ts": "timestamp without time zone",
    "tz": "timestamp with time zone",
    "day": "date",
    "tm": "time without time zone",
    "iv": "interval",
    "u": "uuid",
    "j": "json",
    "jb": "jsonb",
    "tags": "text[]",
    "nums": "integer[]",
    "st": "public.status",
    "em": "public.email",
    "sts": "public.status[]",
    "raw": "bytea",
    "ip": "inet",
    "rng": "int4range",
    "va": "character varying(5)[]",
    "bits": "bit(3)",
    "Select": "text",
}
_MEMBERS = {"id": "integer", "org_id": "integer", "user_id": "uuid", "name": "text", "role": "public.status"}
FACTS = Facts(
    relations={("public", "t"): COLUMNS, ("public", "members"): _MEMBERS},
    domains={"public.email": "text"},
    enums=frozenset({"public.status"}),
)


class Example(NamedTuple):
    """A text, and where it stands: `check`, `policy`, `view`, or the type of the column that it is the default of."""

    place: str
    text: str


def examples() -> list[Example]:
    """All of `expressions.txt`."""
    lines = Path(__file__).with_name("expressions.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return [Example(place, text) for place, _, text in pairs]


def printed(connection: Session, example: Example) -> str | None:
    """What the server prints for an example with an empty search path; None where this version refuses the text."""
    connection.run("BEGIN")
    try:
        create, read = _STATEMENTS.get(example.place, _DEFAULT)
        connection.run(create.format(place=example.place, text=example.text))
        connection.run("SET LOCAL search_path = ''")
        rows = connection.rows(read)
        return str(rows[0][0]) if rows else None
    except StatementError:
        return None
    finally:
        connection.run("ROLLBACK")


_STATEMENTS = {
    "check": (
        "ALTER TABLE public.t ADD CONSTRAINT k CHECK ({text})",
        "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'k'",
    ),
    "policy": (
        "CREATE POLICY k ON public.t USING ({text})",
        "SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polname = 'k'",
    ),
    "view": ("CREATE VIEW public.k AS {text}", "SELECT pg_get_viewdef('public.k'::regclass)"),
}
_DEFAULT = (
    "ALTER TABLE public.t ADD COLUMN k {place} DEFAULT {text}",
    "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'public.t'::regclass",
)
