"""Connection strings are checked, changed and shown without their secrets."""

from __future__ import annotations

import pytest

from wesley.postgres.address import parameters, shown, with_database, without_secrets
from wesley.problems.problem import ServerError

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


@pytest.mark.parametrize(
    "address", ["postgresql://ann:s3@cr3t@db/app", "postgres://ann:s3@cr/3t@db/app?sslmode=require"]
)
def test_a_password_with_a_sign_that_cuts_it_is_refused_and_not_shown(address: str) -> None:
    with pytest.raises(ServerError, match="not one that libpq understands") as caught:
        parameters(address)
    assert "cr" not in str(caught.value)
    assert "percent-encoded" in caught.value.problems[0].help


def test_such_a_sign_elsewhere_is_none_of_it() -> None:
    assert parameters("postgresql://ann@db/app?options=-c%20a.b%3D@@")["options"] == "-c a.b=@@"
    assert parameters("host=db user=ann@corp password=a://b@c@d dbname=app")["user"] == "ann@corp"
