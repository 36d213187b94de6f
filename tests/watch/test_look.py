"""What differs between two looks at the files."""

from __future__ import annotations

from wesley.config.settings import Naming, Settings
from wesley.problems.problem import Problem
from wesley.sdl.source import Source
from wesley.watch.codes import OUT_OF_REACH
from wesley.watch.look import Look, changed, is_same


def _look(settings: Settings | None = Settings(), **texts: str) -> Look:  # noqa: B008 - frozen
    sources = tuple(Source(name, text) for name, text in texts.items())
    return Look(settings=settings, configuration="wesley.toml", sources=sources, texts=texts)


def test_equal_texts_are_the_same() -> None:
    assert is_same(_look(a="type A"), _look(a="type A"))
    assert changed(_look(a="type A"), _look(a="type A")) == ()


def test_what_was_added_removed_or_written_has_changed() -> None:
    assert changed(_look(a="1", b="1", c="1"), _look(b="2", c="1", d="1")) == ("a", "b", "d")
    assert not is_same(_look(a="1"), _look(a="2"))


def test_a_file_of_a_view_is_one_of_them() -> None:
    before, now = Look(files={"top.sql": "SELECT 1"}), Look(files={"top.sql": "SELECT 2"})
    assert changed(before, now) == ("top.sql",)


def test_the_configuration_has_changed_when_it_says_something_else() -> None:
    assert changed(_look(), _look(Settings(naming=Naming(tables="singular")))) == ("wesley.toml",)
    assert changed(_look(), _look(None)) == ("wesley.toml",)


def test_a_file_that_cannot_be_read_any_more_is_another_look() -> None:
    problem = Problem(code=OUT_OF_REACH, message="permission denied")
    assert not is_same(Look(), Look(problems=(problem,)))
