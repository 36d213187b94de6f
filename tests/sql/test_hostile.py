"""Hostile strings in every builder, in a process of their own: the native library must survive all of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

SCRIPT = r"""
import random
from tests.support.ir import HOSTILE
from wesley.ir.column import Column
from wesley.ir.constraint import Check
from wesley.ir.domain import Domain
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.policy import Policy
from wesley.ir.routine import Function, Trigger, TriggerEvent, TriggerTiming
from wesley.ir.table import Partition, Table
from wesley.ir.view import View
from wesley.sql.ddl.alter_column import alter_type
from wesley.sql.ddl.alter_table import set_parameters
from wesley.sql.ddl.domain import create_domain
from wesley.sql.ddl.function import create_function, replace_function
from wesley.sql.ddl.index import create_index
from wesley.sql.ddl.policy import create_policy
from wesley.sql.ddl.table import create_partition, create_table
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.ddl.view import create_view
from wesley.sql.deparse import to_sql
from wesley.sql.error import SqlError
from wesley.sql.expression import Context, output_names, parse_expression, parse_query
from wesley.sql.type_name import base_type, canonical_type

chance = random.Random(SEED)
PARTS = (*HOSTILE, "", "\0", "\ud800", "(", ")", "SELECT", "FROM", "a", "1", ",", "x" * 70, "::",
         "[", "]", "WHERE", "$9", ".", "*", "int",
         "NOT", "NULL", "DEFAULT", "CASE", "END", "WHEN", "OVER", "VALUES", "FOR", "IN", "WITH",
         "AS", "=", "<")

def text():
    return " ".join(chance.choice(PARTS) for _ in range(chance.randint(0, 7)))

def sql():
    return Expression(sql=text())

BUILDERS = (
    lambda: canonical_type(text()),
    lambda: base_type(text()),
    lambda: parse_expression(text(), chance.choice(list(Context)), table="t"),
    lambda: parse_query(text()),
    lambda: output_names("SELECT " + text()),
    lambda: to_sql(create_table(Table(schema=text(), name=text(), columns=(
        Column(name=text(), type=chance.choice(("int", text())), default=sql(), collation=text(),
            compression=text()),)))),
    lambda: to_sql(create_partition(Table(schema="s", name="t"), Partition(schema="s", name="p",
        bound=text()))),
    lambda: to_sql(create_index(text(), text(), Index(name=text(), method=text(), parameters=((text(), text()),),
        keys=(IndexKey(column=text(), opclass=text(), collation=text()), IndexKey(expression=sql())), where=sql()))),
    lambda: to_sql(create_policy(text(), text(), Policy(name=text(), roles=(text(),), using=sql()))),
    lambda: to_sql(create_view(View(schema=text(), name=text(), query=sql()), 15)),
    lambda: to_sql(create_function(Function(schema=text(), name=text(), arguments=text(), returns=text(), body=text(),
        language=text(), search_path=text()))),
    lambda: to_sql(alter_type(text(), text(), text(), "text", collation=text(), using=text())),
    lambda: to_sql(set_parameters(text(), text(), ((text(), text()),))),
    lambda: to_sql(create_domain(Domain(schema=text(), name=text(), type=text(), default=sql(), collation=text(),
        checks=(Check(name=text(), expression=sql()),)))),
    lambda: to_sql(replace_function(Function(schema=text(), name=text(), returns="int", body=text(),
        settings=((text(), text()),)))),
    lambda: to_sql(create_trigger(text(), text(), Trigger(name=text(), timing=TriggerTiming.AFTER,
        events=(TriggerEvent.UPDATE,), function_schema=text(), function=text(), arguments=(text(),),
        update_columns=(text(),), when=sql()))),
)
for _ in range(ROUNDS):
    for build in BUILDERS:
        try:
            build()
        except SqlError:
            pass
print("alive")
"""


def test_no_string_ends_the_process() -> None:
    script = SCRIPT.replace("SEED", "7").replace("ROUNDS", "300")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "alive\n", "")
