"""Connection strings are checked, changed and shown without their secrets."""

from __future__ import annotations

import pytest

from wesley.postgres.address import parameters, shown, with_database, without_secrets

URL = "postgresql://ann:s3cr%40t@db.example:5433/app?sslpassword=k3y"


@pytest.mark.parametrize(
    "address", [URL, "host=db.example port=5433 user=ann password=s3cr@t dbname=app sslpassword=k3y"]
)
def test_another_database_on_the_same_server(address: str) -> None:
    other = parameters(with_database(address, "o'ther db"))
    assert other == {**parameters(address), "dbname": "o'ther db"}


def test_no_secret_is_shown() -> None:
    assert shown(URL) == "host=db.example port=5433 dbname=app user=ann"
    assert shown("") == "the default address of libpq"
    assert without_secrets("refused s3cr@t with k3y", URL) == "refused *** with ***"
