"""The codes of plans that are not made."""

from __future__ import annotations

from wesley.problems.problem import Code

DATA_LOSS = Code(
    code="MIG010",
    name="data-loss-not-allowed",
    summary="The plan would lose data, and nobody has said that it may.",
    why="What DROP TABLE and DROP COLUMN take away is only in the last backup. So each object whose data would be "
    "gone has to be named by the person who runs the plan.",
    bad="wesley plan --from old.json --to schema",
    good="wesley plan --from old.json --to schema --allow-drop users.age",
)
NOT_LOST = Code(
    code="MIG011",
    name="nothing-to-allow",
    summary="`--allow-drop` names something that the plan does not lose.",
    why="A name that matches nothing is a slip of the pen, and what was meant would still be refused; a permission "
    "that nobody needs today would let something else go tomorrow.",
    bad="wesley plan --from old.json --to schema --allow-drop user.age",
    good="wesley plan --from old.json --to schema --allow-drop users.age",
)

UNMANAGED_TOUCHED = Code(
    code="MIG012",
    name="unmanaged-object-in-the-way",
    summary="The plan would change what an object stands on that Wesley does not manage.",
    why="What the schema language has no word for (a rule, an aggregate, a publication, ...) is left alone. PostgreSQL "
    "would refuse the change because of it, or drop it along. Only its owner knows what shall become of it, so it is "
    "changed by hand first.",
)
NAME_TAKEN = Code(
    code="MIG013",
    name="name-taken-by-unmanaged-object",
    summary="The plan would create something whose name an object has that Wesley does not manage.",
    why="Tables, views, indexes, sequences and types of one PostgreSQL schema share their names (manual, CREATE TABLE "
    "and CREATE TYPE), so the statement would fail half-way through the plan.",
)
NOT_A_PLAN = Code(
    code="MIG014",
    name="not-a-plan",
    summary="A file that should hold a plan holds none, or one that is not whole.",
    why="A plan is run as it was made and looked at; one that was cut or changed is not that plan.",
    good="wesley plan --from old.json --to schema --format json --out plan.json",
)
NEWER_PLAN = Code(
    code="MIG015",
    name="newer-plan",
    summary="A plan was made by a newer version of Wesley than the one that reads it.",
    why="It may hold steps that this version does not know, and leaving them out would not lead to the schema.",
)

NO_WAY_BACK = Code(
    code="MIG016",
    name="no-way-back",
    summary="No plan leads back from where this one leads to.",
    why="The way back is planned as every other one, and the same things can stand in its way: a type that no cast "
    "leads back to, a view that cannot be made between two steps. What does says what to do about it.",
)

OTHER_SOURCE = Code(
    code="MIG019",
    name="plan-of-another-schema",
    summary="The database is not in the state that the plan starts from.",
    why="Each statement of a plan was chosen for one schema: on another one it can fail half-way, or do something else "
    "than what was reviewed. So the fingerprint of the catalog has to be the one that stands in the plan.",
)

IGNORED_MISSING = Code(
    code="MIG020",
    name="ignored-object-missing",
    summary="The schema needs an object that the configuration leaves to others, and the database does not have it.",
    why="A plan does nothing to what a rule of `[postgres] ignore` fits, so it does not make it either. What stands on "
    "it would fail half-way through the plan.",
    bad='[postgres]\nignore = ["extension *"]',
    good='[postgres]\nignore = ["extension timescaledb"]',
)

ALL: tuple[Code, ...] = (
    DATA_LOSS,
    NOT_LOST,
    UNMANAGED_TOUCHED,
    NAME_TAKEN,
    NOT_A_PLAN,
    NEWER_PLAN,
    NO_WAY_BACK,
    OTHER_SOURCE,
    IGNORED_MISSING,
)
