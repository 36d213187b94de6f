"""The table of facts as values: Markdown that people review, read and written.

A fact is a heading and a list: `since` (the first major version that has the statement), `set` (a setting while it
runs), `given` (statements before it), `run` (the statement), then what it did, for a range of major versions a line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_RUN = ("run", "run outside a transaction")
_LINE = re.compile(r"- (?P<key>[a-z ]+?) `(?P<text>.*)`")
_RESULT = re.compile(r"- (?P<versions>\d[\d, -]*): (?P<text>.+)")


class Fact(Struct, frozen=True, kw_only=True):
    """What one statement does on the fixture.

    Args:
        name: what it is called in the file.
        statement: the statement.
        outside: it runs outside a transaction block.
        since: the first major version that has it.
        settings: what is SET while it runs, such as `TimeZone = 'UTC'`.
        given: statements that run, and are committed, before it.
        results: what it did (see `result.shown`) by major version.
    """

    name: str
    statement: str
    outside: bool = False
    since: int = 12
    settings: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    results: Mapping[int, str] = {}


def parse(text: str) -> tuple[Fact, ...]:
    """The facts of a file, in their order.

    Raises:
        ValueError: a line is not understood.
    """
    return tuple(_fact(block) for block in re.split(r"^## ", text, flags=re.MULTILINE)[1:])


def render(text: str, facts: Iterable[Fact]) -> str:
    """A file with these facts under the heading and introduction that it has."""
    head = re.split(r"^## ", text, maxsplit=1, flags=re.MULTILINE)[0]
    return head + "\n".join("\n".join(_lines(fact)) + "\n" for fact in facts)


def versions(majors: Iterable[int]) -> str:
    """Major versions as ranges: `12-14, 18`."""
    ranges: list[list[int]] = []
    for major in sorted(majors):
        if ranges and ranges[-1][-1] == major - 1:
            ranges[-1][1:] = [major]
        else:
            ranges.append([major])
    return ", ".join("-".join(map(str, each)) for each in ranges)


def _fact(block: str) -> Fact:
    name, *lines = block.strip().splitlines()
    stated: dict[str, list[str]] = {}
    results: dict[int, str] = {}
    for line in lines:
        if found := _RESULT.fullmatch(line):
            results |= dict.fromkeys(_majors(found["versions"]), found["text"])
        elif found := _LINE.fullmatch(line):
            stated.setdefault(found["key"], []).append(found["text"])
        elif line:
            raise ValueError(f"{name}: this line is not understood: {line}")
    (run,) = (key for key in _RUN if key in stated)
    (statement,) = stated[run]
    return Fact(
        name=name,
        statement=statement,
        outside=run == _RUN[1],
        since=int(stated.get("since", ["12"])[0]),
        settings=tuple(stated.get("set", ())),
        given=tuple(stated.get("given", ())),
        results=results,
    )


def _lines(fact: Fact) -> list[str]:
    majors: dict[str, list[int]] = {}
    for major, result in sorted(fact.results.items()):
        majors.setdefault(result, []).append(major)
    return [
        f"## {fact.name}",
        *([f"- since `{fact.since}`"] if fact.since > 12 else []),
        *(f"- set `{setting}`" for setting in fact.settings),
        *(f"- given `{statement}`" for statement in fact.given),
        f"- {_RUN[fact.outside]} `{fact.statement}`",
        *(f"- {versions(each)}: {result}" for result, each in majors.items()),
    ]


def _majors(text: str) -> list[int]:
    bounds = [[int(bound) for bound in each.split("-")] for each in text.split(",")]
    return [major for each in bounds for major in range(each[0], each[-1] + 1)]
