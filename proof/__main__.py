"""`python -m proof`: run all proofs; `python -m proof NAME ...` runs one, and with --help tells what it takes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from proof.ablation import run as ablation
from proof.kills import run as kills
from proof.load import run as load
from proof.overhead import run as overhead
from wesley.cli.termination import Terminated, termination_raises

Main = Callable[[Sequence[str]], int]
# Each is told the arguments after its name, prints what it finds, and gives the exit status.
PROOFS: dict[str, Main] = {
    "load": load.main,
    "kills": kills.main,
    "ablation": ablation.main,
    "overhead": overhead.main,
}


def main(words: Sequence[str]) -> int:
    """Run one proof, or all; the worst exit status."""
    if not words:
        return max(proof(()) for proof in PROOFS.values())
    if words[0] not in PROOFS:
        sys.stderr.write(f"usage: python -m proof [{{{','.join(PROOFS)}}} ...]\n")
        return 2
    return PROOFS[words[0]](words[1:])


def until_told_to_end(words: Sequence[str]) -> int:
    """Run proofs; told to end by SIGTERM or SIGHUP, end the servers first. The exit status, 128 and the signal then."""
    try:
        with termination_raises():
            return main(words)
    except Terminated as end:
        return 128 + end.number


if __name__ == "__main__":
    sys.exit(until_told_to_end(sys.argv[1:]))
