"""Edits are tried before they are told: what does not work alone is tried beside what does."""

from __future__ import annotations

from wesley.drift.adopt.adoption import Edit
from wesley.drift.adopt.trial import Proposal, tried
from wesley.drift.finding import Finding, Key, Kind, Severity, Subject

Texts = dict[str, str]


def finding(name: str) -> Finding:
    """An extra index of this name."""
    subject = Subject(kind="index", schema="public", table="users", name=name)
    return Finding(kind=Kind.EXTRA, severity=Severity.WARNING, subject=subject)


def proposal(name: str, *texts: str) -> Proposal:
    """Texts to put at the end of a schema for a finding, the best first."""
    ways = tuple((Edit(file="a", start=0, end=0, text=text, where="a"),) for text in texts)
    return Proposal(finding=finding(name), ways=ways)


def keys(*names: str) -> frozenset[Key]:
    """What differs."""
    return frozenset((Kind.EXTRA, finding(name).subject) for name in names)


def differing(texts: Texts) -> frozenset[Key] | None:
    """A schema of words: what is written is not missing; `!` is no schema, and `b` needs `a`."""
    text = texts["a"]
    if "!" in text or ("b" in text and "a" not in text):
        return None
    return keys(*(name for name in "abcd" if name not in text))


def test_what_works_together_is_accepted_together() -> None:
    calls: list[Texts] = []

    def counted(texts: Texts) -> frozenset[Key] | None:
        calls.append(texts)
        return differing(texts)

    adoptions = tried([proposal("a", "a"), proposal("b", "b"), proposal("c", "c")], {"a": ""}, counted)
    assert [one.edits[0].text for one in adoptions] == ["a", "b", "c"]
    assert len(calls) == 2


def test_what_does_not_work_is_told_and_the_rest_is_accepted() -> None:
    bad, good = tried([proposal("a", "!"), proposal("c", "c")], {"a": ""}, differing)
    assert (bad.edits, bad.reason[:7]) == ((), "no edit")
    assert good.edits[0].text == "c"


def test_what_does_not_work_is_told_apart_by_what_still_differs() -> None:
    calls: list[Texts] = []

    def counted(texts: Texts) -> frozenset[Key] | None:
        calls.append(texts)
        there = {name for name in ("a", "c") if name in texts["a"]} | ({"b"} if "y" in texts["a"] else set())
        return keys(*({"a", "b", "c", *(f"x{number}" for number in range(200))} - there))

    bad = [proposal(f"x{number}", "?") for number in range(200)]
    adoptions = tried([proposal("a", "a"), *bad, proposal("b", "x", "y"), proposal("c", "c")], {"a": ""}, counted)
    assert [number for number, one in enumerate(adoptions) if one.edits] == [0, 201, 202]
    assert {one.reason[:7] for one in adoptions[1:201]} == {"no edit"}
    assert len(calls) < 10


def test_another_way_is_tried() -> None:
    (adoption,) = tried([proposal("a", "!", "a")], {"a": ""}, differing)
    assert adoption.edits[0].text == "a"


def test_what_needs_another_is_tried_again_beside_it() -> None:
    adoptions = tried(
        [proposal("b", "b"), proposal("d", "!"), proposal("c", "!"), proposal("a", "a")], {"a": ""}, differing
    )
    assert [bool(one.edits) for one in adoptions] == [True, False, False, True]


def test_what_another_edit_brings_needs_none_of_its_own() -> None:
    first, second = tried([proposal("a", "ad"), Proposal(finding=finding("d"), ways=())], {"a": ""}, differing)
    assert first.edits
    assert second.reason == "comes with the edits of another finding"


def test_an_edit_that_makes_something_else_drift_is_not_offered() -> None:
    def worse(texts: Texts) -> frozenset[Key] | None:
        return keys("x") if texts["a"] else keys("a")

    (adoption,) = tried([proposal("a", "a")], {"a": ""}, worse)
    assert not adoption.edits


def test_a_schema_that_is_none_gets_no_edits() -> None:
    (adoption,) = tried([proposal("a", "a")], {"a": "!"}, differing)
    assert not adoption.edits


def test_no_more_is_tried_than_anybody_waits_for() -> None:
    calls: list[Texts] = []

    def counted(texts: Texts) -> frozenset[Key] | None:
        calls.append(texts)
        return differing(texts)

    adoptions = tried([proposal("a", "!") for _ in range(500)], {"a": ""}, counted)
    assert len(calls) < 60
    assert {one.reason.partition(":")[0] for one in adoptions} == {"was not tried"}


def test_a_comment_on_a_table_excuses_nothing_in_it() -> None:
    comment = Subject(kind="comment", schema="public", name="users")
    extra = Finding(kind=Kind.EXTRA, severity=Severity.INFO, subject=comment)
    edit = Edit(file="a", start=0, end=0, text="x", where="a")

    def breaking(texts: Texts) -> frozenset[Key]:
        return keys("d") if "x" in texts["a"] else frozenset({(Kind.EXTRA, comment)})

    (adoption,) = tried([Proposal(finding=extra, ways=((edit,),))], {"a": ""}, breaking)
    assert not adoption.edits


def test_what_makes_a_strange_thing_drift_is_found_in_halves() -> None:
    def strange(texts: Texts) -> frozenset[Key]:
        other = Subject(kind="table", schema="public", name="elsewhere")
        left = keys(*(name for name in "acd" if name not in texts["a"]))
        return left | ({(Kind.EXTRA, other)} if "c" in texts["a"] else set())

    adoptions = tried([proposal(name, name) for name in "acd"], {"a": ""}, strange)
    assert [bool(one.edits) for one in adoptions] == [True, False, True]
