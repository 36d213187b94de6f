"""The plan as a comment of a pull request."""

from __future__ import annotations

from msgspec.structs import replace

from tests.plan.formats.document import CHECKED, DROPPED, EMPTY
from wesley.plan.document import Document, Undo
from wesley.plan.formats.markdown import markdown


def test_the_outcome_comes_first_and_the_rest_is_folded() -> None:
    shown = markdown(CHECKED)
    assert shown.startswith(
        "### Plan: 2 statements; risk 26 (medium)\n\nFrom `old.json` to `schema`, on PostgreSQL 15.\n"
    )
    assert shown.count("<details>") == shown.count("</details>") == 3
    assert "| 1 | Add check users\\_age\\_check to public.users | one transaction | all | 10 | &lt; 1 s |" in shown
    assert "**Way back**: 1 statement, risk 10" in shown


def test_what_waits_and_what_is_lost_is_not_folded() -> None:
    shown = markdown(DROPPED)
    assert "1 statement, 1 of them wait for the contract" in shown
    assert "\n**Lost for good, with what is in it**: `public.users.age`\n" in shown
    assert "<summary>Contract (waits until the old application is gone)</summary>" in shown


def test_nothing_to_do() -> None:
    assert markdown(EMPTY) == "### Plan: nothing to do\n\n`old.json` is as `schema` has it.\n"


def test_explaining_adds_the_words() -> None:
    assert "<summary>What the words mean</summary>" in markdown(CHECKED, explain=True)
    assert "What the words mean" not in markdown(CHECKED)


def test_it_fits_a_comment_and_closes_its_folds() -> None:
    shown = markdown(_long(CHECKED, 400))
    assert len(shown) <= 60_000
    assert "see `--format sql`" in shown
    assert shown.count("<details>") == shown.count("</details>")
    longer = markdown(_long(CHECKED, 2000))
    assert len(longer) <= 60_000
    assert longer.count("<details>") == longer.count("</details>")


def _long(document: Document, times: int) -> Document:
    """The same plan with its first statement many times under other titles."""
    segment, *others = document.plan.segments
    steps = tuple(replace(segment.steps[0], title=f"Step {number}") for number in range(times))
    plan = replace(document.plan, segments=(replace(segment, steps=steps), *others))
    return replace(document, plan=plan)


def test_names_are_no_markup() -> None:
    segment, *others = CHECKED.plan.segments
    step = replace(segment.steps[0], title="Drop <img src=x> a|b `c` *d* [e](f) g\\|h\nx")
    plan = replace(CHECKED.plan, segments=(replace(segment, steps=(step,)), *others))
    shown = markdown(replace(CHECKED, plan=plan, source="a`b"))
    assert "| Drop &lt;img src=x> a\\|b \\`c\\` \\*d\\* \\[e\\](f) g\\\\\\|h\\\\nx |" in shown
    assert "From `` a`b `` to" in shown


def test_nobody_is_notified() -> None:
    segment, *others = CHECKED.plan.segments
    step = replace(segment.steps[0], title="Drop @team of #12")
    document = replace(CHECKED, plan=replace(CHECKED.plan, segments=(replace(segment, steps=(step,)), *others)))
    shown = markdown(replace(document, undo=Undo(reason="@you")))
    assert "| Drop @<!-- -->team of #<!-- -->12 |" in shown
    assert "**Way back**: none: @<!-- -->you" in shown
