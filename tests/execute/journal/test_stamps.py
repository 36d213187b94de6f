"""What shows in a stamp, and what does not."""

from __future__ import annotations

import hashlib

import pytest

from tests.execute.place import documented
from tests.plan.planned import USER, USER_WITH_CHECK, planned
from wesley.changes.statement import RelationName
from wesley.execute.journal import plans, stamps
from wesley.execute.journal.install import install
from wesley.execute.journal.new_plan import new_plan
from wesley.execute.journal.plans import Approvals
from wesley.postgres.session import Session, session

pytestmark = pytest.mark.server

TABLE = "CREATE TABLE t (id int PRIMARY KEY, age int); CREATE VIEW v AS SELECT id FROM t"
SEEN = {
    "ALTER TABLE t ADD COLUMN name text": "columns",
    "ALTER TABLE t ALTER COLUMN age SET DEFAULT 1": "columns",
    "ALTER TABLE t RENAME COLUMN age TO years": "columns",
    "ALTER TABLE t ADD CHECK (age > 0)": "constraints",
    "CREATE INDEX ON t (age)": "indexes",
    "ALTER TABLE t ENABLE ROW LEVEL SECURITY": "table",
    "GRANT SELECT ON t TO PUBLIC": "table",
    "CREATE POLICY p ON t USING (true)": "policies",
    "CREATE TRIGGER g AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()": "triggers",
    "DROP TABLE t CASCADE": "it is gone",
}
UNSEEN = (
    "INSERT INTO t VALUES (1, 1)",
    "VACUUM (FREEZE, ANALYZE) t",
    "ALTER TABLE t ALTER COLUMN age SET STATISTICS 10",
    "REINDEX TABLE t",
    "VACUUM FULL t",
    "CREATE TABLE other (t int REFERENCES t)",
)


def kept(one: Session, relations: list[str]) -> int:
    """A plan in the journal that knows the relations as they are now."""
    install(one)
    number = plans.store(one, new_plan(documented(planned(USER, USER_WITH_CHECK)), Approvals()))
    stamps.keep(one, number, relations)
    return number


@pytest.mark.parametrize(("ddl", "part"), SEEN.items())
def test_what_ddl_changes_shows(database: str, ddl: str, part: str) -> None:
    with session(database) as one:
        one.run(TABLE)
        number = kept(one, ["public.t"])
        one.run(ddl)
        assert len(found := stamps.changed(one, number, ["public.t"])) == 1
        assert part in found[0]


def test_what_no_ddl_of_the_table_changes_does_not(database: str) -> None:
    with session(database) as one:
        one.run(TABLE)
        number = kept(one, ["public.t", "public.v"])
        for statement in UNSEEN:
            one.run(statement)
            assert (statement, stamps.changed(one, number, ["public.t", "public.v"])) == (statement, ())


def test_another_query_of_a_view_shows(database: str) -> None:
    with session(database) as one:
        one.run(TABLE)
        number = kept(one, ["public.v"])
        one.run("CREATE OR REPLACE VIEW v AS SELECT id FROM t WHERE age > 0")
        assert stamps.changed(one, number, ["public.v"]) == ("public.v: table",)


def test_what_was_not_there_shows_when_it_comes(database: str) -> None:
    with session(database) as one:
        number = kept(one, ["public.t"])
        one.run(TABLE)
        assert stamps.changed(one, number, ["public.t"]) == ("public.t: it was not there",)


def test_the_formula_has_a_number_of_its_own() -> None:
    """Where this fails, raise `FORMULA`, then write the new number and digest here."""
    formula = stamps._NOW.replace(str(stamps.FORMULA), "", 1)
    assert (stamps.FORMULA, hashlib.sha256(formula.encode()).hexdigest()[:16]) == (1, "35dc106010f4ce50")


def test_stamps_of_another_formula_are_known(database15: str) -> None:
    with session(database15) as one:
        one.run(TABLE)
        number = kept(one, ["public.t", "public.nothing"])
        assert not stamps.are_of_another_formula(one, number)
        one.run("UPDATE wesley.stamps SET stamp = replace(stamp, '1 ', '0 ')")
        assert stamps.are_of_another_formula(one, number)
        stamps.take_again(one, number)
        assert not stamps.are_of_another_formula(one, number)
        assert stamps.changed(one, number, ["public.t"]) == ()


def test_what_is_in_no_schema_is_no_relation() -> None:
    names = stamps.names([RelationName(schema="", name="btree_gist"), RelationName(schema="public", name="Users")])
    assert names == ['public."Users"']
