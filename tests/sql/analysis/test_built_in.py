"""The tables of operators and functions say what servers say."""

from __future__ import annotations

import pytest

from wesley.postgres.session import session
from wesley.sql.analysis.built_in import functions, operators


@pytest.mark.server
@pytest.mark.parametrize("major", [15, 18])
def test_the_tables_of_what_is_built_in_are_those_of_a_server(major: int, request: pytest.FixtureRequest) -> None:
    with session(request.getfixturevalue(f"server{major}").conninfo()) as connection:
        rows = connection.rows(SIGNATURES)
        signs = {(name, left, right) for name, left, right in connection.rows(OPERATORS)}
    results = {(name, tuple(arguments)): result for name, arguments, result in rows}
    wrong = [
        (name, overload)
        for name, overloads in functions().items()
        for overload in overloads
        if overload.arguments is not None
        and results.get((name, overload.arguments), overload.result) != overload.result
    ]
    assert wrong == []
    listed = {(name, *each.arguments) for name, all_of in operators().items() for each in all_of if each.arguments}
    assert {sign for sign in signs if sign not in listed and not set(sign) & INTERNAL} == set()


INTERNAL = {"pg_node_tree", "gtsvector", "pg_ndistinct", "pg_mcv_list", "pg_dependencies"}
SIGNATURES = """
SELECT proname, proargtypes::regtype[]::text[], prorettype::regtype::text FROM pg_proc
WHERE pronamespace = 'pg_catalog'::regnamespace
"""
OPERATORS = """
SELECT oprname, oprleft::regtype::text, oprright::regtype::text FROM pg_operator
WHERE oprleft <> 0 AND oprright <> 0 AND oprnamespace = 'pg_catalog'::regnamespace
"""
