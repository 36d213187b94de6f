"""PostgreSQL refuses root, so root gets a stand-in."""

from __future__ import annotations

import os
import pwd

import pytest

from wesley.postgres import account
from wesley.postgres.account import Account
from wesley.problems.problem import ServerError


def test_an_ordinary_user_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert account.account() == Account()


def test_root_gets_a_namespace_where_there_are_any_and_else_becomes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = pwd.getpwnam("nobody")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(account, "_works", lambda _: True)
    assert account.account().wrapper[-2:] == (f"--map-user={nobody.pw_uid}", "--")
    monkeypatch.setattr(account, "_works", lambda _: False)
    assert account.account() == Account((), nobody.pw_uid, nobody.pw_gid)


def test_root_on_a_machine_without_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(pwd, "getpwnam", unknown)
    with pytest.raises(ServerError, match="no user `nobody`"):
        account.account()


def test_a_wrapper_that_does_not_exist_or_fails_does_not_work() -> None:
    assert not account._works(("/no/such/program",))
    assert not account._works(("false",))
