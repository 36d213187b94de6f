"""A plan begins on the schema that it was made for, and on no other."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.execute.place import documented
from tests.sdl.harness import compiled
from wesley.execute.gates import refuse_changed_since, refuse_other_catalog
from wesley.ir.schema import Physical
from wesley.plan.formats.json import parts
from wesley.plan.make import make_plan
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.problems.problem import ServerError, WesleyError
from wesley.targets.postgres.document import document

OLD = 'type User @table @check(expr: "age > 0 and age < 200") {\n  id: ID! @primaryKey\n  age: Int\n}\n'
NEW = OLD.replace("age: Int\n", "age: Int\n  city: String\n")


@pytest.mark.server
def test_a_catalog_in_another_spelling_is_the_same(database15: str) -> None:
    load(database15, document(compiled(OLD)))
    head, _ = parts(documented(make_plan(compiled(OLD), compiled(NEW), server=15)))
    with session(database15) as looking:
        refuse_other_catalog(looking, head, ())
        looking.run("ALTER TABLE users ADD COLUMN mine integer")
        with pytest.raises(WesleyError, match=r"since then somebody did: Add column mine to public\.users"):
            refuse_other_catalog(looking, head, ())


def test_what_was_changed_since_it_was_read_is_told() -> None:
    old, new = compiled(OLD).physical, compiled(NEW).physical
    refuse_changed_since(old, lambda: old)
    with pytest.raises(ServerError, match=r"since the plan was made: Add column city to public\.users"):
        refuse_changed_since(old, lambda: new)


def test_many_changes_are_told_in_part() -> None:
    tables = "".join(f"type T{number} @table {{\n  id: ID! @primaryKey\n}}\n" for number in range(9))
    there = compiled(tables).physical
    with pytest.raises(ServerError, match="and 4 more"):
        refuse_changed_since(Physical(), lambda: replace(there, namespaces=()))
