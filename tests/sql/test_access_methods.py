"""Storage parameters as text become checked pairs; what a method can do is compared with real servers."""

from __future__ import annotations

import psycopg
import pytest

from wesley.sql.access_methods import ACCESS_METHODS, Flag, Number, storage_parameters
from wesley.sql.error import SqlError

BUILT_IN = [name for name, method in ACCESS_METHODS.items() if method.extension is None]


def test_parameters_are_sorted_and_spelled_in_one_way() -> None:
    found = storage_parameters("FillFactor = 070, deduplicate_items=FALSE", ACCESS_METHODS["btree"])
    assert found == (("deduplicate_items", "off"), ("fillfactor", "70"))


def test_a_name_alone_means_on() -> None:
    assert storage_parameters("fastupdate", ACCESS_METHODS["gin"]) == (("fastupdate", "on"),)


@pytest.mark.parametrize(
    ("text", "method", "message", "offset"),
    [
        ("fillfactor=5", "btree", "`fillfactor` is a whole number from 10 to 100, not `5`", 0),
        ("fillfactor=70, fillfactor=80", "btree", "the storage parameter `fillfactor` is given twice", 15),
        ("lists=3", "hash", "a hash index has no storage parameter `lists`; it has: fillfactor", 0),
        ("buffering=maybe", "gist", "`buffering` is one of on, off, auto, not `maybe`", 0),
        ("fastupdate=2", "gin", "`fastupdate` is `on` or `off`, not `2`", 0),
        ("", "hash", "a hash index has no storage parameter ``; it has: fillfactor", 0),
        ("fillfactor=" + "9" * 5000, "hash", "`fillfactor` is a whole number from 10 to 100, not `" + "9" * 5000, 0),
    ],
)
def test_a_wrong_parameter_is_refused_at_its_place(text: str, method: str, message: str, offset: int) -> None:
    with pytest.raises(SqlError) as error:
        storage_parameters(text, ACCESS_METHODS[method])
    assert error.value.message.startswith(message)
    assert error.value.offset == offset


@pytest.mark.server
@pytest.mark.parametrize("name", BUILT_IN)
def test_what_a_method_can_do_is_what_the_server_says(database: str, name: str) -> None:
    method = ACCESS_METHODS[name]
    properties = ["can_order", "can_unique", "can_multi_col", "can_exclude", "can_include"]
    query = (
        "SELECT array(SELECT pg_indexam_has_property(oid, p) FROM unnest(%s::text[]) p) FROM pg_am WHERE amname = %s"
    )
    with psycopg.connect(database) as connection:
        found = connection.execute(query, (properties, name)).fetchone()
    assert found is not None
    assert found[0] == [method.orders, method.unique, method.several, method.excludes, method.includes]


@pytest.mark.server
@pytest.mark.parametrize("name", BUILT_IN)
def test_the_server_takes_each_parameter_in_its_range_alone(database: str, name: str) -> None:
    column_type = {"gist": "point", "spgist": "point", "gin": "int[]"}.get(name, "int")
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"CREATE TABLE one (value {column_type})".encode())
        for key, known in ACCESS_METHODS[name].parameters.items():
            if isinstance(known, Number):
                assert _takes(connection, name, f"{key}={known.least}")
                assert _takes(connection, name, f"{key}={known.most}")
                assert not _takes(connection, name, f"{key}={known.least - 1}")
                assert not _takes(connection, name, f"{key}={known.most + 1}")
            elif isinstance(known, Flag):
                assert _takes(connection, name, f"{key}=on")
                assert _takes(connection, name, f"{key}=off")
            else:
                assert all(_takes(connection, name, f"{key}={word}") for word in known.words)


def _takes(connection: psycopg.Connection, method: str, parameter: str) -> bool:
    try:
        connection.execute(f"CREATE INDEX ON one USING {method} (value) WITH ({parameter})".encode())
    except psycopg.errors.InvalidParameterValue:
        return False
    return True
