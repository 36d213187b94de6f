"""The kill matrix: every blow at every point of a plan, on each major version."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from proof.kills.blows import Blow
from proof.kills.matrix import Struck, struck
from proof.kills.pair import PAIRS
from proof.kills.scene import Scene, scene
from proof.report import say
from proof.servers import MAJORS, running

# One run strikes some 750 times on each version; another --part takes other points, --parts 1 takes all of them.
_PARTS = 8


def main(words: Sequence[str]) -> int:
    """Strike, and say how often and what was wrong.

    Args:
        words: the command line.

    Returns:
        1 when something was wrong.
    """
    given = _arguments(words)
    kills, wrong = 0, 0
    for major in given.pg:
        with running(major) as server:
            for pair in PAIRS:
                with scene(server, pair) as place:
                    for number, blow in enumerate(given.blow):
                        points, found = _one(place, blow, (given.part + number) % given.parts, given.parts)
                        kills, wrong = kills + points, wrong + found
    say(f"kills: {kills}, faults: {wrong}")
    return 1 if wrong else 0


def _one(place: Scene, blow: Blow, part: int, parts: int) -> tuple[int, int]:
    """One kind of blow; how often it struck, and how many faults there were."""
    began = time.monotonic()
    title = f"PostgreSQL {place.server.binaries.major}, {place.pair.name}, {blow}"
    try:
        done = struck(place, blow, part, parts)
    except RuntimeError as error:
        say(f"{title}: failed\n  {error}")
        return 0, 1
    _tell(title, done, time.monotonic() - began)
    return len(done.points), len(done.faults)


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m proof kills", description=__doc__)
    parser.add_argument("--pg", type=int, nargs="+", default=MAJORS, help="major versions")
    parser.add_argument("--blow", type=Blow, nargs="+", default=tuple(Blow), help=", ".join(Blow))
    parser.add_argument("--parts", type=int, default=_PARTS, help="1 for every point in this run, which takes long")
    parser.add_argument("--part", type=int, default=0, help="which points; each blow takes another part")
    return parser.parse_args(words)


def _tell(title: str, done: Struck, seconds: float) -> None:
    say(
        f"{title}: killed {len(done.points)} times, "
        f"started {done.processes} times, {seconds:.0f} s, {len(done.faults)} faults"
    )
    for fault in done.faults:
        say(f"  {fault}")
