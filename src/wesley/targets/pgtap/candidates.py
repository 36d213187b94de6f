"""Values for the columns of test rows, as texts: plain ones first, then what the conditions hint at."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from wesley.targets.pgtap.pattern import sample
from wesley.targets.pgtap.reading import Node

# Seeds of keys begin with it: their numbers are large, so that rows that are there already have others. The numbers of
# other columns are small, so that what is computed of them does not overflow.
KEY = "key "
LETTERS = "abcd"
INTEGERS = {"smallint": 15, "integer": 31, "bigint": 63, "oid": 31}
NUMBERS = (*INTEGERS, "numeric", "real", "double precision", "money")
TEXTS = ("text", "character varying", "character", "citext", "name")
_MATCHES = frozenset(("~", "~*", "~~", "~~*"))

# For tenant A and for tenant B; what follows them is tried when these do not fit.
_OTHERS: dict[str, tuple[str, ...]] = {
    "date": ("2001-02-03", "2002-03-04", "2003-04-05", "9000-01-01"),
    "timestamp with time zone": ("2001-02-03 04:05:06+00", "2002-03-04 05:06:07+00", "9000-01-01 00:00:00+00"),
    "timestamp without time zone": ("2001-02-03 04:05:06", "2002-03-04 05:06:07", "9000-01-01 00:00:00"),
    "time without time zone": ("01:02:03", "02:03:04", "23:00:00"),
    "time with time zone": ("01:02:03+00", "02:03:04+00", "23:00:00+00"),
    "interval": ("1 day", "2 days"),
    "json": ('{"of": "a"}', '{"of": "b"}', "[]"),
    "jsonb": ('{"of": "a"}', '{"of": "b"}', "[]"),
    "bytea": ("\\x0a", "\\x0b"),
    "inet": ("192.0.2.1", "192.0.2.2"),
    "cidr": ("192.0.2.0/31", "192.0.2.2/31"),
    "macaddr": ("08:00:2b:01:02:03", "08:00:2b:01:02:04"),
    "point": ("(1,2)", "(3,4)"),
    "box": ("(1,1),(0,0)", "(3,3),(2,2)"),
    "int4range": ("[1,2)", "[3,4)"),
    "int8range": ("[1,2)", "[3,4)"),
    "numrange": ("[1,2)", "[3,4)"),
    "daterange": ("[2001-02-03,2001-02-04)", "[2002-03-04,2002-03-05)"),
    "tsrange": ("[2001-02-03 00:00,2001-02-04 00:00)", "[2002-03-04 00:00,2002-03-05 00:00)"),
    "tstzrange": ("[2001-02-03 00:00+00,2001-02-04 00:00+00)", "[2002-03-04 00:00+00,2002-03-05 00:00+00)"),
    "tsvector": ("a", "b"),
    "xml": ("<a/>", "<b/>"),
    "ltree": ("a", "b"),
    "hstore": ("of=>a", "of=>b"),
    "boolean": ("true", "false"),
}


def candidates(
    type_name: str, seed: str, tenant: int, hints: tuple[Node, ...], labels: tuple[str, ...]
) -> Iterator[str]:
    """Values of a type, the preferred one first; none when the type is not known.

    Args:
        type_name: as in `Column.type`.
        seed: what the value is for; other seeds give other values where there are enough.
        tenant: 0 for tenant A, 1 for tenant B, 2 and 3 for a second row of each: they get different values.
        hints: conditions that the value is part of.
        labels: the values of the enum when the type is one.
    """
    seen: set[str] = set()
    for text in _possible(type_name, seed, tenant, hints, labels):
        if text not in seen:
            seen.add(text)
            yield text


def _possible(
    type_name: str, seed: str, tenant: int, hints: tuple[Node, ...], labels: tuple[str, ...]
) -> Iterator[str]:
    if labels:
        yield from _turned(list(labels), tenant)
        return
    if type_name.endswith("[]"):
        yield from _arrays(type_name[:-2], seed, tenant, hints)
        return
    base, sizes = split_type(type_name)
    yield from (text for text in _plain(base, sizes, seed, tenant) if fits(base, sizes, text))
    hinted = _turned([text for hint in hints for text in _hinted(hint, base, tenant)], tenant)
    yield from (text for text in hinted if fits(base, sizes, text))


@cache
def split_type(type_name: str) -> tuple[str, tuple[int, ...]]:
    """A type without its schema and the numbers in its parentheses."""
    sizes = tuple(int(number) for number in re.findall(r"\d+", "".join(re.findall(r"\(([\d, ]*)\)", type_name))))
    base = re.sub(r"\([\d, ]*\)", "", type_name).replace("  ", " ").strip()
    if "." in base and '"' not in base:
        base = base.rpartition(".")[2]
    return base, sizes


def uuid(seed: str, tenant: int) -> str:
    """A valid UUID of version 4 that shows whose it is."""
    digits = hashlib.sha256(f"{seed} {tenant}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"{LETTERS[tenant] * 8}-{digits[:4]}-4{digits[4:7]}-8{digits[7:10]}-{digits[10:22]}"


def _plain(base: str, sizes: tuple[int, ...], seed: str, tenant: int) -> Iterator[str]:
    letter = LETTERS[tenant]
    if base == "uuid":
        yield uuid(seed, tenant)
    elif base in NUMBERS:
        large = str((2**30 if base in ("integer", "bigint", "oid") else 1000) + tenant)
        small = (str(tenant + 1), "0", "-1")
        yield from (large, *small) if seed.startswith(KEY) else (*small, large)
    elif base in TEXTS:
        yield from (
            f"{re.sub(r'[^a-z_]', '_', seed.removeprefix(KEY).lower())[:20]} {letter}",
            letter,
            letter * (sizes or (1,))[0],
        )
    elif base in ("bit", "bit varying"):
        yield "01"[tenant % 2] * (sizes or (1,))[0]
    elif base in ("vector", "halfvec") and sizes:
        yield "[" + ",".join([str(tenant + 1)] * sizes[0]) + "]"
    else:
        known = _OTHERS.get(base, ())
        yield from (*known[tenant : tenant + 1], *known)


def _turned(values: list[str], tenant: int) -> list[str]:
    """Tenant B begins with the second value, so that unique columns get different ones."""
    start = tenant % len(values) if values else 0
    return values[start:] + values[:start]


def _arrays(element: str, seed: str, tenant: int, hints: tuple[Node, ...]) -> list[str]:
    found = [text for text in candidates(element, seed, tenant, hints, ()) if re.fullmatch(r"[\w.:+-]+", text)]
    single = [f"{{{text}}}" for text in found]
    return ["{}", *single, *(f"{{{','.join([text] * size)}}}" for text in found[:1] for size in (2, 3))]


def _hinted(node: Node, kind: str, tenant: int) -> Iterator[str]:
    """Constants of a condition and their neighbours; texts of the lengths that are spoken of; matches of patterns."""
    if node.kind == "number":
        number = Decimal(node.value)
        if kind == "bytea" and 0 <= number <= 500:
            yield "\\x" + f"0{LETTERS[tenant]}" * int(number)
        elif kind in TEXTS and 0 <= number <= 500:
            yield from (LETTERS[tenant] * max(int(number) + more, 0) for more in (0, 1, -1))
            yield "!" * int(number)  # of the right length, and what hardly a pattern allows
        elif kind in NUMBERS:
            yield from (format(number + Decimal(more), "f") for more in ("0", "1", "-1", "0.01", "-0.01"))
            yield from ("-" + node.value, format(number / 2, "f"))
    elif node.kind == "text":
        yield node.value
    elif node.kind == "operator" and node.value in _MATCHES and node.parts[1].kind == "text":
        text = sample(node.parts[1].value) if "~~" not in node.value else node.parts[1].value.replace("%", "a")
        yield from _variants(text, LETTERS[tenant]) if text is not None else ()
    for part in node.parts:
        yield from _hinted(part, kind, tenant)


def _variants(text: str, letter: str) -> Iterator[str]:
    """A matching text and others that are like it; which of them match is found out by trying."""
    own = text.replace("a", letter).replace("A", letter.upper()).replace("0", str(ord(letter) - ord("a")))
    yield from (own, text, text + letter, letter + text, text * 3, "!" * len(text))


def fits(base: str, sizes: tuple[int, ...], text: str) -> bool:
    """Whether a text can be a value of the type: what does not fit would fail for a reason of its own."""
    if base in TEXTS:
        return "\0" not in text and (
            base not in ("character varying", "character") or len(text) <= (sizes or (1,))[0] or not sizes
        )
    if base in NUMBERS:
        return _number_fits(base, sizes, text)
    if base == "boolean":
        return text in ("true", "false")
    if base == "uuid":
        return re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) is not None
    if base in _FORMS:
        return re.match(_FORMS[base], text) is not None
    if base == "bytea":
        return re.fullmatch(r"\\x([0-9a-f]{2})*", text) is not None
    return text in _OTHERS[base] if base in _OTHERS else True


_MOMENT, _TIME = r"\d{4}-\d\d-\d\d", r"\d\d:\d\d"
_FORMS = {
    "date": _MOMENT + r"\Z",
    "timestamp with time zone": _MOMENT,
    "timestamp without time zone": _MOMENT,
    "time with time zone": _TIME,
    "time without time zone": _TIME,
    "interval": r"\d+ [a-z]+\Z",
    "bit": r"[01]+\Z",
    "bit varying": r"[01]+\Z",
    "vector": r"\[",
    "halfvec": r"\[",
}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def _number_fits(base: str, sizes: tuple[int, ...], text: str) -> bool:
    if not _NUMBER.fullmatch(text):
        return False
    if base in INTEGERS:
        whole, _, rest = text.partition(".")
        return not rest.strip("0") and -(2 ** INTEGERS[base]) <= int(whole) < 2 ** INTEGERS[base]
    number = Decimal(text)
    if not sizes:
        return True
    scale = sizes[1] if len(sizes) > 1 else 0
    return abs(number) < Decimal(10) ** (sizes[0] - scale) and number == round(number, scale)
