"""How far the database is from the schema of the project."""

from __future__ import annotations

import pytest

from tests.cli.migration.databases import NEW, OLD
from tests.health.looking import run, seen
from tests.sdl.harness import compiled
from wesley.health.database.schema import CHECK
from wesley.postgres.database import load
from wesley.targets.postgres.document import document

pytestmark = pytest.mark.server


def test_the_same_and_another_one(database: str) -> None:
    load(database, document(compiled(OLD)))
    told = "the database is what the schema of the project says"
    assert seen(CHECK, database, project=compiled(OLD)) == ("ok", told)
    status, told = seen(CHECK, database, project=compiled(NEW))
    assert (status, told.startswith("not what the schema of the project says: ")) == ("warning", True)


def test_a_rename_that_is_done_or_not(database: str) -> None:
    renamed = compiled(OLD.replace("email: String!", 'mail: String! @renamedFrom(name: "email")'))
    load(database, document(compiled(OLD)))
    assert seen(CHECK, database, project=renamed)[0] == "warning"
    run(database, "ALTER TABLE users RENAME COLUMN email TO mail")
    assert seen(CHECK, database, project=renamed)[0] == "ok"


def test_what_sdl_cannot_say_is_no_difference(database: str) -> None:
    load(database, document(compiled(OLD)))
    run(database, "ALTER TABLE users ALTER COLUMN email SET STORAGE EXTERNAL", "CREATE SCHEMA other")
    assert seen(CHECK, database, project=compiled(OLD))[0] == "ok"


def test_without_a_schema(database: str) -> None:
    assert seen(CHECK, database) == ("skipped", "no schema was named")
