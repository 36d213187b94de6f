"""Problems for people: one code frame each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wesley.cli.problems.excerpt import excerpt, split_lines, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wesley.cli.terminal import Paint
    from wesley.ir.origin import Origin
    from wesley.problems.problem import Problem


def problems_as_text(problems: Iterable[Problem], texts: Mapping[str, str], paint: Paint) -> str:
    """Code frames, with an empty line after each but the last.

    Args:
        problems: what to print, in the order of printing.
        texts: the sources by the names that the problems' places carry; a missing one is shown without its line.
        paint: how to color.
    """
    problems = list(problems)
    files = {origin.file for problem in problems for origin in _places(problem)}
    lines = {file: split_lines(texts[file]) for file in files if texts.get(file)}
    return "\n".join(_problem(problem, lines, paint) for problem in problems)


def _places(problem: Problem) -> list[Origin]:
    return [problem.origin, *[related.origin for related in problem.related]]


def _problem(problem: Problem, lines: Mapping[str, list[str]], paint: Paint) -> str:
    gutter = max(len(str(origin.line)) for origin in _places(problem)) if problem.origin.known else 1
    style = str(problem.code.severity)
    title = paint(f"{style}[{problem.code.code}]", style) + paint(f": {visible(problem.message)}", "strong")
    rows = [title, *_frame(problem.origin, "^", style, "", lines, gutter, paint)]
    for related in problem.related:
        rows.extend(_frame(related.origin, "-", "frame", visible(related.message), lines, gutter, paint))
    rows.extend(_help(problem.help, gutter, paint))
    return "".join(f"{row}\n" for row in rows)


def _frame(
    origin: Origin, mark: str, style: str, label: str, lines: Mapping[str, list[str]], gutter: int, paint: Paint
) -> list[str]:
    """The place, its line and the underline."""
    if not origin.file:
        return []
    margin = " " * gutter
    place = f"{origin.file}:{origin.line}:{origin.column}" if origin.known else origin.file
    rows = [f"{margin} {paint('┌─', 'frame')} {visible(place)}"]
    source = lines.get(origin.file, [])
    if 0 < origin.line <= len(source):
        shown = excerpt(source[origin.line - 1], origin.column, origin.length)
        said = f" {label}" if label else ""
        number = paint(f"{origin.line:>{gutter}} │", "frame")
        rows.append(f"{number} {shown.text}".rstrip())
        rows.append(f"{margin} {paint('│', 'frame')} {' ' * shown.indent}{paint(mark * shown.width, style)}{said}")
    elif label:
        rows.append(f"{margin} {paint('│', 'frame')} {label}")
    return rows


def _help(text: str, gutter: int, paint: Paint) -> list[str]:
    if not text:
        return []
    margin = " " * gutter
    first, *others = [visible(line) for line in text.split("\n")]
    head = f"{margin} {paint('=', 'frame')} {paint('help', 'help')}: {first}"
    return [head, *[f"{margin}         {line}".rstrip() for line in others]]
