"""What a change of a column's type costs: the answers, and that servers agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sql.type_pairs import TRY_VALUES, Tried, column_of, converted
from wesley.ir.constraint import Check
from wesley.ir.domain import Domain
from wesley.ir.enum import Enum
from wesley.ir.expression import Expression
from wesley.postgres.session import session
from wesley.sql.error import SqlError
from wesley.sql.type_change import TypeChange, type_change

if TYPE_CHECKING:
    from wesley.postgres.session import Session

ENUMS = (
    Enum(schema="public", name="mood", values=("calm", "happy")),
    Enum(schema="public", name="temper", values=("happy", "calm", "sad")),
)
POSITIVE = Check(name="positive", expression=Expression(sql="VALUE > 0"))
DOMAINS = (
    Domain(schema="public", name="short", type="character varying(20)"),
    Domain(schema="public", name="shorter", type="public.short"),
    Domain(schema="public", name="whole", type="integer", checks=(POSITIVE,)),
    Domain(schema="public", name="given", type="text", nullable=False),
)
DECLARED = """
CREATE TYPE mood AS ENUM ('calm', 'happy');
CREATE TYPE temper AS ENUM ('happy', 'calm', 'sad');
CREATE DOMAIN short AS varchar(20);
CREATE DOMAIN shorter AS short;
CREATE DOMAIN whole AS integer CHECK (VALUE > 0);
CREATE DOMAIN given AS text NOT NULL;
"""

# Every type with values at its ends and in between, as expressions.
VALUES: dict[str, tuple[str, ...]] = {
    "boolean": ("true", "false"),
    "smallint": ("-32768", "32767", "0"),
    "integer": ("-2147483648", "2147483647", "16777217", "1"),
    "bigint": ("-9223372036854775808", "9223372036854775807", "9007199254740993"),
    "numeric": ("'NaN'", "1e200", "0.123456789012345678901", "-5"),
    "numeric(5,0)": ("99999", "-99999", "12"),
    "numeric(4,2)": ("99.99", "-99.99", "0.05", "1.5"),
    "numeric(6,2)": ("9999.99", "-9999.99", "0.05"),
    "numeric(6,4)": ("99.9999", "0.0005"),
    "numeric(20,2)": ("999999999999999999.99", "0.01"),
    "real": ("'Infinity'", "3.4e38", "1.1", "0.000001234567"),
    "double precision": ("'-Infinity'", "1e300", "1.1", "0.1234567890123456"),
    "money": ("'92233720368547758.07'", "'-1.50'"),
    "text": ("'a '", "''", "repeat('x', 70)", "'10'"),
    "character varying": ("'a '", "''", "repeat('x', 70)"),
    "character varying(10)": ("'a '", "'äääääääääö'"),
    "character varying(40)": ("repeat('y', 40)",),
    "character(10)": ("'a'", "'bbbbbbbbbb'"),
    "character(12)": ("'a'", "'bbbbbbbbbbbb'"),
    "name": ("'a '", "repeat('x', 63)"),
    "bytea": (r"'\x00ff'", "''"),
    "uuid": ("'6f9619ff-8b86-d011-b42d-00cf4fc964ff'",),
    "date": ("'infinity'", "'5874897-12-31'", "'4713-01-01 BC'", "'2024-02-29'"),
    "time without time zone": ("'23:59:59.999999'", "'00:00'"),
    "time(3) without time zone": ("'23:59:59.999'", "'12:00'"),
    "time with time zone": ("'23:59:59.999999+05:30'",),
    "timestamp without time zone": ("'infinity'", "'294276-12-31 23:59:59.999999'", "'2024-03-31 02:30:00.123456'"),
    "timestamp(3) without time zone": ("'-infinity'", "'2024-03-31 02:30:00.123'"),
    "timestamp(6) without time zone": ("'4713-11-24 00:00:00 BC'", "'2024-03-31 02:30:00.123456'"),
    "timestamp with time zone": ("'infinity'", "'2024-03-31 02:30:00.123456+01'", "'4713-11-24 00:00:00+00 BC'"),
    "timestamp(3) with time zone": ("'2024-03-31 02:30:00.123+01'",),
    "interval": ("'1 year 2 mons 3 days 04:05:06.789012'", "'-1 day'"),
    "interval(3)": ("'1 day 04:05:06.789'",),
    "interval(6)": ("'1 day 04:05:06.789012'",),
    "interval day": ("'3 days'",),
    "interval year to month": ("'1 year 2 mons'",),
    "interval day to second(3)": ("'1 day 04:05:06.789'",),
    "bit(8)": ("B'10000001'", "B'00000000'"),
    "bit(16)": ("B'1000000110000001'",),
    "bit varying": ("B''", "B'10000001100000011'"),
    "bit varying(8)": ("B'1'", "B'10000001'"),
    "json": ("""'{"b": 1,  "a": [true], "a": null}'""", r"""'"\u0000"'""", "'1.50'"),
    "jsonb": ("""'{"b": 1.50, "a": [true]}'""", "'null'", "'7'"),
    "xml": ("'<a/>'",),
    "inet": ("'10.1.2.3/8'", "'::1'"),
    "cidr": ("'10.0.0.0/8'",),
    "macaddr": ("'08:00:2b:01:02:03'",),
    "macaddr8": ("'08:00:2b:01:02:03:04:05'",),
    "oid": ("4294967295", "1"),
    "tsvector": ("'a:1 b:2'",),
    "point": ("'(1,2)'",),
    "int4range": ("'[1,5)'", "'empty'"),
    "daterange": ("'[2024-01-01,)'",),
    "integer[]": ("'{1,NULL,2147483647}'", "'{}'"),
    "bigint[]": ("'{9223372036854775807}'",),
    "text[]": ("""'{"a ",NULL,"x,y"}'""", "ARRAY[repeat('x', 70)]"),
    "character varying(10)[]": ("'{abc}'",),
    "character varying(20)[]": ("'{abcdefghijklmnop}'",),
    "numeric(6,2)[]": ("'{9999.99}'",),
    "mood": ("'calm'", "'happy'"),
    "temper": ("'calm'", "'sad'"),
    "mood[]": ("'{calm,happy}'",),
    "temper[]": ("'{sad}'",),
    "short": ("'a '", "'bbbbbbbbbbbbbbbbbbbb'"),
    "shorter": ("'a '",),
    "whole": ("7", "2147483647"),
    "given": ("'a '",),
}
# Not every server is built with libxml, which makes values of xml.
PAIRS = [(old, new) for old in VALUES for new in VALUES if old != new and "xml" not in {old, new}]
# Casts that PostgreSQL 18 has first; an answer holds from 12 on.
NEW_CASTS = [{"bytea", number} for number in ("smallint", "integer", "bigint", "whole")]


def _change(old: str, new: str) -> TypeChange:
    return type_change(old, new, domains=DOMAINS, enums=ENUMS)


def test_a_longer_varchar_is_a_matter_of_the_catalog() -> None:
    assert _change("varchar(10)", "varchar(40)") == TypeChange(
        possible=True, rewrite=False, index="kept", can_fail=False, lossy=False
    )


def test_a_shorter_varchar_is_not() -> None:
    assert _change("varchar(40)", "varchar(10)") == TypeChange(
        possible=True, rewrite=True, index="rebuilt", can_fail=True, lossy=False
    )


def test_spellings_of_one_type_are_no_change() -> None:
    assert _change("int4", "integer") == TypeChange(
        possible=True, rewrite=False, index="kept", can_fail=False, lossy=False
    )


@pytest.mark.parametrize(
    ("old", "new", "using"),
    [
        ("text", "uuid", ("uuid",)),
        ("integer", "bool", ("boolean",)),
        ("text", "mood", ("mood",)),
        ("mood", "temper", ("text", "temper")),
        ("mood[]", "temper[]", ("text[]", "temper[]")),
        ("uuid", "text", ()),
        ("json", "jsonb", ()),
    ],
)
def test_casts_stand_in_using_where_the_statement_needs_them(old: str, new: str, using: tuple[str, ...]) -> None:
    assert _change(old, new).using == using


@pytest.mark.parametrize(("old", "new"), [("uuid", "integer"), ("integer", "integer[]"), ("mood", "date")])
def test_types_without_a_cast_are_told(old: str, new: str) -> None:
    assert not _change(old, new).possible


def test_timestamps_change_their_kind_in_the_catalog_but_for_their_index() -> None:
    change = _change("timestamp", "timestamptz")
    assert (change.rewrite, change.index, change.needs_utc) == (False, "rebuilt", True)
    assert _change("timestamp", "timestamptz(3)").rewrite


def test_another_collation_costs_the_index() -> None:
    def index(old: str | None, new: str | None) -> str:
        return type_change("text", "varchar", old_collation=old, new_collation=new).index

    assert index(None, "C") == "rebuilt"
    assert index("C", "C") == "kept"
    assert type_change("integer", "integer", new_collation="C").index == "kept"


def test_a_domain_costs_what_its_constraints_and_its_type_cost() -> None:
    assert not _change("varchar(10)", "short").rewrite
    checked = _change("integer", "whole")
    assert (checked.rewrite, checked.can_fail, checked.lossy) == (True, True, False)
    assert not _change("whole", "integer").rewrite


def test_an_enum_with_all_the_values_takes_them() -> None:
    assert not _change("mood", "temper").can_fail
    assert _change("temper", "mood").can_fail


def test_what_is_not_known_costs_the_most() -> None:
    change = _change("hstore", "vector(3)")
    assert change == TypeChange(
        possible=True, using=("vector(3)",), rewrite=True, index="rebuilt", can_fail=True, lossy=True
    )


def test_what_is_no_type_is_refused() -> None:
    with pytest.raises(SqlError):
        _change("integer", "no type")


@pytest.mark.server
@pytest.mark.matrix
def test_servers_agree_on_what_is_possible_and_what_is_rewritten(database: str) -> None:
    with session(database) as worker:
        worker.run(f"{DECLARED} SET TimeZone = 'UTC'")
        wrong = [difference for old in VALUES for difference in _differences(worker, old)]
    assert not wrong, "\n".join(wrong)


def _differences(worker: Session, old: str) -> list[str]:
    found = []
    with column_of(worker, old) as column:
        for new in (each for each in VALUES if {old, each} not in NEW_CASTS):
            said, plain = _change(old, new), column.tried(new, ())
            done = column.tried(new, said.using or (new,)) if plain is None else plain
            wanted = Tried(said.rewrite, said.index) if said.possible else None
            if done and wanted and done.index_file == "-":
                wanted = wanted._replace(index_file="-")
            if done != wanted or (said.possible and bool(said.using) != (plain is None)):
                found.append(f"{old} -> {new}: {said} but {done}, without USING {plain}")
    return found


@pytest.mark.server
def test_values_survive_where_that_is_said(database18: str) -> None:
    with session(database18) as worker:
        worker.run(f"{DECLARED} SET TimeZone = 'UTC'; {TRY_VALUES}")
        wrong = [difference for old, new in PAIRS for difference in _losses(worker, old, new)]
    assert not wrong, "\n".join(wrong)


def _losses(worker: Session, old: str, new: str) -> list[str]:
    there, back = _change(old, new), _change(new, old)
    if not there.possible or not back.possible or (there.can_fail and there.lossy):
        return []
    failed, changed = converted(worker, VALUES[old], (old, new), (there, back))
    found = [f"{old} -> {new} fails for {failed}"] if failed and not there.can_fail else []
    return found + ([f"{old} -> {new} changes {changed}"] if changed and not there.lossy else [])
