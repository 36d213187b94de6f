"""The codes of changes that cannot be planned as they are asked for."""

from __future__ import annotations

from wesley.problems.problem import Code

ALL: tuple[Code, ...] = ()
