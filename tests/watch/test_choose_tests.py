"""Which test files a round runs."""

from __future__ import annotations

from wesley.config.settings import Settings
from wesley.watch.choose_tests import chosen

TESTS = {
    "tests/00_schema.sql": "s1",
    "tests/10_table_orgs.sql": "o1",
    "tests/10_table_users.sql": "u1",
    "tests/20_isolation_users.sql": "i1",
    "tests/30_lookups.sql": "l1",
}
SETTINGS = Settings()
NONE: frozenset[tuple[str, str]] = frozenset()


def test_all_when_everything_is_different() -> None:
    assert chosen(TESTS, TESTS, None, SETTINGS) == TESTS


def test_none_when_all_have_passed_and_nothing_is_different() -> None:
    assert chosen(TESTS, TESTS, NONE, SETTINGS) == {}


def test_a_file_whose_text_is_another_one() -> None:
    passed = TESTS | {"tests/10_table_users.sql": "u0"}
    assert list(chosen(TESTS, passed, NONE, SETTINGS)) == ["tests/10_table_users.sql"]


def test_a_file_that_has_not_passed() -> None:
    passed = {path: text for path, text in TESTS.items() if "orgs" not in path}
    assert list(chosen(TESTS, passed, NONE, SETTINGS)) == ["tests/10_table_orgs.sql"]


def test_the_files_of_a_table_that_is_different_and_those_of_no_table() -> None:
    assert list(chosen(TESTS, TESTS, frozenset({("public", "users")}), SETTINGS)) == [
        "tests/00_schema.sql",
        "tests/10_table_users.sql",
        "tests/20_isolation_users.sql",
        "tests/30_lookups.sql",
    ]
