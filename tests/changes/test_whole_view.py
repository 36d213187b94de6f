"""A view comes with all that belongs to it, and says whose prepared statements it breaks."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.objects import view
from tests.changes.small import table
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName
from wesley.changes.whole_view import broken, created
from wesley.ir.access import Grant
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.postgres.session import StatementError, session

PLAIN = view("v", "SELECT a, b FROM s.t", "a", "b")
TABLE = Physical(tables=(table(),))


def test_grants_and_comments_come_with_it() -> None:
    columns = (Column(name="a", type="integer", comment="y"),)
    whole = replace(PLAIN, columns=columns, comment="x", grants=(Grant(role="app", privileges=("SELECT",)),))
    found = created(whole, Situation(before=TABLE, goal=TABLE, version=15), "Why.")
    assert [statement.sql.partition("\n")[0] for statement in found] == [
        "CREATE VIEW s.v AS",
        "GRANT SELECT ON s.v TO app;",
        "COMMENT ON VIEW s.v IS 'x';",
        "COMMENT ON COLUMN s.v.a IS 'y';",
    ]


CASES = {
    "other rows": ("SELECT a, b FROM s.t WHERE a > 0", ("a", "integer"), ("b", "integer")),
    "one more": ("SELECT a, b, k FROM s.t", ("a", "integer"), ("b", "integer"), ("k", "integer")),
    "one less": ("SELECT a FROM s.t", ("a", "integer")),
    "another order": ("SELECT b, a FROM s.t", ("b", "integer"), ("a", "integer")),
    "another type": ("SELECT a, b::text AS b FROM s.t", ("a", "integer"), ("b", "text")),
}


@pytest.mark.server
@pytest.mark.parametrize(("query", "columns"), [(query, columns) for query, *columns in CASES.values()], ids=CASES)
def test_prepared_statements_fail_once_where_the_columns_are_others(
    query: str, columns: list[tuple[str, str]], database: str
) -> None:
    after = replace(view("v", query), columns=tuple(Column(name=name, type=type_) for name, type_ in columns))
    with session(database) as client, session(database) as other:
        other.run("CREATE SCHEMA s; CREATE TABLE s.t (a integer, b integer, k integer)")
        other.run(_sql(PLAIN))
        client.run("PREPARE found AS SELECT * FROM s.v; EXECUTE found")
        other.run("BEGIN; DROP VIEW s.v")
        other.run(f"{_sql(after)} COMMIT")
        if broken(PLAIN, after):
            with pytest.raises(StatementError, match="cached plan must not change result type"):
                client.run("EXECUTE found")
        else:
            client.run("EXECUTE found")
    assert broken(PLAIN, after) in ((), (RelationName(schema="s", name="v"),))


def _sql(made: View) -> str:
    (statement,) = created(made, Situation(before=TABLE, goal=TABLE, version=15), "")
    return statement.sql
