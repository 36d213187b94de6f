"""`make fuzz`: many mutated schemas, on every core."""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ThreadPoolExecutor

from tests.fuzz.drive import run

BATCH = 250


def main() -> int:
    """Run `--files` schemas from seed `--first` on; print the counts and every break."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=1_000_000)
    arguments = parser.parse_args()
    starts = range(arguments.first, arguments.first + arguments.files, BATCH)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(lambda start: run(start, BATCH), starts))
    broken = [text for outcome in outcomes for text in outcome.broken]
    for text in broken:
        print(text, end="\n\n")  # noqa: T201
    for answer in ("refused", "compiled"):
        print(f"{answer:10}{sum(outcome.counts.get(answer, 0) for outcome in outcomes):7}")  # noqa: T201
    print(f"{'broken':10}{len(broken):7}")  # noqa: T201
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
