"""Compilation after compilation in one process: what a warm compiler says is what a cold one says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.watch.edits import SETTINGS, Files, at_first, edited, sources
from wesley.config.settings import Settings
from wesley.problems.problem import Problem
from wesley.sdl import lint, rules
from wesley.sdl.read import read
from wesley.sdl.rule import Rule
from wesley.sdl.source import Source
from wesley.targets import ALL
from wesley.watch.warm import Warm

USER = "type User @table {\n  id: ID! @primaryKey\n  name: String!\n}\n"
GROWN = USER.replace("name: String!", "name: String!\n  age: Int")


def shown(problem: Problem) -> tuple[Any, ...]:
    """A problem with its places, which compare equal otherwise."""
    places = [(problem.origin.place(), problem.origin.length)]
    places += [(related.origin.place(), related.origin.length) for related in problem.related]
    return (problem.code.code, problem.message, problem.help, [one.message for one in problem.related], places)


def check(warm: Warm, written: list[Source], settings: Settings) -> bool:
    """Compare a warm compilation with a cold one, texts with their order and places included; True for a valid one."""
    cold, found = read(written, settings), warm.compile(written, {}, settings, ALL)
    outputs = {} if cold.schema is None else {target.name: target.emit(cold.schema, settings) for target in ALL}
    assert list(map(shown, found.problems)) == list(map(shown, cold.problems))
    assert [(name, list(texts.items())) for name, texts in found.emitted.items()] == [
        (name, list(texts.items())) for name, texts in outputs.items()
    ]
    # A schema is printed with its places and positions.
    assert repr(found.schema) == repr(cold.schema)
    return cold.schema is not None


@st.composite
def work(draw: st.DrawFn, most: int) -> list[tuple[Files, Settings]]:
    """What the files are after each edit; now and then an edit is taken back, or the configuration is changed."""
    files, settings = at_first(), SETTINGS[0]
    states = [(files, settings)]
    for _ in range(draw(st.integers(1, most))):
        kind = draw(st.integers(0, 9))
        if kind == 0:
            settings = draw(st.sampled_from(SETTINGS))
        elif kind in (1, 2, 3):
            files = draw(st.sampled_from([state[0] for state in states]))
        else:
            files = edited(draw, files)
        states.append((files, settings))
    return states


@given(work(most=8))
@hypothesis_settings(max_examples=15, deadline=None)
def test_its_outputs_and_problems_are_those_of_a_cold_compilation(states: list[tuple[Files, Settings]]) -> None:
    warm = Warm()
    for files, settings in states:
        check(warm, sources(files), settings)


def test_the_files_that_edits_begin_with_are_a_valid_schema() -> None:
    assert check(Warm(), sources(at_first()), Settings())


@pytest.mark.parametrize("settings", SETTINGS)
def test_the_same_files_again_are_the_same_outputs(settings: Settings) -> None:
    warm = Warm()
    first = warm.compile(sources(at_first()), {}, settings, ALL)
    again = warm.compile(sources(at_first()), {}, settings, ALL)
    assert first.emitted == again.emitted
    assert (first.parsed, again.parsed) == (3, 0)


def test_only_a_file_that_changed_is_parsed_again() -> None:
    warm, settings, files = Warm(), Settings(), at_first()
    warm.compile(sources(files), {}, settings, ALL)
    files["people.graphql"].append("# a remark\n")
    assert warm.compile(sources(files), {}, settings, ALL).parsed == 1


def test_an_output_of_which_nothing_changed_is_not_made_again() -> None:
    warm, settings, files = Warm(), Settings(), at_first()
    before = warm.compile(sources(files), {}, settings, ALL).emitted["pgtap"]
    files["rest.graphql"] = [block.replace("pair: Int", "pair: Int!") for block in files["rest.graphql"]]
    after = warm.compile(sources(files), {}, settings, ALL).emitted["pgtap"]
    made = {path for path, text in after.items() if before.get(path) is not text}
    assert made == {"tests/10_table_invoices.sql", "tests/30_lookups.sql"}


@pytest.mark.parametrize("rule", [*rules.ALL, *lint.ALL], ids=lambda rule: rule.code.name)
def test_every_rule_finds_a_new_fault_beside_what_was_right(rule: Rule) -> None:
    warm, around = Warm(), [Source("user.graphql", USER.replace("User", "Someone"))]
    for text in (rule.code.good, rule.code.bad, rule.code.good):
        check(warm, [*around, Source("rule.graphql", text)], Settings())


def test_an_error_does_not_make_it_forget_what_it_knew() -> None:
    warm = Warm()
    for text in (USER, "type User @table {", GROWN, USER.replace("String", "Strin"), USER):
        check(warm, [Source("a.graphql", text)], Settings())


def test_a_schema_with_errors_has_no_outputs() -> None:
    compilation = Warm().compile([Source("a.graphql", "type User @table {")], {}, Settings(), ALL)
    assert compilation.schema is None
    assert compilation.emitted == {}
    assert [problem.is_error for problem in compilation.problems] == [True]
