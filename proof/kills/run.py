"""The kill matrix: every blow at every point of a plan, on each major version."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from proof.kills.blows import Blow
from proof.kills.matrix import Struck, struck
from proof.kills.scene import scene
from proof.report import say
from proof.servers import MAJORS, running

# One run strikes more than 500 times; with another --part it takes other points, with --parts 1 all of them.
_PARTS = 4


def main(words: Sequence[str]) -> int:
    """Strike, and say how often and what was wrong.

    Args:
        words: the command line.

    Returns:
        1 when something was wrong.
    """
    given = _arguments(words)
    kills, wrong = 0, 0
    for major in given.majors:
        with running(major) as server, scene(server) as place:
            for number, blow in enumerate(Blow):
                began = time.monotonic()
                done = struck(place, blow, (given.part + number) % given.parts, given.parts)
                kills, wrong = kills + len(done.points), wrong + len(done.faults)
                _tell(major, done, time.monotonic() - began)
    say(f"kills: {kills}, faults: {wrong}")
    return 1 if wrong else 0


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m proof kills", description=__doc__)
    parser.add_argument("--majors", type=lambda text: tuple(map(int, text.split(","))), default=MAJORS)
    parser.add_argument("--parts", type=int, default=_PARTS, help="1 for every point in this run, which takes long")
    parser.add_argument("--part", type=int, default=0, help="which points; each blow takes another part")
    return parser.parse_args(words)


def _tell(major: int, done: Struck, seconds: float) -> None:
    say(
        f"PostgreSQL {major}, {done.blow}: killed {len(done.points)} times, "
        f"started {done.processes} times, {seconds:.0f} s, {len(done.faults)} faults"
    )
    for fault in done.faults:
        say(f"  {fault}")
