"""What functions name."""

from __future__ import annotations

from tests.changes.objects import function
from tests.changes.small import COLUMNS, table
from wesley.changes.function_names import gone_functions, names_news, names_rows_of, new_functions
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.ir.table import Table


def test_names_of_arguments_tell_no_functions_apart() -> None:
    old, new = (Physical(functions=(function(arguments=each),)) for each in ("integer", "x integer"))
    assert new_functions(old, new) == ()
    assert gone_functions(old, new) == ()


def test_types_of_arguments_do() -> None:
    old, new = (Physical(functions=(function(arguments=each),)) for each in ("integer", "text"))
    assert new_functions(old, new) == new.functions
    assert gone_functions(old, new) == old.functions


def test_a_body_with_the_name_of_a_new_column() -> None:
    wider = Table(schema="s", name="t", columns=(*COLUMNS, Column(name="extra", type="text")))
    old, new = Physical(tables=(table(),)), Physical(tables=(wider,))
    assert names_news(old, new, function(body="SELECT extra FROM s.t"))
    assert not names_news(old, new, function(body="SELECT extras FROM s.t"))


def test_rows_of_a_table_in_arguments_or_result() -> None:
    assert names_rows_of(function(arguments="s.t"), "s", "t")
    assert names_rows_of(function(returns="SETOF s.t"), "s", "t")
    assert not names_rows_of(function(arguments="s.ta"), "s", "t")
