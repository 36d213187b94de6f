"""Each change of an enum, as text."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sql.ddl.support import printed
from wesley.sql.ddl.alter_enum import add_enum_value, drop_enum, rename_enum, rename_enum_value, set_enum_schema


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (add_enum_value("s", "e", "it's"), "ALTER TYPE s.e ADD VALUE 'it''s';"),
        (add_enum_value("s", "e", "a", before="b"), "ALTER TYPE s.e ADD VALUE 'a' BEFORE 'b';"),
        (add_enum_value("s", "e", "a", after="b"), "ALTER TYPE s.e ADD VALUE 'a' AFTER 'b';"),
        (rename_enum_value("s", "e", "a", "b"), "ALTER TYPE s.e RENAME VALUE 'a' TO 'b';"),
        (rename_enum("s", "e", "f g"), 'ALTER TYPE s.e RENAME TO "f g";'),
        (set_enum_schema("s", "e", "f"), "ALTER TYPE s.e SET SCHEMA f;"),
        (drop_enum("s", "e"), "DROP TYPE s.e;"),
    ],
)
def test_an_enum_is_changed(tree: Any, text: str) -> None:
    assert printed(tree) == text


def test_a_value_has_one_neighbour() -> None:
    with pytest.raises(ValueError, match="one neighbour"):
        add_enum_value("s", "e", "a", before="b", after="c")
