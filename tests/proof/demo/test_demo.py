"""What `make demo` shows, on a few rows and with a fifth of its transactions."""

from __future__ import annotations

import pytest

from proof.demo import __main__ as demo


@pytest.mark.server
def test_the_application_gets_its_second_version_while_clients_work(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "TASKS", 400)
    monkeypatch.setattr(demo, "RATE", 10)
    monkeypatch.setattr(demo, "BEFORE", 0.5)
    assert demo.main() == 0
    out, told = capfd.readouterr()
    assert "Migrating it to version 2 meanwhile:" in out
    assert "What the clients felt" in out
    assert "Errors: none\n" in out
    assert "ALTER TABLE tasks NO FORCE ROW LEVEL SECURITY" in out
    assert "schema: FORCE ROW LEVEL SECURITY" in out
    assert "No drift: " in out
    assert "is done but for its contract" in told
