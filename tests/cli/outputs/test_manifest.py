"""The list of outputs survives a round trip, and a broken one costs nothing."""

from __future__ import annotations

import pytest

from wesley.cli.outputs.manifest import MARK, decode, encode, is_ours


def test_round_trip_sorted_a_file_a_line() -> None:
    files = {"b.ts": "zod", "a/ü.sql": "pgtap"}
    text = encode(files)
    assert decode(text) == files
    assert (
        text
        == f'{{\n "note": "{MARK}: its files in this folder",\n "files": {{\n  "a/ü.sql": "pgtap",\n  "b.ts": "zod"\n }}\n}}\n'
    )
    assert is_ours(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<<<<<<< HEAD",
        "[]",
        '{"files": 3}',
        '{"files": {"../../etc/passwd": "zod"}}',
        '{"files": {"/etc/passwd": "zod"}}',
        '{"files": {"a": 3}}',
        "[" * 100_000,
    ],
)
def test_what_is_no_list_lists_nothing(text: str) -> None:
    assert decode(text) == {}


def test_the_mark_stands_near_the_beginning() -> None:
    assert is_ours(f"// {MARK}".encode())
    assert not is_ours(b" " * 2000 + MARK.encode())
