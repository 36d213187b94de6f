"""What hangs on tables: foreign keys, indexes, triggers, policies, grants, comments; and views."""

from __future__ import annotations

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sql.ddl.support import printed, sql
from tests.support.ir import HOSTILE, schemas, texts
from wesley.ir.access import Grant
from wesley.ir.constraint import Deferrable, ForeignKey, ReferentialAction
from wesley.ir.index import Index, IndexKey
from wesley.ir.policy import Policy, PolicyCommand
from wesley.ir.routine import Trigger, TriggerEvent, TriggerTiming
from wesley.ir.schema import Schema
from wesley.ir.view import View
from wesley.sql.ddl.comment import Comment, Commented, comment_on, comment_on_function, prove_comments
from wesley.sql.ddl.foreign_key import add_foreign_key
from wesley.sql.ddl.grant import grant_on_namespace, grant_on_table
from wesley.sql.ddl.index import create_index
from wesley.sql.ddl.policy import create_policy, enable_row_security, force_row_security
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.ddl.view import create_view
from wesley.sql.error import SqlError

KEY = ForeignKey(name="f", columns=("a", "b"), ref_schema="s", ref_table="r", ref_columns=("c", "d"))


@pytest.mark.parametrize("action", ReferentialAction)
@pytest.mark.parametrize("deferrable", Deferrable)
def test_a_foreign_key(action: ReferentialAction, deferrable: Deferrable) -> None:
    key = ForeignKey(
        name="f",
        columns=("a",),
        ref_schema="s",
        ref_table="r",
        ref_columns=("b",),
        on_delete=action,
        on_update=action,
        deferrable=deferrable,
    )
    text = " ".join(printed(add_foreign_key("s", "t", key)).split())
    words = action.value.replace("_", " ")
    assert (" ON " in text) == (action is not ReferentialAction.NO_ACTION)
    assert text.count(f"ON UPDATE {words}") == text.count(f"ON DELETE {words}")
    assert ("DEFERRABLE" in text) == (deferrable is not Deferrable.NO)
    assert ("INITIALLY DEFERRED" in text) == (deferrable is Deferrable.INITIALLY_DEFERRED)


def test_a_foreign_key_that_empties_some_columns_and_is_not_validated() -> None:
    key = ForeignKey(
        name="f",
        columns=("org", "a"),
        ref_schema="s",
        ref_table="r",
        ref_columns=("org", "id"),
        on_delete=ReferentialAction.SET_NULL,
        set_columns=("a",),
    )
    assert printed(add_foreign_key("s", "t", key, not_valid=True)) == (
        "ALTER TABLE s.t\n  ADD CONSTRAINT f FOREIGN KEY (org, a)\n  REFERENCES s.r (org, id)\n"
        "  ON DELETE SET NULL (a) NOT VALID;"
    )


def test_an_index_with_everything() -> None:
    index = Index(
        name="i",
        keys=(
            IndexKey(column="a", descending=True),
            IndexKey(column="b", nulls_first=True),
            IndexKey(column="c", descending=True, nulls_first=False),
            IndexKey(expression=sql("lower(d)"), collation="C", opclass="text_pattern_ops"),
            IndexKey(expression=sql("e + f"), opclass="app.my_ops"),
        ),
        unique=True,
        include=("g", "h"),
        nulls_not_distinct=True,
        parameters=(("deduplicate_items", "off"), ("fillfactor", "70")),
        where=sql("a > 1"),
    )
    assert printed(create_index("s", "t", index, concurrently=True)) == (
        "CREATE UNIQUE INDEX CONCURRENTLY i\n"
        "  ON s.t USING btree (a DESC, b NULLS FIRST, c DESC NULLS LAST, "
        'lower(d) COLLATE "C" text_pattern_ops, (e + f) app.my_ops)\n'
        "  INCLUDE (g, h) NULLS NOT DISTINCT\n"
        "  WITH (deduplicate_items='off', fillfactor=70)\n"
        "  WHERE a > 1;"
    )


def test_a_short_index_of_another_method() -> None:
    index = Index(name="i", keys=(IndexKey(column="v", opclass="vector_l2_ops"),), method="hnsw")
    assert printed(create_index("s", "t", index)) == "CREATE INDEX i ON s.t USING hnsw (v vector_l2_ops);"


def test_a_trigger() -> None:
    trigger = Trigger(
        name="touch",
        timing=TriggerTiming.BEFORE,
        events=(TriggerEvent.INSERT, TriggerEvent.UPDATE),
        function_schema="s",
        function="f",
        arguments=("it's", ""),
        update_columns=("a", "B"),
        when=sql("old.a IS DISTINCT FROM new.a"),
    )
    assert " ".join(printed(create_trigger("s", "t", trigger)).split()) == (
        'CREATE TRIGGER touch BEFORE INSERT OR UPDATE OF a, "B" ON s.t FOR EACH ROW '
        "WHEN (old.a IS DISTINCT FROM new.a) EXECUTE FUNCTION s.f('it''s', '');"
    )


def test_row_security() -> None:
    policy = Policy(
        name="p",
        permissive=False,
        command=PolicyCommand.UPDATE,
        roles=("app user", "public"),
        using=sql("a = 1"),
        check=sql("b = 2"),
    )
    assert " ".join(printed(create_policy("s", "t", policy)).split()) == (
        'CREATE POLICY p ON s.t AS RESTRICTIVE FOR UPDATE TO "app user", public USING (a = 1) WITH CHECK (b = 2);'
    )
    assert printed(enable_row_security("s", "t")) == "ALTER TABLE s.t ENABLE ROW LEVEL SECURITY;"
    assert printed(force_row_security("s", "t")) == "ALTER TABLE s.t FORCE ROW LEVEL SECURITY;"


@pytest.mark.parametrize("command", PolicyCommand)
def test_a_policy_for_each_command(command: PolicyCommand) -> None:
    text = printed(create_policy("s", "t", Policy(name="p", command=command, roles=("x",), using=sql("true"))))
    assert (f"FOR {command.value}" in text) == (command is not PolicyCommand.ALL)


def test_grants() -> None:
    some = Grant(role="app", privileges=("SELECT", "UPDATE"), columns=("a", "b c"))
    assert printed(grant_on_table("s", "t", some)) == 'GRANT SELECT (a, "b c"), UPDATE (a, "b c") ON s.t TO app;'
    assert printed(grant_on_table("s", "t", Grant(role="public", privileges=("ALL",)))) == "GRANT ALL ON s.t TO public;"
    usage = Grant(role="public", privileges=("USAGE",))
    assert printed(grant_on_namespace("s t", usage)) == 'GRANT USAGE ON SCHEMA "s t" TO public;'
    with pytest.raises(SqlError, match="no such privileges"):
        grant_on_table("s", "t", Grant(role="x", privileges=("SELECT ON t TO public; --",)))


@pytest.mark.server
def test_an_identity_column_needs_no_privilege_on_its_sequence(database: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY, a int); CREATE ROLE plain_user")
        connection.execute(
            printed(grant_on_table("public", "t", Grant(role="plain_user", privileges=("INSERT",)))).encode()
        )
        connection.execute("SET ROLE plain_user; INSERT INTO t (a) VALUES (1)")
        connection.rollback()


@pytest.mark.parametrize(("version", "option"), [(14, ""), (15, " WITH (security_invoker=true)")])
def test_a_view_is_evaluated_with_the_rights_of_who_asks_where_that_exists(version: int, option: str) -> None:
    view = View(schema="s", name="v", query=sql("SELECT a FROM s.t"))
    assert printed(create_view(view, version)) == f"CREATE VIEW s.v{option} AS\nSELECT a\nFROM s.t;"


def test_a_materialized_view() -> None:
    view = View(schema="s", name="v", query=sql("SELECT a FROM s.t"), materialized=True)
    assert printed(create_view(view, 15)) == "CREATE MATERIALIZED VIEW s.v AS\nSELECT a\nFROM s.t;"


@pytest.mark.parametrize("query", ["SELECT 1; DROP TABLE x", "DROP TABLE x", "INSERT INTO t VALUES (1)"])
def test_a_view_of_something_else_is_refused(query: str) -> None:
    with pytest.raises(SqlError):
        create_view(View(schema="s", name="v", query=sql(query)), 15)


@pytest.mark.parametrize("on", Commented)
@given(name=texts.filter(bool), text=st.none() | texts)
def test_a_comment_of_any_text(on: Commented, name: str, text: str | None) -> None:
    parts = {Commented.COLUMN: 3}.get(on, 2)
    comment = Comment(on, (name[:15],) * parts, text)
    prove_comments([comment_on(comment)], [comment])


def test_a_comment_is_taken_away() -> None:
    assert comment_on(Comment(Commented.DOMAIN, ("s", "d"), None)) == "COMMENT ON DOMAIN s.d IS NULL;"


def test_a_comment_that_says_something_else_is_found() -> None:
    comments = [Comment(Commented.TABLE, ("s", name or "x"), name) for name in HOSTILE * 20]
    texts_ = [comment_on(comment) for comment in comments]
    prove_comments(texts_, comments)
    for wrong in (
        "COMMENT ON VIEW s.x IS 'a';",
        "COMMENT ON TABLE s.y IS 'a';",
        "COMMENT ON TABLE s.x IS 'b';",
        "SELECT 1;",
        "",
    ):
        with pytest.raises(SqlError):
            prove_comments([wrong], [Comment(Commented.TABLE, ("s", "x"), "a")])


def test_a_comment_on_a_function() -> None:
    text = printed(comment_on_function("s", "f", "a integer, text[]", "it's"))
    assert text == "COMMENT ON FUNCTION s.f(int, text[]) IS 'it''s';"


@given(schema=schemas())
def test_whatever_hangs_on_a_table_reads_back_as_itself(schema: Schema) -> None:
    for table in schema.physical.tables:
        at = (table.schema, table.name)
        for key in table.foreign_keys:
            printed(add_foreign_key(*at, key))
        for index in table.indexes:
            printed(create_index(*at, index))
        for trigger in table.triggers:
            printed(create_trigger(*at, trigger))
        for policy in table.policies:
            printed(create_policy(*at, policy))
        for grant in table.grants:
            printed(grant_on_table(*at, grant))
