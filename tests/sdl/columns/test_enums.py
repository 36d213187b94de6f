"""What the three storages of an enum mean on a real PostgreSQL: the values go in, nothing else does."""

from __future__ import annotations

import psycopg
import pytest

from tests.sdl.harness import compiled
from wesley.config.settings import Enums, Settings
from wesley.targets.postgres import TARGET

SDL = """\
enum Priority { HIGH  LOW @dbValue(name: "it's \\\\ low") }
type Task @table { id: Int! @primaryKey  one: Priority!  some: LISTS @column(name: "select") }
"""

NATIVE, CHECK, LOOKUP = Enums(storage="native"), Enums(storage="check"), Enums(storage="lookup")
LOW = "it's \\ low"


def loaded(connection: psycopg.Connection[tuple[object, ...]], sdl: str, settings: Settings) -> None:
    for text in TARGET.emit(compiled(sdl, settings), settings).values():
        connection.execute(text.encode())


def accepts(connection: psycopg.Connection[tuple[object, ...]], one: object, some: str | None) -> bool:
    try:
        with connection.transaction(force_rollback=True):
            connection.execute('INSERT INTO public.tasks (id, one, "select") VALUES (1, %s, %s)', (one, some))
    except psycopg.Error:
        return False
    return True


@pytest.mark.server
@pytest.mark.parametrize("enums", [NATIVE, CHECK, LOOKUP], ids=lambda enums: str(enums.storage))
def test_a_value_goes_in_and_nothing_else_does(database: str, enums: Enums) -> None:
    settings = Settings(enums=enums)
    with psycopg.connect(database, autocommit=True) as connection:
        loaded(connection, SDL.replace("LISTS", "Priority"), settings)
        assert accepts(connection, "HIGH", LOW)
        assert accepts(connection, LOW, None)
        assert not accepts(connection, "LOW", None)
        assert not accepts(connection, "HIGH", "high")
        assert not accepts(connection, None, None)


@pytest.mark.server
@pytest.mark.parametrize("enums", [NATIVE, CHECK], ids=lambda enums: str(enums.storage))
def test_elements_of_arrays_too_in_every_dimension(database: str, enums: Enums) -> None:
    settings = Settings(enums=enums)
    with psycopg.connect(database, autocommit=True) as connection:
        loaded(connection, SDL.replace("LISTS", "[Priority]"), settings)
        assert accepts(connection, "HIGH", "{}")
        assert accepts(connection, "HIGH", "{HIGH,NULL}")
        assert accepts(connection, "HIGH", "{{HIGH,NULL},{HIGH,HIGH}}")
        assert not accepts(connection, "HIGH", "{HIGH,LOW}")
        assert not accepts(connection, "HIGH", "{{HIGH,HIGH},{HIGH,nope}}")


@pytest.mark.server
def test_elements_that_are_required(database: str) -> None:
    settings = Settings(enums=CHECK)
    with psycopg.connect(database, autocommit=True) as connection:
        loaded(connection, SDL.replace("LISTS", "[Priority!]"), settings)
        assert accepts(connection, "HIGH", "{HIGH}")
        assert accepts(connection, "HIGH", None)
        assert not accepts(connection, "HIGH", "{HIGH,NULL}")
