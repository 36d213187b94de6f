"""Event triggers that see DDL."""

from __future__ import annotations

import pytest

from tests.health.looking import run, seen
from wesley.health.database.event_triggers import CHECK

pytestmark = pytest.mark.server


def test_one_that_is_enabled(database: str) -> None:
    assert seen(CHECK, database) == ("ok", "there are none")
    run(database, "CREATE FUNCTION log_ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'")
    run(database, "CREATE EVENT TRIGGER log_ddl ON ddl_command_end EXECUTE FUNCTION log_ddl()")
    assert seen(CHECK, database) == ("warning", "log_ddl calls public.log_ddl on ddl_command_end")
    run(database, "ALTER EVENT TRIGGER log_ddl DISABLE")
    assert seen(CHECK, database)[0] == "ok"
