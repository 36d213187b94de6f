"""Edits are tried before they are told: the schema is read with them, and compared with the database again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct

from wesley.drift.adopt.adoption import Adoption, Edit, applied, overlap
from wesley.drift.finding import Finding, Kind, Subject

Key: TypeAlias = "tuple[Kind, Subject]"
Compare: TypeAlias = "Callable[[dict[str, str]], frozenset[Key] | None]"
"""From the texts of a schema to what differs from the database then; None where the texts are no schema."""

_NO_WORDS = "the schema language has no words for this"
_NOT_ALONE = "no edit of this place alone lets the schema say so; repair it, or change the schema by hand"
_NOT_TRIED = "was not tried: too many others did not work; settle those and look again"
_MOST_TRIED = 50
"""Comparisons for one answer; each reads the whole schema."""

_WHOLE = ("table", "view", "materialized view")
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
    tried: int = 0
    after: frozenset[Key] = frozenset()

    @property
    def is_tired(self) -> bool:
        """True when nothing more is tried."""
        return self.tried >= _MOST_TRIED

    def works(self, edits: tuple[Edit, ...], targets: Sequence[Finding]) -> bool:
        """True when with these edits, too, the findings are gone and no new ones are there.

        A table that is adopted may leave findings in it: a trigger for which there are no words, and nothing else.
        """
        if self.is_tired or overlap(self.edits, edits):
            return False
        self.tried += 1
        after = self.compare(applied(self.texts, (*self.edits, *edits)))
        if after is None or after & {key_of(one) for one in targets}:
            return False
        whole = {(one.subject.schema, one.subject.name) for one in targets if _is_whole(one)}
        if not all((key[1].schema, key[1].table) in whole for key in after - self.before):
            return False
        self.after = after
        return True

    def accept(self, number: int, edits: tuple[Edit, ...]) -> None:
        """Keep edits that work. What another proposal brings already, such as an enum, is not brought twice."""
        self.chosen[number] = self.new(edits)
        self.edits += self.chosen[number]

    def new(self, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
        """The edits that no accepted proposal has."""
        return tuple(edit for edit in edits if edit not in self.edits)


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
    state = _Accepted(texts=texts, compare=compare, before=before, chosen={}, after=before)
    numbers = [number for number, one in enumerate(proposals) if one.ways]
    for number in _accept(state, proposals, numbers):
        _accept_one(state, proposals, number)
    return tuple(_adoption(state, number, one, state.after) for number, one in enumerate(proposals))


def _is_whole(finding: Finding) -> bool:
    """True for a table that only the database has; a comment on a table goes by the table's name, too."""
    return finding.kind is Kind.EXTRA and finding.subject.kind in _WHOLE


def _accept(state: _Accepted, proposals: Sequence[Proposal], numbers: list[int]) -> list[int]:
    """Accept what works, in halves; gives what does not."""
    if not numbers:
        return []
    chosen = {number: proposals[number].ways[0] for number in numbers}
    together = state.new(_joined(chosen))
    if _fit(chosen) and state.works(together, [proposals[number].finding for number in numbers]):
        for number, edits in chosen.items():
            state.accept(number, edits)
        return []
    if len(numbers) == 1:
        return [] if _accept_one(state, proposals, numbers[0]) else numbers
    half = len(numbers) // 2
    return [*_accept(state, proposals, numbers[:half]), *_accept(state, proposals, numbers[half:])]


def _accept_one(state: _Accepted, proposals: Sequence[Proposal], number: int) -> bool:
    one = proposals[number]
    for way in one.ways:
        if state.works(state.new(way), [one.finding]):
            state.accept(number, way)
            return True
    return False


def _joined(chosen: dict[int, tuple[Edit, ...]]) -> tuple[Edit, ...]:
    return tuple(dict.fromkeys(edit for edits in chosen.values() for edit in edits))


def _fit(chosen: dict[int, tuple[Edit, ...]]) -> bool:
    """True when no two of them change the same text."""
    spans = sorted((one.file, one.start, one.end) for edits in chosen.values() for one in edits if one.end > one.start)
    return all(left[0] != right[0] or left[2] <= right[1] for left, right in pairwise(spans)) and all(
        not _is_inside(one, spans) for edits in chosen.values() for one in edits if one.start == one.end
    )


def _is_inside(edit: Edit, spans: list[tuple[str, int, int]]) -> bool:
    """True for what is put into a text that is taken out."""
    at = bisect_right(spans, (edit.file, edit.start, 0)) - 1
    return at >= 0 and spans[at][0] == edit.file and spans[at][1] < edit.start < spans[at][2]


def _adoption(state: _Accepted, number: int, proposal: Proposal, after: frozenset[Key]) -> Adoption:
    if number in state.chosen:
        return Adoption(edits=state.chosen[number])
    if key_of(proposal.finding) not in after:
        return Adoption(reason=_BESIDE)
    if not proposal.ways:
        return Adoption(reason=_NO_WORDS)
    return Adoption(reason=_NOT_TRIED if state.is_tired else _NOT_ALONE)
