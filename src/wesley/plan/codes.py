"""The codes of plans that are not made."""

from __future__ import annotations

from wesley.problems.problem import Code

DATA_LOSS = Code(
    code="MIG002",
    name="data-loss-not-allowed",
    summary="The plan would lose data, and nobody has said that it may.",
    why="What DROP TABLE and DROP COLUMN take away is only in the last backup. So each object whose data would be "
    "gone has to be named by the person who runs the plan.",
    bad="wesley plan --from old.json --to schema",
    good="wesley plan --from old.json --to schema --allow-drop users.age",
)
NOT_LOST = Code(
    code="MIG003",
    name="nothing-to-allow",
    summary="`--allow-drop` names something that the plan does not lose.",
    why="A name that matches nothing is a slip of the pen, and what was meant would still be refused; a permission "
    "that nobody needs today would let something else go tomorrow.",
    bad="wesley plan --from old.json --to schema --allow-drop user.age",
    good="wesley plan --from old.json --to schema --allow-drop users.age",
)

ALL: tuple[Code, ...] = (DATA_LOSS, NOT_LOST)
