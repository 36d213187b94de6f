"""Hands mutated schemas to worker processes and gathers what breaks."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

EXAMPLES = Path(__file__).parents[2] / "examples"


class Outcome(Struct, frozen=True):
    """What came of a run.

    Args:
        counts: how many schemas were `refused` and `compiled`.
        broken: for each schema that broke the compiler, its seed, its origin and what happened.
    """

    counts: dict[str, int]
    broken: tuple[str, ...]


def seeds() -> tuple[Path, ...]:
    """The schemas that mutations start from."""
    return tuple(sorted(EXAMPLES.rglob("*.graphql")))


def run(first: int, count: int, paths: Sequence[Path] = ()) -> Outcome:
    """Judge `count` mutated schemas, beginning with seed `first`, in a worker that is replaced when it dies."""
    chosen = tuple(paths) or seeds()
    counts: Counter[str] = Counter()
    broken: list[str] = []
    tasks = [(seed, chosen[seed % len(chosen)]) for seed in range(first, first + count)]
    while tasks:
        done = 0
        for (seed, path), answer in zip(tasks, _answers(tasks), strict=False):
            done += 1
            if answer in ("refused", "compiled"):
                counts[answer] += 1
            else:
                broken.append(f"seed {seed} of {path.relative_to(EXAMPLES)}: " + answer.replace("\\n", "\n"))
        tasks = tasks[max(done, 1) :]
    return Outcome(dict(counts), tuple(broken))


def _answers(tasks: Sequence[tuple[int, Path]]) -> Iterator[str]:
    """One answer a task, until the worker dies: its death is the answer to the task that it died of."""
    text = "".join(f"{seed} {path}\n" for seed, path in tasks)
    command = [sys.executable, "-m", "tests.fuzz.worker"]
    finished = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    yield from finished.stdout.splitlines()
    if finished.returncode != 0:
        yield f"died with status {finished.returncode}\n{finished.stderr[-2000:]}"
