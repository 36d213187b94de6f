"""A server's prints become canonical expressions, whatever is in them."""

from __future__ import annotations

import pytest

from wesley.ir.expression import Expression
from wesley.sql.expression import Context, parse_expression
from wesley.sql.printed import (
    ExtensionNames,
    PrintedKey,
    printed_expression,
    printed_index_collations,
    printed_partition_key,
    printed_query,
    printed_trigger,
    without_extension_schema,
)

EXTENSIONS = ExtensionNames(
    types=frozenset({("public", "citext"), ("My Ext", "Odd Type")}),
    functions=frozenset({("public", "similarity")}),
    operators=frozenset({("public", "%")}),
)


def test_a_print_reads_as_what_a_user_wrote() -> None:
    written = parse_expression("price > 0 AND name <> ''", Context.CHECK)
    assert printed_expression("((price > 0) AND (name <> ''))") == written
    assert written.columns == ("name", "price")


def test_a_subquery_names_the_columns_of_the_row_through_its_table() -> None:
    text = "(EXISTS ( SELECT 1\n   FROM public.members m\n  WHERE (m.org_id = projects.org)))"
    assert printed_expression(text, "projects") == Expression(
        sql="EXISTS (SELECT 1 FROM public.members m WHERE m.org_id = projects.org)", columns=("org",)
    )


def test_what_an_extension_has_brought_loses_its_schema() -> None:
    text = "(((a)::public.citext OPERATOR(public.%) 'x'::text) AND (public.similarity(a, public.mine(b)) > 0.3))"
    found = printed_expression(text, "t", EXTENSIONS)
    assert found.sql == "a::citext % 'x'::text AND similarity(a, public.mine(b)) > 0.3"
    assert found.functions == ("public.mine", "similarity")
    query = printed_query(" SELECT (t.a)::public.citext AS a\n   FROM public.t;", EXTENSIONS)
    assert query == Expression(sql="SELECT t.a::citext AS a FROM public.t", relations=("public.t",))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("public.citext", "citext"),
        ("public.citext[]", "citext[]"),
        ('"My Ext"."Odd Type"(3)', '"Odd Type"(3)'),
        ("public.other", "public.other"),
        ("numeric(12,2)", "numeric(12,2)"),
        ('a public.citext, "public.citext" integer', 'a citext, "public.citext" integer'),
    ],
)
def test_types_of_extensions_lose_their_schema(text: str, shown: str) -> None:
    assert without_extension_schema(text, EXTENSIONS.types) == shown


def test_what_the_library_cannot_read_stays_as_it_is() -> None:
    deep = "(" * 200 + 'a + "B b"' + ")" * 200
    assert printed_expression(f"NOT {deep} ~~~> ??? 'it''s").columns == ("B b", "NOT", "a", "it", "s")
    locking = " SELECT t.id\n   FROM public.t\n FOR UPDATE OF t;"
    assert printed_query(locking) == Expression(sql="SELECT t.id\n   FROM public.t\n FOR UPDATE OF t")


def test_a_trigger_has_arguments_and_a_condition() -> None:
    definition = (
        "CREATE TRIGGER a BEFORE UPDATE OF b ON public.t FOR EACH ROW "
        "WHEN ((old.a IS DISTINCT FROM new.a)) EXECUTE FUNCTION public.f('x', 'it''s', '')"
    )
    assert printed_trigger(definition) == (("x", "it's", ""), "old.a IS DISTINCT FROM new.a")
    assert printed_trigger("CREATE TRIGGER a AFTER INSERT ON public.t EXECUTE FUNCTION public.f()") == ((), None)


def test_the_collations_of_index_keys() -> None:
    definition = 'CREATE INDEX i ON public.t USING btree (lower(a) COLLATE "C" DESC, b, c COLLATE public."X y")'
    assert printed_index_collations(definition) == ("C", None, '"public"."X y"')


def test_the_key_of_a_partitioned_table() -> None:
    strategy, keys = printed_partition_key('RANGE (a, lower(b) COLLATE "C" public.my_ops, ((x + 1)))')
    assert strategy == "RANGE"
    assert keys == (
        PrintedKey(column="a", expression=None, collation=None, opclass=()),
        PrintedKey(column=None, expression="lower(b)", collation="C", opclass=("public", "my_ops")),
        PrintedKey(column=None, expression="x + 1", collation=None, opclass=()),
    )
