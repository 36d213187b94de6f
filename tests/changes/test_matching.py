"""Constraints and indexes are matched by name, else by structure."""

from __future__ import annotations

from tests.changes.small import check, index
from wesley.changes.matching import gains_validity, match


def test_what_has_its_name_in_both_is_matched_by_it() -> None:
    matching = match((index("i", "a"), index("j", "b")), (index("i", "b"), index("j", "a")))
    assert [new.name for _, new in matching.altered] == ["i", "j"]
    assert matching.renamed == ()


def test_the_rest_is_matched_by_structure() -> None:
    matching = match((index("i", "a"),), (index("j", "a"), index("k", "b")))
    assert [(old.name, new.name) for old, new in matching.renamed] == [("i", "j")]
    assert [new.name for new in matching.added] == ["k"]


def test_a_comment_makes_no_other_index() -> None:
    assert match((index("i", "a"),), (index("i", "a", comment="why"),)).altered == ()


def test_validity_can_be_gained_and_not_lost() -> None:
    valid, unproved = check("c", "a > 0"), check("c", "a > 0", valid=False)
    assert match((unproved,), (valid,)).altered == ()
    assert gains_validity((unproved,), (valid,)) == (unproved,)
    assert match((valid,), (unproved,)).altered == ((valid, unproved),)
    assert gains_validity((valid,), (unproved,)) == ()
