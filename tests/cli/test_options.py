"""The common options stand before or after the name of the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.running import Wesley


def test_common_options_stand_before_or_after_the_command(wesley: Wesley) -> None:
    wesley.write("a.toml", "nonsense = 1")
    for arguments in (["--config", "a.toml", "check"], ["check", "--config", "a.toml"]):
        assert "unknown key `nonsense`" in wesley(*arguments).err
