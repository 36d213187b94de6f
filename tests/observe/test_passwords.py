"""Passwords are hidden wherever they stand; everything else stays."""

from __future__ import annotations

import pytest

from wesley.observe.passwords import without_passwords


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("postgresql://u:p@h/d", "postgresql://u:***@h/d"),
        ("postgresql://u:p@ss@h/d", "postgresql://u:***@h/d"),
        ("postgresql://u@h/d", "postgresql://u@h/d"),
        ("host=h Password = p user=u", "host=h Password = *** user=u"),
        ("sslpassword=p", "sslpassword=***"),
        ("postgresql://h/d?password=p&user=u", "postgresql://h/d?password=***&user=u"),
        ("Add column password to public.users", "Add column password to public.users"),
        ("http://127.0.0.1:9187/metrics", "http://127.0.0.1:9187/metrics"),
    ],
)
def test_what_is_hidden(text: str, expected: str) -> None:
    assert without_passwords(text.encode()).decode() == expected
