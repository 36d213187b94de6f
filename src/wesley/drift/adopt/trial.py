"""Edits are tried before they are told: the schema is read with them, and compared with the database again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct

from wesley.drift.adopt.adoption import Adoption, Edit, applied, overlap
from wesley.drift.finding import Finding, Key, Kind, Subject, key_of

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
    """A finding and the edits that could be made for it, the best first; and why they fail, where that is known."""

    finding: Finding
    ways: tuple[tuple[Edit, ...], ...]
    reason: str = ""


class _Accepted(Struct):
    """The edits that are known to work together."""

    texts: dict[str, str]
    compare: Compare
    before: frozenset[Key]
    edits: tuple[Edit, ...] = ()
    chosen: dict[int, tuple[Edit, ...]] = {}
    refused: dict[int, int] = {}
    tried: int = 0
    after: frozenset[Key] = frozenset()

    @property
    def is_tired(self) -> bool:
        """True when nothing more is tried."""
        return self.tried >= _MOST_TRIED

    def outcome(self, edits: tuple[Edit, ...]) -> frozenset[Key] | None:
        """What differs with these edits, too; None where they cannot be made, or nothing more is tried."""
        if self.is_tired or overlap(self.edits, edits):
            return None
        self.tried += 1
        return self.compare(applied(self.texts, (*self.edits, *edits)))

    def new_in(self, outcome: frozenset[Key], targets: Sequence[Finding]) -> frozenset[Key]:
        """What differs and did not before.

        A table that is adopted may leave findings in it: a trigger for which there are no words, and nothing else.
        """
        whole = {(one.subject.schema, one.subject.name) for one in targets if _is_whole(one)}
        return frozenset(key for key in outcome - self.before if (key[1].schema, key[1].table) not in whole)

    def accept(self, chosen: dict[int, tuple[Edit, ...]], outcome: frozenset[Key]) -> None:
        """Keep edits that work. What another proposal brings already, such as an enum, is not brought twice."""
        for number, edits in chosen.items():
            self.chosen[number] = self.new(edits)
            self.edits += self.chosen[number]
        self.after = outcome

    def refuse(self, numbers: Iterable[int]) -> list[int]:
        """Note of edits that do not work beside how many others."""
        self.refused.update(dict.fromkeys(numbers, len(self.chosen)))
        return list(numbers)

    def new(self, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
        """The edits that no accepted proposal has."""
        return tuple(edit for edit in edits if edit not in self.edits)


def tried(proposals: Sequence[Proposal], texts: dict[str, str], compare: Compare) -> tuple[Adoption, ...]:
    """For each proposal the edits that work, or why there are none.

    All are tried together first. What does not work is told apart by what still differs then, else in halves. What
    fails is tried once more beside all that works, since an index may need the column of another proposal.

    Args:
        proposals: what could be done.
        texts: the texts of the schema by name.
        compare: what differs from the database with other texts.
    """
    before = compare(texts)
    if before is None:
        return tuple(Adoption(reason=_NOT_ALONE) for _ in proposals)
    state = _Accepted(texts=texts, compare=compare, before=before, chosen={}, refused={}, after=before)
    for way in range(max((len(one.ways) for one in proposals), default=0)):
        left = [number for number, one in enumerate(proposals) if len(one.ways) > way and number not in state.chosen]
        while left:
            left = _accept(state, {number: proposals[number] for number in left}, way)
            left = [number for number in left if state.refused[number] < len(state.chosen)]
    return tuple(_adoption(state, number, one, state.after) for number, one in enumerate(proposals))


def _is_whole(finding: Finding) -> bool:
    """True for a table that only the database has; a comment on a table goes by the table's name, too."""
    return finding.kind is Kind.EXTRA and finding.subject.kind in _WHOLE


def _accept(state: _Accepted, some: dict[int, Proposal], way: int) -> list[int]:
    """Accept what works; gives what does not."""
    chosen = {number: one.ways[way] for number, one in some.items()}
    outcome = state.outcome(state.new(_joined(chosen))) if _fit(chosen) else None
    targets = [one.finding for one in some.values()]
    if outcome is not None:
        new = state.new_in(outcome, targets)
        fails = {number for number, one in some.items() if key_of(one.finding) in outcome} | _otherwise(some, new)
        if not fails and not new:
            state.accept(chosen, outcome)
            return []
        if len(fails) == len(some):
            return state.refuse(some)
        blamed = fails | _near(some, new)
        if 0 < len(blamed) < len(some):
            return _apart(state, some, blamed, way)
    if len(some) == 1:
        return state.refuse(some)
    return _apart(state, some, set(list(some)[len(some) // 2 :]), way)


def _apart(state: _Accepted, some: dict[int, Proposal], later: set[int], way: int) -> list[int]:
    first = {number: one for number, one in some.items() if number not in later}
    second = {number: one for number, one in some.items() if number in later}
    return [*_accept(state, first, way), *_accept(state, second, way)]


def _otherwise(some: dict[int, Proposal], new: frozenset[Key]) -> set[int]:
    """The proposals for what differs in another way now."""
    subjects = {key[1] for key in new}
    return {number for number, one in some.items() if one.finding.subject in subjects}


def _near(some: dict[int, Proposal], new: frozenset[Key]) -> set[int]:
    """The proposals for the tables in which something differs now that none of them is about."""
    known = {one.finding.subject for one in some.values()}
    relations = {_relation(key[1]) for key in new if key[1] not in known}
    return {number for number, one in some.items() if _relation(one.finding.subject) in relations}


def _relation(subject: Subject) -> tuple[str, str]:
    return (subject.schema, subject.table or subject.name)


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
        return Adoption(reason=proposal.reason or _NO_WORDS)
    return Adoption(reason=proposal.reason or (_NOT_TRIED if state.is_tired else _NOT_ALONE))
