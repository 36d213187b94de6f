"""Edits as whole lines: what goes and what comes, for people to read and to type."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from wesley.drift.adopt.adoption import Adoption, Edit, applied


class Hunk(Struct, frozen=True, kw_only=True):
    """Lines of one file.

    Args:
        file: name of the text.
        line: number of the first line, from 1; where nothing goes, of the line that the new ones come before.
        removed, added: lines without their ends.
    """

    file: str
    line: int
    removed: tuple[str, ...]
    added: tuple[str, ...]


def hunks(adoption: Adoption, texts: dict[str, str]) -> tuple[Hunk, ...]:
    """The lines that an adoption changes, in order.

    Args:
        adoption: the edits.
        texts: the texts by name, as they are before.
    """
    files = dict.fromkeys(edit.file for edit in adoption.edits)
    return tuple(
        _hunk(file, texts[file], group)
        for file in files
        for group in _groups(texts[file], sorted(_in(adoption, file), key=lambda edit: (edit.start, edit.end)))
    )


def _in(adoption: Adoption, file: str) -> Iterator[Edit]:
    return (edit for edit in adoption.edits if edit.file == file)


def _groups(text: str, edits: list[Edit]) -> Iterator[tuple[Edit, ...]]:
    """Edits that touch the same lines."""
    group: list[Edit] = []
    for edit in edits:
        if group and text.find("\n", group[-1].end, edit.start) >= 0:
            yield tuple(group)
            group = []
        group.append(edit)
    yield tuple(group)


def _hunk(file: str, text: str, edits: tuple[Edit, ...]) -> Hunk:
    start = text.rfind("\n", 0, edits[0].start) + 1
    end = text.find("\n", max(edit.end for edit in edits))
    end = len(text) if end < 0 else end
    before = text[start:end]
    moved = tuple(_moved(edit, -start) for edit in edits)
    after = applied({file: before}, moved)[file]
    return _trimmed(file, text.count("\n", 0, start) + 1, before.split("\n"), after.split("\n"))


def _moved(edit: Edit, by: int) -> Edit:
    return Edit(file=edit.file, start=edit.start + by, end=edit.end + by, text=edit.text, where=edit.where)


def _trimmed(file: str, line: int, removed: list[str], added: list[str]) -> Hunk:
    """Without the lines at both ends that stay as they are, and without blank ones."""
    while removed and added and removed[0] == added[0]:
        removed, added, line = removed[1:], added[1:], line + 1
    while removed and added and removed[-1] == added[-1]:
        removed, added = removed[:-1], added[:-1]
    return Hunk(file=file, line=line, removed=_filled(removed), added=_filled(added))


def _filled(lines: list[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line.strip())
