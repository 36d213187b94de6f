"""What a fleet file says, and what it may not say."""

from __future__ import annotations

import pytest

from wesley.fleet.listing import Entry, entries, listed
from wesley.problems.problem import UsageError

FILE = """
# Customers in Vienna
postgresql://db.example.com/vienna

  host=db.example.com dbname=graz
env:linz
query: postgresql://db.example.com/postgres | SELECT datname FROM pg_database WHERE datname ~ 'a|b'
"""


def test_each_line_is_a_database_or_a_query() -> None:
    assert entries(FILE, "fleet.txt") == (
        Entry(line=3, address="postgresql://db.example.com/vienna"),
        Entry(line=5, address="host=db.example.com dbname=graz"),
        Entry(line=6, address="env:linz"),
        Entry(
            line=7,
            address="postgresql://db.example.com/postgres",
            query="SELECT datname FROM pg_database WHERE datname ~ 'a|b'",
        ),
    )


@pytest.mark.parametrize("text", ["", "# nothing\n\n", "query: SELECT datname FROM pg_database", "query: url | "])
def test_what_names_no_database_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"fleet\.txt") as refused:
        entries(text, "fleet.txt")
    assert refused.value.problems[0].code.code == "FLT001"


def test_a_refusal_shows_no_password() -> None:
    with pytest.raises(UsageError) as refused:
        entries("query: postgresql://me:secret@db/postgres", "fleet.txt")
    assert "secret" not in str(refused.value)


@pytest.mark.server
def test_a_query_lists_databases(database15: str) -> None:
    assert listed(database15, "SELECT 'one' UNION ALL SELECT 'two'", "fleet.txt", 1) == ("one", "two")


@pytest.mark.server
@pytest.mark.parametrize("query", ["SELECT 'a', 'b'", "SELECT NULL", "SELECT 'a' WHERE false"])
def test_a_query_that_lists_nothing_is_refused(database15: str, query: str) -> None:
    with pytest.raises(UsageError, match=r"fleet\.txt:1: the query lists no databases"):
        listed(database15, query, "fleet.txt", 1)
