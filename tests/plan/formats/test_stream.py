"""A plan read line by line is the plan that was written, and memory does not grow with it."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.sdl.harness import compiled
from wesley.ir.codec import compact
from wesley.plan.codes import NEWER_PLAN, NOT_A_PLAN
from wesley.plan.document import Document, Undo, way_back
from wesley.plan.formats.json import encode, parts
from wesley.plan.formats.stream import Open, Outline, Statements, outline
from wesley.plan.make import make_plan
from wesley.plan.report.report import report
from wesley.problems.problem import WesleyError

OLD = "type User @table {\n  id: ID! @primaryKey\n  email: String!\n  age: Int\n}\n"
NEW = "type User @table {\n  id: ID! @primaryKey\n  email: String! @unique\n  city: String @index\n}\n"


def document(*, contract: bool = False) -> Document:
    plan = make_plan(compiled(OLD), compiled(NEW), server=15, contract=contract, allow_drop=("*",))
    return Document(plan=plan, report=report(plan), undo=way_back(plan), source="old", target="new")


def opened(text: str) -> Open:
    def lines() -> Iterator[bytes]:
        yield from text.encode().splitlines(keepends=True)

    return lines


def read(text: str) -> Outline:
    return outline(opened(text), "plan.json")


def test_it_gives_the_parts_of_the_plan_and_of_its_way_back() -> None:
    made = document()
    text, (head, lines) = encode(made), parts(made)
    found = read(text)
    assert found.forward.head == head
    assert (found.forward.statements, found.forward.waiting) == (len(lines), 1)
    assert tuple(Statements(opened(text), "plan.json", head, back=False)) == lines
    assert found.back is not None
    assert made.undo.plan is not None
    back = Statements(opened(text), "plan.json", found.back.head, back=True)
    assert [line.step for line in back] == list(made.undo.plan.steps())


def test_it_says_why_there_is_no_way_back() -> None:
    made = replace(document(), undo=Undo(reason="it is gone"))
    found = read(encode(made))
    assert (found.back, found.no_way_back) == (None, "it is gone")


def test_a_plan_may_have_no_statements() -> None:
    plan = make_plan(compiled(OLD), compiled(OLD), server=15)
    found = read(encode(Document(plan=plan, report=report(plan), undo=way_back(plan))))
    assert found.forward.statements == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("CREATE", "CREATE ", 1), "was changed since it was made"),
        (lambda text: text.replace('"email"', '"mail"'), "was changed since it was made"),
        (lambda text: text.replace('"contract":false', '"contract":true', 1), "was changed since it was made"),
        (lambda text: text.replace('"target":"new"', '"target":"old"', 1), "was changed since it was made"),
        (lambda text: text.replace('"target":"old"', '"target":"gone"'), "was changed since it was made"),
        (lambda text: text + '{"head": {}}\n', "something stands behind its end"),
        (lambda text: text.replace("]}}\n", "]}} and more\n"), "something stands behind its statements"),
        (lambda text: text.replace("],\n", "], and more\n", 1), "something stands behind its statements"),
        (lambda text: "\n".join(text.split("\n")[:4]), "ends too early"),
        (lambda text: text.replace("\n", ""), "holds no plan"),
        (lambda _: "", "ends too early"),
        (lambda _: "CREATE TABLE a ();\n", "does not begin as one"),
        (lambda _: '{"head": {},\n', "holds no plan"),
    ],
)
def test_what_is_not_whole_is_refused(change: object, said: str) -> None:
    assert callable(change)
    with pytest.raises(WesleyError, match=said) as caught:
        read(change(encode(document())))
    assert caught.value.problems[0].code == NOT_A_PLAN


def test_one_of_a_newer_version_is_refused() -> None:
    with pytest.raises(WesleyError, match="is of version 99") as caught:
        read(encode(document()).replace('"plan_version":1', '"plan_version":99'))
    assert caught.value.problems[0].code == NEWER_PLAN


def test_a_text_that_changes_between_two_readings_is_refused() -> None:
    text = encode(document())
    found = read(text)
    other = text.replace("CREATE", "CREATE ", 1)
    with pytest.raises(WesleyError, match="was changed"):
        list(Statements(opened(other), "plan.json", found.forward.head, back=False))


def test_memory_does_not_grow_with_the_number_of_statements(tmp_path: Path) -> None:
    head, lines = parts(document())
    path, number = tmp_path / "lines", 20_000
    line = compact(lines[0])
    with path.open("wb") as file:
        file.write(b'{"head": ' + compact(head) + b',\n"statements": [\n')
        for _ in range(number - 1):
            file.write(line + b",\n")
        file.write(line + b'\n],\n"undo": {"reason":"none"}}\n')

    def read_lines() -> Iterator[bytes]:
        with path.open("rb") as opened_file:
            yield from opened_file

    tracemalloc.start()
    try:
        with pytest.raises(WesleyError, match="was changed"):
            # The digest is that of the short plan, and it is known only at the end.
            outline(read_lines, "plan.json")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 10_000_000
    assert peak < 2_000_000
