"""A column of every type that Wesley knows, with JSON that a client might send and texts that PostgreSQL might hold."""

from __future__ import annotations

import ipaddress
import re
from json import dumps
from typing import Any, TypeAlias

from hypothesis import strategies as st
from msgspec import Struct

Json: TypeAlias = st.SearchStrategy[Any]

# JSON can carry NUL and halves of surrogate pairs, which PostgreSQL cannot store.
ODD = st.lists(st.sampled_from(["\0", "\ud83d", "\ude00", "\U0001f600", "é", "\n", "a", "\\", "\u2028"]), max_size=4)
TEXTS = st.text(max_size=8) | ODD.map("".join)


def near(valid: st.SearchStrategy[str], *specials: str) -> st.SearchStrategy[str]:
    """These texts, and the same with a slip: a character lost, doubled or exchanged."""

    def slip(text: str, place: int, other: str) -> str:
        place = place % (len(text) + 1)
        return text[:place] + other + text[place + 1 :]

    slips = st.builds(
        slip, valid, st.integers(0, 40), st.sampled_from(["", *"0123456789-+.:/TZPeE \0\ud800", "00", "::"])
    )
    return st.one_of(valid, valid, slips, st.sampled_from(specials or ("",)), TEXTS)


def shaped(pattern: str) -> st.SearchStrategy[str]:
    """Texts of a pattern, in ASCII."""
    return st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True)


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts one behind the other."""
    return st.tuples(*parts).map("".join)


FRACTIONS = st.sampled_from(["", "", ".1", ".123", ".000001", ".999999", ".1234567", "."])
DAYS = st.dates().map(str)
CLOCKS = joined(st.times().map(lambda time: time.strftime("%H:%M:%S")), FRACTIONS)
ZONES = st.sampled_from(["Z", "+00:00", "-00:00", "+05:30", "+15:59", "-15:59", "+16:00", "+23:59", "+05", "+0530", ""])
MOMENTS = joined(DAYS, st.sampled_from(["T", "T", "T", " ", "t"]), CLOCKS, ZONES)
LOCAL_MOMENTS = joined(DAYS, st.just("T"), CLOCKS)
COUNTS = st.integers(-(10**9), 10**9).map(str) | st.integers(-99, 99).map(str)


def part(unit: str) -> st.SearchStrategy[str]:
    """A part of a duration, or nothing."""
    return st.just("") | COUNTS.map(lambda count: count + unit)


SECONDS = st.just("") | joined(COUNTS, FRACTIONS, st.just("S"))
DURATIONS = joined(
    st.just("P"), *(part(unit) for unit in "YMWD"), st.sampled_from(["", "T"]), *(part(unit) for unit in "HM"), SECONDS
)


def decimals(places: int, digits: int) -> st.SearchStrategy[str]:
    """Decimals of about so many places and digits."""
    whole = st.integers(0, 10**digits).map(str)
    fraction = st.just("") | st.integers(0, 10**places).map(lambda number: f".{number:0{places}d}")
    return joined(st.sampled_from(["", "-", ""]), whole, fraction)


NUMBERS = (
    st.integers(-(2**70), 2**70)
    | st.integers(-(2**31), 2**31)
    | st.integers(-99, 99)
    | st.sampled_from([-32769, -32768, 32767, 32768, -(2**31), 2**31 - 1, 2**31, 0.5])
)
FLOATS = (
    st.floats(allow_nan=False, allow_infinity=False, width=64)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | st.sampled_from(
        [5e-324, 1e-46, 7.1e-46, 1.4e-45, 3.4028234663852886e38, 3.4028235e38, 3.5e38, 1.7976931348623157e308]
    )
)
ADDRESSES = st.builds(
    lambda address, mask: f"{address}{mask}",
    st.ip_addresses() | st.sampled_from(["::ffff:1.2.3.4", "1::", "::", "10", "1.2.3", "fe80::1%eth0", "01.2.3.4"]),
    st.sampled_from(["", "/0", "/8", "/24", "/32", "/33", "/64", "/128", "/129", "/024", "/"]),
)
BYTES = st.binary(max_size=5).map(lambda data: "\\x" + data.hex())
NETWORKS = st.builds(
    lambda address, mask: (
        str(ipaddress.ip_network((int(address), min(mask, address.max_prefixlen)), strict=False))
        if address.version == 4
        else str(ipaddress.IPv6Network((int(address), mask), strict=False))
    ),
    st.ip_addresses(),
    st.integers(0, 128),
)
DOCUMENTS: Json = st.recursive(
    st.none() | st.booleans() | TEXTS | FLOATS | NUMBERS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def lists(inner: Json) -> Json:
    """Lists of these, and lists of lists."""
    return st.lists(inner | st.none(), max_size=3) | st.lists(st.lists(inner | st.none(), max_size=2), max_size=3)


class Sample(Struct, frozen=True):
    """A column.

    Args:
        type: its type, as `format_type()` prints it.
        graphql: type of its field.
        sent: JSON values that a client might send; strategies here make right and wrong ones.
        stored: texts that PostgreSQL might read as a value of the type.
    """

    type: str
    graphql: str
    sent: Json
    stored: st.SearchStrategy[str]


WORDS = ("infinity", "-infinity", "NaN", "Infinity", "-Infinity")
ANY_WORD = st.sampled_from(WORDS)
PAST = st.builds(
    lambda year, day, era: f"{year:04d}-{day}{era}",
    st.integers(1, 12000) | st.sampled_from([4713, 294276, 5874897]),
    st.sampled_from(["01-01", "02-29", "06-30", "12-31"]),
    st.sampled_from(["", " BC"]),
)
PAST_MOMENTS = st.builds(
    lambda day, clock: f"{day.removesuffix(' BC')} {clock}{' BC' if 'BC' in day else ''}",
    PAST,
    st.sampled_from(["00:00", "23:59:59.999999", "12:34:56.7", "24:00"]),
)
SPECIAL_DAYS = ("2024-02-29", "1900-02-29", "2000-02-29", "0000-01-01", "10000-01-01", *WORDS)
SPECIAL_MOMENTS = ("2024-02-29T12:00:00Z", "2023-02-29T12:00:00Z", "0000-02-29T00:00:00Z", "0001-01-01T00:00:00+15:59")
TIMES = near(CLOCKS, "24:00:00", "23:59:60", "23:59", "24:00:01")
COORDINATES = decimals(4, 9) | st.floats(allow_nan=False, allow_infinity=False).map(repr)
POINTS = joined(st.just("("), COORDINATES, st.just(","), COORDINATES, st.just(")"))
MACS = shaped(r"[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}")
LINKS = joined(
    st.sampled_from(["http", "https", "x+y", "HTTP", "1x", "é"]),
    st.sampled_from(["://", "://", "://", ":", ":/"]),
    shaped(r"[a-z]{1,4}(\.[a-z]{1,3})?(:[0-9]{1,5})?(/[a-z%2?#=]{0,5})?"),
)
MAILS = shaped(r"[a-z+'.]{1,6}@[a-z-]{1,6}\.[a-z]{2}")

SAMPLES = {
    "mood": Sample("mood", "Mood", st.sampled_from(["GOOD", "BAD", 'it\'s "bad"', "", 1]), st.just("GOOD")),
    "flag": Sample("boolean", "Boolean", st.booleans() | st.sampled_from([0, "t", "true"]), st.sampled_from("tf")),
    "small": Sample("smallint", "SmallInt", NUMBERS, NUMBERS.map(str)),
    "whole": Sample("integer", "Int", NUMBERS, NUMBERS.map(str)),
    "large": Sample("bigint", "BigInt", near(NUMBERS.map(str), str(-(2**63)), str(2**63)), NUMBERS.map(str)),
    "decimal": Sample("numeric", "Decimal", near(decimals(9, 30), *WORDS), near(decimals(9, 30), *WORDS)),
    "price": Sample("numeric(6,2)", "Decimal", near(decimals(2, 4), "9999.995", "12345.5"), decimals(3, 4) | ANY_WORD),
    "tiny": Sample("numeric(2,4)", "Decimal", near(decimals(4, 0), "0.0099", "0.01"), decimals(4, 0)),
    "round": Sample("numeric(2,-3)", "Decimal", near(decimals(1, 6), "99000", "-5000", "99500"), decimals(1, 5)),
    "single": Sample("real", "Float", FLOATS, FLOATS.map(str) | ANY_WORD),
    "double": Sample("double precision", "Float", FLOATS, FLOATS.map(str) | ANY_WORD),
    "words": Sample("text", "String", TEXTS, TEXTS),
    "short": Sample("character varying(3)", "String", TEXTS, TEXTS),
    "padded": Sample("character(3)", "String", TEXTS, TEXTS),
    "key": Sample(
        "uuid", "UUID", near(st.uuids().map(str), "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}"), st.uuids().map(str)
    ),
    "day": Sample("date", "Date", near(DAYS, *SPECIAL_DAYS), PAST | ANY_WORD),
    "clock": Sample("time without time zone", "Time", TIMES, TIMES),
    "clock_zone": Sample("time with time zone", "ClockZone", near(joined(CLOCKS, ZONES)), joined(CLOCKS, ZONES)),
    "local": Sample(
        "timestamp without time zone",
        "LocalDateTime",
        near(LOCAL_MOMENTS, "0000-02-29T00:00:00", "2024-02-29T24:00:00"),
        PAST_MOMENTS | ANY_WORD,
    ),
    "moment": Sample("timestamp with time zone", "DateTime", near(MOMENTS, *SPECIAL_MOMENTS), PAST_MOMENTS | ANY_WORD),
    "milli": Sample("timestamp(3) with time zone", "DateTime", near(MOMENTS), PAST_MOMENTS | ANY_WORD),
    "span": Sample("interval", "Interval", near(DURATIONS, "P", "PT", "PT0S", "P1Y2M3W4DT5H6M7.8S"), DURATIONS),
    "document": Sample("jsonb", "JSON", DOCUMENTS, DOCUMENTS.map(dumps) | st.sampled_from(["1e99999", "null"])),
    "verbatim": Sample("json", "JSON", DOCUMENTS, DOCUMENTS.map(dumps) | st.just('{"a":"\\u0000","a":1e999}')),
    "bytes": Sample("bytea", "Bytes", near(BYTES, "\\x0", "abc"), BYTES),
    "address": Sample("inet", "Inet", near(ADDRESSES | NETWORKS), ADDRESSES),
    "network": Sample("cidr", "CIDR", near(ADDRESSES | NETWORKS), ADDRESSES | NETWORKS),
    "four": Sample("inet", "IPv4", near(st.ip_addresses(v=4).map(str), "::1", "::1.2.3.4"), ADDRESSES),
    "six": Sample("inet", "IPv6", near(st.ip_addresses(v=6).map(str), "::ffff:1.2.3.4", "1::"), ADDRESSES),
    "mac": Sample("macaddr", "MacAddr", near(MACS, "08-00-2b-01-02-03"), MACS),
    "spot": Sample("point", "Point", near(POINTS, "(1e400,1)", "(1e-400,1)", "1,2"), POINTS),
    "bits": Sample("bit(3)", "Bits", shaped("[01]{2,4}"), shaped("[01]{3}")),
    "some_bits": Sample("bit varying(3)", "Bits", shaped("[01]{0,4}"), shaped("[01]{0,3}")),
    "mail": Sample("text", "Email", near(MAILS), MAILS),
    "link": Sample("text", "URL", near(LINKS, "http://a b", " http://a", "http://a/b c", "http://a\u2003b"), LINKS),
    "object": Sample("jsonb", "JSONObject", DOCUMENTS, st.sampled_from(["{}", '{"a": null}'])),
    "many_words": Sample("text[]", "[String]", lists(TEXTS), st.sampled_from(["{}", "{a,NULL}", '{"",b}'])),
    "all_words": Sample("text[]", "[String!]", lists(TEXTS), st.sampled_from(["{}", "{a,b}"])),
    "table_of": Sample("integer[]", "[[Int]]", lists(NUMBERS), st.sampled_from(["{}", "{{1,NULL}}", "{{1},{2}}"])),
    "large_list": Sample("bigint[]", "[BigInt!]", lists(NUMBERS.map(str)), st.just("{9223372036854775807}")),
    "documents": Sample("jsonb[]", "[JSON]", lists(DOCUMENTS), st.sampled_from(["{}", '{"[1]",null,"null"}'])),
    "floats": Sample("double precision[]", "[Float]", lists(FLOATS), st.sampled_from(["{}", "{NaN,-Infinity,1}"])),
}
