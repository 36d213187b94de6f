"""Compiles the mutated schemas that it is told of on standard input, and answers with a line for each.

It is a process of its own: the native SQL parser could end it, and that must be seen as a failure of one schema, not
of the test run.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from tests.fuzz.mutate import mutated
from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.problems.problem import Problem, WesleyError
from wesley.sdl.read import read
from wesley.sdl.source import Source
from wesley.targets import ALL
from wesley.targets.target import Target


def judge(text: str) -> str:
    """What came of one text: `refused`, `compiled`, or what is wrong with the compiler."""
    settings = Settings()
    reading = read([Source("fuzz.graphql", text)], settings)
    for problem in reading.problems:
        _demand_place(problem)
    if reading.schema is None:
        if not any(problem.is_error for problem in reading.problems):
            raise AssertionError("no schema and no error")
        return "refused"
    try:
        for target in ALL:
            _emit_twice(target, reading.schema, settings)
    except WesleyError as error:
        # What only an output can tell (a text that the parser library cannot print) is refused with its place too.
        for problem in error.problems:
            _demand_place(problem)
        return "refused"
    return "compiled"


def _emit_twice(target: Target, schema: Schema, settings: Settings) -> None:
    if target.emit(schema, settings) != target.emit(schema, settings):
        raise AssertionError(f"{target.name} is not deterministic")


def _demand_place(problem: Problem) -> None:
    if not problem.origin.known or not problem.message:
        raise AssertionError(f"a problem without place or message: {problem}")


def main() -> None:
    """Read `seed path` lines until the end of the input."""
    for line in sys.stdin:
        seed, path = line.rstrip("\n").split(" ", 1)
        text = mutated(Path(path).read_text(encoding="utf-8"), int(seed))
        try:
            answer = judge(text)
        except Exception:  # noqa: BLE001 - whatever it is, it is the finding
            answer = "broken " + traceback.format_exc().replace("\n", "\\n")
        print(answer, flush=True)  # noqa: T201 - the answer to the driver


if __name__ == "__main__":
    main()
