"""What is called otherwise, there and back."""

from __future__ import annotations

from wesley.diff.renames import NO_RENAMES, Renames, inverse, names_of

RENAMES = Renames(
    tables=((("s", "t"), ("s", "u")),),
    columns=((("s", "t"), "a", "n"), (("s", "x"), "b", "m")),
    enums=((("s", "e"), ("s", "f")),),
    values=((("s", "e"), "low", "deep"),),
)


def test_the_way_back_speaks_of_columns_and_values_under_the_new_names_of_their_owners() -> None:
    back = inverse(RENAMES)
    assert back.tables == ((("s", "u"), ("s", "t")),)
    assert back.columns == ((("s", "u"), "n", "a"), (("s", "x"), "m", "b"))
    assert back.values == ((("s", "f"), "deep", "low"),)


def test_there_and_back_is_where_it_began() -> None:
    assert inverse(inverse(RENAMES)) == RENAMES


def test_names_are_by_owner() -> None:
    names = names_of(RENAMES)
    assert names.relations == {("s", "t"): ("s", "u")}
    assert names.columns == {("s", "t"): {"a": "n"}, ("s", "x"): {"b": "m"}}
    assert names.types == {("s", "e"): ("s", "f")}
    assert names.values == {("s", "e"): {"low": "deep"}}


def test_none_are_false() -> None:
    assert not NO_RENAMES
    assert RENAMES
