"""The guide of changes says what the planner does."""

from __future__ import annotations

from docs.ddl_safety_page import PAGE, page


def test_the_guide_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make reference`"


def test_each_section_has_a_line_in_the_contents() -> None:
    text = page()
    assert text.count("\n* [") == text.count("\n## ")
