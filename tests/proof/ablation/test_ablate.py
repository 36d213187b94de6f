"""When a safeguard makes the difference; what it takes to see that in milliseconds, `python -m proof ablation` does."""

from __future__ import annotations

from msgspec.structs import replace

from proof.ablation.ablate import Ablated, Course, verdict
from proof.ablation.safeguards import SAFEGUARDS
from proof.figures import Felt
from proof.load.measure import Watched

NOBODY = Felt(transactions=1000, longest=0.01, stall=0.01)
GOOD = Course(watched=Watched(before=NOBODY, during=NOBODY, errors=(), seconds=1), shortcomings=())
BAD = replace(GOOD, shortcomings=("a stall of 4000 ms",))


def test_with_it_all_is_as_promised_and_without_it_something_is_not() -> None:
    found = Ablated(safeguard=SAFEGUARDS[0], as_it_is=GOOD, without=BAD)
    assert verdict(found) == ()
    assert verdict(replace(found, without=GOOD)) == ("without it everything is as promised, too",)
    assert verdict(replace(found, as_it_is=BAD)) == ("with it: a stall of 4000 ms",)
