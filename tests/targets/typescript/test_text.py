"""Comments, keys and literals."""

from __future__ import annotations

from wesley.targets.typescript.text import block, deprecation, doc, in_list, key, literal


def test_a_comment_is_not_ended_by_what_it_says() -> None:
    assert doc("", "a */ b") == ["/** a *\\/ b */"]


def test_a_comment_of_several_lines() -> None:
    assert doc("  ", "One.\n\nTwo.", ["@deprecated Three"]) == [
        "  /**",
        "   * One.",
        "   *",
        "   * Two.",
        "   * @deprecated Three",
        "   */",
    ]


def test_nothing_to_say_is_no_comment() -> None:
    assert doc("", None) == doc("", " \n") == []
    assert deprecation(None) == []
    assert deprecation("") == ["@deprecated"]


def test_a_key_is_quoted_where_it_is_no_identifier() -> None:
    assert [key(name) for name in ("name", "class", "a-b", "1", 'a"b', "é")] == [
        "name",
        "class",
        '"a-b"',
        '"1"',
        '"a\\"b"',
        '"é"',
    ]


def test_a_literal_holds_any_text() -> None:
    assert literal('a"\\\n') == '"a\\"\\\\\\n"'


def test_a_union_goes_in_parentheses_before_it_is_made_a_list() -> None:
    assert [in_list(item) for item in ("A", "A | null", "(A | null)[]")] == ["A[]", "(A | null)[]", "(A | null)[][]"]


def test_an_empty_block_is_one_line() -> None:
    assert block("interface A ", []) == ["interface A {}"]
