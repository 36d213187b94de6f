"""Edits are shown as whole lines."""

from __future__ import annotations

from wesley.drift.adopt.adoption import Adoption, Edit, applied, overlap
from wesley.drift.adopt.hunks import Hunk, hunks

TEXT = "type A {\n  a: Int @x\n  b: Int\n}\n"


def edit(old: str, new: str) -> Edit:
    """A text in place of another one, which is there once."""
    start = TEXT.index(old)
    return Edit(file="f", start=start, end=start + len(old), text=new, where="somewhere")


def test_what_is_changed_in_a_line_is_shown_as_that_line() -> None:
    adoption = Adoption(edits=(edit("Int @x", "Text @x"), edit(" @x", "")))
    assert hunks(Adoption(edits=(edit(" @x", " @y"),)), {"f": TEXT}) == (
        Hunk(file="f", line=2, removed=("  a: Int @x",), added=("  a: Int @y",)),
    )
    assert overlap(adoption.edits[:1], adoption.edits[1:])


def test_lines_that_come_and_lines_that_go() -> None:
    (came,) = hunks(Adoption(edits=(Edit(file="f", start=30, end=30, text="  c: Int\n", where=""),)), {"f": TEXT})
    assert (came.line, came.removed, came.added) == (4, (), ("  c: Int",))
    (went,) = hunks(Adoption(edits=(edit("\n  b: Int", ""),)), {"f": TEXT})
    assert (went.line, went.removed, went.added) == (3, ("  b: Int",), ())


def test_edits_of_other_lines_are_other_hunks() -> None:
    found = hunks(Adoption(edits=(edit("b: Int", "b: Text"), edit("type A", "type B"))), {"f": TEXT})
    assert [hunk.line for hunk in found] == [1, 3]


def test_of_several_edits_at_one_place_the_first_comes_first() -> None:
    twice = (Edit(file="f", start=0, end=0, text="1", where=""), Edit(file="f", start=0, end=0, text="2", where=""))
    assert applied({"f": "3"}, twice) == {"f": "123"}
