"""The name of a checkpoint's file."""

from __future__ import annotations

import pytest

from wesley.cli.checkpoints.checkpoint import Place, file_name

_HERE = Place(host="localhost", port="5432", dbname="app")


def test_it_is_the_database_and_the_plan() -> None:
    name = file_name(_HERE, "3-1a2b3c4d")
    assert name.startswith("app-")
    assert name.endswith("-3-1a2b3c4d.json")


def test_databases_of_one_name_on_two_servers_have_two_files() -> None:
    others = [
        Place(host="db.example.com", port="5432", dbname="app"),
        Place(host="localhost", port="5433", dbname="app"),
        Place(host="localhost", port="5432", dbname="app2"),
    ]
    assert file_name(_HERE, "3") not in {file_name(other, "3") for other in others}


def test_who_connects_makes_no_difference() -> None:
    as_other = Place(host="localhost", port="5432", dbname="app", user="deploy", environment="prod")
    assert file_name(as_other, "3") == file_name(_HERE, "3")


@pytest.mark.parametrize("dbname", ["../../etc/passwd", "a\x00b", "", ".", "x" * 63, "größe", "a/b\\c"])
def test_any_name_of_a_database_is_a_name_of_a_file_in_the_folder(dbname: str) -> None:
    name = file_name(Place(host="", port="", dbname=dbname), "3-1a2b3c4d")
    assert not set(name[:-5]) & set("/\\.\x00")
    assert len(name.encode()) < 200
