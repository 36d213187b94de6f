"""File names are safe and different whatever tables are called."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from wesley.targets.pgtap.paths import isolation_path, label, lookups_path, schema_path, table_path

NAMES = st.one_of(st.text(min_size=1, max_size=63), st.text(alphabet="aAbB_.-1", min_size=1, max_size=63))
TABLES = st.tuples(NAMES, NAMES)


def test_plain_names_are_kept() -> None:
    assert schema_path("tests") == "tests/00_schema.sql"
    assert table_path("tests", "public", "users", "public") == "tests/10_table_users.sql"
    assert isolation_path("t", "app", "users", "public") == "t/20_isolation_app.users.sql"
    assert lookups_path("a/b") == "a/b/30_lookups.sql"


def test_odd_names_are_shortened_with_a_digest() -> None:
    assert re.fullmatch(r"users-[0-9a-f]{12}", label("public", "Users", "public"))
    assert re.fullmatch(r"_-[0-9a-f]{12}", label("public", "../..", "public"))
    assert len(label("public", "x" * 63, "public")) < 60


@given(st.lists(TABLES, min_size=2, max_size=6, unique=True))
def test_no_two_tables_share_a_file_even_where_case_is_ignored(tables: list[tuple[str, str]]) -> None:
    labels = [label(schema, name, "public").lower() for schema, name in tables]

    assert len(set(labels)) == len(labels)


@given(TABLES)
def test_a_label_is_safe_on_every_file_system(table: tuple[str, str]) -> None:
    found = label(*table, "public")

    assert re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]*)?(-[0-9a-f]{12})?", found) or re.fullmatch(
        r"[a-z0-9_]*\.?[a-z0-9_]*-[0-9a-f]{12}", found
    )
    assert len(found) < 140
