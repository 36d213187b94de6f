"""A former name belongs to nothing else."""

from __future__ import annotations

from tests.sdl.harness import compiled, findings, only_error


def test_an_old_name_that_another_table_has() -> None:
    problem = only_error(
        'type Customer @table @renamedFrom(name: "clients") { id: ID! @primaryKey }\n'
        "type Client @table { id: ID! @primaryKey }"
    )
    assert findings((problem,)) == [("E213", 1, 6)]
    assert problem.message == "`Customer` was renamed from `public.clients`, and `Client` has that name now"
    assert problem.related[0].origin.place() == ("a.graphql", 2, 6)


def test_an_old_name_that_another_column_has() -> None:
    problem = only_error(
        'type User @table {\n  id: ID! @primaryKey\n  fullName: String @renamedFrom(name: "name")\n  name: String\n}'
    )
    assert findings((problem,)) == [("E213", 3, 3)]


def test_an_old_name_that_another_value_has() -> None:
    problem = only_error(
        'enum E { A @renamedFrom(name: "b") B @dbValue(name: "b") } type T @table { id: ID! @primaryKey e: E }'
    )
    assert problem.code.code == "E213"


def test_one_old_name_for_two() -> None:
    problem = only_error(
        'type T @table {\n  id: ID! @primaryKey\n  a: Int @renamedFrom(name: "x")\n  b: Int @renamedFrom(name: "x")\n}'
    )
    assert problem.message == "`T.b` and `T.a` were both renamed from `x`"


def test_the_name_that_it_has() -> None:
    problem = only_error('type T @table @renamedFrom(name: "ts") { id: ID! @primaryKey }')
    assert problem.message == "`T` was renamed from `public.ts`, which is the name that it has"


def test_the_same_old_name_in_two_tables_is_fine() -> None:
    compiled("""\
        type A @table { id: ID! @primaryKey  b: Int @renamedFrom(name: "x") }
        type B @table { id: ID! @primaryKey  b: Int @renamedFrom(name: "x") }
        """)
