"""A schema as what differs from another."""

from __future__ import annotations

from hypothesis import given, settings

from tests.plan.planned import USER, USER_AND_ORDER
from tests.sdl.harness import compiled
from tests.support.ir import schemas
from wesley.ir.schema import Physical, Schema
from wesley.plan.formats.difference import Difference, applied, difference

OLD, NEW = compiled(USER).physical, compiled(USER_AND_ORDER).physical


def test_only_what_differs_is_held() -> None:
    found = difference(OLD, NEW)
    assert [table.name for table in found.there.tables] == ["orders"]
    assert found.gone == ()
    assert difference(NEW, OLD).gone == (("tables", "public", "orders"),)
    assert difference(NEW, NEW) == Difference()


@settings(max_examples=30)
@given(schemas(), schemas())
def test_it_leads_to_the_other_schema(before: Schema, after: Schema) -> None:
    assert applied(before.physical, difference(before.physical, after.physical)) == after.physical
    assert applied(before.physical, difference(before.physical, Physical())) == Physical()
