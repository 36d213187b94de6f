"""Every kind of expression reads back as itself, wherever a statement can hold it."""

from __future__ import annotations

import pytest

from tests.sql.ddl.support import printed
from wesley.ir.column import Column, Generated
from wesley.ir.constraint import Check
from wesley.ir.index import Index, IndexKey
from wesley.ir.policy import Policy
from wesley.ir.routine import Trigger, TriggerEvent, TriggerTiming
from wesley.ir.table import Partitioning, PartitionStrategy, Table
from wesley.sql.ddl.constraint import add_constraint
from wesley.sql.ddl.index import create_index
from wesley.sql.ddl.policy import create_policy
from wesley.sql.ddl.table import create_table
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.expression import Context, parse_expression

PLAIN = (
    "NOT true",
    "NOT (true AND false)",
    "1 = ANY (ARRAY[1])",
    "1 <> ALL (ARRAY[1])",
    "true IS NOT TRUE",
    "'a' SIMILAR TO 'b'",
    "'a' NOT LIKE 'b' ESCAPE 'c'",
    "'a' ILIKE 'b'",
    "1 IS DISTINCT FROM 2",
    "1 IS NOT DISTINCT FROM 2",
    "'{}' IS JSON",
    "(1,2)",
    "ROW(1)",
    "(1,2) = (3,4)",
    "- 1",
    "+1",
    "@ -1",
    "1 OPERATOR(pg_catalog.+) 2",
    "ARRAY[1,2]",
    "ARRAY[[1],[2]]",
    "'x'::text::varchar(3)",
    "CAST('1' AS int)",
    "int '1'",
    "interval '1 day'",
    "interval '1' day",
    "date '2020-01-01' + 1",
    "now() AT TIME ZONE 'utc'",
    "timezone('utc', now())",
    "now() AT LOCAL",
    "CURRENT_TIMESTAMP(3)",
    "LOCALTIME",
    "CURRENT_USER",
    "coalesce(NULL, 1)",
    "nullif(1,2)",
    "greatest(1,2)",
    "extract(year from now())",
    "position('a' in 'b')",
    "substring('a' from 1 for 2)",
    "substring('a' similar 'b' escape 'c')",
    "trim(both 'x' from 'y')",
    "trim('y')",
    "overlay('a' placing 'b' from 1)",
    "normalize('a', NFC)",
    "'a' IS NORMALIZED",
    "'a' COLLATE \"C\"",
    "(ARRAY[1,2])[1]",
    "(ARRAY[1,2])[1:2]",
    "('{}'::jsonb)['a']",
    "'{}'::jsonb -> 'a' ->> 'b'",
    "(ROW(1,2)).f1",
    "xmlparse(document '<a/>')",
    "xmlelement(name foo, xmlattributes(1 as a))",
    "xmlserialize(content 'a' as text)",
    "json_object('a': 1)",
    "json_array(1,2)",
    "json_value('{}', '$.a')",
    "json_query('{}', '$.a' with wrapper)",
    "json_exists('{}', '$.a')",
    "JSON('{}')",
    "JSON_SCALAR(1)",
    "(now(), now()) OVERLAPS (now(), now())",
    "make_interval(days => 1)",
    "concat(VARIADIC ARRAY['a'])",
    "CASE 1 WHEN 2 THEN 3 ELSE 4 END",
    "U&'\\0061'",
    "E'\\n'",
    "$$a$$",
    "B'101'",
    "X'1F'",
    "1e10",
    "0x1F",
    "1_000",
    "NULL",
    "true",
    "1.5",
    "'a' || 'b' || 'c'",
    "1 + 2 * 3 - (4 - 5)",
    "(1 + 2) * 3",
    "- (- 1)",
    "NOT NOT true",
    "true OR false AND true",
    "(true OR false) AND true",
    "1 BETWEEN SYMMETRIC 2 AND 3",
    "1 NOT IN (1,2)",
    "treat(1 as int)",
    "1::int4[]",
    "'a'::\"char\"",
    "'1'::numeric(3,1)[]",
    "pg_catalog.int4 '1'",
    "1 < 2 IS TRUE",
    "(1 = 2) = true",
    "(1 < 2) IS NULL",
    "2 ^ 3 ^ 4",
    "1 - -1",
    "'x' ~ '^[a-z]+$'",
    "grouping",
    "~1",
    "'a' ^@ 'b'",
)
WITH_QUERIES = (
    "(SELECT 1)",
    "EXISTS (SELECT 1)",
    "ARRAY(SELECT 1)",
    "1 IN (SELECT 1)",
    "(1,2) IN (SELECT 1,2)",
    "1 > ALL (SELECT 1)",
    "(SELECT a FROM t WHERE b = 1 ORDER BY c LIMIT 1)",
    "(SELECT count(*) FILTER (WHERE a) FROM t GROUP BY ROLLUP (a, b))",
    "(SELECT sum(a) OVER (PARTITION BY b ORDER BY c ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t)",
    "(SELECT string_agg(a, ',' ORDER BY b) FROM t)",
    "(SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FROM t)",
    "(WITH q AS MATERIALIZED (SELECT 1 AS a) SELECT a FROM q)",
    "(SELECT DISTINCT ON (a) b FROM t)",
    "(SELECT a FROM t CROSS JOIN LATERAL unnest(b) WITH ORDINALITY AS x(c, d))",
    "(SELECT 1 FROM json_table('{}', '$' COLUMNS (a int PATH '$.a')) j)",
    "(SELECT 1 FROM xmltable('/a' PASSING '<a/>' COLUMNS b int PATH 'b') x)",
    "(VALUES (1), (2) LIMIT 1)",
)


@pytest.mark.parametrize("text", PLAIN)
def test_an_expression_over_one_row(text: str) -> None:
    expression = parse_expression(text, Context.CHECK)
    default = Column(name="a", type="text", default=expression)
    generated = Column(name="b", type="text", generated=Generated(expression=expression, stored=True))
    keys = (IndexKey(expression=expression),)
    partitioning = Partitioning(strategy=PartitionStrategy.LIST, keys=keys)
    trigger = Trigger(
        name="t",
        timing=TriggerTiming.AFTER,
        events=(TriggerEvent.INSERT,),
        function_schema="s",
        function="f",
        when=expression,
    )
    printed(create_table(Table(schema="s", name="t", columns=(default, generated), partitioning=partitioning)))
    printed(add_constraint("s", "t", Check(name="c", expression=expression)))
    printed(create_index("s", "t", Index(name="i", keys=keys, where=expression)))
    printed(create_trigger("s", "t", trigger))


@pytest.mark.parametrize("text", [*PLAIN, *WITH_QUERIES])
def test_a_policy(text: str) -> None:
    expression = parse_expression(text, Context.POLICY)
    assert parse_expression(expression.sql, Context.POLICY) == expression
    printed(create_policy("s", "t", Policy(name="p", roles=("x",), using=expression, check=expression)))
