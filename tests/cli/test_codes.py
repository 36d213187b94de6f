"""Codes are stable names: each is used once."""

from __future__ import annotations

import re

from wesley.cli.codes import CODES, all_codes


def test_no_code_and_no_name_is_used_twice() -> None:
    codes = all_codes()
    assert len({code.code for code in codes}) == len(codes)
    assert len({code.name for code in codes}) == len(codes)


def test_codes_are_words_and_three_digits_and_names_are_kebab_case() -> None:
    for code in all_codes():
        assert re.fullmatch(r"[A-Z]+[0-9]{3}", code.code)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)


def test_codes_of_the_command_line_are_numbered_without_gaps() -> None:
    assert [code.code for code in CODES] == [f"CLI{number:03}" for number in range(1, len(CODES) + 1)]
