"""The reference says what the code says."""

from __future__ import annotations

import pytest

from docs.write_reference import FOLDER, pages
from wesley.cli.group import COMMANDS, wesley
from wesley.cli.options import Options


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_reference_is_up_to_date(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name], "run `make reference`"


def test_no_page_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(pages())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_commands_say_what_the_program_says(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    wesley.main([name, "--help"], prog_name="wesley", standalone_mode=False, obj=Options())
    assert f"```text\n{capsys.readouterr().out}```\n" in pages()["commands.md"]
