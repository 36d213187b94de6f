"""What makes PostgreSQL evaluate a policy for every row is found in its text."""

from __future__ import annotations

import pytest

from wesley.sql.policy_shape import policy_shape


@pytest.mark.parametrize(
    ("sql", "row_calls"),
    [
        ("org_id = (SELECT current_setting('a.b', true)::uuid)", ()),
        ("is_member_of(org_id)", ("is_member_of",)),
        ("app.is_member_of(projects.org_id)", ("app.is_member_of",)),
        ("(SELECT is_member_of(org_id))", ("is_member_of",)),
        ("org_id = ANY (ARRAY(SELECT app.my_org_ids()))", ()),
        ("EXISTS (SELECT 1 FROM app.members AS m WHERE lower(m.name) = 'x')", ()),
        ("lower(COALESCE(org_id, 'x')) = 'x'", ()),
        ("app.lower(COALESCE(org_id, 'x')) = 'x'", ("app.lower",)),
    ],
)
def test_functions_of_the_row(sql: str, row_calls: tuple[str, ...]) -> None:
    assert policy_shape(sql, ("org_id",)).row_calls == row_calls


@pytest.mark.parametrize(
    ("sql", "repeated"),
    [
        ("org_id = current_setting('a.b', true)::uuid", ("current_setting",)),
        ("org_id = (SELECT current_setting('a.b', true)::uuid)", ()),
        ("user_id = auth.uid()", ("auth.uid",)),
        ("user_id = (SELECT auth.uid())", ()),
    ],
)
def test_the_session_is_asked_for_every_row(sql: str, repeated: tuple[str, ...]) -> None:
    assert policy_shape(sql, ("org_id", "user_id")).repeated == repeated
