"""Edits are tried before they are told: the schema is read with them, and compared with the database again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from msgspec import Struct

from wesley.drift.adopt.adoption import Adoption, Edit, applied, overlap
from wesley.drift.finding import Finding, Kind, Subject

Key: TypeAlias = "tuple[Kind, Subject]"
Compare: TypeAlias = "Callable[[dict[str, str]], frozenset[Key] | None]"
"""From the texts of a schema to what differs from the database then; None where the texts are no schema."""

_NO_WORDS = "the schema language has no words for this"
_NOT_ALONE = "no edit of this place alone lets the schema say so; repair it, or change the schema by hand"
_BESIDE = "comes with the edits of another finding"


class Proposal(Struct, frozen=True, kw_only=True):
    """A finding and the edits that could be made for it, the best first."""

    finding: Finding
    ways: tuple[tuple[Edit, ...], ...]


class _Accepted(Struct):
    """The edits that are known to work together."""

    texts: dict[str, str]
    compare: Compare
    before: frozenset[Key]
    edits: tuple[Edit, ...] = ()
    chosen: dict[int, tuple[Edit, ...]] = {}

    def works(self, edits: tuple[Edit, ...], targets: Sequence[Finding]) -> bool:
        """True when with these edits, too, the findings are gone and no new ones are there."""
        if overlap(self.edits, edits):
            return False
        after = self.compare(applied(self.texts, (*self.edits, *edits)))
        return after is not None and after <= self.before and not after & {key_of(one) for one in targets}


def key_of(finding: Finding) -> Key:
    """What a finding is known by when the schema is another one."""
    return (finding.kind, finding.subject)


def tried(proposals: Sequence[Proposal], texts: dict[str, str], compare: Compare) -> tuple[Adoption, ...]:
    """For each proposal the edits that work, or why there are none.

    All are tried together first, then in halves: what works costs one comparison, what does not a few more. What does
    not work alone is tried once more beside all that does, since an index may need the column of another proposal.

    Args:
        proposals: what could be done.
        texts: the texts of the schema by name.
        compare: what differs from the database with other texts.
    """
    before = compare(texts)
    if before is None:
        return tuple(Adoption(reason=_NOT_ALONE) for _ in proposals)
    state = _Accepted(texts=texts, compare=compare, before=before, chosen={})
    numbers = [number for number, one in enumerate(proposals) if one.ways]
    for number in _accept(state, proposals, numbers):
        _accept_one(state, proposals, number)
    after = compare(applied(texts, state.edits)) or frozenset()
    return tuple(_adoption(state, number, one, after) for number, one in enumerate(proposals))


def _accept(state: _Accepted, proposals: Sequence[Proposal], numbers: list[int]) -> list[int]:
    """Accept what works, in halves; gives what does not."""
    if not numbers:
        return []
    chosen = {number: proposals[number].ways[0] for number in numbers}
    if _fit(chosen) and state.works(_joined(chosen), [proposals[number].finding for number in numbers]):
        state.edits += _joined(chosen)
        state.chosen.update(chosen)
        return []
    if len(numbers) == 1:
        return [] if _accept_one(state, proposals, numbers[0]) else numbers
    half = len(numbers) // 2
    return [*_accept(state, proposals, numbers[:half]), *_accept(state, proposals, numbers[half:])]


def _accept_one(state: _Accepted, proposals: Sequence[Proposal], number: int) -> bool:
    one = proposals[number]
    for way in one.ways:
        if state.works(way, [one.finding]):
            state.edits += way
            state.chosen[number] = way
            return True
    return False


def _joined(chosen: dict[int, tuple[Edit, ...]]) -> tuple[Edit, ...]:
    return tuple(edit for edits in chosen.values() for edit in edits)


def _fit(chosen: dict[int, tuple[Edit, ...]]) -> bool:
    """True when no two of them change the same text."""
    seen: tuple[Edit, ...] = ()
    for edits in chosen.values():
        if overlap(seen, edits):
            return False
        seen += edits
    return True


def _adoption(state: _Accepted, number: int, proposal: Proposal, after: frozenset[Key]) -> Adoption:
    if number in state.chosen:
        return Adoption(edits=state.chosen[number])
    if key_of(proposal.finding) not in after:
        return Adoption(reason=_BESIDE)
    return Adoption(reason=_NOT_ALONE if proposal.ways else _NO_WORDS)
