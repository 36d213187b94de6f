"""`python -m tests.locks` measures every fact on PostgreSQL 12 to 18 and writes the files of `facts` anew."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tests.locks.facts import Fact, parse, render
from tests.locks.laboratory import laboratory
from tests.support.servers import MAJORS, binaries_of
from wesley.postgres.embedded import embedded_server

if TYPE_CHECKING:
    from tests.locks.laboratory import Laboratory

FILES = sorted(Path(__file__).with_name("facts").glob("*.md"))


def main() -> None:
    results = {major: _measure(major) for major in MAJORS}
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        facts = [
            replace(fact, results={major: results[major][fact.name] for major in MAJORS if major >= fact.since})
            for fact in parse(text)
        ]
        _report(parse(text), facts)
        path.write_text(render(text, facts), encoding="utf-8")


def _measure(major: int) -> dict[str, str]:
    with ExitStack() as stack:
        server = stack.enter_context(embedded_server(binaries_of(major)))
        place: Laboratory = stack.enter_context(laboratory(server.conninfo()))
        facts = [fact for path in FILES for fact in parse(path.read_text(encoding="utf-8"))]
        return {fact.name: place.measure(fact) for fact in facts if fact.since <= major}


def _report(before: tuple[Fact, ...], after: list[Fact]) -> None:
    for old, new in zip(before, after, strict=True):
        for major, result in new.results.items():
            if old.results.get(major) != result:
                sys.stdout.write(f"{new.name} on {major}: {old.results.get(major, 'not measured')} -> {result}\n")


if __name__ == "__main__":
    main()
