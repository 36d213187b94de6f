"""The words of a table."""

from __future__ import annotations

from tests.changes.objects import policy, trigger
from tests.changes.small import check, foreign_key, index, table
from wesley.ir.expression import Expression
from wesley.ir.words import as_word


def test_what_it_names_is_among_them() -> None:
    whole = table(
        checks=(check("c", """ "User" > size(a)"""),),
        foreign_keys=(foreign_key("k", to="parent"),),
        policies=(policy(using="a IN (SELECT b FROM s.other)"),),
        triggers=(trigger(when=Expression(sql="new.seen")),),
        indexes=(index("i", "a", where=Expression(sql="b IS NOT NULL")),),
    )
    assert {"t", "integer", "User", "size", "parent", "other", "seen", "NULL"} <= whole.words
    assert "use" not in whole.words


def test_a_name_is_one_word_or_none() -> None:
    assert as_word("user_2") == "user_2"
    assert as_word("größe") == "größe"
    assert [as_word(name) for name in ("a b", 'a"b', "a$b", "")] == [None] * 4
