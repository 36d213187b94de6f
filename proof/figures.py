"""What clients felt, out of the transactions that they have logged. Times are in seconds since the epoch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct


class Transaction(Struct, frozen=True):
    """A transaction of a client, from its first statement to the answer to its last."""

    began: float
    ended: float


class Felt(Struct, frozen=True, kw_only=True):
    """What clients felt in a span of time.

    Args:
        transactions: how many ended in it.
        longest: the longest transaction, in seconds.
        stall: the longest time in which no transaction of any client ended, in seconds.
    """

    transactions: int
    longest: float
    stall: float


def felt(transactions: Iterable[Transaction], since: float, until: float) -> Felt:
    """What clients felt between two moments; a transaction counts where any of it lies between them."""
    within = [one for one in transactions if one.ended >= since and one.began <= until]
    ends = sorted(one.ended for one in within)
    moments = (since, *(end for end in ends if end < until), until)
    return Felt(
        transactions=len(ends),
        longest=max((one.ended - one.began for one in within), default=0.0),
        stall=max(later - earlier for earlier, later in pairwise(moments)),
    )


def logged(lines: Iterable[str]) -> Iterator[Transaction]:
    """The transactions of a log of pgbench.

    A line is `client transaction latency script seconds microseconds lag`, latency and lag in microseconds (manual,
    pgbench, "Per-Transaction Logging"); the latency of a client with a rate counts from the moment for which the
    transaction was scheduled, and the lag is what went by before it began. A line that a client could not finish is
    left out.
    """
    for line in lines:
        words = line.split()
        if len(words) != 7 or not words[2].isdigit():
            continue
        ended = int(words[4]) + int(words[5]) / 1e6
        yield Transaction(ended - (int(words[2]) - int(words[6])) / 1e6, ended)
