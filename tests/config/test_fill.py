"""A table becomes a Struct, and what does not fit is found, all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct

from wesley.config.fill import fill
from wesley.config.finding import Finding


class Inner(Struct, frozen=True, kw_only=True):
    """A table with a key that it needs."""

    name: str
    size: Annotated[int, Meta(ge=1, le=9)] = 1


class Outer(Struct, frozen=True, kw_only=True):
    """One of each form of value."""

    inner: Inner = Inner(name="default")
    by_name: Mapping[str, Inner] = {}
    words: tuple[Literal["red", "blue"], ...] = ()
    maybe: str | None = None


def filled(table: dict[str, Any]) -> tuple[Any, list[str]]:
    """The value, and the messages."""
    findings: list[Finding] = []
    value = fill(Outer, table, (), findings)
    return value, [finding.message for finding in findings]


def test_what_fits() -> None:
    table = {"inner": {"name": "a", "size": 9}, "by_name": {"x": {"name": "b"}}, "words": ["red"], "maybe": "m"}
    assert filled(table) == (
        Outer(inner=Inner(name="a", size=9), by_name={"x": Inner(name="b")}, words=("red",), maybe="m"),
        [],
    )


def test_what_does_not_fit_is_left_out_and_reported() -> None:
    table = {"inner": 3, "by_name": {"x": {}, "y": {"name": "y"}}, "words": ["red", "green", 1], "other": 1}
    value, messages = filled(table)
    assert value == Outer(by_name={"y": Inner(name="y")})
    assert messages == [
        "unknown key `other`",
        "`inner` is a whole number",
        "`by_name.x` has no `name`",
        "an element of `words` cannot be 'green'",
        "an element of `words` is a whole number",
    ]


def test_without_a_required_key_there_is_no_value() -> None:
    findings: list[Finding] = []
    assert fill(Inner, {"name": 3, "size": 10}, ("inner",), findings) is UNSET
    assert [(finding.message, finding.help) for finding in findings] == [
        ("`inner.name` is a whole number", "it wants a string"),
        ("`inner.size` cannot be 10", "it wants a whole number from 1 to 9"),
    ]
