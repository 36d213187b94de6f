"""The schema of the journal."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from wesley.execute.codes import FOREIGN_JOURNAL
from wesley.execute.journal.install import has_journal, install
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server


def test_it_is_made_once_and_is_no_part_of_the_schema(database: str) -> None:
    with session(database) as one:
        before = read_catalog(one)
        assert not has_journal(one)
        install(one)
        install(one)
        assert has_journal(one)
        after = read_catalog(one)
        assert (after.physical, after.unmanaged) == (before.physical, before.unmanaged)


@pytest.mark.parametrize(
    ("ddl", "said"),
    [
        ("CREATE SCHEMA wesley; CREATE TABLE wesley.mine (id int)", "not Wesley's"),
        ("CREATE SCHEMA wesley; COMMENT ON SCHEMA wesley IS 'mine'", "not Wesley's"),
        ("CREATE SCHEMA wesley; COMMENT ON SCHEMA wesley IS 'Journal of Wesley, version 99: x'", "version 99"),
    ],
)
def test_a_schema_that_is_none_is_left_alone(database: str, ddl: str, said: str) -> None:
    with session(database) as one:
        one.run(ddl)
        with pytest.raises(ServerError) as caught:
            install(one)
        assert caught.value.problems[0].code is FOREIGN_JOURNAL
        assert said in caught.value.problems[0].message


def test_a_role_that_may_not_make_it_is_told_what_to_grant(database: str) -> None:
    with session(database) as admin:
        admin.run("CREATE ROLE nobody_much LOGIN")
        try:
            with session(f"{database} user=nobody_much") as one, pytest.raises(ServerError) as caught:
                install(one)
            assert "GRANT CREATE ON DATABASE" in caught.value.problems[0].help
        finally:
            admin.run("DROP ROLE nobody_much")


def test_an_administrator_may_make_the_schema_for_it(database: str) -> None:
    with session(database) as admin:
        admin.run("CREATE ROLE has_a_place LOGIN; CREATE ROLE has_none LOGIN")
        admin.run("CREATE SCHEMA wesley AUTHORIZATION has_a_place")
        try:
            with session(f"{database} user=has_none") as other, pytest.raises(ServerError, match="is not Wesley's"):
                has_journal(other)
            with session(f"{database} user=has_a_place") as one:
                assert not has_journal(one)
                install(one)
                assert has_journal(one)
            with session(f"{database} user=has_none") as other, pytest.raises(ServerError, match="may not read"):
                has_journal(other)
        finally:
            admin.run("DROP OWNED BY has_a_place CASCADE; DROP ROLE has_a_place, has_none")


def test_two_at_once_make_one(database: str) -> None:
    failed: list[BaseException] = []

    def make() -> None:
        try:
            with session(database) as one:
                install(one)
        except BaseException as error:  # noqa: BLE001 - shown by the assertion
            failed.append(error)

    _together(make, 4)
    assert failed == []


def _together(work: Callable[[], None], count: int) -> None:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
