"""The outputs of the founding document's example are kept beside it, for people to read."""

from __future__ import annotations

from tests.examples.compiled import EXAMPLES, compiled


def test_the_outputs_in_the_repository_are_up_to_date() -> None:
    folder = EXAMPLES / "founding"
    for texts in compiled(folder).outputs.values():
        for path, text in texts.items():
            kept = (folder / "generated" / path).read_text(encoding="utf-8")
            assert kept == text, f"run `wesley compile` in {folder}"
