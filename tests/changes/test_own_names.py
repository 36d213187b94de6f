"""Names of our own fit into PostgreSQL's 63 bytes and stay apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wesley.changes.own_names import dropped_name, is_dropped, is_old, is_sync, new_name, old_name, sync_name

NAMES = st.text(min_size=1, max_size=80)


def test_they_begin_with_wesley() -> None:
    assert new_name("users_pkey") == "wesley_new_users_pkey"
    assert old_name("users_pkey") == "wesley_old_users_pkey"
    assert sync_name("users", "age") == "wesley_sync_users_age"


@given(NAMES)
def test_they_are_short_enough(name: str) -> None:
    assert len(new_name(name).encode()) <= 63


@given(NAMES, NAMES)
def test_long_names_that_differ_stay_different(left: str, right: str) -> None:
    head = "x" * 60
    assert (new_name(head + left) == new_name(head + right)) == (left == right)


@given(NAMES)
def test_each_is_recognised(name: str) -> None:
    assert is_old(old_name(name))
    assert is_sync(sync_name(name))
    assert is_dropped(dropped_name(name))
    assert not is_old(new_name(name))
