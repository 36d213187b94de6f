"""Another name for something reaches everything that mentions it, as PostgreSQL rewrites it by identity."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.objects import domain, function, view
from tests.changes.small import check, foreign_key, index, parent, primary_key, table
from wesley.changes.rewrite import renamed
from wesley.changes.rewrite_names import Names
from wesley.ir.column import Column
from wesley.ir.enum import Enum
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.sql.error import SqlError

COLUMN = Names(columns={("s", "p"): {"a": "n"}})
TABLE = Names(relations={("s", "p"): ("s", "q")})
MOOD = Enum(schema="s", name="mood", values=("low", "high"))


def test_foreign_keys_of_other_tables_follow_a_column() -> None:
    schema = renamed(Physical(tables=(parent(), table(foreign_keys=(foreign_key("f"),)))), COLUMN)
    assert schema.tables[0].primary_key == primary_key("p_pkey", "n")
    assert schema.tables[1].foreign_keys == (foreign_key("f", ref="n"),)


def test_views_follow_a_column_and_keep_their_own_columns() -> None:
    reading = view("v", "SELECT a FROM s.p", "a", reads=("p",))
    (found,) = renamed(Physical(tables=(parent(),), views=(reading,)), COLUMN).views
    assert found.query.sql == "SELECT n AS a FROM s.p"
    assert found.columns == reading.columns


def test_what_a_table_has_and_what_refers_to_it_follow_its_name() -> None:
    owned = Sequence(schema="s", name="numbers", owned_by=("s", "p", "a"))
    reading = view("v", "SELECT a FROM s.p", "a", reads=("p",))
    taking = function(arguments="s.p", returns="SETOF s.p")
    schema = renamed(
        Physical(
            tables=(parent(), table(foreign_keys=(foreign_key("f"),))),
            sequences=(owned,),
            views=(reading,),
            functions=(taking,),
        ),
        TABLE,
    )
    assert schema.table("s", "p") is None
    assert schema.tables[1].foreign_keys == (foreign_key("f", to="q"),)
    assert schema.sequences == (replace(owned, owned_by=("s", "q", "a")),)
    assert (schema.views[0].query.sql, schema.views[0].depends_on) == ("SELECT a FROM s.q", (("s", "q"),))
    assert (schema.functions[0].arguments, schema.functions[0].returns) == ("s.q", "SETOF s.q")


def test_a_sequence_moves_with_the_table_of_its_column() -> None:
    owned = Sequence(schema="s", name="numbers", owned_by=("s", "p", "a"))
    names = Names(relations={("s", "p"): ("other", "p")})
    (found,) = renamed(Physical(tables=(parent(),), sequences=(owned,)), names).sequences
    assert (found.schema, found.owned_by) == ("other", ("other", "p", "a"))


def test_columns_domains_and_functions_follow_a_type() -> None:
    used = table(checks=(check("c", "a > 0"),))
    columns = (*used.columns, Column(name="mood", type="s.mood", default=Expression(sql="'low'::s.mood")))
    schema = renamed(
        Physical(
            enums=(MOOD,),
            tables=(replace(used, columns=columns),),
            domains=(domain(type="s.mood"),),
            functions=(function(arguments="s.mood[]"),),
        ),
        Names(types={("s", "mood"): ("s", "feeling")}),
    )
    column = schema.tables[0].column("mood")
    assert column is not None
    assert (column.type, column.default) == ("s.feeling", Expression(sql="'low'::s.feeling"))
    assert (schema.enums[0].name, schema.domains[0].type) == ("feeling", "s.feeling")
    assert schema.functions[0].arguments == "s.feeling[]"


def test_constants_follow_a_value_where_they_are_of_the_enum() -> None:
    default = Column(name="mood", type="s.mood", default=Expression(sql="'low'"))
    text = Column(name="note", type="text", default=Expression(sql="'low'"))
    about = index("i", "mood", where=Expression(sql="mood = 'low'", columns=("mood",)))
    schema = Physical(enums=(MOOD,), tables=(replace(table(indexes=(about,)), columns=(default, text)),))
    names = Names(values={("s", "mood"): {"low": "deep"}})
    found = renamed(schema, names)
    assert [column.default and column.default.sql for column in found.tables[0].columns] == ["'deep'", "'low'"]
    assert found.tables[0].indexes[0].where == Expression(sql="mood = 'deep'", columns=("mood",))


def test_a_table_that_is_not_concerned_is_the_very_same_value() -> None:
    schema = Physical(tables=(parent(), table()))
    assert renamed(schema, COLUMN).tables[1] is schema.tables[1]


def test_a_name_and_back_is_the_schema_again() -> None:
    schema = Physical(
        tables=(parent(), table(foreign_keys=(foreign_key("f"),))), views=(view("v", "SELECT p.b FROM s.p", "b"),)
    )
    assert renamed(renamed(schema, TABLE), Names(relations={("s", "q"): ("s", "p")})) == schema


def test_a_column_of_which_it_is_unclear_whose_it_is_is_refused() -> None:
    unclear = view("v", "SELECT (SELECT a FROM unknown.u) FROM s.p", "a", reads=("p",))
    with pytest.raises(SqlError, match="which `a` is meant in a subquery"):
        renamed(Physical(tables=(parent(),), views=(unclear,)), COLUMN)
