"""Triggers of every form, and each change of them, as text."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sql.ddl.support import printed, sql
from wesley.ir.routine import Trigger, TriggerEvent, TriggerFiring, TriggerTiming
from wesley.sql.ddl.alter_trigger import drop_trigger, rename_trigger, set_trigger_firing
from wesley.sql.ddl.trigger import create_trigger


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (drop_trigger("s", "t", "g"), "DROP TRIGGER g ON s.t;"),
        (rename_trigger("s", "t", "g", "h i"), 'ALTER TRIGGER g ON s.t RENAME TO "h i";'),
        (set_trigger_firing("s", "t", "g", TriggerFiring.ORIGIN), "ALTER TABLE s.t ENABLE TRIGGER g;"),
        (set_trigger_firing("s", "t", "g", TriggerFiring.DISABLED), "ALTER TABLE s.t DISABLE TRIGGER g;"),
        (set_trigger_firing("s", "t", "g", TriggerFiring.REPLICA), "ALTER TABLE s.t ENABLE REPLICA TRIGGER g;"),
        (set_trigger_firing("s", "t", "g", TriggerFiring.ALWAYS), "ALTER TABLE s.t ENABLE ALWAYS TRIGGER g;"),
    ],
)
def test_a_trigger_is_changed(tree: Any, text: str) -> None:
    assert printed(tree) == text


def trigger(**fields: Any) -> str:
    basis = Trigger(
        name="g", timing=TriggerTiming.AFTER, events=(TriggerEvent.UPDATE,), function_schema="s", function="f"
    )
    values = {name: getattr(basis, name) for name in basis.__struct_fields__} | fields
    return " ".join(printed(create_trigger("s", "t", Trigger(**values))).split())


def test_a_trigger_for_a_statement() -> None:
    text = trigger(events=(TriggerEvent.DELETE, TriggerEvent.TRUNCATE), each_row=False)
    assert text == "CREATE TRIGGER g AFTER DELETE OR TRUNCATE ON s.t EXECUTE FUNCTION s.f();"


@pytest.mark.parametrize("each_row", [True, False])
@pytest.mark.parametrize(("old", "new"), [("o", None), (None, "n"), ("Old rows", "select")])
def test_a_trigger_with_transition_tables(old: str | None, new: str | None, each_row: bool) -> None:
    text = trigger(old_table=old, new_table=new, each_row=each_row)
    assert ("OLD TABLE" in text, "NEW TABLE" in text) == (old is not None, new is not None)
    assert ("FOR EACH ROW" in text) == each_row


def test_a_trigger_with_everything() -> None:
    text = trigger(update_columns=("a",), old_table="o", new_table="n", when=sql("new.a > 1"), arguments=("x",))
    assert text == (
        "CREATE TRIGGER g AFTER UPDATE OF a ON s.t REFERENCING OLD TABLE o NEW TABLE n FOR EACH ROW "
        "WHEN (new.a > 1) EXECUTE FUNCTION s.f('x');"
    )
